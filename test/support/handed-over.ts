import type { z } from 'zod';
import type { Advisor } from '../../src/desk/advisor.ts';
import { caseListSchema, caseSchema } from '../../src/web/console-wire.ts';
import { conversationSchema } from '../../src/web/wire.ts';
import { addStaff, loggedIn, staffedWeb } from './staff.ts';

/** When the merchants of these tests write. */
export const AT = '2026-11-18T10:00:00+08:00';
let deeds = 0;

type Shown = z.infer<typeof caseSchema>;

/** A merchant who waits for a person, and two agents. */
export async function handedOver(
  advisor: Advisor,
  said = '昨天下午刷的储蓄卡，平时都是秒到的，钱到现在没到',
) {
  const { web, time } = await staffedWeb(advisor);
  await addStaff(web.store, 'zhao', 'agent');
  const merchant = await web.open();
  const say = (text: string, at = AT) => merchant.send({ text, at });
  await say(said);
  await say('转人工');
  const [wang, zhao, lin] = [
    await loggedIn(web, 'wang'),
    await loggedIn(web, 'zhao'),
    await loggedIn(web, 'lin'),
  ];
  const found = await list(wang);
  const id = found.cases[0]?.id ?? '';
  const show = async () => conversationSchema.parse(await (await merchant.show()).json());
  return { web, time, merchant, say, wang, zhao, lin, id, show };
}

type Staff = Awaited<ReturnType<typeof loggedIn>>;

/** The queue as somebody sees it. */
export async function list(staff: Staff, query = '') {
  return caseListSchema.parse(await (await staff.call('GET', `/api/v1/cases${query}`)).json());
}

/** A case as somebody sees it. */
export async function show(staff: Staff, id: string): Promise<Shown> {
  return caseSchema.parse(await (await staff.call('GET', `/api/v1/cases/${id}`)).json());
}

/** Does something to a case, each time as a new deed. */
export function send(staff: Staff, id: string, name: string, body: object): Promise<Response> {
  deeds += 1;
  const path = `/api/v1/cases/${id}/${name}`;
  return Promise.resolve(staff.call('POST', path, { id: `d${deeds}`, at: AT, ...body }));
}

/** Does something with the version that stands. */
export async function act(staff: Staff, id: string, name: string, body: object = {}): Promise<Shown> {
  const { version } = await show(staff, id);
  const response = await send(staff, id, name, { version, ...body });
  if (response.status !== 200) throw new Error(`${name}: ${response.status} ${await response.text()}`);
  return caseSchema.parse(await response.json());
}

/** Status and code of a refusal. */
export async function refusalOf(response: Response): Promise<[number, string]> {
  const { error } = (await response.json()) as { error: { code: string } };
  return [response.status, error.code];
}

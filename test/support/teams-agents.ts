import { z } from 'zod';
import type { Channel } from '../../src/channels/channel.ts';
import { createTeams } from '../../src/channels/teams/channel.ts';
import type { Advisor } from '../../src/desk/advisor.ts';
import { offerSeat } from '../../src/desk/cases/take-seat.ts';
import type { Message } from '../../src/desk/door.ts';
import { open } from '../../src/desk/open.ts';
import { receive } from '../../src/desk/receive.ts';
import { DELIVERY_KINDS, runDue } from '../../src/desk/run-due.ts';
import { conversationIdOf } from '../../src/desk/token.ts';
import type { Role } from '../../src/store/staff/user.ts';
import { openConnector, type SentActivity } from './connector.ts';
import { testDesk } from './desk.ts';
import { addStaff } from './staff.ts';
import { activity, post } from './teams.ts';

/** What the merchants of these tests begin with. */
const TROUBLE = '昨天下午刷的储蓄卡，平时都是秒到的，钱到现在没到';

const actionSchema: z.ZodType<Action> = z.lazy(() =>
  z.looseObject({
    type: z.string(),
    title: z.string(),
    verb: z.string().optional(),
    data: z.record(z.string(), z.string()).optional(),
    fallback: z.looseObject({ type: z.string(), data: z.record(z.string(), z.string()) }).optional(),
    card: z
      .looseObject({ body: z.array(z.looseObject({ type: z.string() })), actions: z.array(actionSchema) })
      .optional(),
  }),
);

/** A button of a card; one with a form holds it. */
export interface Action {
  readonly type: string;
  readonly title: string;
  readonly verb?: string | undefined;
  readonly data?: Record<string, string> | undefined;
  readonly fallback?: { readonly type: string; readonly data: Record<string, string> } | undefined;
  readonly card?:
    | { readonly body: readonly { readonly type: string }[]; readonly actions: readonly Action[] }
    | undefined;
}

const cardSchema = z.looseObject({
  fallbackText: z.string(),
  body: z.array(z.looseObject({ type: z.string() })),
  actions: z.array(actionSchema).default([]),
});
export type Card = z.infer<typeof cardSchema>;

const invokeSchema = z.object({ statusCode: z.literal(200), type: z.string(), value: z.unknown() });

/** What an agent has before them: words or a card, and which message it is. */
export interface Seen {
  readonly id: string;
  readonly text: string;
  readonly card: Card | null;
}

/** Teams against a connector on loopback, with agents who have linked themselves and merchants on the web page. */
export async function teamsAgents(advisor: Advisor) {
  const connector = await openConnector();
  const channel: Channel = createTeams({ app: null, agents: null });
  const carriers = new Map([[channel.name, channel]]);
  const time = { now: Date.parse('2026-11-18T10:00:00+08:00') };
  const desk = await testDesk(advisor, null, { testClock: false, carriers, clock: () => time.now });
  let messages = 0;
  /** as the clockwork does: what is due, and what follows from it */
  const deliver = async () => {
    for (let due: number | null = time.now; due !== null && due <= time.now; ) {
      await runDue(desk, DELIVERY_KINDS, time.now);
      due = await desk.store.jobs.nextDue(DELIVERY_KINDS);
    }
  };
  const from = (who: string, more: object = {}) =>
    activity(connector.url, {
      from: { id: `teams-${who}`, name: who },
      conversation: { id: `c-${who}`, conversationType: 'personal' },
      ...more,
    });
  const call = async (who: string, more: object) => {
    messages += 1;
    return post(channel, desk, from(who, { id: `t${messages}`, ...more }));
  };
  /** what stands in a chat now: messages that were changed as they are */
  const chat = (place: string): readonly Seen[] => {
    const shown = new Map<string, Seen>();
    for (const { conversation, activity: sent, id } of connector.sent) {
      if (conversation === place) shown.set(id, seenOf(id, sent));
    }
    return [...shown.values()];
  };
  const say = async (who: string, text: string, more: object = {}) => {
    const response = await call(who, { text, ...more });
    await deliver();
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    return last(who);
  };
  const last = (who: string): Seen => {
    const seen = chat(`c-${who}`).at(-1);
    if (seen === undefined) throw new Error(`nothing was said to ${who}`);
    return seen;
  };
  /** presses a button of a message, with what was filled in */
  const press = async (who: string, seen: Seen, title: string, filled: object = {}) => {
    const action = buttonsOf(seen.card).find((one) => one.title === title);
    if (action === undefined) throw new Error(`no button ${title}: ${seen.card?.fallbackText ?? seen.text}`);
    const response = await call(who, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      text: undefined,
      replyToId: seen.id,
      value: { action: { type: 'Action.Execute', verb: action.verb, data: { ...action.data, ...filled } } },
    });
    await deliver();
    return shownBy(await response.json());
  };
  const link = async (login: string, role: Role = 'agent', team = 'default') => {
    if ((await desk.store.users.byLogin(login)) === null) await addStaff(desk.store, login, role, team);
    return say(login, `绑定 ${await offerSeat(desk.store, login, time.now)}`);
  };
  const merchant = async () => {
    const { token } = await open(desk, 'web', time.now);
    const id = conversationIdOf(token);
    const write = async (text: string) => {
      messages += 1;
      time.now += 1_000;
      const message: Message = { type: 'text', text };
      await receive(desk, { conversationId: id, id: `w${messages}`, message, at: time.now });
      await deliver();
    };
    const lines = () => desk.conversations.transcript(id, 0);
    return { id, write, lines };
  };
  /** a merchant on the web page who waits for a person */
  const waiting = async (said = TROUBLE) => {
    const one = await merchant();
    await one.write(said);
    await one.write('转人工');
    return one;
  };
  const laterOn = (ms: number) => {
    time.now += ms;
  };
  return {
    ...{ desk, channel, connector, carriers, time, laterOn, deliver },
    ...{ call, say, press, link, merchant, waiting, chat, last, from },
    close: connector.close,
  };
}

export type TeamsAgents = Awaited<ReturnType<typeof teamsAgents>>;
export type Merchant = Awaited<ReturnType<TeamsAgents['merchant']>>;

function seenOf(id: string, sent: SentActivity): Seen {
  const [attachment] = sent.attachments ?? [];
  const card = attachment === undefined ? null : cardSchema.parse(attachment.content);
  return { id, text: card?.fallbackText ?? sent.text ?? '', card };
}

/** What the client shows in place of the card whose button was pressed. */
function shownBy(body: unknown): Seen {
  const { type, value } = invokeSchema.parse(body);
  if (type !== 'application/vnd.microsoft.card.adaptive') return { id: '', text: String(value), card: null };
  const card = cardSchema.parse(value);
  return { id: '', text: card.fallbackText, card };
}

/** The buttons of a card, those of its forms too. */
export function buttonsOf(card: Card | null): readonly Action[] {
  return (card?.actions ?? []).flatMap((one) =>
    one.card === undefined ? [one] : [one, ...one.card.actions],
  );
}

/** What a merchant reads, line by line with who says it. */
export async function saidTo(merchant: Merchant): Promise<readonly string[]> {
  return (await merchant.lines()).map(({ from, text }) => `${from}: ${text}`);
}

/** Their titles. */
export function titlesOf(card: Card | null): readonly string[] {
  return (card?.actions ?? []).map(({ title }) => title);
}

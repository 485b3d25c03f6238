import { beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../../src/desk/advisor.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { act, handedOver, refusalOf, send, show } from '../support/handed-over.ts';
import { addStaff, loggedIn } from '../support/staff.ts';

const EVENTS = '/api/v1/cases/events';
let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

type Staff = Awaited<ReturnType<typeof loggedIn>>;

/** Listens to what the queue tells. */
async function listenTo(staff: Staff) {
  const response = await staff.call('GET', EVENTS);
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error('no body');
  let text = '';
  const reading = (async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      text += new TextDecoder().decode(value);
    }
  })();
  const events = () =>
    [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data) as unknown);
  return { response, events, reading, stop: () => reader.cancel() };
}

describe('the live news of cases', () => {
  test('come to whoever works on cases, and to nobody else', async () => {
    const { web, wang, merchant } = await handedOver(advisor);
    const xu = await loggedIn(web, 'xu');
    expect((await xu.call('GET', EVENTS)).status).toBe(403);
    expect((await web.get(EVENTS)).status).toBe(401);
    expect((await web.get(EVENTS, merchant.token)).status).toBe(401);
    const heard = await listenTo(wang);
    expect(heard.response.headers.get('content-type')).toContain('text/event-stream');
    await heard.stop();
  });

  test('tell what merchants and agents do, without a word of what', async () => {
    const { wang, zhao, id, say } = await handedOver(advisor);
    const heard = await listenTo(zhao);
    await say('钱是4万多');
    await expect.poll(() => heard.events().length).toBe(1);
    await act(wang, id, 'take');
    await expect.poll(() => heard.events().length, { timeout: 5_000 }).toBe(2);
    expect(heard.events().every((event) => JSON.stringify(event).length < 60)).toBe(true);
    await heard.stop();
  });

  test('come together where much happens at once', async () => {
    const { web, wang, say } = await handedOver(advisor);
    const heard = await listenTo(wang);
    const others = await Promise.all(Array.from({ length: 20 }, () => web.open()));
    for (const other of others) await other.send({ text: '转人工', at: '2026-11-18T10:00:00+08:00' });
    await say('好的');
    await expect.poll(() => heard.events().length, { timeout: 5_000 }).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(heard.events().length).toBeLessThan(10);
    const before = heard.events().length;
    await say('还在吗');
    await expect.poll(() => heard.events().length, { timeout: 5_000 }).toBe(before + 1);
    await heard.stop();
  });

  test('end when the server stops', async () => {
    const { web, wang } = await handedOver(advisor);
    const heard = await listenTo(wang);
    web.stop();
    await heard.reading;
  });
});

describe('keeping a case', () => {
  test('puts off the time at which others may take it, for who holds it only', async () => {
    const { web, wang, zhao, id } = await handedOver(advisor);
    expect(await refusalOf(await send(wang, id, 'extend', {}))).toEqual([409, 'not_held']);
    const taken = await act(wang, id, 'take');
    expect(taken.leaseUntil).toBe('2026-11-18T10:30:00+08:00');
    const later = '2026-11-18T10:20:00+08:00';
    expect(await refusalOf(await send(zhao, id, 'extend', { at: later }))).toEqual([409, 'held_by_another']);
    const kept = await act(wang, id, 'extend', { at: later });
    expect(kept.leaseUntil).toBe('2026-11-18T10:50:00+08:00');
    const between = '2026-11-18T10:40:00+08:00';
    const { version } = await show(zhao, id);
    expect(await refusalOf(await send(zhao, id, 'take', { version, at: between }))).toEqual([
      409,
      'held_by_another',
    ]);
    await addStaff(web.store, 'far', 'agent', 'elsewhere');
    const far = await loggedIn(web, 'far');
    expect(await refusalOf(await send(far, id, 'extend', {}))).toEqual([404, 'no_such_case']);
    await act(wang, id, 'close', { cause: null, solved: true });
    expect(await refusalOf(await send(wang, id, 'extend', {}))).toEqual([409, 'case_over']);
  });
});

test('the API description has the live news and the keeping', async () => {
  const { web } = await handedOver(advisor);
  const text = await (await web.get('/openapi.json')).text();
  const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, { responses: object }>> };
  expect(paths[EVENTS]?.get?.responses).toHaveProperty('200');
  expect(paths['/api/v1/cases/{id}/extend']?.post?.responses).toHaveProperty('409');
  expect(paths['/api/v1/cases/{id}/agents']?.get?.responses).toHaveProperty('404');
});

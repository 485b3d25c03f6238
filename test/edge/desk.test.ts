import { beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../../src/desk/advisor.ts';
import { startClockwork, sweep } from '../../src/desk/clockwork.ts';
import type { Desk } from '../../src/desk/desk.ts';
import { expiring } from '../../src/desk/expiry.ts';
import { open } from '../../src/desk/open.ts';
import { receive } from '../../src/desk/receive.ts';
import { HOUSE_KINDS, runDue } from '../../src/desk/run-due.ts';
import { embeddedDatabase } from '../../src/store/engine/embedded.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { turnSchema } from '../../src/web/wire.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { waitingIn } from '../support/cases.ts';
import { testDesk } from '../support/desk.ts';

const AT = Date.parse('2026-11-18T16:00:00+08:00');
const DUE = Date.parse('2026-11-19T18:00:00+08:00');
const DAY = 86_400_000;
const NOT_DUE_YET = '今天下午3点刷的储蓄卡没到账，平时都是T+1第二天到';
let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

async function opened(desk: Desk): Promise<string> {
  return (await open(desk, 'web', AT)).turn.conversationId;
}

async function send(desk: Desk, conversationId: string, text: string, at = AT): Promise<string> {
  return sendAs(desk, conversationId, text, { text, at });
}

async function sendAs(
  desk: Desk,
  conversationId: string,
  id: string,
  { text, at }: { readonly text: string; readonly at: number },
): Promise<string> {
  const received = await receive(desk, { conversationId, id, message: { type: 'text', text }, at });
  if (received.type !== 'answered') throw new Error(received.type);
  return received.answer;
}

const linesOf = (store: Store, id: string) => store.conversations.transcript(id, 0);

describe('a message', () => {
  test('that comes again, also meanwhile, gets the first answer byte for byte and changes nothing', async () => {
    const desk = await testDesk(advisor);
    const id = await opened(desk);
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(desk, id, NOT_DUE_YET)));
    await send(desk, id, '好的谢谢');
    answers.push(await send(desk, id, NOT_DUE_YET, AT + DAY / 2));
    expect(new Set(answers).size).toBe(1);
    const heard = (await linesOf(desk.store, id)).filter((line) => line.from === 'merchant');
    expect(heard.map((line) => line.text)).toEqual([NOT_DUE_YET, '好的谢谢']);
  });

  test('of a burst has an answer of its own, in order, whichever of two processes it came to', async () => {
    const store = await openStore(embeddedDatabase(null), 0);
    const desks = [await testDesk(advisor, store), await testDesk(advisor, store)] as const;
    const id = await opened(desks[0]);
    const texts = Array.from({ length: 12 }, (_, i) => `在吗${i}`);
    const answers = await Promise.all(texts.map((text, i) => send(desks[i % 2 === 0 ? 0 : 1], id, text)));
    const lines = await linesOf(store, id);
    const heard = lines.filter((line) => line.from === 'merchant');
    expect(heard.map((line) => line.text).sort()).toEqual([...texts].sort());
    expect(heard.map(({ answer }) => turnSchema.parse(JSON.parse(answer ?? '')).turn)).toEqual(
      texts.map((_, i) => i + 1),
    );
    expect(heard.map((line) => answers[texts.indexOf(line.text)])).toEqual(heard.map((line) => line.answer));
    for (const { seq, answer } of heard) {
      const said = lines.filter((line) => line.replyTo === seq).map((line) => line.text);
      expect(said).toEqual(turnSchema.parse(JSON.parse(answer ?? '')).replies.map((reply) => reply.text));
    }
    expect((await store.conversations.load(id))?.conversation.turn).toBe(12);
  });

  test('whose process died is answered by the sweeper, and by whoever sends it again', async () => {
    const desk = await testDesk(advisor);
    const store = desk.store;
    for (const finish of [() => sweep(desk), (id: string) => send(desk, id, '在吗')]) {
      const id = await opened(desk);
      const doing = { type: 'said', text: '在吗', masked: false } as const;
      const past = { owner: 'dead', now: 0, until: Date.now() - 1 };
      await store.conversations.accept({ conversationId: id, id: '在吗', body: '在吗', doing, at: AT }, past);
      await finish(id);
      const [, line] = await linesOf(store, id);
      expect(turnSchema.parse(JSON.parse(line?.answer ?? '')).turn).toBe(1);
      expect(await store.backlog.overdue(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
    }
  });

  test('is freed of what no store can keep, its id as well', async () => {
    const desk = await testDesk(advisor);
    const id = await opened(desk);
    await sendAs(desk, id, 'a\0', { text: '在\0吗\ud800', at: AT });
    await sendAs(desk, id, 'a', { text: '在吗', at: AT });
    const heard = (await linesOf(desk.store, id)).filter((line) => line.from === 'merchant');
    expect(heard.map((line) => line.text)).toEqual(['在吗', '在吗']);
  });

  test('that breaks the engine is kept, reported and handed to a person with a case', async () => {
    const broken: Advisor = {
      ...advisor,
      read: () => {
        throw new Error('out of words');
      },
    };
    const desk = await testDesk(broken);
    const id = await opened(desk);
    expect(turnSchema.parse(JSON.parse(await send(desk, id, '没到账'))).status).toBe('handoff');
    expect(desk.troubles).toMatchObject([{ error: new Error('out of words') }]);
    expect(await waitingIn(desk.store)).toMatchObject([{ conversationId: id }]);
  });

  test('is answered with the content that was loaded last, and says which', async () => {
    const desk = await testDesk(advisor);
    const id = await opened(desk);
    await send(desk, id, NOT_DUE_YET);
    const { expert } = advisor;
    const replies = { ...expert.content.replies, greet: '新的您好。' };
    const content = { ...expert.content, replies, version: 'newer' };
    desk.replaceAdvisor({ ...advisor, expert: { ...expert, content } });
    expect(await send(desk, id, '在吗')).toContain('新的您好。');
    const held = await desk.store.conversations.load(id);
    expect(held?.conversation).toMatchObject({ version: 'newer', facts: { card_type: { value: 'debit' } } });
  });
});

describe('the follow-up', () => {
  async function told() {
    const desk = await testDesk(advisor);
    const id = await opened(desk);
    const { diagnosis } = turnSchema.parse(JSON.parse(await send(desk, id, NOT_DUE_YET)));
    expect(Date.parse(diagnosis?.dueAt ?? '')).toBe(DUE);
    const asked = async () =>
      (await linesOf(desk.store, id))
        .filter((line) => line.from === 'system')
        .map(({ text, at }) => [text, at]);
    return { desk, id, asked };
  }

  test('asks once whether the money has come, when it was due and not before', async () => {
    const { desk, id, asked } = await told();
    const other = await opened(desk);
    await send(desk, other, '在吗', DUE - 1);
    expect(await asked()).toEqual([]);
    await Promise.all(['一', '二', '三'].map((text) => send(desk, other, `在吗${text}`, DUE)));
    await send(desk, id, '还没到', DUE + DAY / 4);
    expect(await asked()).toEqual([[advisor.expert.content.replies.follow_up, DUE]]);
  });

  test('is left out where the talk has gone another way', async () => {
    const { desk, id, asked } = await told();
    await send(desk, id, '重新开始');
    await runDue(desk, ['follow-up'], DUE + DAY);
    expect(await asked()).toEqual([]);
  });

  test('comes by itself where the clock is real', async () => {
    const store = await openStore(embeddedDatabase(null), 0);
    let now = AT;
    const desk = await testDesk(advisor, store, { testClock: false, clock: () => now });
    const stop = startClockwork(desk);
    const id = await opened(desk);
    await send(desk, id, NOT_DUE_YET);
    now = DUE;
    // What was queued is remembered by the alarm; a job that is due at once wakes it.
    desk.alarm.set(0);
    await expect.poll(async () => (await linesOf(store, id)).at(-1)?.from).toBe('system');
    await stop();
    expect(desk.troubles).toEqual([]);
  });
});

describe('a case', () => {
  test('that nobody takes in time is raised once, and the operator is told', async () => {
    const desk = await testDesk(advisor);
    const id = await opened(desk);
    await send(desk, id, '转人工');
    const [waiting] = await waitingIn(desk.store);
    expect(waiting).toMatchObject({ conversationId: id, openedAt: AT, escalatedAt: null });
    const due = waiting?.dueAt ?? 0;
    await runDue(desk, ['case-clock'], due - 1);
    expect(desk.warnings).toEqual([]);
    await runDue(desk, ['case-clock'], due);
    await runDue(desk, ['case-clock'], due + DAY);
    expect(await waitingIn(desk.store)).toMatchObject([{ priority: 0, escalatedAt: due }]);
    expect(desk.warnings).toHaveLength(1);
  });
});

describe('the house jobs', () => {
  test('forget talks after their time, and come again the next day', async () => {
    const desk = await testDesk(advisor, null, { keepDays: 30 });
    const id = await opened(desk);
    const house = (at: number) => HOUSE_KINDS.map((kind) => ({ kind, key: kind, payload: {}, runAt: at }));
    await desk.store.jobs.add(house(AT), AT);
    for (let day = 0; day <= 30; day++) await runDue(desk, HOUSE_KINDS, AT + day * DAY);
    expect(await desk.conversations.load(id)).not.toBeNull();
    await runDue(desk, HOUSE_KINDS, AT + 31 * DAY);
    expect(await desk.conversations.load(id)).toBeNull();
    expect(await desk.store.jobs.nextDue(HOUSE_KINDS)).toBeGreaterThan(AT + 31 * DAY);
    expect(desk.troubles).toEqual([]);
  });

  test('warn of contacts that nobody verified for long and of a calendar that ends', async () => {
    const { content } = advisor.expert;
    const { lastYear } = content.holidays;
    const verified = Math.max(
      ...Object.values(content.contacts).map((one) => Date.parse(one.verifiedOn ?? '0')),
    );
    expect(expiring(content, verified + DAY)).toEqual([]);
    expect(expiring(content, verified + 200 * DAY).join()).toContain('unionpay');
    expect(expiring(content, Date.parse(`${lastYear}-12-15`)).join()).toContain(`after ${lastYear}`);
  });
});

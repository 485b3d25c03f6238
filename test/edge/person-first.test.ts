import { beforeAll, expect, test } from 'vitest';
import type { Advisor } from '../../src/desk/advisor.ts';
import { replyTo, takeCase } from '../../src/desk/cases/case-deeds.ts';
import { MACHINE } from '../../src/desk/login/agent.ts';
import { open } from '../../src/desk/open.ts';
import { receive } from '../../src/desk/receive.ts';
import type { Conversations } from '../../src/store/store.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { testDesk } from '../support/desk.ts';

const AT = Date.parse('2026-11-18T10:00:00+08:00');
let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

test('what a person does while the bot computes goes first, and the bot says nothing after it', async () => {
  const desk = await testDesk(advisor);
  const { turn } = await open(desk, 'web', AT);
  const { conversationId } = turn;
  const send = (id: string, text: string, at = desk) =>
    receive(at, { conversationId, id, message: { type: 'text', text }, at: AT });
  await send('m1', '有人冒充客服，让我先转一笔保证金才解冻');
  const one = await desk.store.cases.of(conversationId);
  expect(one).toMatchObject({ status: 'waiting', priority: 1 });
  const deed = { caseId: one?.id ?? '', agent: MACHINE, version: null, at: AT };
  // The bot has its answer ready when the person comes.
  let once = true;
  const slow: Conversations = {
    ...desk.conversations,
    // As where something else waits in the talk: the answer is reckoned outside the transaction.
    accept: async (inbound, lease) => desk.conversations.accept(inbound, lease),
    commit: async (handled) => {
      if (once) {
        once = false;
        await takeCase(desk, { ...deed, id: 'd1' }, false);
        await replyTo(desk, { ...deed, id: 'd2' }, { text: '您好，先别转账', awaits: true, insisted: false });
      }
      return desk.conversations.commit(handled);
    },
  };
  const late = { ...desk, advisor, conversations: slow };
  const received = await send('m2', '已经转了5000元', late);
  expect(received).toMatchObject({ type: 'answered' });
  const lines = await desk.conversations.transcript(conversationId, 0);
  const from = lines.findLastIndex(({ text }) => text === '已经转了5000元');
  expect(lines.slice(from).map((line) => [line.from, line.kind])).toEqual([
    ['merchant', null],
    ['bot', 'notice'],
    ['agent', 'text'],
  ]);
  expect((await desk.conversations.load(conversationId))?.conversation.agent).not.toBeNull();
  expect(await desk.store.cases.of(conversationId)).toMatchObject({ status: 'with_agent', unread: 1 });
  expect(desk.troubles).toEqual([]);
});

import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../../src/desk/advisor.ts';
import { conversationSchema, openedSchema, turnSchema } from '../../src/web/wire.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { testWeb } from '../support/web.ts';

const AT = '2026-11-18T10:00:00+08:00';
let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

describe('a conversation', () => {
  test('is created with a secret and a greeting', async () => {
    const web = await testWeb(advisor);
    const response = await web.post('/api/v1/conversations', { channel: 'web' });
    expect(response.status).toBe(201);
    const opened = openedSchema.parse(await response.json());
    expect(opened.token).toMatch(/^[\w-]{43}[0-9a-f]{8}$/);
    expect(opened.replies).toHaveLength(1);
    expect((await web.request('/api/v1/conversations', { method: 'POST' })).status).toBe(201);
  });

  test('goes from message to message and can be read as it stands', async () => {
    const talk = await (await testWeb(advisor)).open();
    const response = await talk.send({ text: '昨天下午刷的储蓄卡没到账', at: AT });
    expect(response.status).toBe(200);
    const turn = turnSchema.parse(await response.json());
    expect(turn).toMatchObject({ conversationId: talk.id, turn: 1, status: 'asking', issue: 'not_arrived' });
    expect(turn.slots.card_type).toMatchObject({
      value: 'debit',
      said: expect.stringContaining('储蓄卡'),
      turn: 1,
    });
    const shown = conversationSchema.parse(await (await talk.show()).json());
    expect(shown).toMatchObject({ status: 'asking', issue: 'not_arrived', asking: turn.asking });
    expect(shown.messages.map(({ seq, from }) => [seq, from]).slice(0, 3)).toEqual([
      [1, 'bot'],
      [2, 'merchant'],
      [3, 'bot'],
    ]);
    expect(shown.messages[1]).toMatchObject({ text: '昨天下午刷的储蓄卡没到账', at: AT });
  });

  test('takes a button as the answer to its question', async () => {
    const talk = await (await testWeb(advisor)).open();
    const asked = turnSchema.parse(await (await talk.send({ text: '钱没到账', at: AT })).json());
    const slot = asked.asking?.slot ?? '';
    const value = asked.asking?.choices[0]?.value ?? '';
    const turn = turnSchema.parse(await (await talk.send({ choice: { slot, value }, at: AT })).json());
    expect(turn.turn).toBe(2);
    expect(turn.slots[slot]?.value).toBe(value);
    expect(turn.asking?.slot).not.toBe(slot);
  });

  test('answers the same message id byte for byte the same, and changes nothing', async () => {
    const talk = await (await testWeb(advisor)).open();
    const first = await (await talk.send({ id: 'm1', text: '昨天刷的储蓄卡没到账', at: AT })).text();
    const before = await (await talk.show()).text();
    const again = await talk.send({ id: 'm1', text: '昨天刷的储蓄卡没到账', at: AT });
    expect(again.status).toBe(200);
    expect(await again.text()).toBe(first);
    expect(await (await talk.send({ id: 'm1', text: '换了别的话', at: AT })).text()).toBe(first);
    expect(await (await talk.show()).text()).toBe(before);
  });

  test('handles the same id sent six times at once only once', async () => {
    const talk = await (await testWeb(advisor)).open();
    const sent = Array.from({ length: 6 }, () => talk.send({ id: 'm1', text: '钱没到账', at: AT }));
    const answers = await Promise.all((await Promise.all(sent)).map((response) => response.text()));
    expect(new Set(answers).size).toBe(1);
    const shown = conversationSchema.parse(await (await talk.show()).json());
    expect(shown.messages.filter(({ from }) => from === 'merchant')).toHaveLength(1);
  });

  test('handles six messages at once one after the other, none lost', async () => {
    const web = await testWeb(advisor);
    for (let round = 0; round < 10; round++) {
      const talk = await web.open();
      const texts = ['钱没到账', '储蓄卡', 'T+1', '昨天下午三点', '成功', '没换过卡'];
      const sent = texts.map((text, i) => talk.send({ id: `m${i}`, text, at: AT }));
      const turns = await Promise.all((await Promise.all(sent)).map((response) => response.json()));
      expect(turns.map((turn) => turnSchema.parse(turn).turn)).toEqual([1, 2, 3, 4, 5, 6]);
      const shown = conversationSchema.parse(await (await talk.show()).json());
      expect(shown.messages.filter(({ from }) => from === 'merchant').map(({ text }) => text)).toEqual(texts);
      expect(shown.messages.map(({ seq }) => seq)).toEqual(shown.messages.map((_, i) => i + 1));
      expect(shown.slots).toEqual(turnSchema.parse(turns[5]).slots);
    }
  });

  test('never keeps a full card number, and says so', async () => {
    const web = await testWeb(advisor);
    const talk = await web.open();
    await talk.send({ text: '卡号6222021234567890123没到账', at: AT });
    const kept = JSON.stringify(await web.store.conversations.transcript(talk.id, 0));
    expect(kept).not.toContain('6222021234567890123');
    expect(kept).toContain(advisor.expert.content.replies.masked);
    expect(JSON.stringify(await web.store.conversations.load(talk.id))).not.toContain('62220212345678');
  });

  test('keeps no character that another store could not keep', async () => {
    const talk = await (await testWeb(advisor)).open();
    await talk.send({ text: 'a\u0000b\ud800c😀', at: AT });
    const shown = conversationSchema.parse(await (await talk.show()).json());
    expect(shown.messages[1]?.text).toBe('abc😀');
  });

  test('goes to a person with one fixed sentence where the engine fails, and lives on', async () => {
    const broken: Advisor = {
      ...advisor,
      read: (text, reading) => {
        if (text === 'boom') throw new Error('planted');
        return advisor.read(text, reading);
      },
    };
    const web = await testWeb(broken);
    const talk = await web.open();
    const turn = turnSchema.parse(await (await talk.send({ text: 'boom', at: AT })).json());
    expect(turn.status).toBe('handoff');
    expect(turn.replies.map(({ text }) => text)).toEqual([advisor.expert.content.replies.fault]);
    expect(web.troubles).toHaveLength(1);
    expect((await talk.send({ text: '储蓄卡', at: AT })).status).toBe(200);
  });
});

describe('the secret of a conversation', () => {
  test('is needed for every call on it', async () => {
    const web = await testWeb(advisor);
    const talk = await web.open();
    const other = await web.open();
    for (const path of [talk.path, `${talk.path}/events`]) {
      expect((await web.get(path)).status).toBe(401);
      expect((await web.get(path, other.token)).status).toBe(401);
    }
    expect((await web.post(`${talk.path}/messages`, { text: 'x' })).status).toBe(401);
    expect((await web.post(`${talk.path}/messages`, { text: 'x' }, other.token)).status).toBe(401);
    expect((await web.store.conversations.transcript(talk.id, 0)).length).toBe(1);
  });

  test('is kept as a hash only', async () => {
    const web = await testWeb(advisor);
    const talk = await web.open();
    const held = await web.store.conversations.load(talk.id);
    expect(held?.tokenHash).toBe(createHash('sha256').update(talk.token).digest('hex'));
    expect(JSON.stringify(held)).not.toContain(talk.token);
  });

  test('does not open a conversation that is not there', async () => {
    const response = await (await testWeb(advisor)).get('/api/v1/conversations/nope', 'x');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: 'no_such_conversation' } });
  });
});

describe('the clock', () => {
  test('belongs to the server unless it runs with a test clock', async () => {
    const web = await testWeb(advisor, { testClock: false });
    const talk = await web.open();
    const response = await talk.send({ text: '没到账', at: AT });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'no_test_clock' } });
    expect((await web.post('/api/v1/triage', { text: '没到账', at: AT })).status).toBe(400);
  });

  test('decides what yesterday was', async () => {
    const web = await testWeb(advisor);
    for (const [at, day] of [
      ['2026-11-18T10:00:00+08:00', '2026-11-17'],
      ['2026-03-01T02:00:00Z', '2026-02-28'],
    ]) {
      const talk = await web.open();
      const turn = turnSchema.parse(await (await talk.send({ text: '昨天下午三点刷的没到账', at })).json());
      const when = turn.slots.txn_at?.value;
      expect(typeof when === 'object' && when.from).toContain(day);
    }
  });
});

describe('limits', () => {
  test('stop a flood of messages and of conversations, and are lifted by a test clock', async () => {
    const strict = await testWeb(advisor, { testClock: false });
    const talk = await strict.open();
    const statuses = await Promise.all(
      Array.from({ length: 40 }, async () => (await talk.send({ text: '在吗' })).status),
    );
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
    const opened = await Promise.all(
      Array.from({ length: 40 }, async () => (await strict.post('/api/v1/conversations', {})).status),
    );
    expect(opened.filter((status) => status === 429)).toHaveLength(11);
    const lax = await testWeb(advisor);
    const free = await lax.open();
    const all = await Promise.all(
      Array.from({ length: 40 }, async () => (await free.send({ text: '在吗' })).status),
    );
    expect(new Set(all)).toEqual(new Set([200]));
  });

  test('stop guessing at secrets', async () => {
    const web = await testWeb(advisor, { testClock: false });
    const talk = await web.open();
    const tries = await Promise.all(
      Array.from({ length: 80 }, async (_, i) => (await web.get(talk.path, `t${i}`)).status),
    );
    expect(tries.filter((status) => status === 429)).toHaveLength(20);
    expect((await web.get(talk.path, talk.token)).status).toBe(200);
  });
});

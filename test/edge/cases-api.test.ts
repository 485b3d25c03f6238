import { beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../../src/desk/advisor.ts';
import { runDue, TALK_KINDS } from '../../src/desk/run-due.ts';
import { caseSchema, doubtfulSchema } from '../../src/web/console-wire.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { AT, act, handedOver, list, refusalOf, send, show } from '../support/handed-over.ts';
import { addStaff, loggedIn } from '../support/staff.ts';

let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

describe('the queue', () => {
  test('shows who waits, since when and how urgent, and the merchant reads the same number', async () => {
    const { wang, show: talk } = await handedOver(advisor);
    const { cases, counts, hours, queues, total, next } = await list(wang);
    expect(cases).toHaveLength(1);
    expect(cases[0]).toMatchObject({
      number: 'C10001',
      status: 'waiting',
      queue: 'settlement',
      issue: { id: 'not_arrived' },
      assignee: null,
      sla: { waitedMinutes: 0, state: 'running' },
    });
    expect([counts.waiting, total, next, hours.open]).toEqual([1, 1, null, true]);
    expect(queues[0]).toMatchObject({ id: 'settlement', waiting: 1 });
    expect((await talk()).person).toMatchObject({ custody: 'waiting', caseNumber: 'C10001', ahead: 0 });
  });

  test('is filtered, searched and paged, and refuses what it does not know', async () => {
    const { web, wang } = await handedOver(advisor);
    for (let i = 1; i < 5; i++) {
      await (await web.open()).send({ text: '转人工', at: `2026-11-18T10:0${i}:00+08:00` });
    }
    const first = await list(wang, '?limit=2&sort=oldest');
    const second = await list(wang, `?limit=2&sort=oldest&after=${first.next}`);
    const numbers = [...first.cases, ...second.cases].map(({ number }) => number);
    expect(numbers).toEqual(['C10001', 'C10002', 'C10003', 'C10004']);
    expect((await list(wang, '?search=储蓄卡')).cases).toHaveLength(1);
    expect((await list(wang, '?search=C10003')).cases).toHaveLength(1);
    expect((await list(wang, '?assignee=me')).cases).toEqual([]);
    expect((await list(wang, '?status=closed,solved')).cases).toEqual([]);
    for (const query of ['?status=lost', '?sort=best', '?limit=0', '?after=x']) {
      expect((await wang.call('GET', `/api/v1/cases${query}`)).status).toBe(400);
    }
  });
});

describe('a case', () => {
  test('holds the packet, the causes, the path, suggestions and what is missing', async () => {
    const { wang, id } = await handedOver(advisor);
    const one = await show(wang, id);
    expect(one.packet.issue?.id).toBe('not_arrived');
    expect(one.packet.facts.find(({ slot }) => slot === 'card_type')).toMatchObject({
      label: '储蓄卡（借记卡）',
      by: 'merchant',
      kind: 'choice',
    });
    expect(one.packet.diagnosis?.causes[0]?.because.length).toBeGreaterThan(0);
    expect(one.path.stops.length).toBeGreaterThan(0);
    expect(one.suggestions.length).toBeGreaterThan(0);
    expect(one.transcript.at(-1)?.from).toBe('bot');
    expect(one.may).toMatchObject({ take: true, reply: false, return: false, close: true });
  });

  test('is taken, answered, given back and closed with the true cause', async () => {
    const { wang, id, say, show: talk } = await handedOver(advisor);
    expect(await act(wang, id, 'take')).toMatchObject({ status: 'with_agent', mine: true });
    expect((await talk()).person).toMatchObject({ custody: 'agent', agent: 'wang' });
    const before = (await talk()).messages.length;
    await say('钱是4万多');
    expect((await talk()).messages.slice(before).map(({ from }) => from)).toEqual(['merchant']);
    expect(await show(wang, id)).toMatchObject({ unread: 1, amount: { value: '10k_50k' } });
    const replied = await act(wang, id, 'reply', { text: '您好，卡号6222020200112230215我看到了' });
    expect(replied).toMatchObject({ status: 'with_merchant', unread: 0, sla: { state: 'met' } });
    const line = (await talk()).messages.at(-1);
    expect(line?.from).toBe('agent');
    expect(line?.text).not.toContain('6222020200112230215');
    await say('好的');
    expect((await show(wang, id)).status).toBe('with_agent');
    await act(wang, id, 'notes', { text: '商户态度好' });
    const returned = await act(wang, id, 'return');
    expect(returned.notes).toMatchObject([{ text: '商户态度好', by: { id: 'wang' } }]);
    expect((await talk()).person).toBeNull();
    const asked = (await talk()).asking?.slot ?? '';
    expect(Object.keys((await talk()).slots)).not.toContain(asked);
    const closed = await act(wang, id, 'close', { cause: 'debit_misswipe', solved: true, text: '次日到账' });
    expect(closed).toMatchObject({
      status: 'solved',
      outcome: { cause: { id: 'debit_misswipe' }, text: '次日到账', confirmed: false },
    });
    expect(
      await refusalOf(await send(wang, id, 'close', { version: closed.version, cause: null, solved: true })),
    ).toEqual([409, 'case_over']);
  });

  test('has its facts put right, which runs the diagnosis again', async () => {
    const { wang, id } = await handedOver(advisor);
    const before = await show(wang, id);
    const after = await act(wang, id, 'facts', { facts: { card_type: 'credit' } });
    expect(after.packet.facts.find(({ slot }) => slot === 'card_type')).toMatchObject({
      by: 'agent',
      label: '信用卡',
    });
    expect(after.packet.diagnosis).not.toEqual(before.packet.diagnosis);
    for (const facts of [{ nothing: 'x' }, { card_type: 'paper' }, { due_state: 'overdue' }]) {
      const { version } = await show(wang, id);
      expect(await refusalOf(await send(wang, id, 'facts', { version, facts }))).toEqual([
        400,
        'no_such_fact',
      ]);
    }
  });

  test('is passed on to another queue, where it waits', async () => {
    const { wang, zhao, id, show: talk } = await handedOver(advisor);
    await act(wang, id, 'take');
    const passed = await act(wang, id, 'transfer', { queue: 'risk', assignee: 'zhao', text: '请看风控' });
    expect(passed).toMatchObject({ status: 'waiting', queue: 'risk', assignee: { id: 'zhao' }, mine: false });
    expect((await talk()).person?.custody).toBe('waiting');
    expect((await list(zhao, '?assignee=me')).cases).toHaveLength(1);
    const { version } = passed;
    const nobody = await send(wang, id, 'transfer', { version, assignee: 'xu', text: '' });
    expect(await refusalOf(nobody)).toEqual([400, 'no_such_agent']);
    const nowhere = await send(wang, id, 'transfer', { version, queue: 'none', text: '' });
    expect(await refusalOf(nowhere)).toEqual([400, 'no_such_queue']);
  });

  test('is held by one: others wait for the lease, a lead need not', async () => {
    const { wang, zhao, lin, id } = await handedOver(advisor);
    const { version } = await act(wang, id, 'take');
    expect(await refusalOf(await send(zhao, id, 'take', { version }))).toEqual([409, 'held_by_another']);
    expect(await refusalOf(await send(zhao, id, 'take', { version, force: true }))).toEqual([
      409,
      'held_by_another',
    ]);
    expect(await refusalOf(await send(zhao, id, 'reply', { text: '您好' }))).toEqual([
      409,
      'held_by_another',
    ]);
    const later = '2026-11-18T10:31:00+08:00';
    // By now the case waits for everybody again.
    expect(await refusalOf(await send(zhao, id, 'take', { version, at: later }))).toEqual([
      409,
      'case_changed',
    ]);
    expect(await act(zhao, id, 'take', { at: later })).toMatchObject({ mine: true });
    expect(await refusalOf(await send(wang, id, 'reply', { text: '您好', at: later }))).toEqual([
      409,
      'held_by_another',
    ]);
    expect((await act(lin, id, 'take', { force: true, at: later })).assignee?.id).toBe('lin');
  });

  test('is answered only by whoever took it', async () => {
    const { wang, id } = await handedOver(advisor);
    expect(await refusalOf(await send(wang, id, 'reply', { text: '您好' }))).toEqual([409, 'not_held']);
  });

  test('takes the same deed once, and one on an older version not at all', async () => {
    const { wang, id, show: talk } = await handedOver(advisor);
    const { version } = await act(wang, id, 'take');
    const before = (await talk()).messages.length;
    const twice = await Promise.all(
      [1, 2, 3].map(() => send(wang, id, 'reply', { id: 'same', text: '您好' })),
    );
    expect(twice.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await talk()).messages).toHaveLength(before + 1);
    const stale = await send(wang, id, 'close', { version, cause: null, solved: false });
    expect(await refusalOf(stale)).toEqual([409, 'case_changed']);
  });

  test('warns of numbers and links that nobody has verified, and never lets secrets be asked for', async () => {
    const { wang, id, show: talk } = await handedOver(advisor);
    await act(wang, id, 'take');
    const lines = async () => (await talk()).messages.length;
    const before = await lines();
    const doubtful = [
      '请打400-123-4567',
      '请打４００ １２３ ４５６７',
      '看 http://lakala-vip.cn',
      '一定会到账的',
    ];
    for (const text of doubtful) {
      const response = await send(wang, id, 'reply', { text });
      expect(response.status).toBe(422);
      expect(doubtfulSchema.parse(await response.json()).warnings.length).toBeGreaterThan(0);
    }
    expect(await lines()).toBe(before);
    const asks = await send(wang, id, 'reply', { text: '请发给我验证码', anyway: true });
    expect(asks.status).toBe(422);
    const verified = Object.values(advisor.expert.content.contacts).find(
      ({ phone }) => phone !== null,
    )?.phone;
    expect((await send(wang, id, 'reply', { text: `请打${verified}` })).status).toBe(200);
    const insisted = await send(wang, id, 'reply', { text: doubtful[0], anyway: true });
    expect(caseSchema.parse(await insisted.json()).history.at(-1)?.action).toBe('insisted');
    expect(await lines()).toBe(before + 2);
  });

  test('is hidden from other teams, authors and whoever has not logged in', async () => {
    const { web, merchant, id, wang } = await handedOver(advisor);
    await addStaff(web.store, 'far', 'agent', 'elsewhere');
    const far = await loggedIn(web, 'far');
    const xu = await loggedIn(web, 'xu');
    expect((await list(far)).cases).toEqual([]);
    expect(await refusalOf(await far.call('GET', `/api/v1/cases/${id}`))).toEqual([404, 'no_such_case']);
    for (const [name, body] of [
      ['take', { version: 0 }],
      ['reply', { text: '您好' }],
      ['notes', { text: 'x' }],
      ['close', { version: 0, cause: null, solved: true }],
    ] as const) {
      expect((await send(far, id, name, body)).status).toBe(404);
      expect((await send(xu, id, name, body)).status).toBe(403);
    }
    expect((await xu.call('GET', `/api/v1/cases/${id}`)).status).toBe(403);
    expect((await web.get(`/api/v1/cases/${id}`, merchant.token)).status).toBe(401);
    expect((await show(wang, id)).history.map(({ action }) => action)).toEqual(['opened']);
  });
});

describe('a merchant who waits', () => {
  test('is asked once whether to go on when nobody comes, and can leave', async () => {
    const { web, say, wang, id, show: talk } = await handedOver(advisor);
    const due = Date.parse((await show(wang, id)).sla.dueAt);
    await Promise.all([1, 2, 3].map(() => runDue(web.service.desk, TALK_KINDS, due)));
    const asked = (await talk()).messages.filter(({ from }) => from === 'system');
    expect(asked.map(({ choices }) => choices.map(({ value }) => value))).toEqual([['stay', 'bot', 'leave']]);
    expect(await show(wang, id)).toMatchObject({ priority: 0, status: 'waiting' });
    await say('不等了', new Date(due).toISOString());
    expect((await talk()).status).toBe('closed');
    expect(await show(wang, id)).toMatchObject({ status: 'closed', outcome: { cause: null } });
    await act(wang, id, 'close', { cause: 'debit_misswipe', solved: true });
    expect((await show(wang, id)).outcome?.cause?.id).toBe('debit_misswipe');
  });

  test('goes on with the bot and the facts', async () => {
    const { merchant, wang, id, show: talk } = await handedOver(advisor);
    const facts = Object.keys((await talk()).slots);
    await merchant.send({ choice: { slot: 'hand_off', value: 'bot' }, at: AT });
    expect(Object.keys((await talk()).slots)).toEqual(expect.arrayContaining(facts));
    expect((await talk()).person).toBeNull();
    expect((await show(wang, id)).status).toBe('closed');
  });

  test('is followed up after the case is closed, and a yes confirms it', async () => {
    const { web, merchant, wang, id, show: talk } = await handedOver(advisor);
    const due = Date.parse((await talk()).diagnosis?.dueAt ?? '');
    await act(wang, id, 'take');
    await act(wang, id, 'close', { cause: 'debit_misswipe', solved: true });
    await Promise.all([1, 2].map(() => runDue(web.service.desk, TALK_KINDS, due)));
    const asked = (await talk()).messages.filter(({ from }) => from === 'system');
    expect(asked.map(({ text }) => text)).toEqual([advisor.expert.content.replies.follow_up]);
    await merchant.send({ choice: { slot: 'follow_up', value: 'yes' }, at: new Date(due).toISOString() });
    expect((await show(wang, id)).outcome?.confirmed).toBe(true);
  });
});

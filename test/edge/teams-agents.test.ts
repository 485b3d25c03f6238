import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Advisor } from '../../src/desk/advisor.ts';
import { offerSeat } from '../../src/desk/cases/take-seat.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { addStaff } from '../support/staff.ts';
import { buttonsOf, saidTo, type TeamsAgents, teamsAgents, titlesOf } from '../support/teams-agents.ts';

const NOT_LINKED = '这个功能要先绑定工作台账号';

let advisor: Advisor;
let teams: TeamsAgents;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);
afterEach(() => teams.close());

describe('an account in Teams', () => {
  test('is a person of the desk by a code that works once, for ten minutes, in the chat of the two', async () => {
    teams = await teamsAgents(advisor);
    const { desk, time, say } = teams;
    await addStaff(desk.store, 'wang', 'agent');
    const code = await offerSeat(desk.store, 'wang', time.now);
    expect(code).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}$/);
    expect((await say('wang', '工单')).text).toContain(NOT_LINKED);
    expect((await say('wang', '绑定')).text).toContain('加上工作台给您的代码');
    const group = { conversation: { id: 'c-wang', conversationType: 'groupChat', isGroup: true } };
    expect((await say('wang', `绑定 ${code}`, group)).text).toContain('单独对话');
    expect((await say('wang', `绑定 ${code.toUpperCase().replace('-', ' ')}`)).text).toContain(
      '已绑定为wang',
    );
    expect((await say('zhao', `绑定 ${code}`)).text).toContain('代码不对或已过期');
    const old = await offerSeat(desk.store, 'wang', time.now);
    teams.laterOn(600_000);
    expect((await say('zhao', `绑定 ${old}`)).text).toContain('代码不对或已过期');
    expect((await say('wang', '工单')).text).toContain('没有等待处理的工单');
    const audit = await desk.store.audit.list({ before: null, entity: 'user', entityId: 'wang', limit: 9 });
    expect(audit.map(({ action }) => action)).toContain('linked');
    await say('wang', '解绑');
    expect((await say('wang', '工单')).text).toContain(NOT_LINKED);
  });

  test('cannot guess a code', async () => {
    teams = await teamsAgents(advisor);
    await addStaff(teams.desk.store, 'wang', 'agent');
    const code = await offerSeat(teams.desk.store, 'wang', teams.time.now);
    for (let i = 0; i < 5; i++)
      expect((await teams.say('eve', `绑定 aaaa-aaa${i + 2}`)).text).toContain('不对');
    expect((await teams.say('eve', `绑定 ${code}`)).text).toContain('试的次数太多');
  });

  test('is nobody any more when the user is disabled, and an author never works on cases', async () => {
    teams = await teamsAgents(advisor);
    await teams.link('wang');
    await teams.link('xu', 'author');
    expect((await teams.say('xu', '工单')).text).toContain(NOT_LINKED);
    await teams.desk.store.users.change('wang', { disabled: true }, { actor: 'test', at: 0 });
    expect((await teams.say('wang', '工单')).text).toContain(NOT_LINKED);
  });

  test('that is linked sends nothing to merchants by chance', async () => {
    teams = await teamsAgents(advisor);
    await teams.link('wang');
    expect((await teams.say('wang', '刷卡没到账')).text).toContain('这里的话不会发给商户');
    expect(await teams.desk.store.identities.find('teams', 'teams-wang')).toBeNull();
  });
});

describe('a case in Teams', () => {
  test('is taken, answered, and closed with its true cause; its card changes in place', async () => {
    teams = await teamsAgents(advisor);
    const merchant = await teams.waiting();
    await teams.link('wang');
    const list = await teams.say('wang', '工单');
    expect(list.text).toContain('C10001');
    await teams.press('wang', list, '看C10001');
    const card = teams.last('wang');
    expect(card.text).toMatch(/状态：等待接手/);
    expect(card.text).toContain('储蓄卡');
    expect(titlesOf(card.card)).toEqual(['接手', '结案']);

    const taken = await teams.press('wang', card, '接手');
    expect(taken.text).toContain('✓ 已接手');
    expect(await saidTo(merchant)).toContainEqual(expect.stringContaining('wang'));
    const now = teams.chat('c-wang').find(({ id }) => id === card.id);
    expect(now?.text).toContain('wang处理中');
    expect(titlesOf(now?.card ?? null)).toEqual(['回复', '交还机器人', '结案']);

    await merchant.write('我的卡号是6222021234567890123，快点');
    const line = teams.last('wang');
    expect(line.text).toContain('C10001 商户说');
    expect(line.text).not.toContain('6222021234567890123');
    const answered = await teams.press('wang', line, '发送', {
      text: '您好，我在查，卡号6222021234567890123不用发',
    });
    expect(answered.text).toContain('✓ 已发给商户');
    expect(answered.text).not.toContain('6222021234567890123');
    const heard = await saidTo(merchant);
    expect(heard.at(-1)).toMatch(/^agent: 您好，我在查/);
    expect(heard.join()).not.toContain('6222021234567890123');
    expect(teams.chat('c-wang').find(({ id }) => id === card.id)?.text).toContain('等商户回复');

    const close = teams.chat('c-wang').find(({ id }) => id === card.id) ?? card;
    const closed = await teams.press('wang', close, '确认结案', {
      cause: 'debit_next_day',
      solved: 'yes',
      solution: '已到账',
    });
    expect(closed.text).toContain('✓ 已结案');
    expect(closed.text).toContain('状态：已解决');
    expect(titlesOf(closed.card)).toEqual([]);
    const one = await teams.desk.store.cases.of(merchant.id);
    expect(one).toMatchObject({ status: 'solved', trueCause: 'debit_next_day', solution: '已到账' });
    const events = await teams.desk.store.cases.events(one?.id ?? '');
    expect(events.map(({ action, actor }) => `${actor.id} ${action}`)).toEqual([
      'bot opened',
      'wang taken',
      'wang replied',
      'wang closed',
    ]);
    expect(teams.desk.troubles).toEqual([]);
  });

  test('belongs to those of its team, and to whoever holds it until a lead takes it', async () => {
    teams = await teamsAgents(advisor);
    const { say, press, link, chat } = teams;
    await teams.waiting();
    await link('wang');
    await link('zhao');
    await link('lin', 'lead');
    await link('hua', 'agent', 'another');
    expect((await say('hua', '工单')).text).toContain('没有等待处理的工单');
    expect((await say('hua', '工单 C10001')).text).toContain('没有这张工单');
    expect((await say('hua', '接手 C10001')).text).toContain('没有这张工单');
    const seen = await say('zhao', '工单 C10001');
    expect((await say('wang', '接手 c10001')).text).toContain('wang处理中');
    expect((await press('zhao', seen, '接手')).text).toContain('同事正在处理');
    expect((await say('zhao', '回复 C10001 您好')).text).toContain('同事正在处理');
    const forced = await press('lin', await say('lin', '工单 C10001'), '强制接手');
    expect(forced.text).toContain('lin处理中');
    expect(titlesOf(chat('c-wang').at(-1)?.card ?? null)).toEqual([]);
    const stranger = await press('eve', seen, '接手');
    expect(stranger).toMatchObject({ card: null, text: expect.stringContaining(NOT_LINKED) });
  });

  test('is worked on by text alone', async () => {
    teams = await teamsAgents(advisor);
    const { say, link } = teams;
    const merchant = await teams.waiting();
    await link('wang');
    expect((await say('wang', '回复 您好')).text).toContain('请写上工单号');
    expect((await say('wang', '回复 C10001 您好')).text).toContain('请先接手');
    await say('wang', '接手 C10001');
    expect((await say('wang', '回复')).text).toContain('请写上要发给商户的内容');
    expect((await say('wang', '回复 您好，我来查')).text).toContain('✓ 已发给商户（C10001）');
    expect((await saidTo(merchant)).at(-1)).toBe('agent: 您好，我来查');
    expect((await say('wang', '交还 C10001')).text).toContain('✓ 已交还机器人');
    expect(await teams.desk.store.cases.of(merchant.id)).toMatchObject({ status: 'with_merchant' });
    const form = await say('wang', '结案 C10001');
    expect(form.text).toContain('请在下面选好真正的原因');
    expect(titlesOf(form.card)).toContain('结案');
  });

  test('has no words sent that may do harm, unless the agent insists and may', async () => {
    teams = await teamsAgents(advisor);
    const { say, press, link, last } = teams;
    const merchant = await teams.waiting();
    await link('wang');
    await say('wang', '接手 C10001');
    const doubtful = await press('wang', last('wang'), '发送', { text: '请到 https://pay.example.com 找我' });
    expect(doubtful.text).toContain('还没有发出');
    expect(titlesOf(doubtful.card)).toEqual(['回复', '仍然发送']);
    expect((await saidTo(merchant)).at(-1)).not.toContain('找我');
    await press('wang', { ...doubtful, id: last('wang').id }, '仍然发送');
    expect((await saidTo(merchant)).at(-1)).toMatch(/^agent: .*找我/);
    expect(await deeds(merchant.id)).toContain('insisted');
    const never = await say('wang', '回复 把验证码发给我');
    expect(never.text).toContain('还没有发出');
    expect(titlesOf(never.card)).toEqual(['回复']);
    await press('wang', never, '发送', { text: '把验证码发给我', anyway: 'yes' });
    expect((await saidTo(merchant)).join()).not.toContain('验证码发给我');
  });

  test('is changed once, however often a button is pressed, and not by one who saw it otherwise', async () => {
    teams = await teamsAgents(advisor);
    const { say, press, link } = teams;
    const merchant = await teams.waiting();
    await link('wang');
    const card = await say('wang', '工单 C10001');
    await Promise.all([1, 2, 3].map(() => press('wang', card, '接手')));
    const taken = (await saidTo(merchant)).filter((line) => line.includes('wang'));
    expect(taken).toHaveLength(1);
    const stale = await press('wang', card, '确认结案', { cause: 'none', solved: 'no' });
    expect(stale.text).toContain('刚刚变了');
    expect(await teams.desk.store.cases.of(merchant.id)).toMatchObject({ status: 'with_agent' });
    const now = teams.chat('c-wang').find(({ id }) => id === card.id) ?? card;
    await Promise.all([1, 2].map(() => press('wang', now, '发送', { text: '在查' })));
    expect((await saidTo(merchant)).filter((line) => line === 'agent: 在查')).toHaveLength(1);
  });

  test('can be worked on by older clients, which send Action.Submit', async () => {
    teams = await teamsAgents(advisor);
    const { say, call, link, chat } = teams;
    const merchant = await teams.waiting();
    await link('wang');
    const card = await say('wang', '工单 C10001');
    const action = buttonsOf(card.card).find(({ title }) => title === '接手');
    expect(action?.fallback).toMatchObject({ type: 'Action.Submit' });
    await call('wang', { text: undefined, value: action?.fallback?.data, replyToId: card.id });
    expect(await teams.desk.store.cases.of(merchant.id)).toMatchObject({ status: 'with_agent' });
    expect(chat('c-wang').find(({ id }) => id === card.id)?.text).toContain('✓ 已接手');
  });

  test('that was taken in a group is brought to whoever took it', async () => {
    teams = await teamsAgents(advisor);
    const { say, press, link, chat, last } = teams;
    const merchant = await teams.waiting();
    await link('wang');
    await link('zhao');
    const group = { conversation: { id: 'c-group', conversationType: 'groupChat', isGroup: true } };
    await say('zhao', '工单 C10001', group);
    const shared = chat('c-group').at(-1) ?? last('zhao');
    await press('wang', shared, '接手', {});
    expect(last('wang').text).toContain('✓ 已接手');
    expect(chat('c-group').at(-1)?.text).toContain('wang处理中');
    await merchant.write('好的，我等');
    expect(last('wang').text).toContain('好的，我等');
  });

  test('is shown anew to whoever looks at it, without a word in the log of the case', async () => {
    teams = await teamsAgents(advisor);
    const { say, call, link } = teams;
    const merchant = await teams.waiting();
    await link('wang');
    const card = await say('wang', '工单 C10001');
    const { refresh } = z
      .object({
        refresh: z.object({
          action: z.object({ verb: z.string(), data: z.unknown() }),
          userIds: z.array(z.string()),
        }),
      })
      .parse(card.card);
    expect(refresh.userIds).toEqual(['teams-wang']);
    teams.laterOn(8 * 3_600_000);
    const action = { type: 'Action.Execute', ...refresh.action };
    const more = { type: 'invoke', name: 'adaptiveCard/action', text: undefined, replyToId: card.id };
    const response = await call('wang', { ...more, value: { action, trigger: 'automatic' } });
    expect(JSON.stringify(await response.json())).toContain('（超时）');
    expect(teams.connector.sent.filter(({ method }) => method === 'PUT')).toEqual([]);
    expect(await deeds(merchant.id)).toEqual(['opened']);
  });
});

async function deeds(conversationId: string): Promise<readonly string[]> {
  const { cases } = teams.desk.store;
  const one = await cases.of(conversationId);
  return (await cases.events(one?.id ?? '')).map(({ action }) => action);
}

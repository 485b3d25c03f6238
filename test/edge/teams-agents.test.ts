import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../../src/desk/advisor.ts';
import { offerSeat } from '../../src/desk/take-seat.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { addStaff } from '../support/staff.ts';
import { type Merchant, type TeamsAgents, teamsAgents, titlesOf } from '../support/teams-agents.ts';

const TROUBLE = '昨天下午刷的储蓄卡，平时都是秒到的，钱到现在没到';
const NOT_LINKED = '这个功能要先绑定工作台账号';

let advisor: Advisor;
let teams: TeamsAgents;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);
afterEach(() => teams.close());

/** A merchant on the web page who waits for a person. */
async function waiting() {
  const merchant = await teams.merchant();
  await merchant.write(TROUBLE);
  await merchant.write('转人工');
  return merchant;
}

async function said(merchant: Merchant): Promise<readonly string[]> {
  return (await merchant.lines()).map(({ from, text }) => `${from}: ${text}`);
}

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
    const merchant = await waiting();
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
    expect(await said(merchant)).toContainEqual(expect.stringContaining('wang'));
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
    const heard = await said(merchant);
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
});

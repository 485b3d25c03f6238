import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../../src/desk/advisor.ts';
import { transferCase } from '../../src/desk/cases/case-deeds.ts';
import { agentOf } from '../../src/desk/login/agent.ts';
import { DELIVERY_KINDS, runDue, TALK_KINDS } from '../../src/desk/run-due.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { testDesk } from '../support/desk.ts';
import { saidTo, type TeamsAgents, teamsAgents, titlesOf } from '../support/teams-agents.ts';

const DANGER = '有人自称客服，让我先转500元才能解冻我的货款';
const DAY = 86_400_000;

let advisor: Advisor;
let teams: TeamsAgents;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);
afterEach(() => teams.close());

/** The cards with these words that somebody was sent, changed ones once. */
function toldOf(who: string, words: string) {
  return teams.connector.sent.filter(
    ({ conversation, method, activity }) =>
      conversation === `c-${who}` && method === 'POST' && JSON.stringify(activity).includes(words),
  );
}

async function listening(...logins: readonly string[]) {
  teams = await teamsAgents(advisor);
  for (const login of logins) {
    await teams.link(login);
    expect((await teams.say(login, '接收通知')).text).toContain('都会告诉您');
  }
}

describe('whoever wants to be told of cases', () => {
  test('hears of an urgent one at once, can take it there, and hears no more after 停止通知', async () => {
    await listening('wang');
    const merchant = await teams.merchant();
    await merchant.write(DANGER);
    const news = teams.last('wang');
    expect(news.text).toContain('有一张紧急工单等人接手');
    expect(titlesOf(news.card)).toContain('接手');
    await teams.press('wang', news, '接手');
    expect(await teams.desk.store.cases.of(merchant.id)).toMatchObject({ status: 'with_agent' });
    expect((await saidTo(merchant)).join()).toContain('wang');
    await merchant.write('我还没有转');
    expect(teams.last('wang').text).toContain('我还没有转');
    expect((await teams.say('wang', '停止通知')).text).toContain('不再提醒');
    await (await teams.merchant()).write(DANGER);
    expect(toldOf('wang', '有一张紧急工单')).toHaveLength(1);
  });

  test('hears of cases of their own team only, and an ordinary one is told to nobody', async () => {
    await listening('wang');
    await teams.link('hua', 'agent', 'another');
    await teams.say('hua', '接收通知');
    await teams.waiting();
    expect(toldOf('wang', 'C10001')).toEqual([]);
    await (await teams.merchant()).write(DANGER);
    expect(toldOf('wang', '有一张紧急工单')).toHaveLength(1);
    expect(toldOf('hua', '有一张紧急工单')).toEqual([]);
  });

  test('hears of one that nobody took in time, and of one that was passed on to them', async () => {
    await listening('wang', 'zhao');
    const merchant = await teams.waiting();
    teams.laterOn(DAY);
    await runDue(teams.desk, TALK_KINDS, teams.time.now);
    await teams.deliver();
    expect(toldOf('wang', '等得太久了')).toHaveLength(1);
    expect(toldOf('zhao', '等得太久了')).toHaveLength(1);
    const { store } = teams.desk;
    const one = await store.cases.of(merchant.id);
    const [wang, zhao] = [await store.users.byId('wang'), await store.users.byId('zhao')];
    if (one === null || wang === null || zhao === null) throw new Error('nobody is here');
    const deed = { caseId: one.id, id: 'd1', agent: agentOf(wang), version: null, at: teams.time.now };
    await transferCase(teams.desk, deed, { queue: null, assignee: agentOf(zhao), text: '请看一下' });
    await teams.deliver();
    expect(toldOf('zhao', '有一张工单转给了您')).toHaveLength(1);
    expect(toldOf('wang', '有一张工单转给了您')).toEqual([]);
  });

  test('hears when the money of a case of theirs should have come', async () => {
    await listening('wang', 'zhao');
    await teams.waiting();
    await teams.say('wang', '接手 C10001');
    await teams.say('wang', '回复 您好，我在查');
    teams.laterOn(2 * DAY);
    await runDue(teams.desk, TALK_KINDS, teams.time.now);
    await teams.deliver();
    expect(toldOf('wang', '款应该到了')).toHaveLength(1);
    expect(toldOf('zhao', '款应该到了')).toEqual([]);
  });

  test('hears once, however many processes carry it at the same time', async () => {
    await listening('wang', 'zhao');
    const { desk, carriers, time } = teams;
    const another = await testDesk(advisor, desk.store, {
      testClock: false,
      carriers,
      clock: () => time.now,
    });
    const merchants = await Promise.all([1, 2, 3, 4].map(() => teams.merchant()));
    await Promise.all(merchants.map((merchant) => merchant.write(DANGER)));
    for (let i = 0; i < 5; i++) {
      await Promise.all([desk, another, desk, another].map((one) => runDue(one, DELIVERY_KINDS, time.now)));
      teams.laterOn(2_000);
    }
    for (const who of ['wang', 'zhao']) expect(toldOf(who, '有一张紧急工单')).toHaveLength(4);
    another.close();
  });

  test('hears of it after an outage; what is given up is brought with the next news', async () => {
    await listening('wang');
    teams.connector.fault.times = 1;
    await (await teams.merchant()).write(DANGER);
    expect(toldOf('wang', '有一张紧急工单')).toEqual([]);
    expect(teams.desk.troubles.length).toBeGreaterThan(0);
    teams.laterOn(60_000);
    await teams.deliver();
    expect(toldOf('wang', '有一张紧急工单')).toHaveLength(1);
    teams.connector.fault.times = 1_000;
    await (await teams.merchant()).write(DANGER);
    for (let i = 0; i < 20; i++) {
      teams.laterOn(DAY);
      await teams.deliver();
    }
    expect((await teams.desk.store.gauges(teams.time.now)).jobsDead).toBeGreaterThan(0);
    teams.connector.fault.times = 0;
    await (await teams.merchant()).write(DANGER);
    expect(toldOf('wang', '有一张紧急工单')).toHaveLength(3);
  });

  test('waits as long as Teams asks for, and is not written to where they have thrown us out', async () => {
    await listening('wang');
    Object.assign(teams.connector.fault, { times: 1, status: 429, headers: { 'Retry-After': '7' } });
    await (await teams.merchant()).write(DANGER);
    teams.laterOn(6_000);
    await teams.deliver();
    expect(toldOf('wang', '有一张紧急工单')).toEqual([]);
    teams.laterOn(2_000);
    await teams.deliver();
    expect(toldOf('wang', '有一张紧急工单')).toHaveLength(1);
    const troubles = teams.desk.troubles.length;
    Object.assign(teams.connector.fault, { times: 1, status: 403, headers: {} });
    await (await teams.merchant()).write(DANGER);
    expect(teams.desk.troubles).toHaveLength(troubles);
    expect(teams.desk.warnings.join()).toContain('was not told of case');
    const [event] = [{ type: 'conversationUpdate', text: undefined, membersRemoved: [{ id: 'bot' }] }];
    await teams.call('wang', event);
    expect(await teams.desk.store.seatNotes.wanting()).toEqual([]);
  });
});

describe('a merchant in Teams', () => {
  test('is asked there whether the money has come, once it was due', async () => {
    teams = await teamsAgents(advisor);
    await teams.say('mei', '昨天下午刷的储蓄卡，平时都是秒到的，钱到现在没到');
    expect(teams.last('mei').text).toContain('11月18日');
    const before = teams.chat('c-mei').length;
    teams.laterOn(DAY);
    await runDue(teams.desk, TALK_KINDS, teams.time.now);
    await teams.deliver();
    const asked = teams.chat('c-mei').slice(before);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.text).toContain('到账了吗');
    await runDue(teams.desk, TALK_KINDS, teams.time.now + DAY);
    await teams.deliver();
    expect(teams.chat('c-mei')).toHaveLength(before + 1);
    expect((await teams.say('mei', '到账了')).text).toContain('太好了');
  });
});

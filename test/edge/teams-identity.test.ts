import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTeams } from '../../src/channels/teams/channel.ts';
import type { Advisor } from '../../src/desk/advisor.ts';
import { offerSeat } from '../../src/desk/cases/take-seat.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { testDesk } from '../support/desk.ts';
import { openId, signed } from '../support/open-id.ts';
import { addStaff } from '../support/staff.ts';
import { activity, post, search, triage } from '../support/teams.ts';

const APP = '11111111-2222-4333-8444-555555555555';
const ISSUER = 'https://api.botframework.com';
const SERVICE = 'https://smba.trafficmanager.net/amer/';
const WANG = '22222222-2222-4222-8222-222222222222';

let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

describe('a caller who has to prove who it is', () => {
  let keys: Awaited<ReturnType<typeof openId>>;
  beforeAll(async () => {
    keys = await openId();
  });
  afterAll(() => keys.close());

  const house = async (agents: ReadonlySet<string> = new Set()) => {
    const desk = await testDesk(advisor);
    const app = { id: APP, tenant: APP, secret: 'secret-of-app' };
    const cloud = { metadataUrl: keys.url, issuer: ISSUER, serviceHosts: /^smba\.trafficmanager\.net$/ };
    const channel = createTeams({ app, agents, cloud });
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: ISSUER, aud: APP, nbf: now - 60, exp: now + 600, serviceurl: SERVICE };
    const call = (more: object, key = keys.ours.privateKey) => {
      const from = { id: 'teams-wang', aadObjectId: WANG };
      const conversation = { id: 'c-wang', conversationType: 'personal', tenantId: APP };
      const body = activity(SERVICE, {
        id: crypto.randomUUID(),
        deliveryMode: 'expectReplies',
        from,
        conversation,
        ...more,
      });
      return post(channel, desk, body, { Authorization: `Bearer ${signed(key, claims)}` });
    };
    const say = async (text: string, more: object = {}) =>
      JSON.stringify(await (await call({ text, ...more })).json());
    return { desk, call, say };
  };

  test.each([
    ['a search', search('户名不符')],
    ['an action on a message', triage('钱没到')],
    ['a coming', { type: 'conversationUpdate', text: undefined, membersAdded: [{ id: 'bot' }] }],
    [
      'a button of a case',
      {
        type: 'invoke',
        name: 'adaptiveCard/action',
        text: undefined,
        value: { action: { type: 'Action.Execute', verb: 'caseTake', data: { case: 'k1' } } },
      },
    ],
    ['a link', { text: '绑定 abcd-efgh' }],
  ])('is refused with a forged token: %s', async (_, event) => {
    const { call, desk } = await house(new Set([WANG]));
    const response = await call(event, keys.foreign.privateKey);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: 'wrong_token' } });
    expect(await desk.store.identities.find('teams', 'teams-wang')).toBeNull();
  });

  test('gets verdicts where it is named or linked, cases where it is linked', async () => {
    const named = await house(new Set([WANG]));
    expect(await named.say('诊断 储蓄卡没到账')).toContain('诊断结果');
    expect(await named.say('工单')).toContain('要先绑定工作台账号');
    const { desk, say, call } = await house();
    expect(await say('诊断 储蓄卡没到账')).toContain('只给坐席用');
    expect(JSON.stringify(await (await call(search('户名不符'))).json())).toContain('只给坐席用');
    expect(JSON.stringify(await (await call(triage('钱没到'))).json())).toContain('只给坐席用');
    await addStaff(desk.store, 'wang', 'agent');
    expect(await say(`绑定 ${await offerSeat(desk.store, 'wang', Date.now())}`)).toContain('已绑定为wang');
    expect(await say('工单')).toContain('没有等待处理的工单');
    expect(await say('诊断 储蓄卡没到账')).toContain('诊断结果');
  });

  test('is the person whom Teams vouches for in our tenant, not whom a client says it is', async () => {
    const { desk, say } = await house();
    await addStaff(desk.store, 'wang', 'agent');
    await say(`绑定 ${await offerSeat(desk.store, 'wang', Date.now())}`);
    const other = '33333333-3333-4333-8333-333333333333';
    const strangers = [
      { from: { id: 'teams-wang', aadObjectId: other } },
      { from: { id: 'teams-wang' } },
      { conversation: { id: 'c-wang', conversationType: 'personal', tenantId: other } },
    ];
    for (const stranger of strangers) expect(await say('工单', stranger)).toContain('要先绑定工作台账号');
    expect(await say('工单', { from: { id: 'another-device', aadObjectId: WANG } })).toContain(
      '没有等待处理',
    );
    const code = await offerSeat(desk.store, 'wang', Date.now());
    expect(await say(`绑定 ${code}`, strangers[2])).toContain('只给坐席用');
  });
});

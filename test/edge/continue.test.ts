import { beforeAll, describe, expect, test } from 'vitest';
import { createTeams } from '../../src/channels/teams/channel.ts';
import type { Advisor } from '../../src/desk/advisor.ts';
import { offerLink } from '../../src/desk/continue.ts';
import { DELIVERY_KINDS, runDue } from '../../src/desk/run-due.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { openConnector } from '../support/connector.ts';
import { testDesk } from '../support/desk.ts';
import { activity, post } from '../support/teams.ts';
import { testWeb } from '../support/web.ts';
import { wechatPlatform } from '../support/wechat-platform.ts';
import { wecomPlatform } from '../support/wecom-platform.ts';

describe('a talk that goes on on the page', () => {
  let advisor: Advisor;
  beforeAll(async () => {
    advisor = await shippedAdvisor();
  }, 60_000);

  const begun = async () => {
    const web = await testWeb(advisor);
    const talk = await web.open();
    await talk.send({ id: 'm1', text: '昨天下午刷的储蓄卡，钱到现在没到' });
    const secret = await offerLink(web.service.desk, talk.id, web.service.clock());
    return { web, talk, secret, path: `/continue/${secret}` };
  };
  const take = (web: Awaited<ReturnType<typeof testWeb>>, path: string) =>
    web.request(path, { method: 'POST' });

  test('knows what was said, is a talk of its own, and is had once', async () => {
    const { web, talk, path } = await begun();
    for (let i = 0; i < 3; i++) expect(await (await web.get(path)).text()).toContain(`action="${path}"`);
    const response = await take(web, path);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/#now']);
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(cookie).toMatch(/^(__Host-)?daozhang=[\w-]{51}$/);
    const page = await (await web.request('/talk', { headers: { cookie } })).json();
    expect(page.facts.join()).toContain('储蓄卡');
    expect(page.id).not.toBe(talk.id);
    expect(page.question.slot).toBe('settlement_mode');
    const again = await take(web, path);
    expect([again.status, await again.text()]).toEqual([200, expect.stringContaining('已经用过或者过期')]);
    expect(again.headers.get('set-cookie')).toBeNull();
    expect((await talk.show()).status).toBe(200);
  });

  test('cannot be had by another site, with a guess, or too late', async () => {
    const { web, talk, path } = await begun();
    const foreign = await web.request(path, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } });
    expect(foreign.status).toBe(403);
    expect((await take(web, `/continue/${'x'.repeat(43)}`)).headers.get('set-cookie')).toBeNull();
    expect((await take(web, '/continue/x')).headers.get('set-cookie')).toBeNull();
    const old = await offerLink(web.service.desk, talk.id, web.service.clock() - 900_000);
    expect((await take(web, `/continue/${old}`)).headers.get('set-cookie')).toBeNull();
  });

  test('is reached from a 服务号 by a link that stands in no transcript', async () => {
    const platform = await wechatPlatform('safe');
    const desk = await testDesk(advisor, null, {
      testClock: false,
      carriers: new Map([['wechat', platform.channel]]),
    });
    await platform.push(desk, 'mei', '1', { MsgType: 'text', Content: '刷卡没到账' });
    const said = await platform.attempt(desk, 'mei', '2', { MsgType: 'text', Content: ' 网页 ' });
    const secret = /https:\/\/pay\.example\/continue\/([\w-]{43})/.exec(said ?? '')?.[1] ?? '';
    expect(secret).toHaveLength(43);
    const identity = await desk.store.identities.find('wechat', 'mei');
    const lines = await desk.conversations.transcript(identity?.conversationId ?? '', 0);
    expect(JSON.stringify(lines)).not.toContain(secret);
    await platform.close();
  });

  test('is reached from Teams by a link that stands in no transcript, and knows what was said', async () => {
    const connector = await openConnector();
    const channel = createTeams({ app: null, agents: null, publicUrl: 'https://pay.example' });
    const web = await testWeb(advisor);
    const { desk } = web.service;
    await post(
      channel,
      desk,
      activity(connector.url, { id: 'm1', text: '昨天下午刷的储蓄卡，钱到现在没到' }),
    );
    await post(channel, desk, activity(connector.url, { id: 'm2', text: '网页' }));
    const said = connector.sent.at(-1)?.activity.text ?? '';
    const path = /https:\/\/pay\.example(\/continue\/[\w-]{43})/.exec(said)?.[1] ?? '';
    const { conversationId = '' } = (await desk.store.identities.find('teams', 'mei')) ?? {};
    expect(JSON.stringify(await desk.conversations.transcript(conversationId, 0))).not.toContain('continue');
    const cookie = (await take(web, path)).headers.get('set-cookie')?.split(';')[0] ?? '';
    const page = await (await web.request('/talk', { headers: { cookie } })).json();
    expect(page.facts.join()).toContain('储蓄卡');
    await connector.close();
  });

  test('is reached from 微信客服 by a link', async () => {
    const platform = await wecomPlatform('desk');
    const desk = await testDesk(advisor, null, {
      testClock: false,
      carriers: new Map([['wecom', platform.channel]]),
    });
    platform.put('wm-mei', 'm1', { msgtype: 'text', text: { content: '网页' } });
    await platform.tell(desk);
    await runDue(desk, DELIVERY_KINDS, desk.clock());
    expect(
      platform
        .shownTo('wm-mei')
        .map(({ text }) => text)
        .join(),
    ).toMatch(/pay\.example\/continue\/[\w-]{43}/);
    await platform.close();
  });
});

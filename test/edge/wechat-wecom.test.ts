import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../../src/desk/advisor.ts';
import { DELIVERY_KINDS, runDue } from '../../src/desk/run-due.ts';
import { channelContract } from '../contracts/channel.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { type TestDesk, testDesk } from '../support/desk.ts';
import { COMPANY, KF, wecomPlatform } from '../support/wecom-platform.ts';

type Platform = Awaited<ReturnType<typeof wecomPlatform>>;

const userOf = (who: string) => `wm-${who}`;

async function pullNow(platform: Platform, desk: TestDesk): Promise<void> {
  await platform.tell(desk);
  await runDue(desk, ['pull'], desk.clock());
}

function stageOf(platform: Platform) {
  return {
    channel: platform.channel,
    nameOf: (who: string) => `${KF} ${userOf(who)}`,
    say: async (desk: TestDesk, who: string, id: string, text: string) => {
      platform.put(userOf(who), id, { msgtype: 'text', text: { content: text } });
      await pullNow(platform, desk);
    },
    press: async (desk: TestDesk, who: string, id: string, label: string) => {
      const line = platform.menuOf(userOf(who)).find(({ click }) => click.content === label);
      if (line === undefined) throw new Error(`no line ${label}`);
      platform.put(userOf(who), id, { msgtype: 'text', text: { content: label, menu_id: line.click.id } });
      await pullNow(platform, desk);
    },
    strange: async (desk: TestDesk) => {
      platform.put(userOf('mei'), 'e1', {
        msgtype: 'event',
        origin: 4,
        event: { event_type: 'enter_session' },
      });
      const { status } = await platform.tell(desk);
      await runDue(desk, ['pull'], desk.clock());
      return status;
    },
    shown: (who: string) => platform.shownTo(userOf(who)),
    breakDown: platform.breakDown,
    close: platform.close,
  };
}

channelContract('wecom', async () => stageOf(await wecomPlatform('desk')));

describe('微信客服', () => {
  let advisor: Advisor;
  const platforms: Platform[] = [];
  const opened = async (handOff: 'pool' | 'desk' = 'pool') => {
    const platform = await wecomPlatform(handOff);
    platforms.push(platform);
    const desk = await testDesk(advisor, null, {
      testClock: false,
      carriers: new Map([['wecom', platform.channel]]),
    });
    const stage = stageOf(platform);
    const deliver = () => runDue(desk, DELIVERY_KINDS, desk.clock() + 86_400_000);
    const say = async (who: string, id: string, text: string) => {
      await stage.say(desk, who, id, text);
      await deliver();
    };
    const texts = (who: string) => platform.shownTo(userOf(who)).map(({ text }) => text);
    return { platform, desk, deliver, say, stage, texts };
  };

  beforeAll(async () => {
    advisor = await shippedAdvisor();
  }, 60_000);
  afterEach(async () => {
    for (const platform of platforms.splice(0)) await platform.close();
  });

  test('proves that it knows token and key, and nothing to anybody else', async () => {
    const { platform, desk } = await opened();
    const good = { ...platform.postOf(desk, '7788'), method: 'GET' } as const;
    const said = await platform.channel.receive(desk, good);
    expect([said.status, await said.text()]).toEqual([200, '7788']);
    const bad = new URL(good.url);
    bad.searchParams.set('msg_signature', '0'.repeat(40));
    expect((await platform.channel.receive(desk, { ...good, url: bad })).status).toBe(401);
    const old = {
      ...platform.postOf({ clock: () => desk.clock() - 400_000 }, '7788'),
      method: 'GET',
    } as const;
    expect((await platform.channel.receive(desk, old)).status).toBe(401);
    const none = { ...good, url: new URL('http://127.0.0.1/api/wecom') };
    expect((await platform.channel.receive(desk, none)).status).toBe(400);
  });

  test('refuses what defines entities, outside and inside of the seal', async () => {
    const { platform, desk } = await opened();
    const bomb = '<!DOCTYPE l [<!ENTITY a "ha">]><xml><Event>&a;</Event></xml>';
    expect((await platform.channel.receive(desk, platform.postOf(desk, bomb))).status).toBe(400);
    const outside = { ...platform.postOf(desk, '<xml></xml>'), body: bomb };
    expect((await platform.channel.receive(desk, outside)).status).toBe(400);
    expect(await desk.store.jobs.nextDue(DELIVERY_KINDS)).toBeNull();
  });

  test('reads on from where it was, page by page, and answers nothing twice after a crash between two pages', async () => {
    const { platform, desk, deliver, texts } = await opened();
    for (let i = 0; i < 5; i++) {
      platform.put(userOf(`p${i}`), `m${i}`, { msgtype: 'text', text: { content: '刷卡没到账' } });
    }
    await pullNow(platform, desk);
    await deliver();
    const before = [0, 1, 2, 3, 4].map((i) => texts(`p${i}`).length);
    expect(before.every((count) => count === before[0] && count > 0)).toBe(true);
    const name = `wecom cursor ${COMPANY.corpId} ${KF}`;
    expect(await desk.store.registers.read(name)).toBe('at-5');
    const now = desk.clock();
    const lease = { owner: 'crash', now, until: now + 5_000 };
    await desk.store.registers.lease(name, lease);
    await desk.store.registers.write(name, 'at-2', lease);
    await desk.store.registers.release(name, 'crash');
    await pullNow(platform, desk);
    await deliver();
    expect([0, 1, 2, 3, 4].map((i) => texts(`p${i}`).length)).toEqual(before);
  });

  test('pulls once at a time, however many processes are told', async () => {
    const { platform, desk, deliver, texts } = await opened();
    platform.put(userOf('mei'), 'm1', { msgtype: 'text', text: { content: '刷卡没到账' } });
    const { pull } = platform.channel;
    const pulled = await Promise.all([1, 2, 3, 4].map(() => pull?.(KF, desk)));
    expect(pulled.filter((one) => one?.afterMs === null)).toHaveLength(1);
    await deliver();
    expect(texts('mei').length).toBeGreaterThan(0);
    expect(platform.calls.filter((path) => path.endsWith('gettoken'))).toHaveLength(1);
  });

  test('leaves to others what waited before it first looked', async () => {
    const { platform, desk, deliver, texts } = await opened();
    const yesterday = Math.floor(desk.clock() / 1000) - 86_400;
    platform.put(userOf('old'), 'm0', { msgtype: 'text', text: { content: '刷卡没到账' } }, yesterday);
    platform.put(userOf('mei'), 'm1', { msgtype: 'text', text: { content: '刷卡没到账' } });
    await pullNow(platform, desk);
    await deliver();
    expect([texts('old').length, texts('mei').length > 0]).toEqual([0, true]);
  });

  test('says what to type to a picture', async () => {
    const { platform, desk, deliver, texts } = await opened();
    platform.put(userOf('mei'), 'm1', { msgtype: 'image', image: { media_id: 'x' } });
    await pullNow(platform, desk);
    await deliver();
    expect(texts('mei').join()).toContain('请打几个字告诉我');
  });

  test('puts a talk that is handed over into the pool, after everything was said, once', async () => {
    const { platform, desk, say, texts } = await opened();
    await say('mei', 'm1', '刷卡没到账');
    expect(platform.states.get(userOf('mei')) ?? 0).toBe(0);
    await say('mei', 'm2', '转人工');
    expect(texts('mei').join()).toContain('转接人工');
    expect(platform.states.get(userOf('mei'))).toBe(2);
    platform.states.set(userOf('mei'), 3);
    await say('mei', 'm3', '刷的是储蓄卡');
    expect(platform.states.get(userOf('mei'))).toBe(3);
    expect(platform.calls.filter((path) => path.endsWith('trans'))).toHaveLength(1);
    expect(desk.troubles).toEqual([]);
    expect(desk.warnings.some((one) => one.includes('95018'))).toBe(true);
  });

  test('tries the hand-over again where it failed, though everything was said', async () => {
    const { platform, desk, say } = await opened();
    platform.breakState(1);
    await say('mei', 'm1', '转人工');
    expect(desk.troubles).toHaveLength(1);
    await runDue(desk, DELIVERY_KINDS, desk.clock() + 2 * 86_400_000);
    expect(platform.states.get(userOf('mei'))).toBe(2);
  });

  test('leaves a talk where it is when the agents of this desk answer', async () => {
    const { platform, say } = await opened('desk');
    await say('mei', 'm1', '转人工');
    expect(platform.calls.some((path) => path.includes('service_state'))).toBe(false);
  });

  test('shows a message once whose answer was lost on the way', async () => {
    const { platform, desk, say, texts, deliver } = await opened();
    platform.breakDown(1);
    await say('mei', 'm1', '刷卡没到账');
    await deliver();
    expect(new Set(texts('mei')).size).toBe(texts('mei').length);
    expect(desk.troubles.length).toBeGreaterThan(0);
  });
});

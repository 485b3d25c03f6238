import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { numbered } from '../../src/conversation/pieces.ts';
import type { Advisor } from '../../src/desk/advisor.ts';
import { DELIVERY_KINDS, runDue } from '../../src/desk/run-due.ts';
import { channelContract } from '../contracts/channel.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { testDesk } from '../support/desk.ts';
import { ACCOUNT, wechatPlatform } from '../support/wechat-platform.ts';

const OPENER = { MsgType: 'text', Content: '昨天下午刷的储蓄卡，钱到现在没到' };
type Platform = Awaited<ReturnType<typeof wechatPlatform>>;

function stageOf(platform: Platform, menus: boolean) {
  const name = (who: string) => `wechat-${who}`;
  const stage = {
    channel: platform.channel,
    say: (desk: Parameters<Platform['push']>[0], who: string, id: string, text: string) =>
      platform.push(desk, name(who), id, { MsgType: 'text', Content: text }),
    strange: async (desk: Parameters<Platform['push']>[0]) => {
      const xml = platform.messageXml(name('mei'), '', { MsgType: 'event', Event: 'TEMPLATESENDJOBFINISH' });
      return (await platform.channel.receive(desk, platform.postOf(desk, xml))).status;
    },
    shown: (who: string) => platform.shownTo(name(who)),
    breakDown: platform.breakDown,
    close: platform.close,
  };
  if (!menus) return stage;
  const press = async (desk: Parameters<Platform['push']>[0], who: string, id: string, label: string) => {
    const line = platform.menuOf(name(who))?.list.find(({ content }) => content === label);
    if (line === undefined) throw new Error(`no line ${label}`);
    await platform.push(desk, name(who), id, { MsgType: 'text', Content: label, bizmsgmenuid: line.id });
  };
  return { ...stage, press };
}

channelContract('wechat in plain text', async () => stageOf(await wechatPlatform('plain'), false));
channelContract('wechat with encryption', async () => stageOf(await wechatPlatform('safe'), false));
channelContract('wechat with menus', async () => stageOf(await wechatPlatform('compatible', true), true));

describe('a 服务号', () => {
  let advisor: Advisor;
  const platforms: Platform[] = [];
  const opened = async (mode: 'plain' | 'compatible' | 'safe' = 'safe', menus = false) => {
    const platform = await wechatPlatform(mode, menus);
    platforms.push(platform);
    const carriers = new Map([['wechat', platform.channel]]);
    const desk = await testDesk(advisor, null, { testClock: false, carriers });
    const deliver = () => runDue(desk, DELIVERY_KINDS, desk.clock() + 86_400_000);
    const talk = async (who: string) => {
      const identity = await desk.store.identities.find('wechat', who);
      return identity === null ? [] : desk.conversations.transcript(identity.conversationId, 0);
    };
    return { platform, desk, deliver, talk };
  };

  beforeAll(async () => {
    advisor = await shippedAdvisor();
  }, 60_000);
  afterEach(async () => {
    for (const platform of platforms.splice(0)) await platform.close();
  });

  test('proves that it knows the token, and nothing to anybody else', async () => {
    const { platform, desk } = await opened();
    const good = platform.postOf(desk, '');
    good.url.searchParams.set('echostr', '4242');
    const said = await platform.channel.receive(desk, { ...good, method: 'GET' });
    expect([said.status, await said.text()]).toEqual([200, '4242']);
    for (const [field, value] of [
      ['signature', '0'.repeat(40)],
      ['nonce', 'x'],
      ['timestamp', '1411525903'],
    ] as const) {
      const bad = new URL(good.url);
      bad.searchParams.set(field, value);
      expect((await platform.channel.receive(desk, { ...good, method: 'GET', url: bad })).status).toBe(401);
    }
  });

  test('takes nothing that is forged, copied, for another account, or open where it has to be sealed', async () => {
    const { platform, desk, talk } = await opened();
    const xml = platform.messageXml('mei', '1', OPENER);
    const old = platform.postOf({ ...desk, clock: () => desk.clock() - 301_000 }, xml);
    const open = { ...platform.postOf(desk, xml), body: xml };
    const tampered = platform.postOf(desk, xml, (post) => ({
      ...post,
      body: post.body.replace('[CDATA[', '[CDATA[A'),
    }));
    const unsigned = platform.postOf(desk, xml, (post) => {
      post.url.searchParams.delete('msg_signature');
      return post;
    });
    for (const post of [old, open, tampered, unsigned]) {
      expect((await platform.channel.receive(desk, post)).status).toBe(401);
    }
    expect(await talk('mei')).toEqual([]);
    expect(desk.troubles).toEqual([]);
  });

  test.each([
    [
      'a billion laughs',
      '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><xml><Content>&b;</Content></xml>',
    ],
    ['a document type', '<!DOCTYPE xml SYSTEM "file:///etc/passwd"><xml><Content>x</Content></xml>'],
    ['no XML', 'hello'],
  ])('expands nothing and refuses %s', async (_, body) => {
    for (const mode of ['plain', 'safe'] as const) {
      const { platform, desk, talk } = await opened(mode);
      // In safe mode it comes inside of the seal, and once more instead of it.
      for (const post of [platform.postOf(desk, body), { ...platform.postOf(desk, body), body }]) {
        const response = await platform.channel.receive(desk, post);
        expect([[400, 401].includes(response.status), await response.text()]).toEqual([true, '']);
      }
      expect([await talk('mei'), desk.troubles]).toEqual([[], []]);
    }
  });

  test('gives each of three overlapping resends the same answer: whichever the platform still waits for', async () => {
    const { platform, desk, deliver, talk } = await opened();
    const all = await Promise.all([1, 2, 3].map(() => platform.attempt(desk, 'mei', '1', OPENER)));
    const [first] = all;
    expect(first).toContain('到账助手');
    expect(all).toEqual([first, first, first]);
    await deliver();
    expect(platform.shownTo('mei')).toEqual([]);
    expect(await platform.attempt(desk, 'mei', '1', OPENER)).toBe(first);
    expect((await talk('mei')).filter(({ from }) => from === 'merchant')).toHaveLength(1);
  });

  test('greets once who follows it, also when the event comes again', async () => {
    const { platform, desk } = await opened();
    const event = { MsgType: 'event', Event: 'subscribe' };
    const both = [
      await platform.attempt(desk, 'mei', '', event),
      await platform.attempt(desk, 'mei', '', event),
    ];
    expect(both[0]).toContain('转人工');
    expect(both[1] === null || both[1] === both[0]).toBe(true);
    expect(await platform.attempt(desk, 'mei', '', { MsgType: 'event', Event: 'unsubscribe' })).toBeNull();
  });

  const MEDIA = ['image', 'voice', 'video', 'location', 'file'];
  test.each(MEDIA)('says what to type to %s, and fetches nothing', async (MsgType) => {
    const { platform, desk } = await opened();
    const media = { MsgType, PicUrl: `${platform.api.base}/x.png`, MediaId: 'm' };
    expect(await platform.attempt(desk, 'mei', '7', media)).toContain('请打几个字告诉我');
    expect(platform.called).not.toContain('/x.png');
  });

  test('reads the words of a voice message where WeChat has recognised them', async () => {
    const { platform, desk, talk } = await opened();
    await platform.push(desk, 'mei', '7', { MsgType: 'voice', MediaId: 'm', Recognition: '刷卡没到账' });
    expect((await talk('mei')).find(({ from }) => from === 'merchant')?.text).toBe('刷卡没到账');
  });

  test('answers late what takes too long: an empty response within 5 s, then one message', async () => {
    const { platform, desk, deliver, talk } = await opened();
    let slow = true;
    const { accept } = desk.conversations;
    Object.assign(desk.conversations, {
      accept: async (...given: Parameters<typeof accept>) => {
        if (slow) await new Promise((resolve) => setTimeout(resolve, 5_200));
        return accept(...given);
      },
    });
    const started = Date.now();
    // It is resent while the first is still under way.
    const attempts = await Promise.all([1, 2, 3].map(() => platform.attempt(desk, 'mei', '1', OPENER)));
    expect(attempts).toEqual([null, null, null]);
    expect(Date.now() - started).toBeLessThan(5_000);
    slow = false;
    await expect.poll(async () => (await talk('mei')).length, { timeout: 5_000 }).toBeGreaterThan(2);
    await deliver();
    expect(await platform.attempt(desk, 'mei', '1', OPENER)).toBeNull();
    await deliver();
    const lines = (await talk('mei')).filter(({ from }) => from === 'bot');
    expect(platform.shownTo('mei')).toHaveLength(lines.length);
    expect(desk.troubles).toEqual([]);
  }, 20_000);

  test('sends at most five messages until the merchant writes again, and then what waited', async () => {
    const { platform, desk, deliver } = await opened('safe', true);
    await platform.push(desk, 'mei', '1', { MsgType: 'text', Content: '刷卡没到账' });
    const identity = await desk.store.identities.find('wechat', 'mei');
    const conversationId = identity?.conversationId ?? '';
    const before = platform.shownTo('mei').length;
    for (let i = 1; i <= 7; i++) {
      const held = await desk.conversations.load(conversationId);
      if (held === null) throw new Error('no such conversation');
      const { version, conversation: next } = held;
      const says = { next, version, reply: { kind: 'text', text: `消息${i}。` } } as const;
      const at = desk.clock();
      await desk.store.jobs.add([{ kind: 'say', key: null, payload: {}, runAt: at }], at);
      const [job] = await desk.store.jobs.claim(
        { kinds: ['say'], due: at, limit: 1 },
        { owner: 'o', now: at, until: at + 9_000 },
      );
      if (job === undefined) throw new Error('no job');
      await desk.store.jobs.finish(job, { says, escalates: null, next: null, audit: [] }, { owner: 'o', at });
    }
    await deliver();
    expect(
      platform
        .shownTo('mei')
        .slice(before)
        .map(({ text }) => text),
    ).toEqual([1, 2, 3, 4, 5].map((i) => `消息${i}。`));
    expect(desk.warnings.at(-1)).toContain('5 messages were sent');
    await platform.push(desk, 'mei', '2', { MsgType: 'text', Content: '还没到' });
    await deliver();
    const all = platform
      .shownTo('mei')
      .map(({ text }) => text)
      .join('\n');
    expect(all.match(/消息\d。/g)).toEqual([1, 2, 3, 4, 5, 6, 7].map((i) => `消息${i}。`));
  });

  test('asks for one access token however many processes need it, and for a new one when it is refused', async () => {
    const { platform, desk, deliver } = await opened('safe', true);
    await Promise.all(['a', 'b', 'c', 'd'].map((who, i) => platform.push(desk, who, `${i}`, OPENER)));
    await deliver();
    expect(platform.tokens.asked).toBe(1);
    const kept = await desk.store.registers.read(`wechat token ${ACCOUNT.appId}`);
    expect(kept).not.toContain(platform.tokens.good);
    expect(kept).not.toContain(ACCOUNT.secret);
    platform.tokens.good = 'changed-by-somebody-else';
    await platform.push(desk, 'a', '9', { MsgType: 'text', Content: '不知道' });
    await deliver();
    expect([platform.tokens.asked, platform.tokens.forced]).toEqual([2, 1]);
    expect(desk.troubles).toEqual([]);
  });

  test('says nothing secret when its interface fails', async () => {
    const { platform, desk, deliver } = await opened('safe', true);
    platform.breakDown(3);
    await platform.push(desk, 'mei', '1', OPENER);
    await deliver();
    const told = JSON.stringify(desk.troubles.map(({ error }) => String(error)));
    expect(told).toMatch(/custom\/send/);
    expect(told).not.toContain(ACCOUNT.secret);
    expect(told).not.toContain(platform.tokens.good);
  });

  test('takes messages in whatever order they come, each once', async () => {
    const { platform, desk, deliver, talk } = await opened();
    const ids = Array.from({ length: 12 }, (_, i) => `${i % 4}`).sort(
      (a, b) => ((Number(a) * 7) % 4) - ((Number(b) * 3) % 4),
    );
    await Promise.all(
      ids.map((id) => platform.push(desk, 'mei', id, { MsgType: 'text', Content: `第${id}句` })),
    );
    await deliver();
    const lines = await talk('mei');
    expect(
      lines
        .filter(({ from }) => from === 'merchant')
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['第0句', '第1句', '第2句', '第3句']);
    const bot = lines.filter(({ from }) => from === 'bot');
    const shown = platform.shownTo('mei').map(({ text }) => text);
    expect(shown.join('\n\n')).toBe(bot.map(({ text, choices }) => numbered(text, choices)).join('\n\n'));
  });
});

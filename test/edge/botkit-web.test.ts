import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createBotkitWeb } from '../../src/channels/botkit/web.ts';
import { userOf } from '../../src/channels/botkit/web-message.ts';
import { botkitWebSettings } from '../../src/channels/botkit/web-settings.ts';
import type { Advisor } from '../../src/desk/advisor.ts';
import { createLimit } from '../../src/web/limits.ts';
import { usualLimits } from '../../src/web/service.ts';
import { channelContract, type Stage } from '../contracts/channel.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import {
  botkitDesk,
  messageOf,
  openBrowser,
  openSockets,
  type Received,
  SETTINGS,
  secretOf,
} from '../support/botkit-web.ts';
import type { TestDesk } from '../support/desk.ts';
import { testWeb } from '../support/web.ts';

async function stage(): Promise<Stage> {
  const channel = createBotkitWeb(SETTINGS);
  const sockets = await openSockets(channel);
  const fault = { times: 0 };
  const browsers = new Map<string, Promise<Awaited<ReturnType<typeof openBrowser>>>>();
  const shown = new Map<string, readonly Received[]>();
  const browser = (desk: TestDesk, who: string) => {
    sockets.place.desk = desk;
    const known = browsers.get(who);
    if (known !== undefined) return known;
    const opening = openBrowser(sockets.url, fault).then((opened) => {
      shown.set(who, opened.shown);
      return opened;
    });
    browsers.set(who, opening);
    return opening;
  };
  const say = async (desk: TestDesk, who: string, id: string, text: string) => {
    const { send } = await browser(desk, who);
    await send(messageOf(who, id, text));
  };
  return {
    channel,
    say,
    nameOf: (who) => userOf(secretOf(who)),
    press: (desk, who, id, label) => {
      const replies = (shown.get(who) ?? []).flatMap(({ quick_replies = [] }) => quick_replies);
      return say(desk, who, id, replies.find(({ title }) => title === label)?.payload ?? '');
    },
    strange: async (desk) => {
      const { post, send } = await browser(desk, 'odd');
      post({ type: 'trigger', user: secretOf('odd'), script: 'x' });
      await send(messageOf('odd', 'o1', '你好'));
      return 200;
    },
    shown: (who) =>
      (shown.get(who) ?? []).map(({ text = '', quick_replies = [] }) => ({
        text,
        buttons: quick_replies.map(({ title }) => title),
      })),
    breakDown: (times) => {
      fault.times = times;
    },
    close: sockets.close,
  };
}

channelContract("botkit's web adapter", stage);

describe("Botkit's web client", () => {
  let advisor: Advisor;
  const ends: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    advisor = await shippedAdvisor();
  }, 60_000);
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  const begun = async () => {
    const place = await botkitDesk(advisor);
    ends.push(place.sockets.close);
    return place;
  };

  test('without a socket gets the answer in the response, with quick replies, and the same again', async () => {
    const { post, transcript } = await begun();
    const first = await post(messageOf('mei', 'm1', '昨天下午刷的储蓄卡，钱到现在没到'));
    expect([first.status, first.headers.get('content-type')]).toEqual([
      200,
      'application/json; charset=utf-8',
    ]);
    const body = await first.text();
    const shown: readonly Received[] = JSON.parse(body);
    expect(shown.every(({ type }) => type === 'message')).toBe(true);
    const said = (await transcript('mei')).filter(({ from }) => from === 'bot');
    expect(shown.map(({ text }) => text)).toEqual(said.map(({ text }) => text));
    expect(await (await post(messageOf('mei', 'm1', '昨天下午刷的储蓄卡，钱到现在没到'))).text()).toBe(body);
    const [reply] = shown.at(-1)?.quick_replies ?? [];
    await post(messageOf('mei', 'm2', reply?.payload ?? ''));
    const chosen = (await transcript('mei')).filter(({ from }) => from === 'merchant').at(-1);
    expect(chosen?.doing).toMatchObject({ type: 'chose', slot: 'settlement_mode' });
  });

  test('is greeted when it comes, and shown what waited when it is back', async () => {
    const { post, desk, transcript } = await begun();
    const hello = { type: 'hello', user: secretOf('mei') };
    const greeting: readonly Received[] = await (await post(hello)).json();
    expect(greeting.map(({ text }) => text)).toEqual((await transcript('mei')).map(({ text }) => text));
    expect(greeting.length).toBeGreaterThan(0);
    expect(await (await post({ ...hello, type: 'welcome_back' })).text()).toBe('');
    expect(desk.troubles).toEqual([]);
  });

  test('is told in a bare status what it may not send, and nothing breaks', async () => {
    const { post, desk } = await begun();
    const good = messageOf('mei', 'm1', '钱没到');
    const status = async (...given: Parameters<typeof post>) => (await post(...given)).status;
    for (const body of ['', '{', 'null', '[]', '5', '"x"', '{}', '['.repeat(60_000)])
      expect(await status(body)).toBe(400);
    for (const user of [
      '',
      'short',
      '__proto__',
      'constructor',
      '张'.repeat(30),
      7,
      null,
      {},
      ['x'.repeat(30)],
    ]) {
      expect(await status({ ...good, user })).toBe(400);
    }
    for (const more of [{ id: '' }, { id: 'x'.repeat(101) }, { id: 'a b' }, { text: 5 }, { type: 5 }]) {
      expect(await status({ ...good, ...more })).toBe(400);
    }
    expect(await status(good, { type: 'text/plain' })).toBe(415);
    expect(await status(good, { origin: 'https://evil.example' })).toBe(403);
    expect(await status(good, { origin: 'null' })).toBe(403);
    expect(await status(good, { mayOpen: () => false })).toBe(429);
    expect(await desk.store.identities.find('botkit', userOf(secretOf('mei')))).toBeNull();
    for (const origin of ['http://127.0.0.1', 'https://shop.example', 'https://pay.example']) {
      expect(await status(good, { origin })).toBe(200);
    }
    expect(await status(good, { mayOpen: () => false })).toBe(200);
    expect(desk.troubles).toEqual([]);
  });

  test('is limited by its address: how often it may call, and how many talks it may begin', async () => {
    const status = async (limits: Partial<ReturnType<typeof usualLimits>>, whos: readonly string[]) => {
      const channels = [createBotkitWeb(SETTINGS)];
      const web = await testWeb(advisor, {
        channels,
        testClock: false,
        limits: { ...usualLimits(), ...limits },
      });
      const all: number[] = [];
      for (const [i, who] of whos.entries()) {
        all.push((await web.post('/api/botkit/messages', messageOf(who, `m${i}`, '你好'))).status);
      }
      return all;
    };
    expect(await status({ address: createLimit(2, 60_000) }, ['mei', 'mei', 'mei'])).toEqual([200, 200, 429]);
    const opening = { open: createLimit(2, 60_000) };
    expect(await status(opening, ['mei', 'lin', 'wang', 'mei'])).toEqual([200, 200, 429, 200]);
  });

  test('cannot name the event or put words into our mouth', async () => {
    const { post, transcript } = await begun();
    const more = { botkitEventType: 'shutdown', channelData: { x: 1 }, from: 'bot', value: 'x' };
    await post({ ...messageOf('mei', 'm1', '刷卡没到账'), ...more });
    expect((await transcript('mei')).filter(({ from }) => from === 'merchant')).toHaveLength(1);
    expect(await (await post({ ...messageOf('mei', 'm2', 'x'), type: 'shutdown' })).json()).toEqual([]);
  });

  test('is kept under a hash of its secret, and what is too long is cut', async () => {
    const { post, desk, transcript } = await begun();
    await post(messageOf('mei', 'm1', '钱没到。'.repeat(2_000)));
    const [line] = (await transcript('mei')).filter(({ from }) => from === 'merchant');
    expect(line?.text).toHaveLength(2_000);
    expect(await desk.store.identities.find('botkit', secretOf('mei'))).toBeNull();
  });

  test('goes on on the page by a link that stands in no transcript', async () => {
    const { post, sockets, transcript } = await begun();
    await post(messageOf('mei', 'm1', '刷卡没到账'));
    const answered: readonly Received[] = await (await post(messageOf('mei', 'm2', '网页'))).json();
    const link = /https:\/\/pay\.example\/continue\/[\w-]{43}/;
    expect(answered.map(({ text }) => text).join()).toMatch(link);
    const browser = await openBrowser(sockets.url);
    await browser.send(messageOf('mei', 'm3', ' 网页 '));
    expect(browser.shown.map(({ text }) => text).join()).toMatch(link);
    expect(JSON.stringify(await transcript('mei'))).not.toMatch(/continue/);
  });
});

test.each([
  [{}, { ok: true, settings: null }],
  [{ DAOZHANG_BOTKIT_WEB: '0' }, { ok: true, settings: null }],
  [{ DAOZHANG_BOTKIT_WEB: 'yes' }, { ok: false }],
  [{ DAOZHANG_BOTKIT_WEB: '1', DAOZHANG_BOTKIT_ORIGINS: 'https://a.example/page' }, { ok: false }],
  [{ DAOZHANG_BOTKIT_WEB: '1', DAOZHANG_PUBLIC_URL: 'http://a.example' }, { ok: false }],
  [
    { DAOZHANG_BOTKIT_WEB: '1', DAOZHANG_BOTKIT_ORIGINS: 'https://a.example  https://b.example:8443' },
    { ok: true, settings: { origins: ['https://a.example', 'https://b.example:8443'], publicUrl: null } },
  ],
])('settings %j are read as %j', (env, expected) => {
  expect(botkitWebSettings(env)).toMatchObject(expected);
});

import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createBotkitWeb } from '../../src/channels/botkit/web.ts';
import { userOf } from '../../src/channels/botkit/web-message.ts';
import type { Advisor } from '../../src/desk/advisor.ts';
import { receive } from '../../src/desk/receive.ts';
import { DELIVERY_KINDS, runDue } from '../../src/desk/run-due.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { botkitDesk, messageOf, openBrowser, SETTINGS, secretOf } from '../support/botkit-web.ts';
import { testDesk } from '../support/desk.ts';

describe('a browser that is connected', () => {
  let advisor: Advisor;
  const ends: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    advisor = await shippedAdvisor();
  }, 60_000);
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });
  const begun = async (rules: Parameters<typeof botkitDesk>[1] = {}) => {
    const place = await botkitDesk(advisor, rules);
    ends.push(place.sockets.close);
    return place;
  };

  test('that resends on several connections at once is answered once', async () => {
    const { sockets, transcript } = await begun();
    const browsers = await Promise.all([1, 2, 3].map(() => openBrowser(sockets.url)));
    await Promise.all(browsers.map(({ send }) => send(messageOf('mei', 'm1', '刷卡没到账'))));
    const lines = await transcript('mei');
    expect(lines.filter(({ from }) => from === 'merchant')).toHaveLength(1);
    const said = lines.filter(({ from }) => from === 'bot').map(({ text }) => text);
    for (const text of said)
      expect(browsers.some(({ shown }) => shown.some((one) => one.text === text))).toBe(true);
  });

  test('that lost its connection gets what waited on the next one', async () => {
    const { sockets, desk, transcript } = await begun();
    const first = await openBrowser(sockets.url, { times: 1_000 });
    first.post(messageOf('mei', 'm1', '刷卡没到账'));
    await expect.poll(async () => (await transcript('mei')).length).toBeGreaterThan(1);
    first.connection.terminate();
    await first.ended;
    await runDue(desk, DELIVERY_KINDS, desk.clock() + 86_400_000);
    const second = await openBrowser(sockets.url);
    second.post({ type: 'welcome_back', user: secretOf('mei') });
    const said = async () => (await transcript('mei')).filter(({ from }) => from === 'bot');
    await expect.poll(() => second.shown.length).toBe((await said()).length);
    expect(second.shown.map(({ text }) => text)).toEqual((await said()).map(({ text }) => text));
  });

  test('is told by its server what another process has said', async () => {
    const { sockets, desk, transcript } = await begun();
    const browser = await openBrowser(sockets.url);
    await browser.send(messageOf('mei', 'm1', '刷卡没到账'));
    const before = browser.shown.length;
    const { conversationId = '' } =
      (await desk.store.identities.find('botkit', userOf(secretOf('mei')))) ?? {};
    const carriers = new Map([['botkit', createBotkitWeb(SETTINGS)]]);
    const elsewhere = await testDesk(advisor, desk.store, { testClock: false, carriers });
    const message = { type: 'text', text: '转人工' } as const;
    await receive(elsewhere, { conversationId, id: 'm2', message, at: desk.clock() });
    await runDue(elsewhere, DELIVERY_KINDS, desk.clock() + 86_400_000);
    expect(elsewhere.warnings.join()).toContain('no browser is connected');
    expect(browser.shown).toHaveLength(before);
    desk.hints.send(conversationId);
    const said = (await transcript('mei')).filter(({ from }) => from === 'bot').map(({ text }) => text);
    await expect.poll(() => browser.shown.map(({ text }) => text)).toEqual(said);
  });

  test.each([
    ['no JSON', '{'],
    ['no message', '[]'],
    ['a name that every object has', JSON.stringify({ type: 'message', user: '__proto__', text: 'x' })],
    ['bytes', Buffer.from([0, 1, 2])],
    ['too much', 'x'.repeat(70_000)],
  ])('that sends %s is cut off, and no other', async (_, data) => {
    const { sockets, desk } = await begun();
    const [bad, good] = [await openBrowser(sockets.url), await openBrowser(sockets.url)];
    bad.connection.on('error', () => {});
    bad.connection.send(data);
    expect(await bad.ended).toBeGreaterThan(1_000);
    await good.send(messageOf('mei', 'm1', '你好'));
    expect(good.shown.length).toBeGreaterThan(0);
    expect(desk.troubles).toEqual([]);
  });

  test('speaks for one user a connection, within the limits, and from pages that may', async () => {
    const { sockets } = await begun();
    const two = await openBrowser(sockets.url);
    await two.send(messageOf('mei', 'm1', '你好'));
    two.post(messageOf('lin', 'm2', '你好'));
    expect(await two.ended).toBe(1008);
    await expect(openBrowser(sockets.url, undefined, { origin: 'https://evil.example' })).rejects.toThrow(
      '403',
    );
    const friend = await openBrowser(sockets.url, undefined, { origin: 'https://shop.example' });
    expect(friend.connection.readyState).toBe(friend.connection.OPEN);
    let left = 2;
    const strict = await begun({ mayWrite: () => left-- > 0 });
    const eager = await openBrowser(strict.sockets.url);
    await eager.send(messageOf('mei', 'm1', '你好'));
    eager.post(messageOf('mei', 'm2', '你好'));
    expect(await eager.ended).toBe(1013);
    const full = await begun({ mayOpen: false });
    const late = await openBrowser(full.sockets.url);
    late.post(messageOf('mei', 'm1', '你好'));
    expect(await late.ended).toBe(1013);
  });

  test('whose message breaks the desk is told so, and the fault is reported', async () => {
    const { sockets, desk } = await begun();
    const browser = await openBrowser(sockets.url);
    Object.assign(desk.store.identities, { hear: () => Promise.reject(new Error('the store is down')) });
    browser.post(messageOf('mei', 'm1', '你好'));
    expect(await browser.ended).toBe(1011);
    expect(desk.troubles).toHaveLength(1);
  });
});

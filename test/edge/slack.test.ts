import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slackSettings } from '../../src/channels/botkit/settings.ts';
import { createSlack } from '../../src/channels/botkit/slack.ts';
import type { Channel } from '../../src/channels/channel.ts';
import { DELIVERY_KINDS, runDue } from '../../src/desk/run-due.ts';
import { channelContract, type Shown, type Stage } from '../contracts/channel.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { type TestDesk, testDesk } from '../support/desk.ts';
import { call, messageEvent, openSlackApi, pressedForm, SECRET } from '../support/slack.ts';

const plain = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

async function stage(): Promise<Stage> {
  const api = await openSlackApi();
  const channel = createSlack({
    token: 'xoxb-test',
    secret: SECRET,
    api: api.url,
    publicUrl: 'https://pay.example',
  });
  const sentTo = (who: string) => api.sent.filter((one) => one.channel === `D-slack-${who}`);
  const shown = (who: string): Shown[] =>
    sentTo(who).map(({ text, blocks = [] }) => ({
      text: plain(text),
      buttons: blocks.flatMap(({ elements = [] }) => elements.map((element) => element.text.text)),
    }));
  return {
    channel,
    shown,
    say: async (desk, who, id, text) => {
      await call(channel, desk, messageEvent(`slack-${who}`, id, text));
    },
    press: async (desk, who, _, label) => {
      const buttons = sentTo(who).flatMap(({ blocks = [] }) =>
        blocks.flatMap(({ elements = [] }) => elements),
      );
      const value = buttons.find((button) => button.text.text === label)?.value ?? '';
      await call(channel, desk, pressedForm(`slack-${who}`, value));
    },
    strange: async (desk) =>
      (
        await call(
          channel,
          desk,
          JSON.stringify({ type: 'event_callback', event: { type: 'reaction_added' } }),
        )
      ).status,
    breakDown: (times) => {
      api.fault.times = times;
    },
    close: api.close,
  };
}

channelContract('slack', stage);

describe('Slack calls', () => {
  let api: Awaited<ReturnType<typeof openSlackApi>>;
  let desk: TestDesk;
  let channel: Channel;
  beforeAll(async () => {
    api = await openSlackApi();
    channel = createSlack({
      token: 'xoxb-test',
      secret: SECRET,
      api: api.url,
      publicUrl: 'https://pay.example',
    });
    desk = await testDesk(await shippedAdvisor(), null, {
      testClock: false,
      carriers: new Map([['slack', channel]]),
    });
  }, 60_000);
  afterAll(() => api.close());

  test('its address is verified with the challenge, signed like everything else', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    const response = await call(channel, desk, body);
    expect([response.status, await response.text()]).toEqual([200, 'abc']);
    expect((await call(channel, desk, body, { secret: 'another-secret-of-it' })).status).toBe(401);
  });

  test('a wrong, old, short or missing signature is refused', async () => {
    const body = messageEvent('U1', 'e1', '钱没到');
    const status = async (more: Parameters<typeof call>[3]) => (await call(channel, desk, body, more)).status;
    expect(await status({ secret: 'another-secret-of-it' })).toBe(401);
    expect(await status({ at: Date.now() - 600_000 })).toBe(401);
    expect(await status({ at: Date.now() + 600_000 })).toBe(401);
    expect(await status({ headers: { 'X-Slack-Signature': 'v0=00' } })).toBe(401);
    expect(await status({ headers: { 'X-Slack-Signature': '' } })).toBe(401);
    expect(await status({ headers: { 'X-Slack-Request-Timestamp': 'now' } })).toBe(401);
    expect(api.sent).toEqual([]);
  });

  test('what Slack sends again because it was slow is answered once', async () => {
    const body = messageEvent('U2', 'e2', '刷卡没到账');
    await call(channel, desk, body);
    const before = api.sent.length;
    expect(before).toBeGreaterThan(0);
    const headers = { 'X-Slack-Retry-Num': '1', 'X-Slack-Retry-Reason': 'http_timeout' };
    expect((await call(channel, desk, body, { headers })).status).toBe(200);
    expect(api.sent).toHaveLength(before);
  });

  test('messages of bots, edits and channels are none of ours, and malformed ones refused', async () => {
    const before = api.sent.length;
    for (const more of [{ bot_id: 'B1' }, { subtype: 'message_changed' }, { channel_type: 'channel' }]) {
      expect((await call(channel, desk, messageEvent('U3', 'e3', '钱没到', more))).status).toBe(200);
    }
    expect((await call(channel, desk, '{"type":')).status).toBe(400);
    expect((await call(channel, desk, 'payload=%7B')).status).toBe(400);
    expect(api.sent).toHaveLength(before);
  });

  test('a pause that Slack asks for is kept, and nothing is lost', async () => {
    api.fault.answer = {
      status: 429,
      body: { ok: false, error: 'ratelimited' },
      headers: { 'Retry-After': '7' },
    };
    api.fault.times = 1;
    await call(channel, desk, messageEvent('U4', 'e4', '刷卡没到账'));
    expect(api.sent.filter((one) => one.channel === 'D-U4')).toEqual([]);
    await runDue(desk, DELIVERY_KINDS, desk.clock() + 60_000);
    expect(api.sent.filter((one) => one.channel === 'D-U4').length).toBeGreaterThan(0);
  });

  test('who asks for the page gets a link that stands in no transcript', async () => {
    await call(channel, desk, messageEvent('U5', 'e5', '刷卡没到账'));
    await call(channel, desk, messageEvent('U5', 'e6', ' 网页'));
    const said = api.sent.filter((one) => one.channel === 'D-U5').map(({ text }) => text);
    expect(said.at(-1)).toMatch(/pay\.example\/continue\/[\w-]{43}/);
    const identity = await desk.store.identities.find('slack', 'U5');
    const lines = await desk.conversations.transcript(identity?.conversationId ?? '', 0);
    expect(JSON.stringify(lines)).not.toContain('continue');
  });

  test('one setting without the other is a fault', () => {
    expect(slackSettings({ DAOZHANG_SLACK_TOKEN: 'xoxb-1' })).toMatchObject({ ok: false });
    expect(slackSettings({ DAOZHANG_SLACK_SECRET: SECRET })).toMatchObject({ ok: false });
    expect(slackSettings({ DAOZHANG_SLACK_TOKEN: 'xoxb-1', DAOZHANG_SLACK_SECRET: SECRET })).toMatchObject({
      ok: true,
    });
    const both = { DAOZHANG_SLACK_TOKEN: 'xoxb-1', DAOZHANG_SLACK_SECRET: SECRET };
    expect(slackSettings({ ...both, DAOZHANG_SLACK_API: 'http://10.0.0.1/' })).toMatchObject({ ok: false });
    expect(slackSettings({ ...both, DAOZHANG_SLACK_API: 'http://127.0.0.1:1/' })).toMatchObject({ ok: true });
  });
});

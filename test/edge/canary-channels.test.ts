import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { userOf } from '../../src/channels/botkit/web-message.ts';
import type { Post } from '../../src/channels/channel.ts';
import { embeddedDatabase } from '../../src/store/engine/embedded.ts';
import { openStore } from '../../src/store/open-store.ts';
import { HOME } from '../support/advisor.ts';
import { messageOf, openBrowser, secretOf } from '../support/botkit-web.ts';
import { CANARIES, everythingIn, leaks } from '../support/canaries.ts';
import { openConnector } from '../support/connector.ts';
import { serveApi } from '../support/loopback-api.ts';
import { startProcess, startServer } from '../support/process.ts';
import { messageEvent, openSlackApi, SECRET } from '../support/slack.ts';
import { PASSWORD } from '../support/staff.ts';
import { activity } from '../support/teams.ts';
import { ACCOUNT, wechatPlatform } from '../support/wechat-platform.ts';
import { COMPANY, KF, wecomPlatform } from '../support/wecom-platform.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-canary-channels-'));
const data = path.join(scratch, 'data');
const spans = path.join(scratch, 'spans.jsonl');
const clock = { clock: () => Date.now() };
/** What every merchant says, and what must be found of it. */
const TEXTS = ['昨天下午刷的储蓄卡，钱到现在没到', ...CANARIES.map(([text]) => text), '转人工'];
const MARK = '[卡号尾号1111]';
const webhookBody = z.object({ type: z.string(), data: z.looseObject({}) });

let all: Awaited<ReturnType<typeof begin>>;

async function begin() {
  const [slack, wechat, wecom, connector] = await Promise.all([
    openSlackApi(),
    wechatPlatform('safe'),
    wecomPlatform('desk'),
    openConnector(),
  ]);
  const hooked: string[] = [];
  const receiver = await serveApi(async (_, __, body) => {
    hooked.push(JSON.stringify(body));
    return {};
  });
  const added = startProcess(['user', 'add', 'ada', '--role', 'admin', '--password-stdin', '--data', data]);
  added.child.stdin?.end(`${PASSWORD}\n`);
  expect(await added.ended).toBe(0);
  const server = await startServer(['--data', data], {
    DAOZHANG_SLACK_TOKEN: 'xoxb-test',
    DAOZHANG_SLACK_SECRET: SECRET,
    DAOZHANG_SLACK_API: slack.url,
    DAOZHANG_WECHAT_APPID: ACCOUNT.appId,
    DAOZHANG_WECHAT_SECRET: ACCOUNT.secret,
    DAOZHANG_WECHAT_TOKEN: ACCOUNT.token,
    DAOZHANG_WECHAT_AES_KEY: ACCOUNT.aesKey,
    DAOZHANG_WECHAT_API: wechat.api.base,
    DAOZHANG_WECOM_CORPID: COMPANY.corpId,
    DAOZHANG_WECOM_SECRET: COMPANY.secret,
    DAOZHANG_WECOM_TOKEN: COMPANY.token,
    DAOZHANG_WECOM_AES_KEY: COMPANY.aesKey,
    DAOZHANG_WECOM_HANDOFF: 'desk',
    DAOZHANG_WECOM_API: wecom.api.base,
    DAOZHANG_BOTKIT_WEB: '1',
    DAOZHANG_WEBHOOK_ALLOW: new URL(receiver.base).host,
    DAOZHANG_TRACES: '1',
    SPANS_FILE: spans,
    NODE_OPTIONS: `--import=${pathToFileURL(path.join(HOME, 'test/support/span-file.js')).href}`,
  });
  const ends = [slack.close, wechat.close, wecom.close, connector.close, receiver.close];
  return { slack, wechat, wecom, connector, hooked, receiver, server, ends };
}

/** Registers the webhook as an admin. */
async function addHook(): Promise<void> {
  const { url } = all.server;
  const post = (where: string, body: object, headers = {}) =>
    fetch(`${url}${where}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const session = await post('/api/v1/session', { login: 'ada', password: PASSWORD });
  const { csrf } = z.looseObject({ csrf: z.string() }).parse(await session.json());
  const Cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const hook = { url: `${all.receiver.base}/hook`, events: ['case.*'] };
  expect((await post('/api/v1/webhooks', hook, { Cookie, 'X-CSRF-Token': csrf })).status).toBe(201);
}

/** Sends what a platform would post. */
async function bring(where: string, { url, body, headers }: Pick<Post, 'url' | 'body' | 'headers'>) {
  const response = await fetch(`${all.server.url}${where}${url.search}`, { method: 'POST', headers, body });
  expect([where, response.status]).toEqual([where, 200]);
  return response.text();
}

function slackPost(id: string, text: string) {
  const body = messageEvent('U1', id, text);
  const time = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', SECRET).update(`v0:${time}:${body}`).digest('hex');
  const headers = new Headers({
    'Content-Type': 'application/json',
    'X-Slack-Request-Timestamp': time,
    'X-Slack-Signature': `v0=${signature}`,
  });
  return { url: new URL('http://x/'), body, headers };
}

const JSON_HEADERS = new Headers({ 'Content-Type': 'application/json' });

/** Channel → who writes there in its terms, how they say something, and all that was shown to them. */
const SAYING: Readonly<
  Record<string, { who: string; say: (text: string, id: string) => Promise<unknown>; shown: () => string }>
> = {
  slack: {
    who: 'U1',
    say: (text, id) => bring('/api/slack/events', slackPost(id, text)),
    shown: () => JSON.stringify(all.slack.sent),
  },
  wechat: {
    who: 'mei',
    say: async (text, id) => {
      all.wechat.hear('mei');
      const xml = all.wechat.messageXml('mei', id, { MsgType: 'text', Content: text });
      await bring('/api/wechat', all.wechat.postOf(clock, xml));
    },
    shown: () => JSON.stringify(all.wechat.shownTo('mei')),
  },
  wecom: {
    who: `${KF} wm-mei`,
    say: async (text, id) => {
      const before = all.wecom.shownTo('wm-mei').length;
      all.wecom.put('wm-mei', id, { msgtype: 'text', text: { content: text } });
      await bring('/api/wecom', all.wecom.bell(clock));
      await expect
        .poll(() => all.wecom.shownTo('wm-mei').length, { timeout: 20_000 })
        .toBeGreaterThan(before);
    },
    shown: () => JSON.stringify(all.wecom.shownTo('wm-mei')),
  },
  teams: {
    who: 'mei',
    say: (text, id) => {
      const body = JSON.stringify(activity(all.connector.url, { id, text }));
      return bring('/api/messages', { url: new URL('http://x/'), body, headers: JSON_HEADERS });
    },
    shown: () => JSON.stringify(all.connector.sent),
  },
  botkit: {
    who: userOf(secretOf('mei')),
    say: async (text, id) => {
      const body = JSON.stringify(messageOf('mei', id, text));
      expect(
        leaks(
          await bring('/api/botkit/messages', { url: new URL('http://x/'), body, headers: JSON_HEADERS }),
        ),
      ).toEqual([]);
    },
    shown: () => '',
  },
};

beforeAll(async () => {
  all = await begin();
  await addHook();
}, 180_000);
afterAll(async () => {
  all.server.child.kill('SIGKILL');
  await all.server.ended;
  await Promise.all(all.ends.map((end) => end()));
  rmSync(scratch, { recursive: true, force: true });
});

describe('personal data', () => {
  test.each(Object.keys(SAYING))(
    'written on %s is not shown there again',
    async (name) => {
      const channel = SAYING[name];
      for (const [i, text] of TEXTS.entries()) await channel?.say(text, `m${i}`);
      expect(leaks(channel?.shown() ?? '')).toEqual([]);
    },
    120_000,
  );

  test('written over a WebSocket is not shown there again', async () => {
    const browser = await openBrowser(all.server.url.replace('http', 'ws').concat('/api/botkit/socket'));
    for (const [i, text] of TEXTS.entries()) await browser.send(messageOf('lin', `m${i}`, text));
    expect(browser.shown.length).toBeGreaterThan(TEXTS.length - 2);
    expect(leaks(JSON.stringify(browser.shown))).toEqual([]);
    for (const bad of [
      '{',
      '[]',
      JSON.stringify({ ...messageOf('lin', 'x', TEXTS[1] ?? ''), user: '__proto__' }),
    ]) {
      const odd = await openBrowser(all.server.url.replace('http', 'ws').concat('/api/botkit/socket'));
      odd.connection.send(bad);
      expect(await odd.ended).toBe(1007);
    }
  }, 60_000);

  test('malformed in every channel is refused, and the server lives', async () => {
    for (const where of [
      '/api/slack/events',
      '/api/wechat',
      '/api/wecom',
      '/api/messages',
      '/api/botkit/messages',
    ]) {
      for (const body of ['', '{', '[]', `{"text":"${CANARIES[0][0]}"}`, `<xml>${CANARIES[0][0]}</xml>`]) {
        const response = await fetch(`${all.server.url}${where}`, {
          method: 'POST',
          headers: JSON_HEADERS,
          body,
        });
        expect([where, response.status >= 400 && response.status < 500]).toEqual([where, true]);
        expect(leaks(await response.text())).toEqual([]);
      }
    }
    expect((await fetch(`${all.server.url}/healthz`)).status).toBe(200);
  });

  test('is told to no other program', async () => {
    await expect.poll(() => all.hooked.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(6);
    expect(all.hooked.map((body) => webhookBody.parse(JSON.parse(body)).type)).toContain('case.opened');
    expect(leaks(all.hooked.join('\n'))).toEqual([]);
    expect(leaks(await (await fetch(`${all.server.url}/metrics`)).text())).toEqual([]);
  }, 90_000);

  test('is in no span, and no span has words', () => {
    const text = readFileSync(spans, 'utf8');
    const made = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const names = new Set(made.map(({ name, parent }) => `${parent ?? ''} > ${name}`));
    for (const name of [' > request', 'request > accept', 'accept > understand', 'request > open']) {
      expect(names).toContain(name);
    }
    expect(leaks(text)).toEqual([]);
    expect(text).not.toMatch(/\p{Script=Han}/u);
    expect(made.every(({ events }) => events.length === 0)).toBe(true);
  });

  test('is in no store, write-ahead log, log or export when the server has ended, which a socket does not hold up', async () => {
    await openBrowser(all.server.url.replace('http', 'ws').concat('/api/botkit/socket'));
    const whole = () => [everythingIn(scratch), all.server.errors(), all.server.output()].join('\n');
    expect(whole()).toContain(MARK);
    expect(leaks(whole())).toEqual([]);
    all.server.child.kill('SIGTERM');
    expect(await all.server.ended).toBe(0);
    expect(leaks(whole())).toEqual([]);
    const store = await openStore(embeddedDatabase(data), 0);
    for (const [name, { who }] of Object.entries(SAYING)) {
      const { conversationId = '' } = (await store.identities.find(name, who)) ?? {};
      const exported = JSON.stringify(await store.exportOf(conversationId));
      expect([name, exported.includes(MARK), leaks(exported)]).toEqual([name, true, []]);
    }
    await store.close();
  }, 60_000);
});

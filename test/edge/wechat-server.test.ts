import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shippedAdvisor } from '../support/advisor.ts';
import { startProcess, startServer } from '../support/process.ts';
import { ACCOUNT, wechatPlatform } from '../support/wechat-platform.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-wechat-'));
const clock = () => Date.now();

type Platform = Awaited<ReturnType<typeof wechatPlatform>>;

function serve(platform: Platform) {
  return startServer(['--data', path.join(scratch, 'data')], {
    DAOZHANG_WECHAT_APPID: ACCOUNT.appId,
    DAOZHANG_WECHAT_SECRET: ACCOUNT.secret,
    DAOZHANG_WECHAT_TOKEN: ACCOUNT.token,
    DAOZHANG_WECHAT_AES_KEY: ACCOUNT.aesKey,
    DAOZHANG_WECHAT_MENUS: '1',
    DAOZHANG_WECHAT_API: platform.api.base,
  });
}

async function push(url: string, platform: Platform, xml: string): Promise<Response> {
  const { url: signed, body } = platform.postOf({ clock }, xml);
  return fetch(`${url}/api/wechat${signed.search}`, { method: 'POST', body });
}

beforeAll(async () => {
  await shippedAdvisor();
  await startProcess(['--version']).ended;
}, 120_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('a server with a 服务号', () => {
  test('brings after kill -9 and a restart what the platform did not take, once', async () => {
    const platform = await wechatPlatform('safe', true);
    platform.hear('mei');
    const xml = platform.messageXml('mei', '1', {
      MsgType: 'text',
      Content: '昨天下午刷的储蓄卡，钱到现在没到',
    });
    platform.breakDown(1_000);
    const first = await serve(platform);
    const response = await push(first.url, platform, xml);
    expect([response.status, await response.text()]).toEqual([200, '']);
    first.child.kill('SIGKILL');
    await first.ended;
    expect(platform.shownTo('mei')).toEqual([]);
    platform.breakDown(0);
    const second = await serve(platform);
    try {
      await expect.poll(() => platform.shownTo('mei').length, { timeout: 60_000 }).toBe(2);
      expect((await push(second.url, platform, xml)).status).toBe(200);
      expect(platform.shownTo('mei').at(-1)?.buttons.length).toBeGreaterThan(1);
      expect(platform.shownTo('mei')).toHaveLength(2);
    } finally {
      second.child.kill('SIGKILL');
      await platform.close();
    }
  }, 120_000);

  test('answers its addresses only where the request is genuine, and reads no more than 64 KB', async () => {
    const platform = await wechatPlatform('safe', true);
    const server = await serve(platform);
    try {
      expect((await fetch(`${server.url}/api/wechat`)).status).toBe(401);
      expect((await fetch(`${server.url}/api/wecom`)).status).toBe(404);
      const { url } = platform.postOf({ clock }, 'x');
      const large = await fetch(`${server.url}/api/wechat${url.search}`, {
        method: 'POST',
        body: 'x'.repeat(70_000),
      });
      expect(large.status).toBe(413);
      url.searchParams.set('echostr', '99');
      expect(await (await fetch(`${server.url}/api/wechat${url.search}`)).text()).toBe('99');
    } finally {
      server.child.kill('SIGKILL');
      await platform.close();
    }
  }, 60_000);
});

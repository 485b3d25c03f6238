import { describe, expect, test } from 'vitest';
import { openChannels } from '../src/open-channels.ts';

const OFFICIAL = {
  DAOZHANG_WECHAT_APPID: 'wx49f0ab532d5d035a',
  DAOZHANG_WECHAT_SECRET: '0123456789abcdef0123456789abcdef',
  DAOZHANG_WECHAT_TOKEN: 'abc123',
  DAOZHANG_WECHAT_AES_KEY: 'kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR',
};
const WECOM = {
  DAOZHANG_WECOM_CORPID: 'wwfedd7e5292d63a35',
  DAOZHANG_WECOM_SECRET: '0123456789abcdef0123456789abcdef',
  DAOZHANG_WECOM_TOKEN: 'abc123',
  DAOZHANG_WECOM_AES_KEY: 'kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR',
};

const open = async (env: Readonly<Record<string, string>>) => {
  const warnings: string[] = [];
  const opened = await openChannels(env, { loopback: false, warn: (sentence) => warnings.push(sentence) });
  return { opened, warnings };
};

describe('channels from the environment', () => {
  test('are none where nothing is said of them', async () => {
    expect((await open({ DAOZHANG_WECHAT_APPID: '', PATH: '/bin' })).opened).toEqual({
      ok: true,
      channels: [],
    });
  });

  test('are opened where everything is said', async () => {
    const { opened, warnings } = await open({ ...OFFICIAL, ...WECOM });
    expect(opened.ok && opened.channels.map(({ name }) => name)).toEqual(['wechat', 'wecom']);
    expect(warnings).toEqual([]);
  });

  test('of Botkit are opened one by one', async () => {
    const slack = { DAOZHANG_SLACK_TOKEN: 'xoxb-1', DAOZHANG_SLACK_SECRET: '0123456789abcdef' };
    const names = async (env: Readonly<Record<string, string>>) => {
      const { opened } = await open(env);
      return opened.ok ? opened.channels.map(({ name }) => name) : opened.message;
    };
    expect(await names(slack)).toEqual(['slack']);
    expect(await names({ ...slack, DAOZHANG_BOTKIT_WEB: '1' })).toEqual(['slack', 'botkit']);
    expect(await names({ DAOZHANG_BOTKIT_WEB: '0', DAOZHANG_BOTKIT_ORIGINS: '' })).toEqual([]);
    expect(await names({ DAOZHANG_BOTKIT_WEB: 'on' })).toContain('DAOZHANG_BOTKIT_WEB');
  });

  test('are numbered lines without menus, and plain text is told of', async () => {
    const { opened, warnings } = await open({ ...OFFICIAL, DAOZHANG_WECHAT_MODE: 'plain' });
    expect(opened.ok && opened.channels[0]?.limits.choices).toBe(0);
    expect(warnings.join()).toContain('plain');
    const menus = await open({ ...OFFICIAL, DAOZHANG_WECHAT_MENUS: '1' });
    expect(menus.opened.ok && menus.opened.channels[0]?.limits.choices).toBe(10);
  });

  test.each<readonly [string, string, Readonly<Record<string, string>>]>([
    ...Object.keys(OFFICIAL).map((name) => [name, '', OFFICIAL] as const),
    ...Object.keys(WECOM).map((name) => [name, '', WECOM] as const),
    ['DAOZHANG_WECHAT_APPID', 'gh_123', OFFICIAL],
    ['DAOZHANG_WECHAT_AES_KEY', 'short', OFFICIAL],
    ['DAOZHANG_WECHAT_MODE', 'open', OFFICIAL],
    ['DAOZHANG_WECHAT_API', 'https://api.weixin.qq.com.evil.example', OFFICIAL],
    ['DAOZHANG_WECHAT_API', 'http://10.0.0.1', OFFICIAL],
    ['DAOZHANG_WECHAT_API', 'http://127.0.0.1.evil.example', OFFICIAL],
    ['DAOZHANG_WECOM_API', 'http://169.254.169.254', WECOM],
    ['DAOZHANG_WECOM_HANDOFF', 'nobody', WECOM],
    ['DAOZHANG_PUBLIC_URL', 'http://shop.example', OFFICIAL],
  ])('are refused with a sentence about %s=%s, without the value', async (name, value, whole) => {
    const { opened } = await open({ ...whole, [name]: value });
    expect(opened.ok).toBe(false);
    if (opened.ok) return;
    expect(opened.message).toContain(name);
    expect(opened.message).not.toContain(OFFICIAL.DAOZHANG_WECHAT_SECRET);
    if (value !== '' && value.length > 5) expect(opened.message).not.toContain(value);
  });

  test('may call a place on this machine instead, for tests', async () => {
    const { opened } = await open({ ...OFFICIAL, DAOZHANG_WECHAT_API: 'http://127.0.0.1:4000' });
    expect(opened.ok).toBe(true);
  });
});

import type { Env, Host, Setup } from '../setup.ts';
import { createOfficial } from './official.ts';
import { officialSettings, wecomSettings } from './settings.ts';
import { createWecom } from './wecom.ts';

/** A 服务号 from the environment. */
export async function setUpOfficial(env: Env, host: Host): Promise<Setup> {
  const read = officialSettings(env);
  if (!read.ok) return read;
  if (read.settings.mode === 'plain') {
    host.warn('DAOZHANG_WECHAT_MODE=plain: messages come unencrypted and unsigned, use safe where it counts');
  }
  return { ok: true, channel: createOfficial(read.settings) };
}

/** 微信客服 from the environment. */
export async function setUpWecom(env: Env): Promise<Setup> {
  const read = wecomSettings(env);
  return read.ok ? { ok: true, channel: createWecom(read.settings) } : read;
}

import type { Post } from '../channel.ts';
import { isSigned, keyOf, unseal } from './crypt.ts';
import { isFresh } from './fresh.ts';
import type { OfficialSettings } from './settings.ts';
import { readXml } from './xml.ts';

/** A call of WeChat: refused, the check of the address, or a message with its fields. */
export type OfficialPost =
  | { readonly type: 'refused'; readonly status: 400 | 401 }
  | { readonly type: 'echo'; readonly text: string }
  | { readonly type: 'told'; readonly fields: ReadonlyMap<string, string>; readonly sealed: boolean };

const FORGED: OfficialPost = { type: 'refused', status: 401 };

/** Reads a call of WeChat that is signed, of now, and for this account. */
export function readOfficial(settings: OfficialSettings, post: Post, now: number): OfficialPost {
  if (!isGenuine(settings, post, now)) return FORGED;
  if (post.method === 'GET') return { type: 'echo', text: post.url.searchParams.get('echostr') ?? '' };
  const outer = readXml(post.body);
  if (outer === null) return { type: 'refused', status: 400 };
  return open(settings, post, outer);
}

function isGenuine({ token }: OfficialSettings, { url }: Post, now: number): boolean {
  const [signature = '', timestamp = '', nonce = ''] = ['signature', 'timestamp', 'nonce'].map(
    (name) => url.searchParams.get(name) ?? '',
  );
  return isSigned(signature, [token, timestamp, nonce]) && isFresh(timestamp, now);
}

/** The fields of a message, as this account takes it: what is encrypted counts before what stands beside it. */
function open(
  { aesKey, appId, token, mode }: OfficialSettings,
  { url }: Post,
  outer: ReadonlyMap<string, string>,
): OfficialPost {
  const encrypted = outer.get('Encrypt');
  if (encrypted === undefined || aesKey === null) {
    return mode === 'safe' ? FORGED : { type: 'told', fields: outer, sealed: false };
  }
  const query = (name: string) => url.searchParams.get(name) ?? '';
  const parts = [token, query('timestamp'), query('nonce'), encrypted];
  if (!isSigned(query('msg_signature'), parts)) return FORGED;
  const inner = unseal(keyOf(aesKey), encrypted, appId);
  const fields = inner === null ? null : readXml(inner);
  return fields === null ? FORGED : { type: 'told', fields, sealed: true };
}

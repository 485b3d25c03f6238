import { z } from 'zod';
import type { Desk } from '../../desk/desk.ts';
import type { Identity } from '../../store/identity.ts';
import { callWithToken } from './access-token.ts';
import type { Api, ApiAnswer } from './api.ts';
import type { WecomSettings } from './settings.ts';

/** A company's 微信客服 and its interface. */
export interface WecomAccount {
  readonly settings: WecomSettings;
  readonly api: Api;
}

const referenceSchema = z.object({ openKfId: z.string(), userId: z.string() });

/** Whom a merchant wrote to, and who the merchant is. */
export type Pair = z.infer<typeof referenceSchema>;

/** Where a merchant is written to. */
export function pairOf({ reference }: Identity): Pair {
  return referenceSchema.parse(reference);
}

/** Calls an interface of the account with its token. */
export function callWecom(
  desk: Desk,
  { settings: { corpId, secret }, api }: WecomAccount,
  path: string,
  body: object,
): Promise<ApiAnswer> {
  const source = {
    name: `wecom token ${corpId}`,
    secret,
    ask: () => api.call('/cgi-bin/gettoken', { corpid: corpId, corpsecret: secret }, null),
  };
  return callWithToken(desk, source, (token) => api.call(path, { access_token: token }, body));
}

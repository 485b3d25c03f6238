import { z } from 'zod';
import type { OidcPlace } from './web/oidc.ts';

/** What the environment says of logging in elsewhere. */
export const OIDC_SETTINGS = {
  DAOZHANG_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  DAOZHANG_OIDC_CLIENT_ID: z.string().min(1).optional(),
  DAOZHANG_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  DAOZHANG_OIDC_CLAIM: z.string().min(1).default('email'),
  DAOZHANG_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
};

/** What each of them needs. */
export const OIDC_EXPECTED: Readonly<Record<string, string>> = {
  DAOZHANG_OIDC_ISSUER: 'DAOZHANG_OIDC_ISSUER needs the address of an OpenID Connect provider',
  DAOZHANG_PUBLIC_URL: 'DAOZHANG_PUBLIC_URL needs the address of this server as browsers see it',
};

const settings = z.object(OIDC_SETTINGS);

/** The provider that the environment names, or what is missing. */
export function oidcFrom(
  data: z.infer<typeof settings>,
):
  | { readonly ok: true; readonly place: OidcPlace | null }
  | { readonly ok: false; readonly message: string } {
  const issuer = data.DAOZHANG_OIDC_ISSUER;
  if (issuer === undefined) return { ok: true, place: null };
  const clientId = data.DAOZHANG_OIDC_CLIENT_ID;
  const clientSecret = data.DAOZHANG_OIDC_CLIENT_SECRET;
  const publicUrl = data.DAOZHANG_PUBLIC_URL;
  if (clientId === undefined || clientSecret === undefined || publicUrl === undefined) {
    const message =
      'DAOZHANG_OIDC_ISSUER needs DAOZHANG_OIDC_CLIENT_ID, DAOZHANG_OIDC_CLIENT_SECRET and DAOZHANG_PUBLIC_URL too';
    return { ok: false, message };
  }
  return { ok: true, place: { issuer, clientId, clientSecret, publicUrl, claim: data.DAOZHANG_OIDC_CLAIM } };
}

import * as client from 'openid-client';
import { z } from 'zod';
import { OIDC_CALLBACK } from './oidc-callback.ts';

/** Where people log in elsewhere, by OpenID Connect. */
export interface OidcPlace {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** our own address as browsers see it, without a path */
  readonly publicUrl: string;
  /** the claim that is our login; an e-mail address has to be verified */
  readonly claim: string;
}

/** What the browser keeps between leaving for the provider and coming back. */
export interface OidcTrip {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Logging in at a provider: authorization code with PKCE. */
export interface Oidc {
  /** Where to send the browser, and what it has to bring back. Rejects where the provider cannot be reached. */
  leave(): Promise<{ readonly url: URL; readonly trip: OidcTrip }>;
  /** The login that the provider vouches for; null where it vouches for none. Rejects where the answer is not the one to
   * this trip, or forged. */
  comeBack(search: string, trip: OidcTrip): Promise<string | null>;
}

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/;
const claimsSchema = z.looseObject({ sub: z.string(), email_verified: z.boolean().optional() });

type Claims = z.infer<typeof claimsSchema>;

/** A provider, which is asked for its description at the first login. */
export function createOidc(place: OidcPlace): Oidc {
  let known: Promise<client.Configuration> | null = null;
  const configuration = () => {
    known ??= discover(place).catch((error) => {
      known = null;
      throw error;
    });
    return known;
  };
  const redirect = new URL(OIDC_CALLBACK, place.publicUrl);
  return {
    leave: async () => {
      const config = await configuration();
      const trip = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: redirect.href,
        scope: place.claim === 'email' ? 'openid email' : 'openid profile email',
        state: trip.state,
        nonce: trip.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(trip.verifier),
        code_challenge_method: 'S256',
      });
      return { url, trip };
    },
    comeBack: async (search, trip) => {
      const config = await configuration();
      const tokens = await client.authorizationCodeGrant(config, new URL(`${redirect.href}${search}`), {
        expectedState: trip.state,
        expectedNonce: trip.nonce,
        pkceCodeVerifier: trip.verifier,
        idTokenExpected: true,
      });
      const told = claimsSchema.parse(tokens.claims());
      const claims = told[place.claim] === undefined ? await ask(config, tokens.access_token, told) : told;
      return vouched(claims, place.claim);
    },
  };
}

function discover({ issuer, clientId, clientSecret }: OidcPlace): Promise<client.Configuration> {
  // Without encryption only a provider on this machine can be trusted to be the one.
  const execute = LOOPBACK.test(issuer) ? [client.allowInsecureRequests] : [];
  return client.discovery(new URL(issuer), clientId, clientSecret, undefined, { execute });
}

async function ask(config: client.Configuration, token: string, { sub }: Claims): Promise<Claims> {
  return claimsSchema.parse(await client.fetchUserInfo(config, token, sub));
}

function vouched(claims: Claims, claim: string): string | null {
  if (claim === 'email' && claims.email_verified !== true) return null;
  const value = claims[claim];
  return typeof value === 'string' && value !== '' ? value : null;
}

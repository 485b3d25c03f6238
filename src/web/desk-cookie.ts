import { LONGEST_MS } from '../desk/login/login.ts';
import { cookiesOf, isEncrypted, isForeign, isSecret } from './session.ts';

/** The secret of an agent's session in the cookie of a request; null where there is none, or where another site's page
 * sent it. */
export function deskSecret(request: Request): string | null {
  const held = isForeign(request) ? null : cookiesOf(request).get(nameFor(request));
  return isSecret(held) ? held : null;
}

/** The Set-Cookie line that keeps the secret of an agent's session. */
export function keepDeskSecret(request: Request, secret: string): string {
  return line(request, secret, LONGEST_MS / 1_000);
}

/** The Set-Cookie line that forgets it. */
export function dropDeskSecret(request: Request): string {
  return line(request, '', 0);
}

/** What a browser keeps while it is away to log in elsewhere; empty where it keeps nothing. The way back begins on
 * another site, so this one is read whoever leads here: it is worth nothing without the provider's answer to it. */
export function tripOf(request: Request): string {
  return cookiesOf(request).get(nameFor(request, TRIP)) ?? '';
}

/** The Set-Cookie line that keeps it for some minutes; empty: that forgets it. */
export function keepTrip(request: Request, value: string): string {
  return line(request, value, value === '' ? 0 : TRIP_S, TRIP);
}

const TRIP = 'oidc';
const TRIP_S = 600;

function line(request: Request, value: string, maxAge: number, what = 'desk'): string {
  const secure = isEncrypted(request) ? '; Secure' : '';
  return `${nameFor(request, what)}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

// A browser takes the prefix with encryption only; without it we let nobody log in but on loopback.
function nameFor(request: Request, what = 'desk'): string {
  return isEncrypted(request) ? `__Host-daozhang-${what}` : `daozhang-${what}`;
}

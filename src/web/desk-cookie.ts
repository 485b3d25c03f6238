import { LONGEST_MS } from '../desk/login.ts';
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

function line(request: Request, value: string, maxAge: number): string {
  const secure = isEncrypted(request) ? '; Secure' : '';
  return `${nameFor(request)}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

// A browser takes the prefix with encryption only; without it we let nobody log in but on loopback.
function nameFor(request: Request): string {
  return isEncrypted(request) ? '__Host-daozhang-desk' : 'daozhang-desk';
}

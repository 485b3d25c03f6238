/** The secret of a merchant's talk, as a browser brings it: 256 bits in base64url, and the second in which it was made. */
const SECRET = /^[\w-]{43}(?:[0-9a-f]{8})?$/;

const DAY_S = 86_400;

/** Whether a text can be the secret of a talk. */
export function isSecret(text: string | null | undefined): text is string {
  return SECRET.test(text ?? '');
}

/** The secret in the cookie of a request, or null. */
export function cookieSecret(request: Request): string | null {
  const held = cookiesOf(request).get(cookieName(request));
  return isSecret(held) ? held : null;
}

/** The cookies of a request by name. */
export function cookiesOf(request: Request): ReadonlyMap<string, string> {
  const pairs = (request.headers.get('cookie') ?? '').split(/; */).map((pair): [string, string] => {
    const at = pair.indexOf('=');
    return [pair.slice(0, Math.max(0, at)), pair.slice(at + 1)];
  });
  return new Map(pairs);
}

/** The Set-Cookie line that keeps a secret for so many days, out of reach of scripts. In a frame on another site it
 * belongs to that site alone. */
export function keepSecret(request: Request, secret: string, days: number): string {
  return setCookie(request, secret, days * DAY_S);
}

/** The Set-Cookie line that forgets the secret. */
export function dropSecret(request: Request): string {
  return setCookie(request, '', 0);
}

function setCookie(request: Request, value: string, maxAge: number): string {
  const framed = new URL(request.url).searchParams.has('embed');
  const scope = framed
    ? 'SameSite=None; Secure; Partitioned'
    : `SameSite=Lax${isEncrypted(request) ? '; Secure' : ''}`;
  return `${cookieName(request)}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; ${scope}`;
}

function cookieName(request: Request): string {
  return isEncrypted(request) ? '__Host-daozhang' : 'daozhang';
}

/** Whether the browser spoke to us, or to the proxy before us, encrypted. Whoever lies here harms his own cookie only. */
export function isEncrypted(request: Request): boolean {
  return request.url.startsWith('https:') || request.headers.get('x-forwarded-proto') === 'https';
}

/** Whether another site made the browser send this request with the cookies of ours. */
export function isForeign(request: Request): boolean {
  const { headers } = request;
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = headers.get('origin');
  if (origin === null || origin === 'null') return false;
  const host = URL.canParse(origin) ? new URL(origin).host : '';
  return host !== (headers.get('host') ?? new URL(request.url).host);
}

import { cookiesOf } from '../session.ts';

const YEAR_S = 31_536_000;

/** The text size that the reader chose, 1 to 3. */
export function sizeOf(request: Request): number {
  const size = Number(cookiesOf(request).get('size'));
  return size === 2 || size === 3 ? size : 1;
}

/** Keeps a text size and leads back to the page: for whoever has no script. */
export function keepSize(size: string): Response {
  const headers = { Location: '/', 'Set-Cookie': `size=${size}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax` };
  return new Response(null, { status: 303, headers });
}

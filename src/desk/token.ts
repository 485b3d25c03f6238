import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new secret of 256 bits for one conversation. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The id of the conversation that a token opens: whoever has the token can name it, nobody the other way round. */
export function conversationIdOf(token: string): string {
  const hex = createHash('sha256').update(`conversation ${token}`).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

/** What is kept of a token: SHA-256, hexadecimal. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Whether a secret is the expected one, without telling by time how much of it was right. */
export function sameSecret(given: string, expectedHash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(expectedHash));
}

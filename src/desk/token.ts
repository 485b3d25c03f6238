import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret with the second in which it was made, as hexadecimal digits behind it. */
const DATED = /^[\w-]{43}([0-9a-f]{8})$/;

/** A new secret of 256 bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** A new secret for one conversation, with the second in which it was made. */
export function newToken(): string {
  const second = Math.floor(Date.now() / 1_000).toString(16);
  return `${newSecret()}${second.padStart(8, '0')}`;
}

/** The id of the conversation that a token opens: whoever has the token can name it, nobody the other way round. It
 * begins with the second in which the token was made, so that talks under way lie together in every index, however
 * many there are; 96 bits of it depend on the secret. */
export function conversationIdOf(token: string): string {
  const hex = createHash('sha256').update(`conversation ${token}`).digest('hex');
  const second = DATED.exec(token)?.[1] ?? hex.slice(0, 8);
  return `${second}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** What is kept of a token: SHA-256, hexadecimal. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Whether a secret is the expected one, without telling by time how much of it was right. */
export function sameSecret(given: string, expectedHash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(expectedHash));
}

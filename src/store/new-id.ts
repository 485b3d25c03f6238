import { randomBytes } from 'node:crypto';

/** An id that nobody else gives out; later ones sort after earlier ones, so that indexes grow at their end. */
export function newId(now: number): string {
  return `${Math.max(0, now).toString(36).padStart(9, '0')}-${randomBytes(9).toString('hex')}`;
}

import type { Identity } from '../../store/identity.ts';

/** After a merchant has written we may write for so long, and so many messages. */
const OPEN_MS = 48 * 3_600_000;
const MOST = 5;

/** Why nothing can be sent now, until the merchant writes again; null: it can. */
export function closedBecause({ heardAt, sent }: Identity, at: number): string | null {
  if (at - heardAt >= OPEN_MS) return 'the merchant last wrote more than 48 hours ago';
  return sent >= MOST ? `${MOST} messages were sent since the merchant last wrote` : null;
}

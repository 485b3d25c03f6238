import type { NewSeat, Seat } from '../../store/staff/seat.ts';
import type { Patience } from '../../store/staff/user.ts';
import type { Store } from '../../store/store.ts';
import { hashOf } from '../token.ts';
import { signs } from './signs.ts';

/** How long a code that links somebody's account on a channel is good. */
export const CODE_MINUTES = 10;

/** One mistypes some times; who tries on waits for longer each time. */
const PATIENCE: Patience = { free: 5, longestMs: 900_000 };

/** What came of a code. */
export type SeatTaken =
  | { readonly type: 'taken'; readonly seat: Seat }
  | { readonly type: 'wrong' }
  | { readonly type: 'wait'; readonly ms: number };

/** A code of 39 bits by which a user of the desk links an account on a channel to themselves, once: whoever types it
 * there is that user from then on. `actor`: who asked for it. */
export async function offerSeat(store: Store, userId: string, at: number, actor = userId): Promise<string> {
  const code = `${signs(4)}-${signs(4)}`;
  const expiresAt = at + CODE_MINUTES * 60_000;
  await store.seats.offer({ hash: codeHash(code), userId, expiresAt }, { actor, at });
  return code;
}

/** Links an account on a channel to the user whose code was typed there. Guesses are counted by account. */
export async function takeSeat(store: Store, seat: NewSeat, code: string, at: number): Promise<SeatTaken> {
  const key = hashOf(`seat ${seat.channel} ${seat.externalId}`);
  const ms = await store.sessions.attempt([{ key, patience: PATIENCE }], at);
  if (ms > 0) return { type: 'wait', ms };
  const taken = await store.seats.take(codeHash(code), seat, at);
  if (taken === null) return { type: 'wrong' };
  await store.sessions.succeeded(key, key);
  return { type: 'taken', seat: taken };
}

// However it was typed: wide letters, capitals, without the dash.
function codeHash(code: string): string {
  return hashOf(
    `seat code ${code
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')}`,
  );
}

import { newId } from '../../store/new-id.ts';
import type { Store } from '../../store/store.ts';
import { hashOf, newSecret } from '../token.ts';
import { hashPassword } from './password.ts';

/** How long the key for the first admin is good. */
export const FIRST_MINUTES = 30;

/** A new key for adding the first admin; null where there is a user already. Only a hash of it is kept. */
export async function offerFirst(store: Store, at: number): Promise<string | null> {
  if ((await store.users.list()).length > 0) return null;
  const key = newSecret();
  await store.invitations.add(hashOf(key), at, at + FIRST_MINUTES * 60_000);
  return key;
}

/** Adds the first admin with such a key; gives the id, or null where the key is not good or good no more. */
export async function addFirst(
  store: Store,
  key: string,
  { login, password }: { readonly login: string; readonly password: string },
  at: number,
): Promise<string | null> {
  const id = newId(at);
  const passwordHash = await hashPassword(password);
  const user = { id, login, name: login, role: 'admin', team: 'default', passwordHash } as const;
  const kept = await store.invitations.redeem(hashOf(key), user, at);
  return kept === 'kept' ? id : null;
}

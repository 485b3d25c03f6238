/** What somebody who works at the desk may do. A lead is an agent too, an admin is everything; an author writes
 * content and sees no cases. */
export const ROLES = ['agent', 'lead', 'author', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Somebody who works at the desk. */
export interface User {
  readonly id: string;
  /** what one logs in with, in lower case */
  readonly login: string;
  /** what colleagues read; the only one of this name in the team */
  readonly name: string;
  readonly role: Role;
  /** whose cases one sees */
  readonly team: string;
  readonly createdAt: number;
  readonly disabledAt: number | null;
}

/** A user with what the password is checked against; empty: logs in elsewhere only. */
export interface Keyed extends User {
  readonly passwordHash: string;
}

/** A user to be added. */
export interface NewUser {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly team: string;
  readonly passwordHash: string;
}

/** What of a user is to be other than before. */
export interface UserChange {
  readonly name?: string;
  readonly role?: Role;
  readonly team?: string;
  readonly disabled?: boolean;
  readonly passwordHash?: string;
}

/** What became of adding or changing a user. */
export type UserKept = 'kept' | 'absent' | 'taken' | 'last-admin';

/** Who does it, and when (epoch ms): kept in the audit with the change. */
export interface By {
  readonly actor: string;
  readonly at: number;
}

/** A login that goes on. Only a hash of its secret is kept. */
export interface Session {
  readonly tokenHash: string;
  readonly userId: string;
  readonly createdAt: number;
  /** ends then whatever is done */
  readonly expiresAt: number;
}

/** How many attempts fail before the next has to wait, and for how long at most. */
export interface Patience {
  readonly free: number;
  readonly longestMs: number;
}

/** The people of the desk. */
export interface Users {
  list(): Promise<readonly User[]>;
  byLogin(login: string): Promise<Keyed | null>;
  byId(id: string): Promise<Keyed | null>;
  add(user: NewUser, by: By): Promise<UserKept>;
  /** A changed password, role or team, or a disabled user: all sessions of the user end with it; with the password, or
   * when disabled, also the links to accounts on channels. */
  change(id: string, change: UserChange, by: By): Promise<UserKept>;
}

/** Their logins. */
export interface Sessions {
  open(session: Session): Promise<void>;
  /** The user of a live session, which counts as used now; null where it is over or the user is disabled. */
  user(tokenHash: string, now: number, idleMs: number): Promise<User | null>;
  end(tokenHash: string): Promise<void>;
  /** Counts an attempt under each key as failed before it is checked, so that many at once are counted too. Gives 0
   * where it may be made, else the ms to wait. */
  attempt(
    keys: readonly { readonly key: string; readonly patience: Patience }[],
    now: number,
  ): Promise<number>;
  /** Takes back what a right attempt counted: `forgotten` starts at zero again, of `excused` one is taken off. */
  succeeded(forgotten: string, excused: string): Promise<void>;
  /** Deletes sessions that are over, and old failures. */
  purge(now: number, idleMs: number): Promise<void>;
}

/** One-time keys to add the first admin. */
export interface Invitations {
  add(tokenHash: string, now: number, expiresAt: number): Promise<void>;
  /** Adds the first user with a key that is used up by it. `refused`: the key is unknown, used or too old, or there
   * is a user already. */
  redeem(tokenHash: string, user: NewUser, at: number): Promise<'kept' | 'refused'>;
}

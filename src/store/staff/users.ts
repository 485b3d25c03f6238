import { z } from 'zod';
import type { Database, Row, Sql, Value } from '../engine/database.ts';
import { audit } from './audit.ts';
import {
  type By,
  type Keyed,
  type NewUser,
  ROLES,
  type User,
  type UserChange,
  type UserKept,
  type Users,
} from './user.ts';

const COLUMNS = 'id, login, name, role, tenant, password_hash, created_at, disabled_at';

const userRow = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  tenant: z.string(),
  password_hash: z.string(),
  created_at: z.number(),
  disabled_at: z.number().nullable(),
});

/** The users of a database. */
export function usersIn(database: Database): Users {
  const one = async (column: 'id' | 'login', value: string) => {
    const [row] = await database.query(
      `select ${COLUMNS} from users where ${column} = ? and login is not null`,
      [value],
    );
    return row === undefined ? null : keyedOf(row);
  };
  return {
    list: async () => {
      const rows = await database.query(
        `select ${COLUMNS} from users where login is not null order by login`,
      );
      return rows.map(userOf);
    },
    byLogin: (login) => one('login', login),
    byId: (id) => one('id', id),
    add: (user, by) => database.transaction((sql) => addUser(sql, user, by)),
    change: (id, change, by) => database.transaction((sql) => changeUser(sql, id, change, by)),
  };
}

/** A row of table users without what the password is checked against. */
export function userOf(row: Row): User {
  const { passwordHash: _, ...user } = keyedOf(row);
  return user;
}

function keyedOf(row: Row): Keyed {
  const { tenant, password_hash, created_at, disabled_at, ...same } = userRow.parse(row);
  return {
    ...same,
    team: tenant,
    passwordHash: password_hash,
    createdAt: created_at,
    disabledAt: disabled_at,
  };
}

/** Adds a user within a transaction, unless login or name are taken. */
export async function addUser(sql: Sql, user: NewUser, { actor, at }: By): Promise<UserKept> {
  const { id, login, name, role, team, passwordHash } = user;
  const rows = await sql(
    `insert into users(id, login, name, role, tenant, password_hash, created_at) values(?, ?, ?, ?, ?, ?, ?)
      on conflict do nothing returning id`,
    [id, login, name, role, team, passwordHash, at],
  );
  if (rows.length === 0) return 'taken';
  await audit(sql, [{ actor, action: 'added', entity: 'user', entityId: id, detail: { role, team } }], at);
  return 'kept';
}

async function changeUser(sql: Sql, id: string, change: UserChange, { actor, at }: By): Promise<UserKept> {
  // Locks all admins in order, so that two of them cannot take the role from each other at once.
  await sql("update users set role = role where role = 'admin' and disabled_at is null");
  const [row] = await sql(`select ${COLUMNS} from users where id = ? and login is not null`, [id]);
  if (row === undefined) return 'absent';
  const before = userOf(row);
  if (await isTaken(sql, before, change)) return 'taken';
  if (losesAdmin(before, change) && !(await hasOtherAdmin(sql, id))) return 'last-admin';
  await update(sql, before, change, at);
  if (change.name === undefined || Object.keys(change).length > 1) {
    await sql('delete from sessions where user_id = ?', [id]);
  }
  // Whoever had the password may have linked an account of their own.
  if (change.passwordHash !== undefined || change.disabled === true) {
    for (const table of ['seats', 'seat_codes']) await sql(`delete from ${table} where user_id = ?`, [id]);
  }
  const { passwordHash, name, ...detail } = change;
  const changed = { ...detail, ...(passwordHash === undefined ? {} : { password: true }) };
  await audit(sql, [{ actor, action: 'changed', entity: 'user', entityId: id, detail: changed }], at);
  return 'kept';
}

async function isTaken(sql: Sql, before: User, { name, team }: UserChange): Promise<boolean> {
  const rows = await sql('select id from users where tenant = ? and name = ? and id <> ?', [
    team ?? before.team,
    name ?? before.name,
    before.id,
  ]);
  return rows.length > 0;
}

function losesAdmin(before: User, { role = before.role, disabled = false }: UserChange): boolean {
  return before.role === 'admin' && before.disabledAt === null && (role !== 'admin' || disabled);
}

async function hasOtherAdmin(sql: Sql, id: string): Promise<boolean> {
  const rows = await sql(
    "select id from users where role = 'admin' and disabled_at is null and id <> ? limit 1",
    [id],
  );
  return rows.length > 0;
}

async function update(sql: Sql, before: User, change: UserChange, at: number): Promise<void> {
  const { name = before.name, role = before.role, team = before.team, disabled, passwordHash } = change;
  const since = disabled === true ? (before.disabledAt ?? at) : null;
  const values: Value[] = [name, role, team, disabled === undefined ? before.disabledAt : since];
  const password = passwordHash === undefined ? '' : ', password_hash = ?';
  await sql(`update users set name = ?, role = ?, tenant = ?, disabled_at = ?${password} where id = ?`, [
    ...values,
    ...(passwordHash === undefined ? [] : [passwordHash]),
    before.id,
  ]);
}

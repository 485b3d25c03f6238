import { z } from 'zod';
import type { Database } from './engine/database.ts';
import { free, freeAt } from './free-lease.ts';
import type { Registers } from './register.ts';

const valueRow = z.object({ value: z.string().nullable() });

/** The shared values of a database. */
export function registersIn(database: Database): Registers {
  return {
    read: async (name) => {
      const [row] = await database.query('select value from registers where name = ?', [name]);
      return row === undefined ? null : valueRow.parse(row).value;
    },
    lease: async (name, { owner, now, until }) => {
      const rows = await database.query(
        `insert into registers(name, lease_owner, lease_until) values(?, ?, ?)
          on conflict (name) do update set lease_owner = excluded.lease_owner, lease_until = excluded.lease_until
            where ${free('registers.lease_until')} or registers.lease_owner = excluded.lease_owner
          returning name`,
        [name, owner, until, ...freeAt(now)],
      );
      return rows.length > 0;
    },
    write: async (name, value, { owner, until }) => {
      const rows = await database.query(
        'update registers set value = ?, lease_until = ? where name = ? and lease_owner = ? returning name',
        [value, until, name, owner],
      );
      return rows.length > 0;
    },
    release: async (name, owner) => {
      await database.query(
        'update registers set lease_owner = null, lease_until = 0 where name = ? and lease_owner = ?',
        [name, owner],
      );
    },
  };
}

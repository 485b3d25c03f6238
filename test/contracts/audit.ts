import { describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/engine/database.ts';
import { openStore } from '../../src/store/open-store.ts';

const ENTRY = { actor: 'wang', action: 'saw', entity: 'case', entityId: 'c1' };

/** What the audit of every store must do. `make` gives an empty database. */
export function auditContract(name: string, make: () => Promise<Database>): void {
  // Whoever tampers with the file itself is not stopped by a trigger.
  const opened = async (count: number) => {
    const database = await make();
    const store = await openStore(database, 0);
    for (let i = 1; i <= count; i++) {
      await store.audit.add([{ ...ENTRY, entityId: `c${i}`, ...(i % 2 === 0 ? { detail: { i } } : {}) }], i);
    }
    const tamper = async (text: string) => {
      for (const statement of unguarded(database)) await database.query(statement);
      await database.query(text);
      return (await store.audit.verify()).findings;
    };
    return { database, store, tamper };
  };

  describe(`the audit (${name})`, () => {
    test('is whole after entries of many at once, and of transactions that were undone', async () => {
      const { database, store } = await opened(0);
      await Promise.all(
        Array.from({ length: 40 }, (_, i) =>
          store.audit.add(
            [
              { ...ENTRY, entityId: `a${i}` },
              { ...ENTRY, entityId: `b${i}` },
            ],
            i,
          ),
        ),
      );
      const failing = database.transaction(async (sql) => {
        const { audit } = await import('../../src/store/staff/audit.ts');
        await audit(sql, [ENTRY], 99);
        throw new Error('undone');
      });
      await expect(failing).rejects.toThrow('undone');
      await store.audit.add([ENTRY], 100);
      expect(await store.audit.verify()).toMatchObject({ entries: 81, unchained: 0, findings: [] });
      const [newest] = await store.audit.list({ before: null, entity: 'case', entityId: 'c1', limit: 5 });
      expect(newest).toMatchObject({ ...ENTRY, at: 100, seq: 81 });
    });

    test('tells of an entry that was edited, whatever of it', async () => {
      for (const change of [
        "actor = 'li'",
        "action = 'x'",
        'at = 1000',
        "entity_id = 'c9'",
        'detail = null',
      ]) {
        const { tamper } = await opened(5);
        expect(await tamper(`update audit set ${change} where seq = 4`)).toEqual([
          expect.stringContaining('entry 4 '),
        ]);
      }
    });

    test('tells of an entry that was removed: first, in the middle, last, all', async () => {
      for (const [where, said] of [
        ['seq = 1', 'entry 1 is missing'],
        ['seq = 3', 'entry 3 is missing'],
        ['seq = 5', 'entries 5 to 5 at the end are missing'],
        ['true', 'entries 1 to 5 at the end are missing'],
      ]) {
        const { tamper } = await opened(5);
        expect((await tamper(`delete from audit where ${where}`)).join()).toContain(said);
      }
    });

    test('tells of an entry that was inserted: in the chain, before it, behind it, outside it', async () => {
      for (const seq of ['0', '6', 'null']) {
        const { tamper } = await opened(5);
        const insert = 'insert into audit(id, at, actor, action, entity, entity_id, seq, hash)';
        const findings = await tamper(`${insert} values('x', 3, 'a', 'b', 'c', 'd', ${seq}, 'h')`);
        expect(findings.length).toBeGreaterThan(0);
      }
    });

    test('tells of a chain that was written anew, by an anchor noted elsewhere', async () => {
      const { store } = await opened(5);
      const { head } = await store.audit.verify();
      await store.audit.add([ENTRY], 6);
      expect((await store.audit.verify([head])).findings).toEqual([]);
      const forged = await opened(4);
      await forged.store.audit.add([{ ...ENTRY, actor: 'li' }], 5);
      expect((await forged.store.audit.verify()).findings).toEqual([]);
      expect((await forged.store.audit.verify([head])).findings).toEqual([
        'entry 5 is not the one that was noted',
      ]);
      const shorter = await opened(3);
      expect((await shorter.store.audit.verify([head])).findings).toEqual([
        'entry 5, which was noted, is missing',
      ]);
    });
  });
}

function unguarded({ dialect }: Database): readonly string[] {
  return dialect.name === 'embedded'
    ? ['drop trigger audit_stays', 'drop trigger audit_lasts']
    : ['alter table audit disable trigger all'];
}

import { z } from 'zod';
import type { Conversation } from '../conversation/conversation.ts';
import type { Case } from './cases/case.ts';
import { CASE_COLUMNS, CASE_TABLES, caseOf } from './cases/case-rows.ts';
import type { Database, Row } from './engine/database.ts';
import { heldOf } from './rows.ts';

/** A stretch of time, from `since` to before `until` (epoch ms). */
export interface Period {
  readonly since: number;
  readonly until: number;
}

/** A talk as it ended, with when the merchant wrote and what was answered. */
export interface TalkRecord {
  readonly conversation: Conversation;
  readonly createdAt: number;
  readonly messages: readonly {
    readonly text: string;
    readonly at: number;
    readonly answer: string | null;
  }[];
}

/** A case with what it was judged to be when it was opened. */
export interface CaseRecord extends Case {
  readonly firstCause: string | null;
  readonly firstProbability: number | null;
}

/** What was done, to be counted. */
export interface Records {
  /** The talks that began in a period. */
  talks(period: Period): AsyncIterable<TalkRecord>;
  /** The cases that were opened in it. */
  cases(period: Period): Promise<readonly CaseRecord[]>;
}

const PAGE = 200;
const idRow = z.object({ id: z.string(), created_at: z.number() });
const messageRow = z.object({
  conversation_id: z.string(),
  body: z.string(),
  at: z.number(),
  answer: z.string().nullable(),
});
const firstRow = z.object({ first_cause: z.string().nullable(), first_probability: z.number().nullable() });

/** The records of a database. */
export function recordsIn(database: Database): Records {
  return {
    talks: (period) => talks(database, period),
    cases: async ({ since, until }) => {
      const rows = await database.query(
        `select ${CASE_COLUMNS}, c.first_cause, c.first_probability from ${CASE_TABLES}
          where c.opened_at >= ? and c.opened_at < ? order by c.opened_at, c.id`,
        [since, until],
      );
      return rows.map((row) => {
        const { first_cause, first_probability } = firstRow.parse(row);
        return { ...caseOf(row), firstCause: first_cause, firstProbability: first_probability };
      });
    },
  };
}

async function* talks({ query }: Database, { since, until }: Period): AsyncIterable<TalkRecord> {
  let after = '';
  for (;;) {
    const rows: readonly Row[] = await query(
      `select id, state, version, token_hash, created_at from conversations
        where created_at >= ? and created_at < ? and id > ? order by id limit ?`,
      [since, until, after, PAGE],
    );
    const ids = rows.map((row) => idRow.parse(row).id);
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
    const said = await query(
      `select conversation_id, body, at, answer from messages
        where sender = 'merchant' and conversation_id in (${ids.map(() => '?').join(', ')})
        order by conversation_id, seq`,
      ids,
    );
    const messages = said.map((row) => messageRow.parse(row));
    for (const row of rows) {
      const { conversation, createdAt } = heldOf(row, []);
      const own = messages.filter((one) => one.conversation_id === conversation.id);
      yield {
        conversation,
        createdAt,
        messages: own.map(({ body, at, answer }) => ({ text: body, at, answer })),
      };
    }
  }
}

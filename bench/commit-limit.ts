import { createServer } from 'node:http';
import { begin } from '../src/conversation/conversation.ts';
import { turnOf } from '../src/conversation/turn.ts';
import { advise } from '../src/desk/advisor.ts';
import { openDatabase } from '../src/store/engine/open-database.ts';
import { openStore } from '../src/store/open-store.ts';
import type { Handled, Held } from '../src/store/store.ts';
import { jsonListener, listening } from './http-peers.ts';
import { AT, shipped, sixAnswers, step } from './our-engine.ts';

const LEASE = { owner: 'limit', now: 0, until: 1 };

/** What six turns of ours keep, recorded once. */
async function recorded(): Promise<readonly ((held: Held) => Handled)[]> {
  const advisor = await shipped();
  let talk = step(advisor, begin('six'), null);
  return sixAnswers(advisor).map((answer) => {
    const [conversation, effects] = advise(advisor, talk, { type: 'chose', ...answer }, AT);
    talk = conversation;
    const turn = turnOf(advisor.expert, conversation, effects);
    return ({ version, pending, conversation: { id } }) => ({
      conversation: { ...conversation, id },
      version,
      lease: LEASE,
      answers: pending.map(({ seq }) => ({
        seq,
        at: AT,
        replies: turn.replies,
        answer: JSON.stringify({ ...turn, conversationId: id }),
      })),
      jobs: [],
      caseNews: [],
    });
  });
}

/** The limit: bare node:http, and the very commit that our server makes, without engine, rules or limits. */
export async function commitLimit(data: string): Promise<number> {
  const turns = await recorded();
  const store = await openStore(await openDatabase({ databaseUrl: null, data }), AT);
  const { conversations } = store;
  const done = new Map<string, number>();
  return listening(
    createServer(
      jsonListener(async (body) => {
        const { talk } = JSON.parse(body);
        const turn = done.get(talk) ?? -1;
        done.set(talk, turn + 1);
        const handle = turns[turn];
        if (handle === undefined) {
          const conversation = begin(`${Date.now().toString(16)}-${talk}`);
          ids.set(talk, conversation.id);
          await conversations.open({ conversation, channel: 'web', tokenHash: talk, replies: [], at: AT });
          return '{}';
        }
        const doing = { type: 'chose', slot: 'card_type', value: 'debit' } as const;
        const inbound = {
          conversationId: ids.get(talk) ?? '',
          id: `m${turn}`,
          body: '储蓄卡',
          doing,
          at: AT,
        };
        const kept = await conversations.accept(inbound, { ...LEASE, now: AT }, handle);
        if (kept.type !== 'answered') throw new Error(`not kept: ${kept.type}`);
        return kept.handled.answers[0]?.answer ?? '';
      }),
    ),
  );
}

const ids = new Map<string, string>();

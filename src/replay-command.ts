import { bootAdvisor } from './boot.ts';
import { begin } from './conversation/conversation.ts';
import { transition } from './conversation/transition.ts';
import { turnOf } from './conversation/turn.ts';
import { type Advisor, advise } from './desk/advisor.ts';
import type { Exit, Io } from './io.ts';
import type { Place } from './place.ts';
import { type StorePlace, storeName } from './store/engine/open-database.ts';
import { readCopy } from './store/read-copy.ts';
import type { Entry } from './store/store.ts';

/** One turn as it was, and as it would be today. */
interface Difference {
  readonly turn: number;
  readonly said: string | null;
  readonly before: readonly string[];
  readonly today: readonly string[];
}

/** `daozhang replay ID`: the first turn of a stored conversation that would differ under today's content. */
export async function replayCommand(id: string, kept: StorePlace, place: Place, io: Io): Promise<Exit> {
  const advisor = await bootAdvisor(place, io);
  if (advisor === null) return 1;
  const store = await readCopy(kept);
  try {
    const entries = (await store?.conversations.transcript(id, 0)) ?? [];
    if (entries.length === 0) {
      io.err(`daozhang replay: ${storeName(kept)} holds no conversation ${id}`);
      return 1;
    }
    const difference = replay(advisor, id, entries);
    io.out(difference === null ? `${id}: every turn would be the same today\n` : describe(id, difference));
    return 0;
  } finally {
    await store?.close();
  }
}

function replay(advisor: Advisor, id: string, entries: readonly Entry[]): Difference | null {
  const { expert } = advisor;
  const opened = transition(expert, begin(id), { type: 'opened', at: entries[0]?.at ?? 0 });
  let [conversation] = opened;
  const greeting = turnOf(expert, ...opened).replies.map((reply) => reply.text);
  const greeted = compare(0, null, repliesTo(entries, null), greeting);
  if (greeted !== null) return greeted;
  for (const { doing, at, seq, text, answer } of entries) {
    if (doing === null || answer === null) continue;
    const step = advise(advisor, conversation, doing, at);
    [conversation] = step;
    const today = turnOf(expert, ...step).replies.map((reply) => reply.text);
    const difference = compare(conversation.turn, text, repliesTo(entries, seq), today);
    if (difference !== null) return difference;
  }
  return null;
}

function repliesTo(entries: readonly Entry[], seq: number | null): string[] {
  return entries.filter(({ from, replyTo }) => from === 'bot' && replyTo === seq).map(({ text }) => text);
}

function compare(
  turn: number,
  said: string | null,
  before: readonly string[],
  today: readonly string[],
): Difference | null {
  const same = before.length === today.length && before.every((text, i) => text === today[i]);
  return same ? null : { turn, said, before, today };
}

function describe(id: string, { turn, said, before, today }: Difference): string {
  const lines = (sign: string, texts: readonly string[]) =>
    texts.flatMap((text) => text.split('\n').map((line) => `${sign} ${line}`));
  return `${[
    `${id}: turn ${turn} would differ`,
    ...(said === null ? [] : [`> ${said}`]),
    ...lines('-', before),
    ...lines('+', today),
  ].join('\n')}\n`;
}

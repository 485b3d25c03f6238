import { audit } from './findings.ts';
import { startFleet } from './fleet.ts';
import { begin, type Call, message, NOON, newLog, persist } from './load.ts';
import type { Outcome } from './outcome.ts';
import type { Place } from './workers.ts';

const COPIES = 3;
const AT_ONCE = 8;

/** Two servers that get every message of some talks three times, all of them in a random order, and once more when
 * everything has been answered long since. */
export async function deliveries(
  place: Place,
  { conversations, messages }: { readonly conversations: number; readonly messages: number },
): Promise<Outcome> {
  const fleet = await startFleet(place, 2);
  const log = newLog();
  try {
    const calls: { readonly id: string; readonly call: Call }[] = [];
    for (let i = 0; i < conversations; i++) {
      const talk = await begin(fleet, log, NOON);
      const ids = Array.from({ length: messages }, (_, n) => `${talk.conversationId}-${n}`);
      // Nobody waits for an answer before the next message, so each is a writer of its own.
      log.sent.set(
        talk.conversationId,
        ids.map((id) => [id]),
      );
      calls.push(...ids.map((id) => ({ id, call: message(talk, id, NOON) })));
    }
    const deliver = async (all: readonly (typeof calls)[number][]) => {
      const queue = [...all];
      const one = async () => {
        for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
          const answers = log.answers.get(next.id) ?? new Set();
          log.answers.set(next.id, answers.add(await persist(fleet, log, next.call)));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, one));
    };
    await deliver(shuffled(Array.from({ length: COPIES }, () => calls).flat()));
    await deliver(shuffled(calls));
    const { happened, wrong } = await audit(place, log);
    return { happened: { ...happened, deliveries: calls.length * (COPIES + 1) }, wrong };
  } finally {
    await fleet.stop();
  }
}

function shuffled<T>(all: readonly T[]): readonly T[] {
  return all
    .map((one) => ({ one, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}

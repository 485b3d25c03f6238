import { conversationSchema, openedSchema, turnSchema } from '../../src/web/wire.ts';
import type { Outcome } from './outcome.ts';
import { kill, type Place, startWorker } from './workers.ts';

const BURST = ['我昨天下午3点刷的', '储蓄卡', '没到账', '平时是T+1', '结算卡没换过', '麻烦看看'];

/** Six messages at once into one talk over HTTP, so many times over, each into a new talk: six have to be in the
 * transcript, in the order of their turns, each with its own answer, and one state that knows what they said. */
export async function bursts(place: Place, times: number): Promise<Outcome> {
  const worker = await startWorker(place);
  const wrong = { 'not answered': 0, 'order wrong': 0, 'transcript wrong': 0, 'state wrong': 0 };
  try {
    for (let i = 0; i < times; i++) await burst(worker.url, wrong);
    return { happened: { bursts: times, messages: times * BURST.length }, wrong };
  } finally {
    await kill(worker);
  }
}

async function burst(
  url: string,
  wrong: Record<'not answered' | 'order wrong' | 'transcript wrong' | 'state wrong', number>,
): Promise<void> {
  const response = await fetch(`${url}/api/v1/conversations`, { method: 'POST' });
  const { conversationId, token } = openedSchema.parse(await response.json());
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const place = `${url}/api/v1/conversations/${conversationId}`;
  const turns = await Promise.all(
    BURST.map(async (text) => {
      const body = JSON.stringify({ text });
      const answer = await fetch(`${place}/messages`, { method: 'POST', headers, body });
      if (answer.status !== 200) wrong['not answered'] += 1;
      return { text, ...turnSchema.parse(await answer.json()) };
    }),
  );
  const shown = conversationSchema.parse(await (await fetch(place, { headers })).json());
  const heard = shown.messages.filter(({ from }) => from === 'merchant').map(({ text }) => text);
  const said = shown.messages.filter(({ from }) => from === 'bot').map(({ text }) => text);
  const byTurn = [...turns].sort((a, b) => a.turn - b.turn);
  const replies = byTurn.flatMap((turn) => turn.replies.map(({ text }) => text));
  const texts = byTurn.map(({ text }) => text);
  if (
    !same(
      byTurn.map(({ turn }) => turn),
      [1, 2, 3, 4, 5, 6],
    )
  )
    wrong['order wrong'] += 1;
  if (!same(heard, texts) || !same(said.slice(1), replies)) wrong['transcript wrong'] += 1;
  const knows = 'card_type' in shown.slots && 'txn_at' in shown.slots;
  if (!knows || !same(shown.slots, byTurn.at(-1)?.slots)) wrong['state wrong'] += 1;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

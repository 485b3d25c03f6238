import { z } from 'zod';
import { storable } from '../../src/desk/door.ts';
import { mask } from '../../src/privacy/mask.ts';
import { conversationSchema, turnSchema } from '../../src/web/wire.ts';
import { startServer } from '../support/process.ts';
import { begin, NOON, newLog } from './load.ts';
import { FLAT_PERCENT, memoryOf, SMALL_HEAP } from './memory.ts';
import { naughtyStrings } from './naughty-strings.ts';
import type { Outcome } from './outcome.ts';
import type { Place } from './workers.ts';

const EACH = 20;
const AT_ONCE = 8;

/** A server whose merchants write naughty strings, `EACH` in a talk: every one has to be answered and to stand in the
 * transcript as it may be kept. Every message's own id is such a string too, where it may be one. */
export async function naughty(place: Place, count: number): Promise<Outcome> {
  const args = ['--data', place.data, '--test-clock'];
  const env = { DATABASE_URL: place.databaseUrl ?? '', NODE_OPTIONS: SMALL_HEAP };
  const server = await startServer(args, env);
  const memory = memoryOf(server.child.pid ?? 0);
  const wrong = { 'not answered': 0, 'answered with 5xx': 0, 'kept otherwise': 0, crashed: 0 };
  const strings = naughtyStrings(count);
  const talks = Array.from({ length: Math.ceil(count / EACH) }, (_, i) =>
    strings.slice(i * EACH, (i + 1) * EACH),
  );
  const writer = async () => {
    for (let texts = talks.pop(); texts !== undefined; texts = talks.pop()) {
      memory.look();
      const found = await talk(server.url, texts);
      wrong['not answered'] += found.refused.length;
      wrong['answered with 5xx'] += found.refused.filter((status) => status >= 500).length;
      wrong['kept otherwise'] += found.otherwise;
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, writer));
    if (server.child.exitCode !== null) wrong.crashed += 1;
    const { early, late, growth } = memory.figures();
    return {
      happened: { strings: strings.length, 'RSS MB early': early, 'RSS MB late': late },
      wrong: {
        ...wrong,
        [`RSS grew over ${FLAT_PERCENT} %`]: count >= 10_000 && growth > FLAT_PERCENT ? 1 : 0,
      },
    };
  } finally {
    server.child.kill('SIGKILL');
    await server.ended;
  }
}

/** Gives the statuses of what was not answered, and how many texts were kept otherwise than they should be. */
async function talk(url: string, texts: readonly string[]) {
  const { conversationId, token } = await begin({ any: () => ({ url }) }, newLog(), NOON);
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const place = `${url}/api/v1/conversations/${conversationId}`;
  const refused: number[] = [];
  const ids = new Set<string>();
  for (const [i, text] of texts.entries()) {
    const own = text.length > 0 && text.length <= 128 && !ids.has(text);
    const id = own ? text : `m${i}`;
    ids.add(id);
    const body = JSON.stringify({ id, text, at: NOON });
    const response = await fetch(`${place}/messages`, { method: 'POST', headers, body });
    if (!isTurn(await response.text())) refused.push(response.status);
  }
  const { messages } = conversationSchema.parse(await (await fetch(place, { headers })).json());
  const kept = messages.filter(({ from }) => from === 'merchant').map(({ text }) => text);
  const due = texts.map((text) => mask(storable(text)).text);
  return { refused, otherwise: due.filter((text, i) => text !== kept[i]).length };
}

function isTurn(text: string): boolean {
  const turn = turnSchema.safeParse(parsed(text));
  return turn.success && turn.data.replies.every((reply) => reply.text !== '');
}

function parsed(text: string): unknown {
  try {
    return z.unknown().parse(JSON.parse(text));
  } catch {
    return null;
  }
}

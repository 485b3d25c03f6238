import { conversationSchema, openedSchema, turnSchema } from '../../src/web/wire.ts';
import { restored } from './findings.ts';
import { NOON } from './load.ts';
import type { Outcome } from './outcome.ts';
import { kill, type Place, startWorker, type Worker } from './workers.ts';

const BEFORE = '昨天下午3点刷的卡没到账';
/** What one server was told and the database lost, what another was told in its place, and what follows. */
const [LOST, INSTEAD, AFTER] = ['是信用卡', '是储蓄卡', '平时是T+1'];

/** Two servers answer a talk in turn. The database loses the last turn behind their backs, as where an older copy is
 * brought back or a standby that lagged takes over, and another one takes its place: the server that remembers the lost
 * one has to go on from what the database holds. */
export async function lostTurns(place: Place, times: number): Promise<Outcome> {
  const workers = await Promise.all([startWorker(place), startWorker(place)]);
  const wrong = { 'not answered': 0, 'turn wrong': 0, 'what was lost is known': 0, 'what is kept is not': 0 };
  try {
    for (let i = 0; i < times; i++) await lose(place, workers, wrong);
    return { happened: { 'turns lost': times, messages: 4 * times }, wrong };
  } finally {
    await Promise.all(workers.map(kill));
  }
}

type Wrong = Record<'not answered' | 'turn wrong' | 'what was lost is known' | 'what is kept is not', number>;

async function lose(place: Place, [one, other]: readonly [Worker, Worker], wrong: Wrong): Promise<void> {
  const opened = await fetch(`${one.url}/api/v1/conversations`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ at: NOON }),
  });
  const { conversationId, token } = openedSchema.parse(await opened.json());
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const path = `/api/v1/conversations/${conversationId}`;
  const say = async ({ url }: Worker, text: string) => {
    const body = JSON.stringify({ text, at: NOON });
    const answer = await fetch(`${url}${path}/messages`, { method: 'POST', headers, body });
    if (answer.status !== 200) wrong['not answered'] += 1;
    return turnSchema.parse(await answer.json());
  };
  await say(one, BEFORE);
  await restored(place, conversationId, () => say(one, LOST));
  await say(other, INSTEAD);
  const { turn } = await say(one, AFTER);
  if (turn !== 3) wrong['turn wrong'] += 1;
  const shown = conversationSchema.parse(await (await fetch(`${other.url}${path}`, { headers })).json());
  const known = shown.slots.card_type?.value;
  if (known === 'credit') wrong['what was lost is known'] += 1;
  if (known !== 'debit') wrong['what is kept is not'] += 1;
}

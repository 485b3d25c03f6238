import { randomUUID } from 'node:crypto';
import type { Conversation } from '../conversation/conversation.ts';
import type { Effect } from '../conversation/event.ts';
import { type Turn, turnOf } from '../conversation/turn.ts';
import type { CaseNews } from '../store/cases/case-news.ts';
import type { NewJob } from '../store/job.ts';
import type { Answered, Handled, Held, Lease, Pending } from '../store/store.ts';
import { advise } from './advisor.ts';
import { apologise } from './apologise.ts';
import type { Desk } from './desk.ts';
import { plansFor } from './plans.ts';
import { type Told, toldOf } from './told.ts';

/** So many messages share a commit at most: the lease has to last for it. */
const BATCH = 20;

/** Answers what waits in a conversation whose lease is ours, in order, and what comes meanwhile, until nothing is
 * left. A burst is handled at once and kept by one commit; each of its messages has its own answer, so that no
 * answer depends on how fast the messages came. Gives the answers by sequence number. */
export async function drain(desk: Desk, held: Held, lease: Lease): Promise<ReadonlyMap<number, string>> {
  const { id } = held.conversation;
  const answers = new Map<number, string>();
  try {
    let present = held;
    while (present.pending.length > 0) {
      const started = performance.now();
      const handled = handle(desk, present, lease);
      const committed = await desk.conversations.commit(handled);
      if (committed.type === 'lost') {
        const again = await retaken(desk, id, lease);
        if (again === null) return answers;
        present = again;
        continue;
      }
      for (const { seq, answer } of handled.answers) answers.set(seq, answer);
      tell(desk, handled, performance.now() - started);
      const { conversation } = handled;
      present = { ...present, conversation, version: present.version + 1, pending: committed.pending };
    }
  } catch (error) {
    // Whoever comes next need not wait for the lease to run out.
    await desk.store.backlog.release(id, lease.owner).catch(() => undefined);
    throw error;
  }
  return answers;
}

/** The conversation as it is now, where the lease is still ours: an agent wrote meanwhile, and what a person does
 * always goes before what the bot was about to say. Null: another took the lease over because we were too slow, and
 * answers. */
async function retaken(desk: Desk, id: string, { owner }: Lease): Promise<Held | null> {
  await desk.store.backlog.release(id, owner);
  const now = desk.clock();
  return desk.store.backlog.claim(id, { owner, now, until: now + desk.leaseMs });
}

/** Tells of a turn that was kept: whoever listens to the talk, the alarm, and the operator. */
export function tell(desk: Desk, { conversation, jobs, turns }: Turns, ms: number): void {
  desk.hints.send(conversation.id);
  for (const { runAt } of jobs) desk.alarm.set(runAt);
  for (const turn of turns) desk.onTurn({ ...turn, ms });
}

/** Handled messages with what the operator is told of each once they are kept. */
export interface Turns extends Handled {
  readonly turns: readonly Omit<Told, 'ms'>[];
}

/** Answers what is pending in a conversation, at most BATCH messages of it. Nothing is kept by this. */
export function handle(desk: Desk, held: Held, lease: Lease): Turns {
  const { version } = held;
  const answers: Answered[] = [];
  let { conversation } = held;
  const jobs: NewJob[] = [];
  const caseNews: CaseNews[] = [];
  const turns: Omit<Told, 'ms'>[] = [];
  for (const pending of held.pending.slice(0, BATCH)) {
    const step = answerTo(desk, conversation, pending);
    const { seq, at } = pending;
    const { turn, effects } = step;
    answers.push({ seq, at, replies: turn.replies, answer: JSON.stringify(turn) });
    ({ conversation } = step);
    const plans = plansFor(desk.advisor.expert, { conversation, effects, at, wrote: 1 });
    jobs.push(...plans.jobs);
    if (plans.news !== null) caseNews.push(plans.news);
    turns.push(toldOf(seq, turn, { missed: conversation.misses > 0, handOff: plans.news?.opens != null }));
  }
  const now = desk.clock();
  const kept = { ...lease, now, until: now + desk.leaseMs };
  return { conversation, version, answers, jobs, caseNews, turns, lease: kept };
}

/** One step of a talk: the state after it, what is said, and what is to be done. */
interface Step {
  readonly conversation: Conversation;
  readonly turn: Turn;
  readonly effects: readonly Effect[];
}

function answerTo(desk: Desk, before: Conversation, { doing, at, seq }: Pending): Step {
  const { advisor } = desk;
  try {
    const [conversation, effects] = advise(advisor, before, doing, at);
    return { conversation, effects, turn: turnOf(advisor.expert, conversation, effects) };
  } catch (error) {
    // A message that breaks the engine would break it again: the talk goes to a person instead of standing still.
    desk.report({ id: randomUUID(), where: `conversation ${before.id} message ${seq}`, error });
    return { ...apologise(advisor.expert, before), effects: [{ type: 'hand-off' }] };
  }
}

import { StoreError } from '../store/engine/database.ts';
import type { Desk } from './desk.ts';
import { admit, admitId, type Message } from './door.ts';
import { drain, handle, tell } from './drain.ts';
import { newLease } from './lease.ts';
import { runDue, TALK_KINDS } from './run-due.ts';

/** A message for a conversation; `id` is the sender's, so that it can be sent again without harm. */
export interface Sent {
  readonly conversationId: string;
  readonly id: string;
  readonly message: Message;
  /** epoch ms */
  readonly at: number;
}

/** What came of a message: the Turn as JSON text, the same for the same message id; or why there is none. */
export type Received =
  | { readonly type: 'answered'; readonly answer: string }
  | { readonly type: 'no-conversation' }
  | { readonly type: 'no-choice' };

/** How long a message waits for whoever holds its conversation. */
const PATIENCE_MS = 30_000;
/** Between two looks where no hint comes. */
const LOOK_MS = 500;

/** Receives a message: keeps it once, then answers everything that waits in its conversation, in order, or waits
 * until the one who does so has answered it. */
export async function receive(desk: Desk, sent: Sent): Promise<Received> {
  const { conversationId, message, at } = sent;
  const admitted = admit(desk.advisor.expert.content, message);
  if (admitted === null) return { type: 'no-choice' };
  if (desk.testClock) await runDue(desk, TALK_KINDS, at);
  const lease = newLease(desk);
  const inbound = { conversationId, id: admitId(sent.id), ...admitted, at };
  const started = performance.now();
  const accepted = await desk.conversations.accept(inbound, lease, (held) => handle(desk, held, lease));
  if (accepted.type === 'absent') return { type: 'no-conversation' };
  if (accepted.type === 'answered') {
    const { seq, handled } = accepted;
    tell(desk, handled, performance.now() - started);
    return { type: 'answered', answer: handled.answers.find((one) => one.seq === seq)?.answer ?? '' };
  }
  if (accepted.held === null) {
    if (accepted.answer !== null) return { type: 'answered', answer: accepted.answer };
    desk.hints.send(conversationId);
    return { type: 'answered', answer: await answerOf(desk, conversationId, accepted.seq) };
  }
  const answers = await drain(desk, accepted.held, lease);
  const answer = accepted.answer ?? answers.get(accepted.seq);
  return { type: 'answered', answer: answer ?? (await answerOf(desk, conversationId, accepted.seq)) };
}

async function answerOf(desk: Desk, id: string, seq: number): Promise<string> {
  const began = performance.now();
  const ear = createEar((heard) => desk.hints.listen(id, heard));
  try {
    while (performance.now() - began < PATIENCE_MS) {
      const answer = await desk.store.backlog.answer(id, seq);
      if (answer !== null) return answer;
      // Silence: whoever held the conversation may be gone.
      if (!(await ear.heard(LOOK_MS))) await takeUp(desk, id);
    }
  } finally {
    ear.close();
  }
  throw new StoreError(`message ${seq} of conversation ${id} was not answered within ${PATIENCE_MS} ms`);
}

/** Answers what waits in a conversation that nobody holds. */
export async function takeUp(desk: Desk, id: string): Promise<void> {
  const lease = newLease(desk);
  const held = await desk.store.backlog.claim(id, lease);
  if (held !== null) await drain(desk, held, lease);
}

/** Waits for hints; one that came between two waits counts. */
function createEar(listen: (heard: () => void) => () => void) {
  let rung = false;
  let wake = () => {};
  const close = listen(() => {
    rung = true;
    wake();
  });
  const heard = (ms: number) =>
    new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), ms);
      wake = () => {
        clearTimeout(timer);
        rung = false;
        resolve(true);
      };
      if (rung) wake();
    });
  return { heard, close };
}

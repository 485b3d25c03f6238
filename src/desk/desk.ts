import type { Conversations } from '../store/store.ts';
import type { Advisor } from './advisor.ts';
import { createHints, type Hints } from './hints.ts';
import { createQueue, type Queue } from './queue.ts';

/** A fault that someone has to look at: its id is what the person concerned was told. */
export interface Trouble {
  readonly id: string;
  readonly where: string;
  readonly error: unknown;
}

/** Where merchants are received: who answers, where talks are kept, and who is told of news and troubles. */
export interface Desk {
  readonly advisor: Advisor;
  readonly conversations: Conversations;
  readonly hints: Hints;
  readonly queue: Queue;
  readonly report: (trouble: Trouble) => void;
}

/** A desk in this process. */
export function createDesk(
  advisor: Advisor,
  conversations: Conversations,
  report: (trouble: Trouble) => void,
): Desk {
  return { advisor, conversations, hints: createHints(), queue: createQueue(), report };
}

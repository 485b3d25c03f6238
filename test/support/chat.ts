import { begin, type Conversation } from '../../src/conversation/conversation.ts';
import type { Effect } from '../../src/conversation/event.ts';
import type { Reply } from '../../src/conversation/reply.ts';
import { transition } from '../../src/conversation/transition.ts';
import { type Advisor, advise } from '../../src/desk/advisor.ts';
import { admit, type Message } from '../../src/desk/door.ts';

/** Milliseconds between two messages. */
const PAUSE = 20_000;

/** A talk with the real engine, line by line. */
export class Chat {
  conversation: Conversation = begin('chat');
  /** replies of the last turn */
  replies: readonly Reply[] = [];
  /** replies of all turns */
  readonly heard: Reply[] = [];
  readonly #advisor: Advisor;
  #at: number;

  constructor(advisor: Advisor, now: string) {
    this.#advisor = advisor;
    this.#at = Date.parse(now);
    this.#take(transition(advisor.expert, this.conversation, { type: 'opened', at: this.#at }));
  }

  say(...lines: readonly string[]): this {
    for (const text of lines) this.#send({ type: 'text', text });
    return this;
  }

  tap(slot: string, value: string): this {
    this.#send({ type: 'choice', slot, value });
    return this;
  }

  /** all words of the last turn */
  get text(): string {
    return this.replies.map((reply) => reply.text).join('\n');
  }

  get cause(): string | null {
    return this.conversation.diagnosis?.causes[0]?.id ?? null;
  }

  #send(message: Message): void {
    const admitted = admit(this.#advisor.expert.content, message);
    if (admitted === null) throw new Error(`not admitted: ${JSON.stringify(message)}`);
    this.#at += PAUSE;
    this.#take(advise(this.#advisor, this.conversation, admitted.doing, this.#at));
  }

  #take([next, effects]: readonly [Conversation, readonly Effect[]]): void {
    this.conversation = next;
    this.replies = effects.flatMap((effect) => (effect.type === 'reply' ? [effect.reply] : []));
    this.heard.push(...this.replies);
  }
}

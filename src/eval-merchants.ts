import { begin, type Conversation } from './conversation/conversation.ts';
import type { Effect, Event } from './conversation/event.ts';
import { transition } from './conversation/transition.ts';
import { type Advisor, understood } from './desk/advisor.ts';
import type { MerchantCase } from './eval-case.ts';
import { mask } from './privacy/mask.ts';

/** One line of a played talk. */
export interface Line {
  readonly who: 'merchant' | 'bot';
  readonly text: string;
}

/** A talk with a simulated merchant from the first word to the end. */
export interface Played {
  readonly talk: readonly Line[];
  /** the slot of every question put, in order */
  readonly asked: readonly string[];
  readonly end: Conversation;
  /** the instant of the last message, epoch ms */
  readonly at: number;
}

/** Seconds between two messages of the merchant. */
const PAUSE = 20;
const LONGEST = 30;

/** Plays one simulated merchant through the engine: each question is answered from the case's answers, the
 * lines of its script come before the answer to the n-th question, what is left is said after the answer. */
export function play(advisor: Advisor, merchant: MerchantCase): Played {
  const table = new Table(advisor, merchant);
  table.open();
  const script = [...merchant.script];
  table.say(merchant.open);
  for (let i = 0; i < LONGEST; i++) {
    const due = script.findIndex((line) => line.after <= table.asked.length);
    const asking = table.now.asking;
    if (asking === null && script.length === 0) break;
    const line = asking === null ? script.shift() : due >= 0 ? script.splice(due, 1)[0] : undefined;
    table.say(line?.say ?? answerTo(merchant, asking ?? '', i));
  }
  return { talk: table.talk, asked: table.asked, end: table.now, at: table.last };
}

function answerTo(merchant: MerchantCase, slot: string, i: number): string {
  const answer = merchant.answers[slot];
  if (answer !== undefined) return answer;
  const forms = merchant.unknown.includes(slot) ? merchant.unknown_say : [];
  return forms[i % Math.max(1, forms.length)] ?? '这个不清楚';
}

/** The talk in progress. */
class Table {
  readonly talk: Line[] = [];
  readonly asked: string[] = [];
  now: Conversation;
  last = 0;
  readonly #advisor: Advisor;
  #at: number;

  constructor(advisor: Advisor, merchant: MerchantCase) {
    this.#advisor = advisor;
    this.#at = Date.parse(merchant.now);
    this.now = begin(merchant.id);
  }

  open(): void {
    this.#take({ type: 'opened', at: this.#at });
  }

  say(text: string): void {
    this.talk.push({ who: 'merchant', text });
    const clean = mask(text);
    const understanding = understood(this.#advisor, this.now, clean.text, this.#at);
    this.last = this.#at;
    this.#take({ type: 'said', at: this.#at, understanding, masked: clean.found.length > 0 });
    this.#at += PAUSE * 1000;
  }

  #take(event: Event): void {
    const [next, effects] = transition(this.#advisor.expert, this.now, event);
    this.now = next;
    if (next.asking !== null && effects.some(isQuestion)) this.asked.push(next.asking);
    for (const effect of effects) {
      if (effect.type === 'reply') this.talk.push({ who: 'bot', text: effect.reply.text });
    }
  }
}

function isQuestion(effect: Effect): boolean {
  return effect.type === 'reply' && effect.reply.kind === 'question';
}

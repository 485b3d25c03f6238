import type { Understanding } from '../nlu/understanding.ts';
import { advance, PATIENCE, put } from './advance.ts';
import type { Conversation } from './conversation.ts';
import { decide } from './decide.ts';
import type { Expert } from './expert.ts';
import type { Conflict } from './merge.ts';
import type { Reply } from './reply.ts';
import { type Step, text } from './step.ts';
import { say } from './wording.ts';

/** A message, and what it did to the facts. */
export interface Hearing {
  readonly at: number;
  readonly leads: readonly Reply[];
  readonly understanding: Understanding;
  readonly conflict: Conflict | null;
  /** something said before was replaced */
  readonly corrected: boolean;
}

/** The message told something: a contradiction is put, else the next question or the answer follows. */
export function progress(expert: Expert, conversation: Conversation, hearing: Hearing): Step {
  const { content } = expert;
  const next: Conversation = { ...conversation, misses: 0 };
  const { conflict, understanding } = hearing;
  if (
    conflict !== null &&
    (next.asked[conflict.slot] ?? 0) < PATIENCE &&
    !isDanger(expert, next, hearing.at)
  ) {
    const sentence = say(content, 'contradiction', { 先: conflict.before.said, 后: conflict.now.said });
    const disputed = { ...next, disputed: [...next.disputed, conflict.slot] };
    return put(expert, disputed, { slot: conflict.slot, say: null }, [...hearing.leads, text(sentence)]);
  }
  const polite = understanding.control === 'bot_question' ? [text(say(content, 'bot'))] : [];
  const noted = hearing.corrected ? [text(say(content, 'corrected'))] : [];
  return advance(expert, next, hearing.at, [...hearing.leads, ...polite, ...noted]);
}

/** Whether the facts show a danger sign: then nothing is asked any more, not even which of two statements is right. */
export function isDanger(expert: Expert, { facts, asked }: Conversation, at: number): boolean {
  return decide(expert, facts, new Set(Object.keys(asked)), at).danger !== null;
}

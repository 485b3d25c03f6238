import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { Fact } from '../dialog/slot.ts';
import { choicesFor } from './ask.ts';
import type { Conversation, Status } from './conversation.ts';
import type { Effect } from './event.ts';
import { type Expert, speaking } from './expert.ts';
import { inquiryChoices } from './inquiry.ts';
import { offerChoices } from './later.ts';
import type { Choice, Reply } from './reply.ts';

/** The question that is open, and how far the talk has come. */
export interface Asking {
  readonly slot: string;
  readonly choices: readonly Choice[];
  /** why this is asked, in a sentence */
  readonly why: string | null;
  /** which question this is, counted from 1 */
  readonly asked: number;
  readonly atMost: number;
}

/** One turn as outsiders see it. Contract: Turn. */
export interface Turn {
  readonly conversationId: string;
  readonly turn: number;
  readonly status: Status;
  readonly replies: readonly Reply[];
  readonly asking: Asking | null;
  readonly issue: string | null;
  readonly slots: Readonly<Record<string, Fact>>;
  readonly diagnosis: Diagnosis | null;
}

/** What a step of the engine looks like from outside. */
export function turnOf(expert: Expert, conversation: Conversation, effects: readonly Effect[]): Turn {
  const issue = conversation.facts[expert.content.roles.issue]?.value;
  return {
    conversationId: conversation.id,
    turn: conversation.turn,
    status: conversation.status,
    replies: effects.flatMap((effect) => (effect.type === 'reply' ? [effect.reply] : [])),
    asking: askingOf(speaking(expert, conversation), conversation),
    issue: typeof issue === 'string' ? issue : null,
    slots: conversation.facts,
    diagnosis: conversation.diagnosis,
  };
}

function askingOf(expert: Expert, conversation: Conversation): Asking | null {
  const { content } = expert;
  const { offered, inquiry } = conversation;
  const slot = offered === null ? conversation.asking : content.roles.issue;
  if (inquiry === null && slot === null) return null;
  const asked = Object.keys(conversation.asked).length;
  const issue = conversation.facts[content.roles.issue]?.value;
  const trees =
    (typeof issue === 'string' ? content.dialogs[issue] : undefined) ?? Object.values(content.dialogs).flat();
  // The question after the kind of trouble itself comes on top of the tree's.
  const bound = Math.max(0, ...trees.map((one) => one.atMost));
  const extra = content.roles.issue in conversation.asked ? 1 : 0;
  const atMost = Math.max(asked, bound + extra);
  if (inquiry !== null) {
    return { slot: inquiry, choices: inquiryChoices(content, inquiry), why: null, asked, atMost };
  }
  if (slot === null) return null;
  const { why = null } = content.slots[slot] ?? {};
  const choices = offered === null ? choicesFor(content, slot) : offerChoices(content, offered);
  return { slot, choices, why, asked, atMost };
}

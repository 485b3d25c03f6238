import type { Content } from '../content/content.ts';
import type { Choice, Reply } from './reply.ts';
import { say } from './wording.ts';

/** Questions about the talk itself, which are no slots of a tree: question → answer → the reply that words its
 * button. They are answered like any other question, by a button or in words. */
export const INQUIRIES = {
  /** whether the money has come, once it was due */
  follow_up: { yes: 'follow_up_yes', no: 'follow_up_no', never: 'follow_up_never' },
  /** what to do where no person came in time */
  hand_off: { stay: 'hand_off_stay', bot: 'hand_off_bot', leave: 'hand_off_leave' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export type Inquiry = keyof typeof INQUIRIES;
export type Answer = keyof (typeof INQUIRIES)['follow_up'] | keyof (typeof INQUIRIES)['hand_off'];

/** The question with this name, or null. */
export function inquiryNamed(name: string): Inquiry | null {
  return name === 'follow_up' || name === 'hand_off' ? name : null;
}

/** The answer that a button stands for, or null where the question has no such button. */
export function answerNamed(inquiry: Inquiry, value: string): Answer | null {
  const answers: Readonly<Record<string, string>> = INQUIRIES[inquiry];
  return Object.hasOwn(answers, value) ? (value as Answer) : null;
}

/** The words of a button; null where there is none. */
export function inquiryLabel(content: Content, name: string, value: string): string | null {
  const inquiry = inquiryNamed(name);
  if (inquiry === null || answerNamed(inquiry, value) === null) return null;
  const answers: Readonly<Record<string, string>> = INQUIRIES[inquiry];
  return say(content, answers[value] ?? '');
}

/** The buttons of such a question. */
export function inquiryChoices(content: Content, inquiry: Inquiry): readonly Choice[] {
  return Object.entries(INQUIRIES[inquiry]).map(([value, label]) => ({ label: say(content, label), value }));
}

/** Such a question with its buttons. */
export function inquiryQuestion(content: Content, inquiry: Inquiry): Reply {
  const text = say(content, inquiry === 'follow_up' ? 'follow_up' : 'hand_off_nobody');
  return { kind: 'question', text, choices: inquiryChoices(content, inquiry) };
}

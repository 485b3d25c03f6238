import type { Interval } from '../dialog/slot.ts';

/** What the merchant wants of the talk itself. Contract: Triage.control. */
export const CONTROLS = [
  'back',
  'restart',
  'human',
  'repeat',
  'thanks',
  'bot_question',
  'correct',
  'wait',
  'why',
  'cancel',
  'greet',
  'bye',
] as const;
export type Control = (typeof CONTROLS)[number];

/** Languages that a message is told apart by. */
export type Language = 'zh' | 'en';

/** A fact heard in a message. `start`/`end`: its words in the original text, UTF-16 offsets. */
export interface Heard {
  readonly slot: string;
  readonly value: string | Interval;
  readonly said: string;
  readonly start: number;
  readonly end: number;
  readonly hedged: boolean;
}

/** Everything understood from one message, with its words. Nothing here is decided: that is conversation/'s. */
export interface Understanding {
  readonly text: string;
  /** normalised text: simplified, half-width, lower case, disguises removed */
  readonly normal: string;
  /** facts stated; at most one per slot (of several, the one the merchant settled on) */
  readonly facts: readonly Heard[];
  /** issue kinds by probability, best first; empty when the text says nothing about the trouble */
  readonly issues: readonly { readonly value: string; readonly probability: number }[];
  readonly control: Control | null;
  /** the merchant says not to know the answer to the question asked */
  readonly dontKnow: boolean;
  /** id of the article that answers a side question, or null */
  readonly sideQuestion: string | null;
  /** not about payments arriving at a shop at all, with the topic's id */
  readonly outOfScope: string | null;
  /** the text corrects something said before (不对, 说错了) */
  readonly corrects: boolean;
  /** facts that are only supposed, to hear what would differ (要是信用卡呢): none of them is stated. Empty where something is
   * supposed that cannot be read; null where nothing is */
  readonly supposed: readonly Heard[] | null;
  /** nothing to read: empty, emoji only, photo or voice marker */
  readonly empty: boolean;
  /** kind of a second trouble that the message tells of; everything else is read from the words before it */
  readonly another: string | null;
  /** the whole message says yes (true) or no (false) to an offer */
  readonly consent: boolean | null;
  /** the answer to a question about the talk itself: it came, go on waiting ... */
  readonly inquiry: string | null;
  /** the language it is plainly written in; null where a few words, a code or a name do not tell */
  readonly language: Language | null;
}

/** In whose light a text is read: the clock, and the slot whose question it answers. */
export interface Reading {
  readonly at: number;
  readonly asked: string | null;
  /** the kind of trouble that is being asked about, if there is one */
  readonly issue?: string | null;
  /** what is known already, slot → value, the latest first: a correction is about one of them */
  readonly held?: Readonly<Record<string, string | Interval>>;
  /** the question about the talk itself that is open, if there is one */
  readonly inquiry?: string | null;
}

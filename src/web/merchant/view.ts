import type { Words } from './words.ts';

/** One line of the talk, worded for the page. */
export interface Line {
  readonly seq: number;
  readonly from: 'merchant' | 'bot' | 'agent' | 'system';
  readonly kind: string | null;
  readonly text: string;
  /** "HH:MM" in Shanghai */
  readonly clock: string;
}

/** The open question with its buttons. */
export interface Question {
  readonly slot: string;
  readonly choices: readonly { readonly label: string; readonly value: string }[];
  readonly why: string | null;
  /** which question of at most how many, and the same in words */
  readonly asked: number;
  readonly atMost: number;
  readonly progress: string;
}

/** Whom to call. `phone` is null where no number is verified. */
export interface ContactLine {
  readonly name: string;
  readonly phone: string | null;
  readonly when: string;
  readonly verified: string;
}

/** A station of the money with its time in words; `past` as of the moment it was worded. */
export interface StationLine {
  readonly name: string;
  readonly time: string;
  readonly past: boolean;
}

/** The answer, worded for the page. */
export interface Card {
  readonly name: string;
  readonly sure: string;
  readonly strength: 'sure' | 'likely' | 'unsure';
  readonly summary: string;
  /** warnings cannot wait */
  readonly urgent: boolean;
  readonly due: string | null;
  readonly dueBasis: string;
  readonly timeline: readonly StationLine[];
  /** a calendar file can be had: the due time is still to come */
  readonly calendar: boolean;
  readonly warnings: readonly string[];
  readonly steps: readonly string[];
  readonly prepare: readonly string[];
  readonly contacts: readonly ContactLine[];
  /** when to stop waiting and what to do then */
  readonly after: string;
  readonly because: readonly string[];
  readonly against: readonly string[];
  /** other causes that are worth naming */
  readonly others: readonly string[];
}

/** The talk as the page shows it: its lines after some sequence number, and how it stands. */
export interface View {
  /** null: nothing has been said yet, so there is no talk */
  readonly id: string | null;
  /** of everything in it: "zh-CN" */
  readonly language: string;
  readonly status: 'asking' | 'answered' | 'handoff' | 'closed';
  readonly lines: readonly Line[];
  readonly question: Question | null;
  /** belongs to the last line of kind diagnosis */
  readonly card: Card | null;
  /** what there is to know about the person who takes over; null where none is awaited */
  readonly person: string | null;
  /** what is known so far: "卡种：储蓄卡" */
  readonly facts: readonly string[];
}

/** What can be sent instead of words, with the reply that words it. */
export const CONTROLS = ['page_back', 'page_restart', 'page_human', 'page_solved', 'page_unsolved'] as const;

export type ControlWord = (typeof CONTROLS)[number];

/** What a button or the text box sends. */
export type Sending =
  | { readonly text: string }
  | { readonly choice: string; readonly label: string }
  | { readonly do: ControlWord };

/** What stands in the page for the script. */
export interface PageData {
  readonly view: View;
  readonly words: Words;
  /** query of every address: a frame on another site says so */
  readonly query: '' | '?embed';
  /** of the message that is sent next without a script */
  readonly messageId: string;
  /** the secret of a talk that does not exist yet; null where the cookie holds it */
  readonly secret: string | null;
  /** somebody comes back to an earlier talk */
  readonly back: boolean;
  /** a sentence to show first: an error without a script, a talk that was deleted */
  readonly notice: string | null;
  /** 1 to 3 */
  readonly size: number;
}

import type { Fact } from '../dialog/slot.ts';
import type { Understanding } from '../nlu/understanding.ts';
import type { Reply } from './reply.ts';

/** What happened, with its instant (epoch ms). Time enters the engine only here. */
export type Event =
  | { readonly type: 'opened'; readonly at: number }
  | {
      readonly type: 'said';
      readonly at: number;
      readonly understanding: Understanding;
      /** personal data was taken out of the text before it came here */
      readonly masked: boolean;
    }
  | { readonly type: 'chose'; readonly at: number; readonly slot: string; readonly value: string }
  | AgentEvent
  /** the money is due, or nobody took the talk over in time */
  | { readonly type: 'due' | 'nobody_came'; readonly at: number };

/** What a person behind the desk does with a talk. */
export type AgentEvent =
  | { readonly type: 'taken'; readonly at: number; readonly agent: string }
  | { readonly type: 'wrote' | 'given_back' | 'transferred'; readonly at: number }
  | { readonly type: 'ended'; readonly at: number }
  /** facts as they ought to be; null: it is not known after all */
  | {
      readonly type: 'corrected';
      readonly at: number;
      readonly facts: Readonly<Record<string, Fact['value'] | null>>;
    };

/** What the desk has to do. Everything else of a turn is in the next Conversation. */
export type Effect =
  | { readonly type: 'reply'; readonly reply: Reply }
  | { readonly type: 'hand-off' }
  /** a person is no longer wanted */
  | { readonly type: 'withdraw' }
  /** the merchant said that the money came */
  | { readonly type: 'arrived' }
  | { readonly type: 'follow-up'; readonly at: number };

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
  | { readonly type: 'chose'; readonly at: number; readonly slot: string; readonly value: string };

/** What the desk has to do. Everything else of a turn is in the next Conversation. */
export type Effect =
  | { readonly type: 'reply'; readonly reply: Reply }
  | { readonly type: 'hand-off' }
  | { readonly type: 'follow-up'; readonly at: number };

import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { Facts } from '../dialog/slot.ts';
import type { Inquiry } from './inquiry.ts';
import type { Reply } from './reply.ts';

export type Status = 'asking' | 'answered' | 'handoff' | 'closed';

/** What 返回 goes back to: the facts and the open question before an answer. */
export interface Past {
  readonly facts: Facts;
  readonly asking: string | null;
}

/** All that is remembered of one talk: facts, never a position. Plain data, kept as JSON. */
export interface Conversation {
  readonly id: string;
  /** language the merchant is answered in: zh-CN, or one of the content's locales */
  readonly locale: string;
  /** content version of the last turn */
  readonly version: string;
  readonly turn: number;
  readonly status: Status;
  readonly facts: Facts;
  /** slot id → how often it was asked */
  readonly asked: Readonly<Record<string, number>>;
  readonly asking: string | null;
  /** messages in a row that were not understood */
  readonly misses: number;
  readonly past: readonly Past[];
  readonly diagnosis: Diagnosis | null;
  /** what was said last, for 再说一遍 */
  readonly replies: readonly Reply[];
  /** slots whose contradiction was already put to the merchant */
  readonly disputed: readonly string[];
  /** issue kinds heard beside the one in hand, offered when it is done */
  readonly later: readonly string[];
  /** the one of them that was offered last and not yet answered */
  readonly offered: string | null;
  /** name of the person who holds the talk; null: the bot does, or nobody yet */
  readonly agent: string | null;
  /** an open question about the talk itself */
  readonly inquiry: Inquiry | null;
  /** what was handed over was corrected or confirmed by the merchant */
  readonly confirmed: boolean;
  /** the merchant does not want to be asked whether the money came */
  readonly unasked: boolean;
  /** what the merchant said of the outcome: the money came, or it did not */
  readonly arrived: boolean | null;
}

/** The language of the content itself. */
export const CHINESE = 'zh-CN';

/** A talk in which nothing has been said yet. */
export function begin(id: string): Conversation {
  return {
    id,
    locale: CHINESE,
    version: '',
    turn: 0,
    status: 'asking',
    facts: {},
    asked: {},
    asking: null,
    misses: 0,
    past: [],
    diagnosis: null,
    replies: [],
    disputed: [],
    later: [],
    offered: null,
    agent: null,
    inquiry: null,
    confirmed: false,
    unasked: false,
    arrived: null,
  };
}

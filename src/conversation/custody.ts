import type { Conversation } from './conversation.ts';

/** Who speaks with the merchant: the bot, nobody while a person is awaited, a person, or nobody any more. */
export const CUSTODIES = ['bot', 'waiting', 'agent', 'closed'] as const;
export type Custody = (typeof CUSTODIES)[number];

/** What changes who speaks. */
export const CUSTODY_EVENTS = [
  /** the merchant wants a person, or the bot gives up */
  'hand_off',
  /** an agent takes the talk over */
  'take',
  'agent_writes',
  'merchant_writes',
  /** the agent gives it back to the bot */
  'give_back',
  /** the agent passes it on to others */
  'transfer',
  /** nobody came in time */
  'nobody_came',
  /** the merchant goes on waiting, goes back to the bot, or leaves */
  'stay',
  'to_bot',
  'leave',
  /** the agent ends it */
  'close',
  /** the money is due, and the merchant may be asked about it */
  'due',
] as const;
export type CustodyEvent = (typeof CUSTODY_EVENTS)[number];

/** Where an event leads, and whether the bot may speak to the merchant at it. */
export interface CustodyStep {
  readonly to: Custody;
  readonly botSpeaks: boolean;
}

const speaks = (to: Custody): CustodyStep => ({ to, botSpeaks: true });
const silent = (to: Custody): CustodyStep => ({ to, botSpeaks: false });

// Null: the event is refused and nothing changes.
const STEPS: Readonly<Record<Custody, Readonly<Record<CustodyEvent, CustodyStep | null>>>> = {
  bot: {
    hand_off: speaks('waiting'),
    take: speaks('agent'),
    agent_writes: null,
    merchant_writes: speaks('bot'),
    give_back: null,
    transfer: silent('bot'),
    nobody_came: null,
    stay: speaks('bot'),
    to_bot: speaks('bot'),
    leave: speaks('closed'),
    close: speaks('closed'),
    due: speaks('bot'),
  },
  waiting: {
    hand_off: speaks('waiting'),
    take: speaks('agent'),
    agent_writes: null,
    merchant_writes: speaks('waiting'),
    give_back: speaks('bot'),
    transfer: silent('waiting'),
    nobody_came: speaks('waiting'),
    stay: speaks('waiting'),
    to_bot: speaks('bot'),
    leave: speaks('closed'),
    close: speaks('closed'),
    due: null,
  },
  agent: {
    hand_off: silent('agent'),
    take: speaks('agent'),
    agent_writes: silent('agent'),
    merchant_writes: silent('agent'),
    give_back: speaks('bot'),
    transfer: speaks('waiting'),
    nobody_came: null,
    stay: silent('agent'),
    to_bot: silent('agent'),
    leave: silent('agent'),
    close: speaks('closed'),
    due: null,
  },
  closed: {
    hand_off: speaks('waiting'),
    take: null,
    agent_writes: null,
    merchant_writes: speaks('bot'),
    give_back: null,
    transfer: null,
    nobody_came: null,
    stay: speaks('closed'),
    to_bot: speaks('bot'),
    leave: speaks('closed'),
    close: silent('closed'),
    due: speaks('closed'),
  },
};

/** What an event makes of who speaks; null where it is refused. */
export function custodyAfter(custody: Custody, event: CustodyEvent): CustodyStep | null {
  return STEPS[custody][event];
}

/** Who speaks in a talk. */
export function custodyOf({ status, agent }: Pick<Conversation, 'status' | 'agent'>): Custody {
  if (status === 'closed') return 'closed';
  if (agent !== null) return 'agent';
  return status === 'handoff' ? 'waiting' : 'bot';
}

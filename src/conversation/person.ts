import type { Fact } from '../dialog/slot.ts';
import { advance } from './advance.ts';
import type { Conversation } from './conversation.ts';
import { type CustodyEvent, custodyAfter, custodyOf } from './custody.ts';
import type { AgentEvent, Event } from './event.ts';
import type { Expert } from './expert.ts';
import { inquiryQuestion } from './inquiry.ts';
import { judge } from './judge.ts';
import type { Reply } from './reply.ts';
import { answered, type Step } from './step.ts';
import { say } from './wording.ts';

type Deed = AgentEvent | Extract<Event, { type: 'due' | 'nobody_came' }>;

const CUSTODY_EVENT: Readonly<Record<Exclude<Deed['type'], 'corrected'>, CustodyEvent>> = {
  taken: 'take',
  wrote: 'agent_writes',
  given_back: 'give_back',
  transferred: 'transfer',
  ended: 'close',
  due: 'due',
  nobody_came: 'nobody_came',
};

/** What becomes of a talk by what a person behind the desk does, or by the clock. Null: not now. */
export function attended(expert: Expert, conversation: Conversation, deed: Deed): Step | null {
  if (deed.type === 'corrected') return corrected(expert, conversation, deed.facts, deed.at);
  const step = custodyAfter(custodyOf(conversation), CUSTODY_EVENT[deed.type]);
  if (step === null) return null;
  const [next, effects] = carriedOut(expert, conversation, deed);
  return [next, effects.filter((effect) => effect.type !== 'reply' || step.botSpeaks)];
}

function carriedOut(expert: Expert, before: Conversation, deed: Exclude<Deed, { type: 'corrected' }>): Step {
  const { content } = expert;
  const told = (id: string, holes = {}): Reply[] => [{ kind: 'notice', text: say(content, id, holes) }];
  switch (deed.type) {
    case 'taken': {
      const held: Conversation = {
        ...before,
        status: 'handoff',
        agent: deed.agent,
        asking: null,
        inquiry: null,
      };
      const same = before.agent === deed.agent;
      return kept(held, same ? [] : told('agent_joined', { 专员: deed.agent }));
    }
    case 'wrote':
      return kept(before, []);
    case 'transferred':
      return kept({ ...before, agent: null }, told('agent_transferred'));
    case 'given_back': {
      const freed: Conversation = { ...before, agent: null, inquiry: null, status: 'asking', misses: 0 };
      return advance(expert, freed, deed.at, told('agent_left'));
    }
    case 'ended':
      return kept(
        { ...before, agent: null, inquiry: null, asking: null, status: 'closed' },
        told('agent_ended'),
      );
    case 'nobody_came':
      return kept({ ...before, inquiry: 'hand_off' }, [inquiryQuestion(content, 'hand_off')]);
    case 'due':
      return kept({ ...before, inquiry: 'follow_up' }, [inquiryQuestion(content, 'follow_up')]);
  }
}

/** What was said last by the bot stays what 再说一遍 repeats. */
function kept(conversation: Conversation, replies: readonly Reply[]): Step {
  const [, effects] = answered(conversation, replies);
  return [conversation, effects];
}

/** The facts as an agent knows them better, and the judgement on them. */
function corrected(
  expert: Expert,
  conversation: Conversation,
  changes: Readonly<Record<string, Fact['value'] | null>>,
  at: number,
): Step {
  const { turn } = conversation;
  const facts: Record<string, Fact> = { ...conversation.facts };
  for (const [slot, value] of Object.entries(changes)) {
    if (value === null) delete facts[slot];
    else facts[slot] = { value, said: '', turn, by: 'agent' };
  }
  const next: Conversation = { ...conversation, facts };
  return [{ ...next, diagnosis: judge(expert, next, at).diagnosis }, []];
}

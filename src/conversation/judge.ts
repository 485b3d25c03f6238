import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { Facts } from '../dialog/slot.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import type { Conversation } from './conversation.ts';
import { type Decision, decide, greatest } from './decide.ts';
import { diagnose } from './diagnose.ts';
import type { Expert } from './expert.ts';
import { isoShanghai } from './wording.ts';

/** Below this probability the first cause is a guess that would send the merchant astray. */
const WORTH_SAYING = 0.2;
/** From this probability the present guess is worth reading while one waits for a person. */
const WORTH_READING = 0.55;

/** What the facts of a talk amount to. `diagnosis`: null where not even the kind of trouble is known. */
export interface Judgement {
  readonly decision: Decision;
  readonly diagnosis: Diagnosis | null;
}

/** The judgement on the facts of a talk as they stand at an instant (epoch ms), whoever they came from: what is known
 * is not looked up once more. Talk, hand-off, packet and triage all judge by it. */
export function judge(expert: Expert, conversation: Conversation, at: number): Judgement {
  const waits = conversation.status === 'handoff';
  const facts = waits ? withUsualMode(expert, conversation.facts) : conversation.facts;
  const settled = new Set([...Object.keys(conversation.asked), ...Object.keys(facts)]);
  const decision = decide(expert, facts, settled, at);
  if (decision.dialog === null && decision.danger === null) return { decision, diagnosis: null };
  const diagnosis = diagnose(expert, decision);
  return { decision, diagnosis: waits ? withAssumedDate(diagnosis, decision) : diagnosis };
}

/** The judgement on a talk that waits for a person; its diagnosis is null where it would only be a guess. */
export function judgeWaiting(expert: Expert, conversation: Conversation, at: number): Judgement {
  const judgement = judge(expert, conversation, at);
  return worthReading(judgement.decision) ? judgement : { ...judgement, diagnosis: null };
}

/** Whether the facts say enough to answer with them. */
export function worthSaying({ danger, distribution }: Decision): boolean {
  return danger !== null || greatest(distribution) >= WORTH_SAYING;
}

/** Whether the facts say enough to be read while there is more to ask. */
export function worthReading(decision: Decision): boolean {
  const concludes = decision.position.type !== 'ask' && worthSaying(decision);
  return concludes || decision.danger !== null || greatest(decision.distribution) >= WORTH_READING;
}

/** Whoever waits for a person is not asked how the money usually comes; the usual way is assumed, and said to be. */
function withUsualMode({ content }: Expert, facts: Facts): Facts {
  const { saleTime, settlementMode } = content.roles;
  if (facts[saleTime] === undefined || facts[settlementMode] !== undefined) return facts;
  return { ...facts, [settlementMode]: { value: UNKNOWN, said: '', turn: 0 } };
}

/** The date that is told with the usual way in mind, though how the money comes was not asked. What does not come by
 * waiting gets no assumed date. */
function withAssumedDate(diagnosis: Diagnosis, { situation }: Decision): Diagnosis {
  const due = situation.settling?.due;
  const waits = due?.type === 'at' && diagnosis.urgency === 'wait';
  return waits ? { ...diagnosis, dueAt: diagnosis.dueAt ?? isoShanghai(due.at) } : diagnosis;
}

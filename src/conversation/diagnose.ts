import type { AdvisedContact, Diagnosis, RankedCause, Reason } from '../diagnosis/diagnosis.ts';
import { weightOfEvidence } from '../diagnosis/rank.ts';
import { type Advice, adviceFor, type CauseAdvice } from '../knowledge/cause.ts';
import { holds, type Known } from '../knowledge/condition.ts';
import { type Contact, tellable } from '../knowledge/contact.ts';
import { narrowContact } from '../knowledge/narrow-contact.ts';
import { fill, firstSayable, type Holes } from '../knowledge/sentence.ts';
import type { Decision } from './decide.ts';
import type { Expert } from './expert.ts';
import { timelineOf } from './timeline.ts';
import { dueSentence, holesOf, isoShanghai, say } from './wording.ts';

/** Bits of evidence from which a fact is worth naming for or against a cause. */
const TELLING = 0.7;
const CAUSES = 5;
const REASONS = 4;

/** The answer at this point of the talk: ranked causes with reasons, the due date, steps and contacts of the
 * first cause. Contract: Diagnosis. */
export function diagnose(expert: Expert, decision: Decision): Diagnosis {
  const causes = rankedCauses(expert, decision);
  const cause = expert.content.causes[causes[0]?.id ?? ''];
  if (cause === undefined) throw new Error('no cause is known: the content holds none');
  const holes = holesOf(expert.content, decision.situation);
  const { known, settling } = decision.situation;
  const advice = adviceFor(cause, known);
  const due = settling?.certain === true && settling.due.type === 'at' ? settling.due.at : null;
  return {
    causes,
    urgency: cause.urgency,
    redFlag: cause.redFlag,
    dueAt: due === null ? null : isoShanghai(due),
    dueBasis: dueSentence(expert.content, settling, holes),
    timeline: timelineOf(settling),
    summary: fill(advice.summary, holes) ?? '',
    steps: sayable(advice.steps, known, holes),
    prepare: advice.prepare,
    warnings: sayable(advice.warnings, known, holes),
    contacts: advisedContacts(expert, advice, decision),
    wait: firstSayable(advice.wait, holes) ?? '',
    next: fill(advice.next, holes) ?? '',
  };
}

/** The causes best first, at most five; a danger sign comes first whatever the others weigh. */
function rankedCauses(expert: Expert, decision: Decision): RankedCause[] {
  const { evidence } = expert;
  const order = evidence.causes
    .map((id, index) => ({ id, index, probability: decision.distribution[index] ?? 0 }))
    .sort((a, b) => b.probability - a.probability);
  const danger = order.findIndex((one) => one.id === decision.danger);
  if (danger > 0) order.unshift(...order.splice(danger, 1));
  return order.slice(0, CAUSES).map(({ id, index, probability }) => {
    const cause = expert.content.causes[id];
    const reasons = reasonsFor(expert, decision.situation.known, index);
    return {
      id,
      name: cause?.name ?? id,
      probability: Math.round(probability * 1000) / 1000,
      because: reasons
        .filter((one) => one.bits >= TELLING)
        .slice(0, REASONS)
        .map(plain),
      against: reasons
        .filter((one) => one.bits <= -TELLING)
        .slice(-REASONS)
        .reverse()
        .map(plain),
      sources: cause?.sources ?? [],
    };
  });
}

interface WeighedReason extends Reason {
  readonly bits: number;
}

function plain(reason: WeighedReason): Reason {
  return { slot: reason.slot, text: reason.text };
}

/** The known facts as sentences, the ones that speak most for the cause first. */
function reasonsFor(expert: Expert, known: Known, index: number): WeighedReason[] {
  const cause = expert.content.causes[expert.evidence.causes[index] ?? ''];
  const reasons: WeighedReason[] = [];
  for (const [slot, value] of Object.entries(known)) {
    const option = expert.content.slots[slot]?.options.find((one) => one.id === value);
    if (option === undefined) continue;
    const bits = weightOfEvidence(expert.evidence, index, slot, option.id);
    const since = cause?.evidence[slot]?.[option.id]?.since;
    const text =
      since == null ? option.fact : say(expert.content, 'fact_since', { 事实: option.fact, 缘由: since });
    reasons.push({ slot, text, bits });
  }
  return reasons.sort((a, b) => b.bits - a.bits);
}

function sayable(advice: readonly Advice[], known: Known, holes: Holes): string[] {
  return advice
    .filter((one) => holds(one.when, known))
    .map((one) => fill(one.say, holes))
    .filter((said) => said !== null);
}

/** The contacts of a cause in order, each once, a role narrowed to the verified contact of the brand. */
function advisedContacts(expert: Expert, advice: CauseAdvice, decision: Decision): AdvisedContact[] {
  const { known } = decision.situation;
  const advised = new Map<string, AdvisedContact>();
  for (const entry of advice.contacts) {
    if (!holds(entry.when, known)) continue;
    const contact = narrowedContact(expert, entry.who, decision);
    if (contact === undefined || advised.has(contact.id)) continue;
    advised.set(contact.id, {
      id: contact.id,
      name: contact.name,
      phone: contact.phone,
      when: entry.say,
      verifiedOn: contact.verifiedOn,
    });
  }
  return [...advised.values()];
}

/** The contact that a role stands for here; a number that was not verified for long is not told. */
function narrowedContact(expert: Expert, who: string, { situation, at }: Decision): Contact | undefined {
  const { contacts, slots } = expert.content;
  const general = contacts[who];
  if (general === undefined) return undefined;
  const slot = general.narrowedBy === null ? undefined : slots[general.narrowedBy];
  const option = slot?.options.find((one) => one.id === situation.known[slot.id]);
  const precise = contacts[option?.contact ?? ''];
  const named = precise === undefined ? {} : { [precise.id]: tellable(precise, at) };
  return narrowContact(named, tellable(general, at), precise?.id ?? null);
}

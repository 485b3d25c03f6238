import type { Content } from '../content/content.ts';
import type { Diagnosis, Reason } from '../diagnosis/diagnosis.ts';
import { inARow } from '../knowledge/sentence.ts';
import type { Conversation } from './conversation.ts';
import type { Expert } from './expert.ts';
import { say } from './wording.ts';

/** So many rules are named; the diagnosis lists them all. */
const NAMED = 4;

/** Why the open question is put, or why the answer is what it is: in two sentences what speaks for the first cause,
 * and what kept the next one from being first, with the sources of the rules. */
export function whyText({ content }: Expert, { asking, diagnosis }: Conversation): string {
  const why = asking === null ? null : (content.slots[asking]?.why ?? null);
  if (why !== null) return say(content, 'why', { 原因: why });
  return diagnosis === null ? say(content, 'why_none') : judgementText(content, diagnosis);
}

/** Why the first cause was found, in two sentences with the sources of the rules. */
export function judgementText(content: Content, { causes }: Diagnosis): string {
  const [first, ...others] = causes;
  if (first === undefined) return say(content, 'why_none');
  const because =
    first.because.length === 0 ? '' : say(content, 'because', { 依据: listed(content, first.because) });
  const sources = { 出处: first.sources.slice(0, NAMED).join(say(content, 'list_break')) };
  const other = others.find(({ against }) => against.length > 0);
  const rest =
    other === undefined
      ? say(content, 'why_only', { 原因: first.name, ...sources })
      : say(content, 'why_against', { 原因: other.name, 依据: listed(content, other.against), ...sources });
  return inARow([because, rest]);
}

function listed(content: Content, reasons: readonly Reason[]): string {
  return reasons.map(({ text }) => text).join(say(content, 'reason_break'));
}

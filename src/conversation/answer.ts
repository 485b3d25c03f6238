import type { Content } from '../content/content.ts';
import type { AdvisedContact, Diagnosis } from '../diagnosis/diagnosis.ts';
import { inARow } from '../knowledge/sentence.ts';
import { say, timeText } from './wording.ts';

/** How sure the wording sounds, by the probability of the first cause. */
const SURE = 0.85;
const LIKELY = 0.55;
/** From this probability the second cause is worth naming. */
const ALTERNATIVE = 0.15;

/** The diagnosis as one complete text: what it is, when the money is due, what to do, whom to call. What
 * cannot wait (warnings of an urgent cause) comes first. */
export function answerText(content: Content, diagnosis: Diagnosis): string {
  const warnings = bullets(content, 'warnings', diagnosis.warnings);
  const hurry = inDanger(diagnosis);
  const parts = [
    hurry ? warnings : '',
    headline(content, diagnosis),
    hurry ? '' : dueLine(content, diagnosis),
    hurry ? '' : warnings,
    numbered(content, diagnosis.steps),
    diagnosis.prepare.length === 0
      ? ''
      : say(content, 'prepare', { 材料: diagnosis.prepare.join(say(content, 'list_break')) }),
    contactLines(content, diagnosis.contacts),
    inARow([diagnosis.wait, diagnosis.next]),
    alternative(content, diagnosis),
    diagnosis.contacts.length === 0 ? '' : say(content, 'fake_service'),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** Whether nothing but the danger matters now: no date, no other cause, no good wishes. */
export function inDanger({ urgency, redFlag }: Diagnosis): boolean {
  return urgency === 'urgent' || redFlag;
}

function headline(content: Content, diagnosis: Diagnosis): string {
  const [first] = diagnosis.causes;
  if (first === undefined) return '';
  return inARow([say(content, certaintyOf(diagnosis), { 原因: first.name }), diagnosis.summary]);
}

/** How sure the first cause is, as it is worded. */
export function certaintyOf(diagnosis: Diagnosis): 'sure' | 'likely' | 'unsure' {
  const probability = diagnosis.causes[0]?.probability ?? 0;
  // Whoever doubts a danger takes it lightly.
  const sure = inDanger(diagnosis) ? Math.max(probability, LIKELY) : probability;
  return sure >= SURE ? 'sure' : sure >= LIKELY ? 'likely' : 'unsure';
}

function dueLine(content: Content, diagnosis: Diagnosis): string {
  if (diagnosis.dueAt === null) return diagnosis.dueBasis;
  const time = say(content, 'before', { 时间: timeText(content, Date.parse(diagnosis.dueAt)) });
  return inARow([say(content, 'due', { 到账时间: time }), diagnosis.dueBasis]);
}

function bullets(content: Content, title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [say(content, title), ...lines.map((line) => `· ${line}`)].join('\n');
}

function numbered(content: Content, steps: readonly string[]): string {
  return [say(content, 'steps'), ...steps.map((step, i) => `${i + 1}. ${step}`)].join('\n');
}

function contactLines(content: Content, contacts: readonly AdvisedContact[]): string {
  const lines = contacts.map((contact) =>
    contact.phone === null || contact.verifiedOn === null
      ? say(content, 'contact_line', { 名称: contact.name, 何时: contact.when })
      : say(content, 'contact_line_phone', {
          名称: contact.name,
          电话: contact.phone,
          日期: contact.verifiedOn,
          何时: contact.when,
        }),
  );
  return bullets(content, 'contacts', lines);
}

function alternative(content: Content, diagnosis: Diagnosis): string {
  const [second] = alternativesTo(diagnosis);
  return second === undefined ? '' : say(content, 'alternative', { 原因: second });
}

/** The names of other causes that are worth naming, the likeliest first; in danger none. */
export function alternativesTo(diagnosis: Diagnosis): readonly string[] {
  if (inDanger(diagnosis)) return [];
  return diagnosis.causes
    .slice(1)
    .filter((cause) => cause.probability >= ALTERNATIVE)
    .map((cause) => cause.name);
}

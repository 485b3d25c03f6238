import type { Content } from '../../content/content.ts';
import { alternativesTo, answerText, certaintyOf, inDanger } from '../../conversation/answer.ts';
import { judgementText } from '../../conversation/why.ts';
import { say, timeText } from '../../conversation/wording.ts';
import type { AdvisedContact, Diagnosis } from '../../diagnosis/diagnosis.ts';
import { inARow } from '../../knowledge/sentence.ts';
import {
  type AdaptiveCard,
  type CardElement,
  card,
  facts,
  more,
  paragraph,
  section,
  steps,
} from './adaptive-card.ts';

const CERTAINTY = { sure: 'page_sure', likely: 'page_likely', unsure: 'page_unsure' } as const;

/** The answer as a card: what it is, when the money is due, what to do, whom to call, and below a button why. `lead`: what is
 * said first. */
export function diagnosisCard(content: Content, diagnosis: Diagnosis, lang: string, lead = ''): AdaptiveCard {
  const text = [lead, diagnosisText(content, diagnosis)].filter((part) => part !== '').join('\n');
  const first = lead === '' ? [] : [paragraph(lead)];
  const why = more(say(content, 'page_because'), [paragraph(judgementText(content, diagnosis))]);
  return card(text, lang, [...first, ...diagnosisBody(content, diagnosis)], [why]);
}

/** The answer as text alone, with every cause that the card names. */
export function diagnosisText(content: Content, diagnosis: Diagnosis): string {
  // The answer's own words name the second cause.
  const others = alternativesTo(diagnosis).slice(1);
  const named =
    others.length === 0 ? [] : [say(content, 'page_others'), ...others.map((name) => `· ${name}`)];
  return [answerText(content, diagnosis), ...named].join('\n');
}

/** The same as elements of a larger card. In danger the warnings come first and no date is told. */
export function diagnosisBody(content: Content, diagnosis: Diagnosis): readonly CardElement[] {
  const warnings = warningPart(content, diagnosis);
  const danger = inDanger(diagnosis);
  const { prepare, contacts, summary, wait, next } = diagnosis;
  const after = inARow([wait, next]);
  return [
    ...(danger ? warnings : []),
    paragraph(diagnosis.causes[0]?.name ?? '', { weight: 'bolder', size: 'large' }),
    paragraph(say(content, CERTAINTY[certaintyOf(diagnosis)]), { isSubtle: true, spacing: 'none' }),
    ...(summary === '' ? [] : [paragraph(summary)]),
    ...(danger ? [] : [...duePart(content, diagnosis), ...warnings]),
    ...steps(say(content, 'steps'), diagnosis.steps),
    ...section(say(content, 'page_prepare'), prepare),
    ...section(
      say(content, 'page_contacts'),
      contacts.map((contact) => contactLine(content, contact)),
    ),
    ...(after === '' ? [] : [paragraph(after)]),
    ...section(say(content, 'page_others'), alternativesTo(diagnosis)),
    ...(contacts.length === 0 ? [] : [paragraph(say(content, 'page_fake'), { color: 'attention' })]),
  ];
}

function duePart(content: Content, { dueAt, dueBasis }: Diagnosis): readonly CardElement[] {
  const basis = dueBasis === '' ? [] : [paragraph(dueBasis, { isSubtle: true, spacing: 'small' })];
  if (dueAt === null) return basis;
  const time = say(content, 'before', { 时间: timeText(content, Date.parse(dueAt)) });
  return [facts([[say(content, 'page_due'), time]]), ...basis];
}

function warningPart(content: Content, { warnings }: Diagnosis): readonly CardElement[] {
  if (warnings.length === 0) return [];
  const items = section(say(content, 'page_warnings'), warnings);
  return [{ type: 'Container', style: 'attention', items }];
}

// A number is told only with the day on which it was verified.
function contactLine(content: Content, { name, phone, when, verifiedOn }: AdvisedContact): string {
  return phone === null || verifiedOn === null
    ? say(content, 'contact_line', { 名称: name, 何时: when })
    : say(content, 'contact_line_phone', { 名称: name, 电话: phone, 日期: verifiedOn, 何时: when });
}

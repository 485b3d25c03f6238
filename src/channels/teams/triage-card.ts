import type { Content } from '../../content/content.ts';
import { answerText } from '../../conversation/answer.ts';
import { CHINESE } from '../../conversation/conversation.ts';
import type { Triage } from '../../conversation/triage.ts';
import { say, stretchText } from '../../conversation/wording.ts';
import type { Fact } from '../../dialog/slot.ts';
import {
  type AdaptiveCard,
  type CardElement,
  card,
  facts,
  paragraph,
  quoted,
  section,
} from './adaptive-card.ts';
import { diagnosisBody } from './diagnosis-card.ts';

/** So many causes are named to an agent. */
const CAUSES = 3;
/** So much of the message is shown above its verdict. */
const QUOTE = 300;

/** The verdict on a merchant's message, for an agent. */
export function triageCard(content: Content, verdict: Triage, message: string): AdaptiveCard {
  const title = say(content, 'teams_triage_title');
  const body = [
    paragraph(title, { weight: 'bolder', size: 'medium' }),
    quoted(message.length > QUOTE ? `${message.slice(0, QUOTE)}…` : message),
    ...factPart(content, verdict),
    ...verdictPart(content, verdict),
    ...section(
      say(content, 'teams_missing'),
      verdict.missing.map(({ question }) => question),
    ),
  ];
  return card(triageText(content, verdict), CHINESE, body);
}

/** The same as text alone. */
export function triageText(content: Content, verdict: Triage): string {
  const { diagnosis, missing } = verdict;
  const known = factPairs(content, verdict).map(([name, value]) =>
    say(content, 'page_fact', { 名称: name, 值: value }),
  );
  return [
    say(content, 'teams_triage_title'),
    ...known,
    diagnosis === null ? nothing(content, verdict) : answerText(content, diagnosis),
    ...(missing.length === 0 ? [] : [say(content, 'teams_missing')]),
    ...missing.map(({ question }) => `· ${question}`),
  ].join('\n');
}

/** What is known, each as its name and value. */
export function factPairs(
  content: Content,
  { slots }: { readonly slots: Readonly<Record<string, Fact>> },
): readonly (readonly [string, string])[] {
  return Object.values(content.slots).flatMap((slot): (readonly [string, string])[] => {
    const fact = slots[slot.id];
    if (fact === undefined) return [];
    const label = slot.options.find((one) => one.id === fact.value)?.label ?? timeOf(content, fact);
    return label === null ? [] : [[slot.name, label]];
  });
}

function timeOf(content: Content, { value }: Fact): string | null {
  return typeof value === 'string' ? null : stretchText(content, value);
}

function factPart(content: Content, verdict: Triage): readonly CardElement[] {
  const pairs = factPairs(content, verdict);
  return pairs.length === 0
    ? []
    : [paragraph(say(content, 'teams_facts'), { weight: 'bolder' }), facts(pairs)];
}

function verdictPart(content: Content, verdict: Triage): readonly CardElement[] {
  const { diagnosis } = verdict;
  if (diagnosis === null) return [paragraph(nothing(content, verdict))];
  const ranked = diagnosis.causes
    .slice(0, CAUSES)
    .map(({ name, probability }): readonly [string, string] => [name, `${Math.round(probability * 100)}%`]);
  return [
    paragraph(say(content, 'teams_causes'), { weight: 'bolder' }),
    facts(ranked),
    ...diagnosisBody(content, diagnosis),
  ];
}

function nothing(content: Content, { outOfScope }: Triage): string {
  return say(content, outOfScope ? 'teams_outside' : 'teams_nothing');
}

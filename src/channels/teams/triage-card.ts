import type { Content } from '../../content/content.ts';
import { CHINESE } from '../../conversation/conversation.ts';
import type { Triage } from '../../conversation/triage.ts';
import { say, stretchText } from '../../conversation/wording.ts';
import type { Fact } from '../../dialog/slot.ts';
import { mask } from '../../privacy/mask.ts';
import {
  type AdaptiveCard,
  type CardElement,
  card,
  facts,
  paragraph,
  quoted,
  section,
} from './adaptive-card.ts';
import { diagnosisBody, diagnosisText } from './diagnosis-card.ts';

/** So many causes are named to an agent. */
const CAUSES = 3;
/** So much of the message is shown above its verdict. */
const QUOTE = 300;

/** The verdict on a merchant's message, for an agent. */
export function triageCard(content: Content, verdict: Triage, message: string): AdaptiveCard {
  const title = say(content, 'teams_triage_title');
  const body = [
    paragraph(title, { weight: 'bolder', size: 'medium' }),
    quoted(short(message)),
    ...factPart(content, verdict),
    ...verdictPart(content, verdict),
    ...section(
      say(content, 'teams_missing'),
      verdict.missing.map(({ question }) => question),
    ),
  ];
  return card(triageText(content, verdict, message), CHINESE, body);
}

/** The same as text alone. */
function triageText(content: Content, verdict: Triage, message: string): string {
  const { diagnosis, missing } = verdict;
  const pairText = ([名称, 值]: readonly [string, string]) => say(content, 'page_fact', { 名称, 值 });
  const known = factPairs(content, verdict).map(pairText);
  return [
    say(content, 'teams_triage_title'),
    short(message),
    ...titled(say(content, 'teams_facts'), known),
    ...titled(say(content, 'teams_causes'), causePairs(verdict).map(pairText)),
    diagnosis === null ? nothing(content, verdict) : diagnosisText(content, diagnosis),
    ...titled(
      say(content, 'teams_missing'),
      missing.map(({ question }) => `· ${question}`),
    ),
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
  return [
    paragraph(say(content, 'teams_causes'), { weight: 'bolder' }),
    facts(causePairs(verdict)),
    ...diagnosisBody(content, diagnosis),
  ];
}

/** The likeliest causes, each with its probability. */
function causePairs({ diagnosis }: Triage): readonly (readonly [string, string])[] {
  return (diagnosis?.causes ?? [])
    .slice(0, CAUSES)
    .map(({ name, probability }) => [name, `${Math.round(probability * 100)}%`]);
}

function titled(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

// As it would be kept: whoever pastes a number need not read it again.
function short(message: string): string {
  const { text } = mask(message);
  return text.length > QUOTE ? `${text.slice(0, QUOTE)}…` : text;
}

function nothing(content: Content, { outOfScope }: Triage): string {
  return say(content, outOfScope ? 'teams_outside' : 'teams_nothing');
}

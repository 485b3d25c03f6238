import type { Content } from '../../content/content.ts';
import { certaintyOf } from '../../conversation/answer.ts';
import { CHINESE } from '../../conversation/conversation.ts';
import { say, timeText } from '../../conversation/wording.ts';
import {
  type AdaptiveCard,
  type CardAction,
  type CardElement,
  card,
  facts,
  paragraph,
  steps,
} from './adaptive-card.ts';
import type { ShownCase } from './open-cases.ts';
import { factPairs } from './triage-card.ts';

const CERTAINTY = { sure: 'page_sure', likely: 'page_likely', unsure: 'page_unsure' } as const;
const MINUTE = 60_000;

/** The cases that wait, one below the other, at an instant (epoch ms). */
export function casesCard(content: Content, cases: readonly ShownCase[], now: number): AdaptiveCard {
  const body = cases.flatMap((one): CardElement[] => [
    { type: 'Container', style: 'emphasis', items: headOf(content, one, now) },
  ]);
  return card(cases.map((one) => caseText(content, one, now)).join('\n\n'), CHINESE, body);
}

/** One case with what is known and what the merchant was told, and what can be done with it. */
export function caseCard(
  content: Content,
  one: ShownCase,
  now: number,
  actions: readonly CardAction[] = [],
): AdaptiveCard {
  const { conversation } = one;
  const known = factPairs(content, { slots: conversation.facts });
  const body = [
    ...headOf(content, one, now),
    ...(known.length === 0
      ? []
      : [paragraph(say(content, 'teams_facts'), { weight: 'bolder' }), facts(known)]),
    ...steps(say(content, 'teams_steps'), conversation.diagnosis?.steps ?? []),
  ];
  return card(caseText(content, one, now), CHINESE, body, actions);
}

function headOf(content: Content, one: ShownCase, now: number): readonly CardElement[] {
  return [
    paragraph(titleOf(content, one), { weight: 'bolder', size: 'medium' }),
    facts(headPairs(content, one, now)),
  ];
}

function headPairs(
  content: Content,
  { number, conversation, openedAt, dueAt }: ShownCase,
  now: number,
): readonly (readonly [string, string])[] {
  const { diagnosis } = conversation;
  const [first] = diagnosis?.causes ?? [];
  const minutes = String(Math.max(0, Math.floor((now - openedAt) / MINUTE)));
  const judged: readonly (readonly [string, string])[] =
    diagnosis === null || first === undefined
      ? []
      : [
          [
            say(content, 'teams_case_cause'),
            say(content, 'teams_case_judged', {
              原因: first.name,
              把握: say(content, CERTAINTY[certaintyOf(diagnosis)]),
            }),
          ],
        ];
  const waited = say(content, now > dueAt ? 'teams_case_late' : 'teams_case_minutes', { 分钟: minutes });
  return [
    [say(content, 'teams_case_id'), number],
    ...judged,
    [say(content, 'teams_case_waited'), waited],
    [say(content, 'teams_case_due'), timeText(content, dueAt)],
  ];
}

function titleOf(content: Content, { conversation }: ShownCase): string {
  const issue = content.slots[content.roles.issue];
  const value = conversation.facts[content.roles.issue]?.value;
  return issue?.options.find(({ id }) => id === value)?.label ?? say(content, 'teams_case_unclear');
}

function caseText(content: Content, one: ShownCase, now: number): string {
  const pairs = headPairs(content, one, now).map(([名称, 值]) => say(content, 'page_fact', { 名称, 值 }));
  return [titleOf(content, one), ...pairs].join('\n');
}

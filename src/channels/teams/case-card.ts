import { workingMinutes } from '../../calendar/working-time.ts';
import type { Content } from '../../content/content.ts';
import { certaintyOf } from '../../conversation/answer.ts';
import { CHINESE } from '../../conversation/conversation.ts';
import { say, timeText } from '../../conversation/wording.ts';
import type { CaseInHand } from '../../desk/cases/case-in-hand.ts';
import {
  type AdaptiveCard,
  button,
  type CardAction,
  type CardElement,
  card,
  facts,
  paragraph,
  quoted,
  steps,
} from './adaptive-card.ts';
import { factPairs } from './triage-card.ts';

const CERTAINTY = { sure: 'page_sure', likely: 'page_likely', unsure: 'page_unsure' } as const;
const URGENCY = {
  wait: 'teams_case_wait',
  self_service: 'teams_case_self_service',
  act_today: 'teams_case_act_today',
  urgent: 'teams_case_urgent',
} as const;
/** So many of the facts and steps are shown: the console has all of them. */
const FACTS = 10;
const STEPS = 6;
/** So much of what the merchant said last. */
const QUOTE = 300;
/** Teams shows so many buttons; more hide in a menu. */
const MOST_BUTTONS = 6;

type Pairs = readonly (readonly [string, string])[];

/** Who reads a card of a case, and what they can do there. */
export interface CaseReader {
  readonly actions: readonly CardAction[];
  /** what has just happened, above all else */
  readonly lead?: string;
  /** the person in Teams whose client shows it anew; absent: nobody's does */
  readonly userId?: string;
}

/** The cases that wait, one below the other, at an instant (epoch ms); each can be opened. */
export function casesCard(content: Content, cases: readonly CaseInHand[], now: number): AdaptiveCard {
  const body = cases.map(
    (about): CardElement => ({ type: 'Container', style: 'emphasis', items: headOf(content, about, now) }),
  );
  const open = cases.slice(0, MOST_BUTTONS).map(({ one }) => {
    const title = say(content, 'teams_do_open', { 工单号: one.number });
    return button(title, 'caseOpen', { case: one.id });
  });
  const text = cases.map((about) => lineText(content, headLines(content, about, now))).join('\n\n');
  return card(text, CHINESE, body, open);
}

/** One case: where it stands, what is known, what the merchant was told and said, and what can be done with it. */
export function caseCard(
  content: Content,
  about: CaseInHand,
  now: number,
  { actions, lead = '', userId }: CaseReader = { actions: [] },
): AdaptiveCard {
  const known = knownOf(content, about);
  const advised = stepsOf(about);
  const body: CardElement[] = [
    ...(lead === '' ? [] : [{ type: 'Container', style: 'attention', items: [paragraph(lead)] } as const]),
    ...headOf(content, about, now),
    ...(known.length === 0
      ? []
      : [paragraph(say(content, 'teams_facts'), { weight: 'bolder' }), facts(known)]),
    ...(about.said === null
      ? []
      : [paragraph(say(content, 'teams_case_said'), { weight: 'bolder' }), quoted(short(about.said))]),
    ...steps(say(content, 'teams_steps'), advised),
  ];
  const shown = card(caseText(content, about, now, lead), CHINESE, body, actions);
  if (userId === undefined) return shown;
  const action = button(say(content, 'teams_case_id'), 'caseRefresh', { case: about.one.id });
  return { ...shown, refresh: { action, userIds: [userId] } };
}

/** The whole card as text, with what can be written in place of its buttons. */
function caseText(content: Content, about: CaseInHand, now: number, lead: string): string {
  const { one, said } = about;
  const over = one.closedAt !== null;
  return [
    ...(lead === '' ? [] : [lead]),
    lineText(content, headLines(content, about, now)),
    titled(say(content, 'teams_facts'), lineText(content, knownOf(content, about))),
    ...(said === null ? [] : [pairText(content, [say(content, 'teams_case_said'), short(said)])]),
    titled(
      say(content, 'teams_steps'),
      stepsOf(about)
        .map((line, i) => `${i + 1}. ${line}`)
        .join('\n'),
    ),
    ...(over ? [] : [say(content, 'teams_case_how', { 工单号: one.number })]),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function titled(title: string, text: string): string {
  return text === '' ? '' : `${title}\n${text}`;
}

function headOf(content: Content, about: CaseInHand, now: number): readonly CardElement[] {
  return [
    paragraph(titleOf(content, about), { weight: 'bolder', size: 'medium' }),
    facts(headPairs(content, about, now)),
  ];
}

function headLines(content: Content, about: CaseInHand, now: number): Pairs {
  return [['', titleOf(content, about)], ...headPairs(content, about, now)];
}

function headPairs(content: Content, about: CaseInHand, now: number): Pairs {
  const { one } = about;
  const word = (id: string) => say(content, id);
  const { trueCause, solution } = one;
  const over = one.closedAt !== null;
  return [
    [word('teams_case_id'), one.number],
    [word('teams_case_status'), statusOf(content, about)],
    ...(one.urgency === null ? [] : [[word('teams_case_urgency'), word(URGENCY[one.urgency])] as const]),
    ...judgedPair(content, about),
    [word('teams_case_waited'), waitedOf(content, about, now)],
    ...(over ? [] : [[word('teams_case_due'), timeText(content, one.dueAt)] as const]),
    ...(trueCause === null
      ? []
      : [[word('teams_case_true'), content.causes[trueCause]?.name ?? trueCause] as const]),
    ...(solution === null || solution === ''
      ? []
      : [[word('teams_case_solution'), short(solution)] as const]),
  ];
}

function judgedPair(content: Content, { conversation: { diagnosis } }: CaseInHand): Pairs {
  const [first] = diagnosis?.causes ?? [];
  if (diagnosis === null || first === undefined) return [];
  const sure = say(content, CERTAINTY[certaintyOf(diagnosis)]);
  return [
    [say(content, 'teams_case_cause'), say(content, 'teams_case_judged', { 原因: first.name, 把握: sure })],
  ];
}

// Until a person has answered, in service hours as the console counts them.
function waitedOf(content: Content, { one }: CaseInHand, now: number): string {
  const { service, holidays } = content;
  const end = one.firstReplyAt ?? one.closedAt ?? now;
  const minutes = workingMinutes({ hours: service.hours, holidays }, one.openedAt, end);
  const id = end > one.dueAt ? 'teams_case_late' : 'teams_case_minutes';
  return say(content, id, { 分钟: String(minutes) });
}

function statusOf(content: Content, { one }: CaseInHand): string {
  const 专员 = one.assignee?.name ?? say(content, 'page_person');
  switch (one.status) {
    case 'waiting':
      return say(content, 'teams_case_waiting');
    case 'with_agent':
      return say(content, 'teams_case_with_agent', { 专员 });
    case 'with_merchant':
      return say(content, 'teams_case_with_merchant', { 专员 });
    case 'solved':
      return say(content, 'teams_case_solved');
    case 'closed':
      return say(content, 'teams_case_closed');
  }
}

function titleOf(content: Content, { conversation }: CaseInHand): string {
  const issue = content.slots[content.roles.issue];
  const value = conversation.facts[content.roles.issue]?.value;
  return issue?.options.find(({ id }) => id === value)?.label ?? say(content, 'teams_case_unclear');
}

function knownOf(content: Content, { conversation }: CaseInHand): Pairs {
  return factPairs(content, { slots: conversation.facts }).slice(0, FACTS);
}

function stepsOf({ conversation }: CaseInHand): readonly string[] {
  return (conversation.diagnosis?.steps ?? []).slice(0, STEPS);
}

function lineText(content: Content, pairs: Pairs): string {
  return pairs.map((pair) => pairText(content, pair)).join('\n');
}

function pairText(content: Content, [名称, 值]: readonly [string, string]): string {
  return 名称 === '' ? 值 : say(content, 'page_fact', { 名称, 值 });
}

function short(text: string): string {
  return text.length > QUOTE ? `${text.slice(0, QUOTE)}…` : text;
}

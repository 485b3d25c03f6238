import type { AdaptiveCard, CardAction } from '../../src/channels/teams/adaptive-card.ts';
import { doubtCard } from '../../src/channels/teams/case-actions.ts';
import { caseButtons, replyForm } from '../../src/channels/teams/case-buttons.ts';
import { caseCard, casesCard } from '../../src/channels/teams/case-card.ts';
import { diagnosisCard } from '../../src/channels/teams/diagnosis-card.ts';
import { foundCard } from '../../src/channels/teams/found-card.ts';
import { lineCard } from '../../src/channels/teams/line-card.ts';
import { answeredCard, questionCard } from '../../src/channels/teams/question-card.ts';
import { triageCard } from '../../src/channels/teams/triage-card.ts';
import { choicesFor, question } from '../../src/conversation/ask.ts';
import { begin, type Conversation } from '../../src/conversation/conversation.ts';
import type { Expert } from '../../src/conversation/expert.ts';
import { judge } from '../../src/conversation/judge.ts';
import type { Advisor } from '../../src/desk/advisor.ts';
import type { CaseInHand } from '../../src/desk/cases/case-in-hand.ts';
import { findKnowledge } from '../../src/desk/find-knowledge.ts';
import type { Agent } from '../../src/desk/login/agent.ts';
import { triageText } from '../../src/desk/triage.ts';
import type { Diagnosis } from '../../src/diagnosis/diagnosis.ts';
import { UNKNOWN } from '../../src/knowledge/condition.ts';
import { drawSamples } from '../../src/proof/impact.ts';
import type { Merchant } from '../../src/proof/merchant-model.ts';
import type { Case } from '../../src/store/cases/case.ts';
import { SENTENCES } from './any-talk.ts';

const AT = Date.parse('2026-11-18T10:00:00+08:00');
const HOUR = 3_600_000;
/** The longest that a merchant or an agent may write. */
const LONGEST = '“我要转人工！”'.repeat(260).slice(0, 2_000);
const EVIL = '[点这里](https://evil.example) **加粗** \\ `x` <b>{{原因}}</b>\n\t\u202e"';

/** A card with what it is of. */
export interface Named {
  readonly name: string;
  readonly card: AdaptiveCard;
}

/** A talk that has come to a judgement, as its evidence expects one. */
export interface Judged {
  readonly conversation: Conversation;
  readonly diagnosis: Diagnosis;
}

/** Talks that come to each cause there is, with all that their merchants can answer, so that every hole is filled as it
 * may be. */
export function judgedTalks(expert: Expert): readonly Judged[] {
  const talks = new Map<string, Judged>();
  const merchants = drawSamples(expert, 60).map(({ merchant }) => merchant);
  const listen = (merchant: Merchant) => {
    const talk = judgedTalk(expert, merchant);
    const cause = talk?.diagnosis.causes[0]?.id;
    if (talk !== null && cause !== undefined && !talks.has(cause)) talks.set(cause, talk);
  };
  // First those whose own cause is still missing; a few causes come first only where another was drawn.
  for (const merchant of merchants) if (!talks.has(merchant.cause)) listen(merchant);
  const all = Object.keys(expert.content.causes).length;
  for (const merchant of merchants) if (talks.size < all) listen(merchant);
  return [...talks.values()];
}

function judgedTalk(expert: Expert, { answers, at }: Merchant): Judged | null {
  const facts = Object.fromEntries(
    Object.entries(answers)
      .filter(([, value]) => value !== UNKNOWN)
      .map(([slot, value]) => [slot, { value, said: '', turn: 1 }]),
  );
  const talk = { ...begin('c1'), facts };
  const { diagnosis } = judge(expert, talk, at);
  return diagnosis === null ? null : { conversation: { ...talk, diagnosis }, diagnosis };
}

/** Every card of every kind that Teams is sent. */
export function allCards(advisor: Advisor, talks: readonly Judged[]): readonly Named[] {
  const { expert } = advisor;
  return [
    ...questionCards(expert),
    ...talks.map(({ diagnosis }) => ({
      name: `diagnosis ${diagnosis.causes[0]?.id}`,
      card: diagnosisCard(expert.content, diagnosis, 'zh-CN', '好的，改成信用卡了。'),
    })),
    ...[...SENTENCES, LONGEST, EVIL].map((text) => ({
      name: `triage ${text.slice(0, 20)}`,
      card: triageCard(expert.content, triageText(advisor, text, AT, null), text),
    })),
    ...caseCards(expert, talks),
    ...lineCards(expert),
    ...['51', '户名不符', '节假日', '银联', '手续费', '冻结', '储蓄卡']
      .flatMap((query) => findKnowledge(expert.content, query, AT))
      .map((found) => ({ name: `found ${found.id}`, card: foundCard(expert.content, found) })),
  ];
}

function questionCards({ content }: Expert): readonly Named[] {
  const asked = Object.values(content.slots)
    .filter((slot) => slot.derived === null)
    .map((slot) => {
      const choices = choicesFor(content, slot.id);
      const asking = { slot: slot.id, choices, why: slot.why ?? null, asked: 2, atMost: 6 };
      return {
        name: `question ${slot.id}`,
        card: questionCard(content, question(content, slot.id), asking, 'zh-CN'),
      };
    });
  return [...asked, { name: 'answered', card: answeredCard('刷的是什么卡？', '储蓄卡', 'zh-CN') }];
}

const WANG: Agent = { id: 'wang', login: 'wang', name: '王芳', role: 'agent', team: 'default' };
const LIN: Agent = { ...WANG, id: 'lin', login: 'lin', name: '林立', role: 'lead' };

const WAITING: Case = {
  ...{ id: '0mwlh4l3k-0bf6e8669096b0c5eb', number: 'C10001', conversationId: 'c1', channel: 'wechat' },
  ...{ status: 'waiting', queue: 'settlement', priority: 2, urgency: 'act_today', issue: 'not_arrived' },
  ...{ cause: null, probability: null, amount: null, assignee: null, leaseUntil: 0, firstReplyAt: null },
  ...{ escalatedAt: null, unread: 1, trueCause: null, solution: null, confirmed: false, version: 3 },
  ...{ openedAt: AT, updatedAt: AT, closedAt: null, dueAt: AT + HOUR },
};
const HELD = { assignee: { id: 'wang', name: '王芳' }, leaseUntil: AT + HOUR } as const;

/** A case in every state that there is. */
export const CASE_STATES: Readonly<Record<string, Case>> = {
  waiting: WAITING,
  urgent: { ...WAITING, urgency: 'urgent', priority: 1 },
  unjudged: { ...WAITING, urgency: null, issue: null },
  escalated: { ...WAITING, priority: 0, escalatedAt: AT + 2 * HOUR, dueAt: AT - HOUR },
  assigned: { ...WAITING, assignee: HELD.assignee },
  with_agent: { ...WAITING, ...HELD, status: 'with_agent' },
  with_merchant: { ...WAITING, ...HELD, status: 'with_merchant', firstReplyAt: AT + HOUR / 2 },
  solved: {
    ...WAITING,
    ...{ status: 'solved', trueCause: 'debit_not_instant', solution: LONGEST, closedAt: AT + HOUR },
    ...{ confirmed: true, assignee: HELD.assignee, firstReplyAt: AT + HOUR / 2 },
  },
  closed: { ...WAITING, status: 'closed', closedAt: AT + HOUR },
  gone_cause: { ...WAITING, status: 'closed', trueCause: 'cause_of_old', closedAt: AT + HOUR },
};

/** The buttons that somebody has on the card of a case. */
export function buttonsFor({ content }: Expert, about: CaseInHand, agent: Agent): readonly CardAction[] {
  return caseButtons(content, about, { agent, at: AT + HOUR / 4 });
}

/** A case in a state, with its talk in the custody that goes with it. */
export function inHand(one: Case, conversation: Conversation, said: string | null): CaseInHand {
  const over = one.status === 'solved' || one.status === 'closed';
  const status = over ? 'closed' : 'handoff';
  const agent = one.status === 'with_agent' || one.status === 'with_merchant' ? '王芳' : null;
  return { one, conversation: { ...conversation, status, agent }, said };
}

function caseCards(expert: Expert, talks: readonly Judged[]): readonly Named[] {
  const { content } = expert;
  const empty = begin('c1');
  const lead = '有一张紧急工单等人接手';
  const cards = Object.entries(CASE_STATES).flatMap(([state, one]) =>
    [empty, ...talks.slice(0, 12).map(({ conversation }) => conversation)].flatMap((conversation) =>
      [WANG, LIN].map((agent) => {
        const about = inHand(one, conversation, conversation === empty ? null : LONGEST);
        const actions = buttonsFor(expert, about, agent);
        const reader = { actions, lead, userId: 'teams-wang' };
        return {
          name: `case ${state} for ${agent.id}`,
          card: caseCard(content, about, AT + HOUR / 4, reader),
        };
      }),
    ),
  );
  const ten = talks.slice(0, 10).map(({ conversation }) => inHand(WAITING, conversation, EVIL));
  return [...cards, { name: 'cases', card: casesCard(content, ten, AT) }];
}

function lineCards({ content }: Expert): readonly Named[] {
  const form = replyForm(content, WAITING.id, LONGEST, { line: '12' });
  const about = inHand(WAITING, begin('c1'), null);
  const doubtful = { text: LONGEST, mayInsist: true };
  const doubt = doubtCard(content, about, { done: false, says: EVIL, doubtful });
  return [
    { name: 'line', card: lineCard(content, 'C10001', LONGEST, { actions: [form], lead: EVIL }) },
    { name: 'line of evil', card: lineCard(content, 'C10001', EVIL, { actions: [form] }) },
    { name: 'answered line', card: lineCard(content, 'C10001', LONGEST, { done: '✓ 已发给商户' }) },
    ...(doubt === null ? [] : [{ name: 'doubt', card: doubt }]),
  ];
}

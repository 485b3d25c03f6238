import { createHash } from 'node:crypto';
import type { Content } from '../../content/content.ts';
import { say } from '../../conversation/wording.ts';
import { closeCase, giveBack, takeCase } from '../../desk/cases/case-deeds.ts';
import type { CaseInHand } from '../../desk/cases/case-in-hand.ts';
import type { Deed, Done, Refused } from '../../desk/cases/case-work.ts';
import { type Doubt, mayInsist } from '../../desk/cases/doubts.ts';
import { replyCarefully } from '../../desk/cases/reply-carefully.ts';
import type { Desk } from '../../desk/desk.ts';
import { storable } from '../../desk/door.ts';
import type { Agent } from '../../desk/login/agent.ts';
import { runDue, TALK_KINDS } from '../../desk/run-due.ts';
import { mask } from '../../privacy/mask.ts';

/** What an agent orders in Teams. */
export type Order =
  | { readonly type: 'take'; readonly force: boolean }
  | { readonly type: 'return' }
  | { readonly type: 'close'; readonly cause: string | null; readonly solved: boolean; readonly text: string }
  | { readonly type: 'reply'; readonly text: string; readonly anyway: boolean };

/** Who orders it, when (epoch ms), and what tells the same order from another. */
export interface Orderer {
  readonly agent: Agent;
  readonly at: number;
  readonly key: readonly string[];
  /** the version that they saw; null: whatever it is by now */
  readonly version: number | null;
}

/** What came of an order. */
export interface Carried {
  readonly done: boolean;
  /** for the agent, in one sentence */
  readonly says: string;
  /** the words that were called doubtful, and whether the agent may insist on them; null: none were */
  readonly doubtful: { readonly text: string; readonly mayInsist: boolean } | null;
}

const REFUSALS: Readonly<Record<Refused, string>> = {
  absent: 'teams_case_absent',
  stale: 'teams_case_stale',
  held: 'teams_case_held',
  'not-held': 'teams_case_not_held',
  over: 'teams_case_over',
};
/** So much of what was sent is shown to whoever sent it. */
const SHOWN = 200;

/** Does to a case what an agent orders, as the console does it. */
export async function carryOut(
  desk: Desk,
  { one }: CaseInHand,
  { agent, at, key, version }: Orderer,
  order: Order,
): Promise<Carried> {
  const { content } = desk.advisor.expert;
  if (desk.testClock) await runDue(desk, TALK_KINDS, at);
  const deed = { caseId: one.id, id: deedId(key), agent, version, at };
  if (order.type === 'reply' && order.text.trim() === '') return failed(content, 'teams_case_empty');
  const done = await perform(desk, deed, order);
  if (done.type === 'doubtful') return doubted(content, order, done.doubts);
  if (done.type === 'refused') return failed(content, REFUSALS[done.why]);
  return { done: true, says: doneWords(content, one.number, order), doubtful: null };
}

function perform(
  desk: Desk,
  deed: Deed,
  order: Order,
): Promise<Done | { readonly type: 'doubtful'; readonly doubts: readonly Doubt[] }> {
  switch (order.type) {
    case 'take':
      return takeCase(desk, deed, order.force);
    case 'return':
      return giveBack(desk, deed);
    case 'close':
      return closeCase(desk, deed, order);
    case 'reply':
      return replyCarefully(desk, deed, { ...order, awaits: true });
  }
}

function failed(content: Content, id: string): Carried {
  return { done: false, says: say(content, id), doubtful: null };
}

function doubted(content: Content, order: Order, doubts: readonly Doubt[]): Carried {
  const 提示 = doubts.map(({ text }) => text.replace(/。$/, '')).join('；');
  const text = order.type === 'reply' ? masked(order.text) : '';
  const doubtful = { text, mayInsist: mayInsist(doubts) };
  return { done: false, says: say(content, 'teams_case_doubt', { 提示 }), doubtful };
}

function doneWords(content: Content, 工单号: string, order: Order): string {
  switch (order.type) {
    case 'take':
      return say(content, 'teams_case_taken');
    case 'return':
      return say(content, 'teams_case_returned');
    case 'close':
      return say(content, 'teams_case_ended');
    case 'reply': {
      const text = masked(order.text);
      const 内容 = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
      return say(content, 'teams_case_sent', { 工单号, 内容 });
    }
  }
}

// As it is kept and sent.
function masked(text: string): string {
  return mask(storable(text)).text;
}

function deedId(key: readonly string[]): string {
  return `teams:${createHash('sha256').update(JSON.stringify(key)).digest('base64url').slice(0, 32)}`;
}

import type { Conversation } from '../../conversation/conversation.ts';
import type { Case } from '../../store/cases/case.ts';
import type { Entry } from '../../store/store.ts';
import type { Desk } from '../desk.ts';
import type { Agent } from '../login/agent.ts';
import { mayReach } from './case-work.ts';

/** A case as a card of it shows it. */
export interface CaseInHand {
  readonly one: Case;
  readonly conversation: Conversation;
  /** what the merchant wrote last */
  readonly said: string | null;
}

/** The case with this id, or of this number like "C10023", as somebody may see it; null: there is none, or it is none of theirs. */
export async function caseInHand(desk: Desk, agent: Agent, name: string): Promise<CaseInHand | null> {
  const one = /^c\d+$/i.test(name) ? await numbered(desk, name) : await desk.store.cases.find(name);
  return one === null || !mayReach(desk, agent, one) ? null : withTalk(desk, one);
}

async function numbered(desk: Desk, number: string): Promise<Case | null> {
  return desk.store.cases.numbered(number.toUpperCase());
}

/** A case with its talk; null where that is gone. */
export async function withTalk(desk: Desk, one: Case): Promise<CaseInHand | null> {
  const held = await desk.conversations.load(one.conversationId);
  if (held === null) return null;
  const lines = await desk.conversations.transcript(one.conversationId, 0);
  return { one, conversation: held.conversation, said: lastOf(lines) };
}

/** What the merchant of a case wrote at a place of the talk; null: nothing is there. */
export async function lineAt(desk: Desk, one: Case, seq: number): Promise<string | null> {
  const [entry] = await desk.conversations.transcript(one.conversationId, seq - 1);
  return entry?.seq === seq && entry.from === 'merchant' ? entry.text : null;
}

function lastOf(lines: readonly Entry[]): string | null {
  return lines.findLast(({ from }) => from === 'merchant')?.text ?? null;
}

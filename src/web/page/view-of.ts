import { parts } from '../../calendar/day.ts';
import type { Content } from '../../content/content.ts';
import { choicesFor } from '../../conversation/ask.ts';
import type { Conversation } from '../../conversation/conversation.ts';
import { speaking } from '../../conversation/expert.ts';
import { factLines } from '../../conversation/packet.ts';
import { turnOf } from '../../conversation/turn.ts';
import { say } from '../../conversation/wording.ts';
import { type Awaited, awaited } from '../../desk/cases/awaited.ts';
import type { Desk } from '../../desk/desk.ts';
import { inARow } from '../../knowledge/sentence.ts';
import type { Entry } from '../../store/store.ts';
import type { Line, Question, View } from '../merchant/view.ts';
import { cardOf } from './card-of.ts';

/** A talk as its page shows it, with the wording of its language. */
export interface Shown {
  readonly view: View;
  readonly content: Content;
  /** when the last line was said (epoch ms) */
  readonly lastAt: number;
}

/** The talk as its page shows it at an instant (epoch ms): the lines after a sequence number, and how it stands.
 * Null: there is no such talk. */
export async function viewOf(desk: Desk, id: string, after: number, now: number): Promise<Shown | null> {
  const entries = await desk.conversations.transcript(id, after);
  // Read after the lines: what the page is told to ask is never older than the lines it has.
  const held = await desk.conversations.load(id);
  if (held === null) return null;
  const { conversation } = held;
  const { content } = speaking(desk.advisor.expert, conversation);
  const { diagnosis } = conversation;
  const person = await awaited(desk, conversation, now);
  const view: View = {
    id,
    language: conversation.locale,
    status: conversation.status,
    lines: entries.map(lineOf),
    question: questionOf(desk, conversation),
    card: diagnosis === null ? null : cardOf(content, diagnosis, now),
    person: person === null ? null : personText(content, person),
    facts: factLines(content, conversation),
  };
  return { view, content, lastAt: entries.at(-1)?.at ?? held.createdAt };
}

/** A line of a transcript as the page shows it. */
export function lineOf({
  seq,
  from,
  kind,
  text,
  at,
}: Pick<Entry, 'seq' | 'from' | 'kind' | 'text' | 'at'>): Line {
  const { hour, minute } = parts(at);
  return { seq, from, kind, text, clock: `${hour}:${String(minute).padStart(2, '0')}` };
}

function questionOf(desk: Desk, conversation: Conversation): Question | null {
  const { expert } = desk.advisor;
  const { content } = speaking(expert, conversation);
  const { asking } = turnOf(expert, conversation, []);
  if (asking === null) return conversation.status === 'asking' ? openingQuestion(content) : null;
  const { slot, choices, why, asked, atMost } = asking;
  const progress = say(content, 'page_progress', { 第: String(asked), 共: String(atMost) });
  return { slot, choices, why, asked, atMost, progress };
}

/** Before anything was asked the kinds of trouble can be picked. */
export function openingQuestion(content: Content): Question {
  const slot = content.roles.issue;
  const choices = choicesFor(content, slot);
  return { slot, choices, why: null, asked: 0, atMost: 0, progress: '' };
}

/** Who is awaited, how many come before, and when people answer. */
function personText(content: Content, { custody, caseNumber, agent, ahead, hours }: Awaited): string {
  if (custody === 'agent') return say(content, 'page_agent', { 专员: agent ?? '' });
  const number = caseNumber === null ? '' : say(content, 'page_case', { 工单号: caseNumber });
  const place =
    ahead === null
      ? ''
      : ahead === 0
        ? say(content, 'page_queue_first')
        : say(content, 'page_queue', { 人数: String(ahead) });
  return inARow([
    say(content, 'page_handoff'),
    number,
    place,
    say(content, 'page_hours', { 时段: hours.text }),
  ]);
}

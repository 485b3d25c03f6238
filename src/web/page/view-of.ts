import { parts } from '../../calendar/day.ts';
import type { Content } from '../../content/content.ts';
import { choicesFor } from '../../conversation/ask.ts';
import type { Conversation } from '../../conversation/conversation.ts';
import { speaking } from '../../conversation/expert.ts';
import { turnOf } from '../../conversation/turn.ts';
import { dayText, say, timeText } from '../../conversation/wording.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Fact } from '../../dialog/slot.ts';
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
  const view: View = {
    id,
    language: conversation.locale,
    status: conversation.status,
    lines: entries.map(lineOf),
    question: questionOf(desk, conversation),
    card: diagnosis === null ? null : cardOf(content, diagnosis, now),
    person: conversation.status === 'handoff' ? await personOf(desk, content, id) : null,
    facts: factsOf(content, conversation),
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

/** How many waiting cases are looked at to tell how long the queue is. */
const QUEUE = 100;

async function personOf(desk: Desk, content: Content, id: string): Promise<string> {
  const waiting = await desk.store.cases.waiting(QUEUE);
  const place = waiting.findIndex((one) => one.conversationId === id);
  if (place < 0) return say(content, 'page_handoff');
  const queue =
    place === 0 ? say(content, 'page_queue_first') : say(content, 'page_queue', { 人数: String(place) });
  return `${say(content, 'page_handoff')}${queue}`;
}

/** What the merchant said so far, each as its name and value. */
function factsOf(content: Content, { facts }: Conversation): string[] {
  return Object.values(content.slots).flatMap((slot) => {
    const fact = facts[slot.id];
    const option = slot.options.find((one) => one.id === fact?.value);
    const value = option?.label ?? (fact === undefined ? null : timeOf(content, fact));
    return value === null ? [] : [say(content, 'page_fact', { 名称: slot.name, 值: value })];
  });
}

function timeOf(content: Content, { value }: Fact): string | null {
  if (typeof value === 'string') return null;
  const [from, to] = [Date.parse(value.from), Date.parse(value.to)];
  return from === to ? timeText(content, from) : dayText(content, from);
}

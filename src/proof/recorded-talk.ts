import type { Content } from '../content/content.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { Expert } from '../conversation/expert.ts';
import { isoShanghai } from '../conversation/wording.ts';
import type { Interval, Slot } from '../dialog/slot.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import { type Move, type Statements, tap, tell, valueText } from './move.ts';
import { after, type Node, START } from './node.ts';

/** What a merchant tells first, at which instant, and what is answered to each question. */
export interface Script {
  readonly at: number;
  readonly told: Statements;
  readonly answers: Statements;
}

/** A talk as it is kept: the script line, whose answers stand in the order of the questions, and what came of it. */
export interface RecordedTalk {
  readonly script: string;
  readonly outcome: string;
}

const TOLD = '；';
const ASKED = '｜';
const MOST = 20;

/** Plays a script with the engine's own transition; what it has no answer to is not known. */
export function playScript(expert: Expert, { at, told, answers }: Script): readonly Node[] {
  let node = after(expert, START, tell(expert.content, at, told));
  const nodes = [node];
  for (let left = MOST; node.conversation.asking !== null && left > 0; left--) {
    node = after(expert, node, answerTo(expert.content, at, [node.conversation.asking, answers]));
    nodes.push(node);
  }
  return nodes;
}

function answerTo(content: Content, at: number, [slot, answers]: readonly [string, Statements]): Move {
  const value = answers[slot] ?? UNKNOWN;
  if (value === UNKNOWN) return tap(content, at, slot, UNKNOWN);
  const { kind, options } = content.slots[slot] ?? { kind: 'choice', options: [] };
  if (kind === 'time' || kind === 'code') return tell(content, at, { [slot]: value });
  return tap(content, at, slot, options.some(({ id }) => id === value) ? String(value) : UNKNOWN);
}

/** A played script as it is kept. */
export function recordOf({ content }: Expert, script: Script, nodes: readonly Node[]): RecordedTalk {
  const { conversation } = nodes.at(-1) ?? START;
  const say = (slot: string, value: string | Interval): string =>
    `${content.slots[slot]?.name ?? slot}：${valueText(content, slot, value)}`;
  const told = Object.entries(script.told).map(([slot, value]) => say(slot, value));
  const asked = Object.keys(conversation.asked).map((slot) => say(slot, script.answers[slot] ?? UNKNOWN));
  const at = isoShanghai(script.at).slice(0, 16).replace('T', ' ');
  return { script: `${at} ${[told.join(TOLD), ...asked].join(ASKED)}`, outcome: outcomeText(conversation) };
}

function outcomeText({ diagnosis }: Conversation): string {
  if (diagnosis === null) return '转人工';
  const due = diagnosis.dueAt === null ? [] : [`到账 ${diagnosis.dueAt.slice(0, 16).replace('T', ' ')}`];
  const contacts = diagnosis.contacts.map(({ id }) => id).join('、');
  return [rankText(diagnosis.causes), ...due, ...(contacts === '' ? [] : [`联系 ${contacts}`])].join(TOLD);
}

/** How many causes of a judgement are kept. */
const KEPT = 3;

/** The first causes with their whole percents. */
export function rankText(causes: readonly { readonly name: string; readonly probability: number }[]): string {
  return causes
    .slice(0, KEPT)
    .map(({ name, probability }) => ({ name, percent: Math.round(probability * 100) }))
    .filter(({ percent }, i) => i === 0 || percent > 0)
    .map(({ name, percent }) => `${name} ${percent}%`)
    .join('、');
}

const SCRIPT = /^(\d{4}-\d\d-\d\d \d\d:\d\d) (.+)$/;

/** The script that a kept line stands for, or null where today's content has other names. */
export function scriptFrom(content: Content, line: string): Script | null {
  const [, at, rest] = SCRIPT.exec(line) ?? [];
  if (at === undefined || rest === undefined) return null;
  const [told = '', ...answers] = rest.split(ASKED);
  const read = { told: statementsIn(content, told.split(TOLD)), answers: statementsIn(content, answers) };
  if (read.told === null || read.answers === null) return null;
  return { at: Date.parse(instant(at)), told: read.told, answers: read.answers };
}

function statementsIn(content: Content, parts: readonly string[]): Statements | null {
  const found: Record<string, string | Interval> = {};
  for (const part of parts) {
    const [name, text] = part.split('：', 2);
    const slot = Object.values(content.slots).find((one) => one.name === name);
    const value = slot === undefined || text === undefined ? null : valueIn(slot, text);
    if (slot === undefined || value === null) return null;
    found[slot.id] = value;
  }
  return found;
}

function valueIn({ kind, options }: Slot, text: string): string | Interval | null {
  if (text === '不知道') return UNKNOWN;
  if (kind === 'code') return text;
  if (kind !== 'time') return options.find(({ name }) => name === text)?.id ?? null;
  const [from = '', to = from] = text.split(' 到 ');
  return { from: instant(from), to: instant(to) };
}

function instant(text: string): string {
  return `${text.replace(' ', 'T')}:00+08:00`;
}

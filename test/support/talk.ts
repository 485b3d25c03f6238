import { parse } from 'yaml';
import { z } from 'zod';
import type { Content } from '../../src/content/content.ts';
import { begin, type Conversation } from '../../src/conversation/conversation.ts';
import type { Effect } from '../../src/conversation/event.ts';
import type { Reply } from '../../src/conversation/reply.ts';
import { transition } from '../../src/conversation/transition.ts';
import { isoShanghai } from '../../src/conversation/wording.ts';
import { type Advisor, advise } from '../../src/desk/advisor.ts';
import { admit } from '../../src/desk/door.ts';
import type { Slot } from '../../src/dialog/slot.ts';
import { UNKNOWN } from '../../src/knowledge/condition.ts';

const patterns = z.array(z.string()).default([]);

/** What the assistant is expected to do in one turn; whatever is left out is not looked at. */
const expectation = z.strictObject({
  /** the slot whose question is put, by its Chinese name; null: nothing is asked */
  问: z.string().nullable().optional(),
  /** the name of the first cause */
  答: z.string().optional(),
  /** when the money is due, ISO 8601; null: no date can be reckoned */
  到账: z.string().nullable().optional(),
  说: patterns,
  不说: patterns,
  /** contact ids that are advised, in this order */
  联系: z.array(z.string()).default([]),
  /** what is known now: slot name → option name, 不知道, or ~ for nothing */
  知道: z.record(z.string(), z.string().nullable()).default({}),
  转人工: z.boolean().optional(),
  状态: z.enum(['asking', 'answered', 'handoff', 'closed']).optional(),
});
type Expectation = z.infer<typeof expectation>;

const line = z.union([
  z.strictObject({ 商户: z.string() }),
  /** a button: slot name → option name */
  z.strictObject({ 点: z.record(z.string(), z.string()) }),
  /** the clock moves on to this instant */
  z.strictObject({ 时间: z.iso.datetime({ offset: true }) }),
  z.strictObject({ 助手: expectation }),
]);

/** A talk a person can read, in test/talks/. */
const talkSource = z.strictObject({
  title: z.string(),
  seed: z.string().optional(),
  now: z.iso.datetime({ offset: true }),
  talk: z.array(line).min(2),
});

/** What came of a talk: what was said, turn by turn, and everything that was not as expected. */
export interface Heard {
  readonly title: string;
  readonly spoken: readonly string[];
  readonly replies: readonly Reply[];
  readonly faults: readonly string[];
  /** the talk as a help desk writes it down, and how it stands in the end */
  readonly transcript: string;
  readonly end: Conversation;
  /** the instant of the last message, epoch ms */
  readonly at: number;
}

/** Plays a talk of test/talks/ and compares. */
export function playTalk(advisor: Advisor, yaml: string): Heard {
  const source = talkSource.parse(parse(yaml));
  const table = new Table(advisor, Date.parse(source.now));
  for (const one of source.talk) {
    if ('商户' in one) table.say(one.商户);
    else if ('点' in one) table.tap(one.点);
    else if ('时间' in one) table.wait(Date.parse(one.时间));
    else table.expect(one.助手);
  }
  const { spoken, replies, faults, written, now, last } = table;
  return { title: source.title, spoken, replies, faults, transcript: written.join('\n'), end: now, at: last };
}

/** Milliseconds between two messages. */
const PAUSE = 20_000;

class Table {
  readonly spoken: string[] = [];
  readonly replies: Reply[] = [];
  readonly faults: string[] = [];
  readonly written: string[] = [];
  now: Conversation = begin('talk');
  last: number;
  readonly #advisor: Advisor;
  readonly #content: Content;
  #effects: readonly Effect[] = [];
  #at: number;

  constructor(advisor: Advisor, at: number) {
    this.#advisor = advisor;
    this.#content = advisor.expert.content;
    this.#at = at;
    this.last = at;
    this.#take(transition(advisor.expert, this.now, { type: 'opened', at }));
  }

  say(text: string): void {
    this.spoken.push(`商户：${text}`);
    this.#write('商户', text);
    const admitted = admit(this.#content, { type: 'text', text });
    if (admitted === null) throw new Error(`not admitted: ${text}`);
    this.#take(advise(this.#advisor, this.now, admitted.doing, this.#at));
  }

  tap(choice: Readonly<Record<string, string>>): void {
    for (const [name, option] of Object.entries(choice)) {
      const slot = slotNamed(this.#content, name);
      this.spoken.push(`商户点：${option}`);
      this.#write('商户', slot.options.find(({ name }) => name === option)?.label ?? option);
      const message = { type: 'choice', slot: slot.id, value: valueNamed(slot, option) } as const;
      const admitted = admit(this.#content, message);
      if (admitted === null) throw new Error(`no such button: ${name} ${option}`);
      this.#take(advise(this.#advisor, this.now, admitted.doing, this.#at));
    }
  }

  wait(at: number): void {
    this.#at = at;
  }

  expect(wanted: Expectation): void {
    const faults = [
      ...askingFaults(this.#content, wanted, this.now),
      ...answerFaults(wanted, this.now),
      ...wordFaults(wanted, this.#effects),
      ...knownFaults(this.#content, wanted, this.now),
    ];
    this.faults.push(...faults);
    this.spoken.push(...faults.map((fault) => `  ✗ ${fault}`));
  }

  #take([next, effects]: readonly [Conversation, readonly Effect[]]): void {
    this.now = next;
    this.#effects = effects;
    this.last = this.#at;
    for (const effect of effects) {
      if (effect.type !== 'reply') continue;
      this.replies.push(effect.reply);
      this.spoken.push(`助手：${effect.reply.text}`);
      this.#write('助手', effect.reply.text);
    }
    this.#at += PAUSE;
  }

  #write(who: string, text: string): void {
    this.written.push(`[${isoShanghai(this.#at).slice(0, 19).replace('T', ' ')}] ${who}：${text}`);
  }
}

function slotNamed(content: Content, name: string): Slot {
  const slot = Object.values(content.slots).find((one) => one.name === name);
  if (slot === undefined) throw new Error(`no slot is called ${name}`);
  return slot;
}

function valueNamed(slot: Slot, name: string): string {
  if (name === '不知道') return UNKNOWN;
  const option = slot.options.find((one) => one.name === name);
  if (option === undefined) throw new Error(`${slot.name} has no option ${name}`);
  return option.id;
}

function askingFaults(content: Content, wanted: Expectation, now: Conversation): string[] {
  if (wanted.问 === undefined) return [];
  const asking = now.asking === null ? null : (content.slots[now.asking]?.name ?? now.asking);
  return asking === wanted.问 ? [] : [`问：要“${wanted.问}”，却是“${asking}”`];
}

function answerFaults(wanted: Expectation, now: Conversation): string[] {
  const { diagnosis, status } = now;
  const ids = diagnosis?.contacts.map((one) => one.id) ?? [];
  const given = ids.filter((id) => wanted.联系.includes(id));
  const faults: string[] = [];
  const compare = (what: string, want: unknown, got: unknown): void => {
    if (want !== undefined && want !== got) faults.push(`${what}：要“${want}”，却是“${got}”`);
  };
  compare('答', wanted.答, diagnosis?.causes[0]?.name ?? null);
  compare('到账', wanted.到账, diagnosis?.dueAt ?? null);
  compare('状态', wanted.状态, status);
  compare('转人工', wanted.转人工, status === 'handoff');
  if (given.join() !== wanted.联系.join()) faults.push(`联系：要“${wanted.联系}”，却是“${ids}”`);
  return faults;
}

function wordFaults(wanted: Expectation, effects: readonly Effect[]): string[] {
  const text = effects.flatMap((effect) => (effect.type === 'reply' ? [effect.reply.text] : [])).join('\n');
  return [
    ...wanted.说.filter((one) => !new RegExp(one, 'u').test(text)).map((one) => `没有说“${one}”`),
    ...wanted.不说.filter((one) => new RegExp(one, 'u').test(text)).map((one) => `不该说“${one}”`),
  ];
}

function knownFaults(content: Content, wanted: Expectation, now: Conversation): string[] {
  return Object.entries(wanted.知道).flatMap(([name, option]) => {
    const slot = slotNamed(content, name);
    const got = now.facts[slot.id]?.value;
    const want = option === null ? undefined : valueNamed(slot, option);
    return got === want ? [] : [`知道：${name}要是“${option}”，却是“${JSON.stringify(got)}”`];
  });
}

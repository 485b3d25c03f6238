import { anyOf, type Lists } from '../../dialog/phrase.ts';
import { matches } from '../matches.ts';

/** A place where somebody begins to speak: label, header line or table cells, which are no words of theirs. */
export interface Mark {
  readonly start: number;
  /** where the words begin */
  readonly end: number;
  readonly name: string;
  /** the name stands with a time, or is a word for a speaker: no mere "金额：" */
  readonly plain: boolean;
  /** the time beside it, as written */
  readonly stamp: string | null;
}

/** Finds the marks of a text in order. */
export type MarkFinder = (text: string) => readonly Mark[];

const CLOCK = '\\d{1,2}[:：]\\d{2}(?:[:：]\\d{2})?';
const DATE = '(?:\\d{2,4}[-/.年])?\\d{1,2}[-/.月]\\d{1,2}日?';
const MOMENT = `${DATE}[ T]{0,2}${CLOCK}`;
const STAMP = `[\\[(【]?(?<stamp>(?:${DATE}[ T]{0,2})?${CLOCK})[\\])】]?`;
const FULL = `[\\[(【]?(?<stamp>${MOMENT})[\\])】]?`;
const REST = '[^\\s:：,，。;；?？!！]{0,6}';
const NAME = '(?<name>[^\\s:：,，。;；?？!！|\\d][^\\n:：,，。;；?？!！|]{0,18}?)';
const CELL = '[ ]*[,，\\t|][ ]*';
const BLANK = '[ \\t]*';

/** Compiles the words for speakers into patterns of how chats are written down. */
export function createMarkFinder(lists: Lists): MarkFinder {
  const words = anyOf(
    ['speaker_merchant', 'speaker_guest', 'speaker_agent', 'speaker_self'].flatMap(
      (name) => lists[name] ?? [],
    ),
    lists,
  );
  const role = `(?<name>(?:${words})${REST})`;
  const tail = `\\s?(?:[(（][^)）]{0,12}[)）])?\\s?(?:${STAMP})?\\s?[\\])】]?\\s?[:：]\\s?`;
  const label = pattern(`(?<=^|\\s)(?:[\\[(【]?(?:${MOMENT}|${CLOCK})[\\])】]?)?\\s?[\\[【]?${role}${tail}`);
  const lines = [
    // 张三 2026/11/20 10:21:05, and the words below it
    pattern(`^${BLANK}${NAME}[ \\t]+${FULL}${BLANK}[:：]?${BLANK}$\\n?`),
    pattern(`^${BLANK}${FULL}[ \\t]+${NAME}${BLANK}[:：]?${BLANK}$\\n?`),
    pattern(`^${BLANK}[\\[【]?${role}[\\]】]?[ \\t]+${STAMP}${BLANK}$\\n?`),
    // 10:21 张三：...
    pattern(`^${BLANK}${STAMP}[ \\t]+[\\[【]?${NAME}[\\]】]?${BLANK}[:：]${BLANK}`),
    // 10:21 [客户] ..., 客户 10:21 ...
    pattern(`^${BLANK}${STAMP}${BLANK}[\\[【]${role}[\\]】]${BLANK}`),
    pattern(`^${BLANK}[\\[【]?${role}[\\]】]?[ \\t]+${STAMP}[ \\t]+`),
    // 10:21,客户,...
    pattern(`^\\|?${BLANK}${STAMP}${CELL}${role}${CELL}`),
    pattern(`^\\|?${BLANK}${role}${CELL}${STAMP}${CELL}`),
  ];
  const bare = pattern(
    `^${BLANK}(?<name>[^\\s:：,，。;；?？!！()（）|·\\d][^\\s:：,，。;；?？!！()（）|]{0,11})[:：]\\s?`,
  );
  return (text) => {
    if (!text.includes(':') && !text.includes('：')) return NONE;
    const labels = marksOf(text, label, true);
    if (!text.includes('\n')) return labels;
    const stamped = lines.flatMap((one) => marksOf(text, one, true));
    return inOrder([...stamped, ...labels, ...marksOf(text, bare, false)]);
  };
}

const NONE: readonly Mark[] = [];

function pattern(source: string): RegExp {
  return new RegExp(source, 'gimu');
}

function marksOf(text: string, found: RegExp, plain: boolean): Mark[] {
  return matches(text, found).map(({ 0: mark, index, groups }) => ({
    start: index,
    end: index + mark.length,
    name: groups?.name?.trim() ?? '',
    plain,
    stamp: groups?.stamp ?? null,
  }));
}

/** By place; of two that overlap, the one that was found first. */
function inOrder(marks: readonly Mark[]): readonly Mark[] {
  const kept: Mark[] = [];
  for (const mark of marks) {
    if (kept.every(({ start, end }) => mark.end <= start || mark.start >= end)) kept.push(mark);
  }
  return kept.sort((a, b) => a.start - b.start);
}

import { phraseSource } from '../dialog/phrase.ts';
import type { Inspection } from './inspection.ts';
import { items, type Place, textOf } from './sheet.ts';

/** Checks the phrases of a list: those between slashes are regular expressions, the others templates. */
export function checkPhrases(inspection: Inspection, list: Place): void {
  for (const item of items(list)) {
    const source = /^\/(.*)\/[a-z]*$/s.exec(textOf(item) ?? '')?.[1];
    checkPattern(inspection, item, source ?? phraseSource(textOf(item) ?? '', {}));
  }
}

/** Checks one regular expression. */
export function checkPattern(inspection: Inspection, place: Place, source: string): void {
  try {
    new RegExp(source);
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message.replace(/^.*\/: /s, '') : String(error);
    inspection.tell(place, { code: 'DZ038', message: `正则表达式写错了：${MEANINGS[reason] ?? reason}` });
  }
}

// The engine's own words, for authors.
const MEANINGS: Readonly<Record<string, string>> = {
  'Unterminated group': '圆括号没有收口',
  "Unmatched ')'": '多了一个右圆括号',
  'Unterminated character class': '方括号没有收口',
  'Nothing to repeat': '* + ? 前面没有东西可重复',
  'Invalid group': '圆括号开头的写法不对',
  'Range out of order in character class': '方括号里的范围前后颠倒',
  'numbers out of order in {} quantifier': '花括号里的次数前后颠倒',
  '\\ at end of pattern': '末尾多了一个反斜杠',
  'Invalid regular expression: missing /': '没有以 / 结束',
};

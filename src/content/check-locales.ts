import { checkPattern } from './check-patterns.ts';
import type { Complaint } from './fault.ts';
import { idOf } from './file-kinds.ts';
import { filesOf, type Inspection, unreadableIn } from './inspection.ts';
import { nearest } from './nearest.ts';
import { ONCE_FOR_ALL } from './once-for-all.ts';
import { placesAt } from './places.ts';
import { child, entries, items, type Place, rootOf, textOf } from './sheet.ts';

/** Checks the wording of other languages against the Chinese: nothing that is not there, holes and lists alike, and
 * what is still to be translated. All of it only warns: whoever changes the Chinese need not know the language, and
 * what does not fit is said in Chinese. */
export function checkLocales(inspection: Inspection): void {
  for (const locale of filesOf(inspection, 'locale')) {
    checkReplies(inspection, child(locale, 'replies'));
    checkSlots(inspection, child(locale, 'slots'));
    checkCauses(inspection, child(locale, 'causes'));
    checkNamed(inspection, child(locale, 'contacts'), [inspection.names.contacts, '这个联系方式']);
    checkNamed(inspection, child(locale, 'articles'), [inspection.names.articles, '这篇文章']);
    checkSentences(inspection, child(locale, 'sentences'));
    for (const pair of items(child(locale, 'reads'))) {
      const pattern = child(pair, 0);
      const source = textOf(pattern);
      if (source !== null) checkPattern(inspection, pattern, source);
    }
  }
}

function fileAt({ sheets }: Inspection, path: string): Place | null {
  const sheet = sheets.get(path);
  return sheet === undefined || sheet.value === undefined ? null : rootOf(sheet);
}

function checkReplies(inspection: Inspection, own: Place): void {
  const chinese = fileAt(inspection, 'dialogs/replies.yaml');
  if (chinese === null) return;
  for (const [id, reply] of entries(own)) {
    const original = child(chinese, id);
    if (original.value !== undefined) checkHoles(inspection, reply, original);
    else tellUnknown(inspection, reply, ['这条固定用语', new Set(keysOf(chinese))]);
  }
  tellMissing(inspection, own, keysOf(chinese));
}

function checkSlots(inspection: Inspection, own: Place): void {
  const { slots } = inspection.names;
  const chinese = fileAt(inspection, 'dialogs/slots.yaml');
  if (slots === null || chinese === null) return;
  for (const [name, words] of entries(own)) {
    const slot = slots.get(name);
    if (slot === undefined) {
      tellUnknown(inspection, words, ['这个问题项', new Set(slots.keys())]);
      continue;
    }
    const { options } = slot;
    if (options === null) continue;
    for (const [option, place] of entries(child(words, 'options'))) {
      if (!options.has(option)) tellUnknown(inspection, place, ['这个选项', new Set(options.keys())]);
    }
    tellMissing(inspection, child(words, 'options'), [...options.keys()]);
    const asked = entries(child(chinese, name)).map(([field]) => field);
    tellMissing(
      inspection,
      words,
      asked.filter((field) => field === 'question' || field === 'why'),
    );
  }
  tellMissing(inspection, own, [...slots.keys()]);
}

const LISTS = ['steps', 'prepare', 'contacts', 'wait', 'warnings'] as const;

function checkCauses(inspection: Inspection, own: Place): void {
  const causes = new Map(filesOf(inspection, 'cause').map((cause) => [idOf(cause.sheet.path), cause]));
  if (unreadableIn(inspection, 'knowledge/causes/')) return;
  for (const [id, words] of entries(own)) {
    const cause = causes.get(id);
    if (cause === undefined) tellUnknown(inspection, words, ['这个根因', new Set(causes.keys())]);
    else checkCause(inspection, words, cause);
  }
  tellMissing(inspection, own, [...causes.keys()]);
}

function checkCause(inspection: Inspection, words: Place, cause: Place): void {
  checkAdvice(inspection, words, cause);
  const [own, others] = [items(child(words, 'instead')), items(child(cause, 'instead'))];
  if (own.length !== others.length) {
    tellLength(inspection, child(words, 'instead'), [own.length, others.length]);
    return;
  }
  own.forEach((advice, i) => {
    const original = others[i];
    if (original !== undefined) checkAdvice(inspection, advice, original);
  });
}

function checkAdvice(inspection: Inspection, words: Place, advice: Place): void {
  for (const field of ['summary', 'next']) checkHoles(inspection, child(words, field), child(advice, field));
  for (const field of LISTS) {
    const [own, original] = [items(child(words, field)), items(child(advice, field))];
    if (child(words, field).value === undefined) continue;
    if (own.length !== original.length) {
      tellLength(inspection, child(words, field), [own.length, original.length]);
      continue;
    }
    own.forEach((item, i) => {
      const source = original[i];
      if (source !== undefined) checkHoles(inspection, item, spoken(source));
    });
  }
}

function tellLength(inspection: Inspection, list: Place, [own, original]: readonly [number, number]): void {
  const message = `译文有 ${own} 条，原文有 ${original} 条：这一项先用中文`;
  inspection.tell(list, { code: 'DZ074', message }, { key: true });
}

/** The sentence of a list item that may carry a condition. */
function spoken(item: Place): Place {
  return textOf(item) === null ? child(item, 'say') : item;
}

function checkNamed(
  inspection: Inspection,
  own: Place,
  [known, what]: readonly [ReadonlySet<string> | null, string],
): void {
  if (known === null) return;
  for (const [id, place] of entries(own)) {
    if (!known.has(id)) tellUnknown(inspection, place, [what, known]);
  }
  tellMissing(inspection, own, [...known]);
}

function checkSentences(inspection: Inspection, own: Place): void {
  const known = new Set(
    ONCE_FOR_ALL.flatMap(({ kind, at }) =>
      filesOf(inspection, kind).flatMap((file) => at.flatMap((path) => placesAt(file, path.split('.')))),
    ).flatMap((place) => textOf(place) ?? []),
  );
  for (const [sentence, place] of entries(own)) {
    if (!known.has(sentence)) tellUnknown(inspection, place, ['这句原文', known]);
  }
  tellMissing(inspection, own, [...known]);
}

function keysOf(place: Place): readonly string[] {
  return entries(place).map(([key]) => key);
}

function tellUnknown(
  inspection: Inspection,
  place: Place,
  [what, known]: readonly [string, ReadonlySet<string>],
): void {
  const name = String(place.path.at(-1));
  const complaint: Complaint = {
    code: 'DZ071',
    message: `没有“${name}”${what}，这里的译文用不上`,
    suggestion: nearest(name, [...known]),
  };
  inspection.tell(place, complaint, { key: true });
}

function tellMissing(inspection: Inspection, own: Place, wanted: readonly string[]): void {
  const missing = wanted.filter((key) => child(own, key).value === undefined);
  const [first] = missing;
  if (first === undefined) return;
  const more = missing.length === 1 ? '' : `等 ${missing.length} 项`;
  inspection.tell(own, { code: 'DZ072', message: `还没有译文：“${first}”${more}，先用中文` }, { key: true });
}

function checkHoles(inspection: Inspection, own: Place, original: Place): void {
  const [said, meant] = [holesIn(own), holesIn(original)];
  if (said === meant) return;
  const shown = (holes: string): string => (holes === '' ? '没有空位' : `有空位“${holes}”`);
  const message = `译文${shown(said)}，原文${shown(meant)}：这一句先用中文`;
  inspection.tell(own, { code: 'DZ073', message });
}

function holesIn(place: Place): string {
  const holes = items(place).flatMap((item) => (textOf(item) ?? '').match(/\{[^{}]*\}/g) ?? []);
  return [...new Set(holes)].sort().join('');
}

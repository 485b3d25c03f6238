import type { FileKind } from './file-kinds.ts';
import { ADVICE_HOLES } from './holes.ts';
import { filesOf, type Inspection } from './inspection.ts';
import type { RequiredReplies } from './replies.ts';
import { child, entries, items, type Path, type Place, textOf } from './sheet.ts';
import { objections } from './wording.ts';

/** Where a file has sentences that people read: paths with * for every entry or item; and which holes they may have. */
interface Sentences {
  readonly kind: FileKind;
  readonly at: readonly string[];
  readonly holes: readonly string[];
}

const SENTENCES: readonly Sentences[] = [
  {
    kind: 'slots',
    at: ['*.question', '*.why', '*.options.*.label', '*.options.*.fact', '*.options.*.preface'],
    holes: [],
  },
  { kind: 'dialog', at: ['title'], holes: [] },
  {
    kind: 'cause',
    at: [
      'summary',
      'steps.*',
      'steps.*.say',
      'prepare.*',
      'contacts.*.say',
      'wait',
      'wait.*',
      'next',
      'warnings.*',
      'warnings.*.say',
    ],
    holes: ADVICE_HOLES,
  },
  { kind: 'cause', at: ['name', 'evidence.*.*.since'], holes: [] },
  { kind: 'contacts', at: ['*.name', '*.scope'], holes: [] },
  { kind: 'codes', at: ['*.means', '*.do', '*.call'], holes: [] },
  { kind: 'payout', at: ['*.say'], holes: [] },
  { kind: 'settlement', at: ['modes.*.rule', 'modes.*.instead.*.because'], holes: [] },
  { kind: 'article', at: ['title', 'text'], holes: [] },
];

/** Checks every sentence that a merchant or an agent can read. */
export function checkSentences(inspection: Inspection, replies: RequiredReplies): void {
  for (const sentences of SENTENCES) {
    for (const file of filesOf(inspection, sentences.kind)) checkFile(inspection, file, sentences);
  }
  for (const file of filesOf(inspection, 'replies')) {
    for (const [id, reply] of entries(file)) {
      for (const item of items(reply)) checkSentence(inspection, item, replies[id] ?? null);
    }
  }
}

function checkFile(inspection: Inspection, file: Place, { at, holes }: Sentences): void {
  for (const path of at) checkAt(inspection, file, [path.split('.'), holes]);
}

function checkAt(
  inspection: Inspection,
  place: Place,
  [path, holes]: readonly [Path, readonly string[]],
): void {
  const [step, ...rest] = path;
  if (step === undefined) checkSentence(inspection, place, holes);
  else for (const next of nextPlaces(place, step)) checkAt(inspection, next, [rest, holes]);
}

function nextPlaces(place: Place, step: string | number): readonly Place[] {
  if (step !== '*') return [child(place, step)];
  return Array.isArray(place.value) ? items(place) : entries(place).map(([, entry]) => entry);
}

function checkSentence(inspection: Inspection, place: Place, holes: readonly string[] | null): void {
  const sentence = textOf(place);
  if (sentence === null) return;
  for (const { offset, ...complaint } of objections(sentence, holes))
    inspection.tell(place, complaint, { offset });
}

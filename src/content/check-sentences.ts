import type { FileKind } from './file-kinds.ts';
import { ADVICE_HOLES } from './holes.ts';
import { filesOf, type Inspection } from './inspection.ts';
import { placesAt } from './places.ts';
import type { RequiredReplies } from './replies.ts';
import { child, entries, items, type Place, textOf } from './sheet.ts';
import { objections } from './wording.ts';

/** Where a file has sentences that people read: paths with * for every entry or item; and which holes they may have. */
interface Sentences {
  readonly kind: FileKind;
  readonly at: readonly string[];
  readonly holes: readonly string[];
}

const ADVICE = [
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
];

/** The same in a translation, where every item is its sentence. */
const ADVICE_WORDS = [
  'summary',
  'steps.*',
  'prepare.*',
  'contacts.*',
  'wait',
  'wait.*',
  'next',
  'warnings.*',
];

const SENTENCES: readonly Sentences[] = [
  {
    kind: 'slots',
    at: ['*.question', '*.why', '*.options.*.label', '*.options.*.fact', '*.options.*.preface'],
    holes: [],
  },
  { kind: 'dialog', at: ['title'], holes: [] },
  { kind: 'cause', at: [...ADVICE, ...ADVICE.map((field) => `instead.*.${field}`)], holes: ADVICE_HOLES },
  { kind: 'cause', at: ['name', 'evidence.*.*.since'], holes: [] },
  { kind: 'contacts', at: ['*.name', '*.scope'], holes: [] },
  { kind: 'codes', at: ['*.means', '*.do', '*.call'], holes: [] },
  { kind: 'payout', at: ['*.say'], holes: [] },
  { kind: 'settlement', at: ['modes.*.rule', 'modes.*.instead.*.because'], holes: [] },
  { kind: 'article', at: ['title', 'text'], holes: [] },
  {
    kind: 'locale',
    at: [
      'slots.*.question',
      'slots.*.why',
      'slots.*.options.*.label',
      'slots.*.options.*.fact',
      'slots.*.options.*.preface',
      'causes.*.name',
      'contacts.*.name',
      'contacts.*.scope',
      'articles.*',
      'sentences.*',
    ],
    holes: [],
  },
  {
    kind: 'locale',
    at: [...ADVICE_WORDS, ...ADVICE_WORDS.map((field) => `instead.*.${field}`)].map(
      (field) => `causes.*.${field}`,
    ),
    holes: ADVICE_HOLES,
  },
];

/** Checks every sentence that a merchant or an agent can read. */
export function checkSentences(inspection: Inspection, replies: RequiredReplies): void {
  for (const sentences of SENTENCES) {
    for (const file of filesOf(inspection, sentences.kind)) checkFile(inspection, file, sentences);
  }
  const wordings = filesOf(inspection, 'locale').map((locale) => child(locale, 'replies'));
  for (const wording of [...filesOf(inspection, 'replies'), ...wordings]) {
    for (const [id, reply] of entries(wording)) {
      for (const item of items(reply)) checkSentence(inspection, item, replies[id] ?? null);
    }
  }
}

function checkFile(inspection: Inspection, file: Place, { at, holes }: Sentences): void {
  for (const path of at) {
    for (const place of placesAt(file, path.split('.'))) checkSentence(inspection, place, holes);
  }
}

function checkSentence(inspection: Inspection, place: Place, holes: readonly string[] | null): void {
  const sentence = textOf(place);
  if (sentence === null) return;
  for (const { offset, ...complaint } of objections(sentence, holes))
    inspection.tell(place, complaint, { offset });
}

import type { z } from 'zod';
import { holidaySource } from '../calendar/holidays.ts';
import { dialogSource } from '../dialog/dialog.ts';
import { renamedSource } from '../dialog/renamed.ts';
import { slotsSource } from '../dialog/slot.ts';
import { causeSource } from '../knowledge/cause.ts';
import { contactsSource } from '../knowledge/contact.ts';
import { payoutMessagesSource } from '../knowledge/payout-message.ts';
import { responseCodesSource } from '../knowledge/response-code.ts';
import { serviceSource } from '../knowledge/service.ts';
import { settlementSource } from '../knowledge/settlement.ts';
import { sourcesSource } from '../knowledge/source.ts';
import { answersSource, articleSource, intentsSource, repliesSource, vocabularySource } from './language.ts';
import { localeSource } from './translation.ts';

/** Every kind of content file: where it stands and what shape it has. `only`: there is exactly one, and it must exist. */
export const FILE_KINDS = {
  slots: { only: 'dialogs/slots.yaml', schema: slotsSource },
  replies: { only: 'dialogs/replies.yaml', schema: repliesSource },
  contacts: { only: 'knowledge/contacts.yaml', schema: contactsSource },
  codes: { only: 'knowledge/response-codes.yaml', schema: responseCodesSource },
  payout: { only: 'knowledge/payout-messages.yaml', schema: payoutMessagesSource },
  settlement: { only: 'knowledge/settlement.yaml', schema: settlementSource },
  service: { only: 'knowledge/service.yaml', schema: serviceSource },
  sources: { only: 'knowledge/sources.yaml', schema: sourcesSource },
  vocabulary: { only: 'knowledge/vocabulary.yaml', schema: vocabularySource },
  intents: { only: 'knowledge/intents.yaml', schema: intentsSource },
  dialog: { in: 'dialogs/', ending: '.yaml', schema: dialogSource },
  cause: { in: 'knowledge/causes/', ending: '.yaml', schema: causeSource },
  holiday: { in: 'knowledge/holidays/', ending: '.yaml', name: /^\d{4}$/, schema: holidaySource },
  locale: { in: 'dialogs/locales/', ending: '.yaml', name: /^[a-z]{2}$/, schema: localeSource },
  renamed: { in: 'dialogs/renamed/', ending: '.yaml', schema: renamedSource },
  answers: { in: 'knowledge/answers/', ending: '.yaml', schema: answersSource },
  article: { in: 'knowledge/articles/', ending: '.md', schema: articleSource },
} as const satisfies Record<
  string,
  { schema: z.ZodType } & ({ only: string } | { in: string; ending: string; name?: RegExp })
>;
export type FileKind = keyof typeof FILE_KINDS;

/** The tree that is read before every other; every content has it. */
export const FIRST = 'dialogs/first.yaml';

/** Files that every content has. */
export const REQUIRED_FILES: readonly string[] = [
  FIRST,
  ...Object.values(FILE_KINDS).flatMap((kind) => ('only' in kind ? [kind.only] : [])),
];

const ID = /^[a-z0-9][a-z0-9_-]*$/;

/** What kind of file stands at a path, or null where no content file is expected. */
export function kindOf(path: string): FileKind | null {
  for (const [name, kind] of kinds()) {
    if ('only' in kind ? kind.only === path : isIn(kind, path)) return name;
  }
  return null;
}

function kinds(): [FileKind, (typeof FILE_KINDS)[FileKind]][] {
  return Object.entries(FILE_KINDS) as [FileKind, (typeof FILE_KINDS)[FileKind]][];
}

function isIn(
  kind: { readonly in: string; readonly ending: string; readonly name?: RegExp },
  path: string,
): boolean {
  const name = path.slice(kind.in.length, -kind.ending.length);
  return path.startsWith(kind.in) && path.endsWith(kind.ending) && (kind.name ?? ID).test(name);
}

/** The id that a file's name gives: "knowledge/causes/normal_cycle_wait.yaml" → "normal_cycle_wait". */
export function idOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
}

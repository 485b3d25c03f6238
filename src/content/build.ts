import type { z } from 'zod';
import { buildDialog, byIssue } from './build-dialogs.ts';
import {
  buildCause,
  buildCodes,
  buildContacts,
  buildHolidays,
  buildPayout,
  buildService,
  buildSettlement,
  buildSources,
} from './build-knowledge.ts';
import { buildLocale } from './build-locale.ts';
import { buildRenamed } from './build-renamed.ts';
import { buildRoles, buildSlots } from './build-slots.ts';
import type { Content, Intents, Vocabulary } from './content.ts';
import { FILE_KINDS, FIRST, idOf, kindOf } from './file-kinds.ts';
import { isIssue } from './intent-key.ts';
import type { answersSource, intentsSource, vocabularySource } from './language.ts';
import { type Names, type SlotName, valueId } from './names.ts';
import { mapValues, type Resolve, resolveBy } from './resolve.ts';
import type { Sheet } from './sheet.ts';

/** Puts checked files together as Content, every name as an id. */
export function buildContent(sheets: ReadonlyMap<string, Sheet>, names: Names, version: string): Content {
  const resolve = resolveBy(names);
  const slots = theOne(sheets, FILE_KINDS.slots);
  const dialogs = all(sheets, FILE_KINDS.dialog).map(([id, source]) => buildDialog(id, source, resolve));
  const first = dialogs.find((dialog) => `dialogs/${dialog.id}.yaml` === FIRST);
  if (first === undefined) throw new Error(`${FIRST} passed the check but is not there`);
  const causes = all(sheets, FILE_KINDS.cause);
  const articles = all(sheets, FILE_KINDS.article);
  const locales = all(sheets, FILE_KINDS.locale);
  return {
    version,
    slots: buildSlots(slots, resolve),
    roles: buildRoles(slots),
    first,
    dialogs: byIssue(dialogs),
    causes: Object.fromEntries(causes.map(([id, source]) => [id, buildCause(id, source, resolve)])),
    contacts: buildContacts(theOne(sheets, FILE_KINDS.contacts), resolve),
    codes: buildCodes(theOne(sheets, FILE_KINDS.codes)),
    payoutMessages: buildPayout(theOne(sheets, FILE_KINDS.payout), resolve),
    settlement: buildSettlement(theOne(sheets, FILE_KINDS.settlement), resolve),
    service: buildService(theOne(sheets, FILE_KINDS.service), resolve),
    holidays: buildHolidays(all(sheets, FILE_KINDS.holiday)),
    articles: Object.fromEntries(articles.map(([id, article]) => [id, { id, ...article }])),
    sources: buildSources(theOne(sheets, FILE_KINDS.sources)),
    replies: mapValues(theOne(sheets, FILE_KINDS.replies), (reply) => [reply].flat().join('\n')),
    vocabulary: buildVocabulary(theOne(sheets, FILE_KINDS.vocabulary)),
    intents: buildIntents(theOne(sheets, FILE_KINDS.intents), resolve),
    answers: buildAnswers(all(sheets, FILE_KINDS.answers), names),
    renamed: buildRenamed(
      all(sheets, FILE_KINDS.renamed).map(([, source]) => source),
      names,
    ),
    locales: Object.fromEntries(locales.map(([id, source]) => [id, buildLocale(source, names)])),
  };
}

function theOne<T>(sheets: ReadonlyMap<string, Sheet>, kind: { only: string; schema: z.ZodType<T> }): T {
  return kind.schema.parse(sheets.get(kind.only)?.value);
}

function all<T>(
  sheets: ReadonlyMap<string, Sheet>,
  kind: { in: string; schema: z.ZodType<T> },
): (readonly [string, T])[] {
  const own = [...sheets.values()].filter(({ path }) => schemaOf(path) === kind.schema);
  return own.map((sheet) => [idOf(sheet.path), kind.schema.parse(sheet.value)]);
}

function schemaOf(path: string): z.ZodType | null {
  const kind = kindOf(path);
  return kind === null ? null : FILE_KINDS[kind].schema;
}

function buildVocabulary({ rewrite, lists }: z.infer<typeof vocabularySource>): Vocabulary {
  return { rewrite: Object.entries(rewrite).sort(([a], [b]) => b.length - a.length), lists };
}

/** Example answers by ids; the file's name is the slot's id. */
function buildAnswers(
  files: readonly (readonly [string, z.infer<typeof answersSource>])[],
  names: Names,
): Content['answers'] {
  const slots = [...(names.slots ?? new Map<string, SlotName>()).values()];
  return Object.fromEntries(
    files.map(([id, source]) => {
      const slot = slots.find((one) => one.id === id);
      if (slot === undefined)
        throw new Error(`answers of "${id}" passed the check but there is no such slot`);
      return [
        id,
        Object.fromEntries(Object.entries(source).map(([name, list]) => [valueId(slot, name), list])),
      ];
    }),
  );
}

/** A key with a colon says itself what it is; any other is an option name of the issue slot. */
function buildIntents(source: z.infer<typeof intentsSource>, resolve: Resolve): Intents {
  const examples = Object.entries(source).map(([intent, list]) => [
    isIssue(intent) ? resolve.roleOption('issue', intent) : intent,
    list,
  ]);
  return { examples: Object.fromEntries(examples) };
}

import { buildContent } from './build.ts';
import { checkAnswers } from './check-answers.ts';
import { checkContacts } from './check-contacts.ts';
import { checkDialogs } from './check-dialogs.ts';
import { checkHolidays } from './check-holidays.ts';
import { checkCauses, checkTables } from './check-knowledge.ts';
import { checkIntents, checkReplies, checkVocabulary } from './check-language.ts';
import { checkLocales } from './check-locales.ts';
import { checkRenamed } from './check-renamed.ts';
import { checkSeeds } from './check-seeds.ts';
import { checkSentences } from './check-sentences.ts';
import { checkService } from './check-service.ts';
import { checkSettlement } from './check-settlement.ts';
import { checkSlots } from './check-slots.ts';
import type { Content } from './content.ts';
import { type Fault, mergeFaults, sortFaults } from './fault.ts';
import { readForm } from './form.ts';
import { inspect } from './inspection.ts';
import { collectNames } from './names.ts';
import type { Files } from './read-files.ts';
import { REQUIRED_REPLIES, type RequiredReplies } from './replies.ts';
import { versionOf } from './version.ts';

/** Checked content, or null where there are errors. The faults are all there are, warnings included. */
export interface Compiled {
  readonly content: Content | null;
  readonly faults: readonly Fault[];
}

/** Checks all content files at once and puts them together. `replies`: the fixed sentences that must be there. */
export function compile(files: Files, replies: RequiredReplies = REQUIRED_REPLIES): Compiled {
  const { sheets, faults: form } = readForm(files);
  const names = collectNames(sheets);
  const faults: Fault[] = [...form];
  const inspection = inspect(sheets, names, faults);
  checkSlots(inspection);
  checkDialogs(inspection);
  checkCauses(inspection);
  checkTables(inspection);
  checkContacts(inspection);
  checkSettlement(inspection);
  checkService(inspection);
  checkHolidays(inspection);
  checkSeeds(inspection);
  checkVocabulary(inspection);
  checkIntents(inspection);
  checkAnswers(inspection);
  checkReplies(inspection, Object.keys(replies));
  checkRenamed(inspection);
  checkLocales(inspection);
  checkSentences(inspection, replies);
  const broken = faults.some((fault) => fault.severity === 'error');
  return {
    content: broken ? null : buildContent(sheets, names, versionOf(files)),
    faults: mergeFaults(sortFaults(faults)),
  };
}

import { compile } from './content/compile.ts';
import type { Content } from './content/content.ts';
import { formatFault } from './content/fault.ts';
import { readForm } from './content/form.ts';
import { readFiles } from './content/read-files.ts';
import { createExpert } from './conversation/expert.ts';
import type { Exit, Io } from './io.ts';
import type { Place } from './place.ts';
import { checkRecord, type KeptTalk } from './proof/check-record.ts';
import { type Phrase, searchExamples } from './proof/example-search.ts';
import { Findings } from './proof/finding.ts';
import { locate } from './proof/locate.ts';
import { type RecordedTalk, scriptFrom } from './proof/recorded-talk.ts';
import { RECORD_EFFORT, TalkSearch } from './proof/talk-search.ts';
import { readExamples, readRecord, writeExamples, writeRecord } from './record-files.ts';

/** `daozhang record`: plays the recorded talks on today's content, looks for talks that show what none shows yet, and
 * writes them all. The author looks at what changed, and takes it or not. */
export async function recordCommand(flags: { readonly fresh: boolean }, place: Place, io: Io): Promise<Exit> {
  const files = await readFiles(place.root);
  const { content, faults } = compile(files);
  for (const fault of faults) io.out(`${formatFault(fault)}\n`);
  if (content === null) return 1;
  const before = flags.fresh ? [] : await readRecord(place.root);
  const search = new TalkSearch(createExpert(content));
  for (const { script } of before) {
    const known = scriptFrom(content, script);
    if (known !== null) search.keep(known);
  }
  search.search(RECORD_EFFORT);
  await writeRecord(place.root, byTree(search.talks));
  io.out(`${summary(before, search)}\n`);
  await recordExamples(content, flags, place, io);
  const findings = new Findings();
  const expert = createExpert(content);
  checkRecord(expert, await readRecord(place.root), findings);
  const { located } = locate(findings.all(), readForm(files).sheets);
  for (const one of located) io.out(`${formatFault(one)}\n`);
  return located.length === 0 ? 0 : 1;
}

/** Looks for texts that show the ways of saying an option, and lists the ways that none is in need of. */
async function recordExamples(
  content: Content,
  { fresh }: { readonly fresh: boolean },
  { root }: Place,
  io: Io,
): Promise<void> {
  const kept = fresh ? [] : await readExamples(root, content);
  const known = kept.flatMap(({ example }) => (example === null ? [] : [example]));
  const found = Object.values(content.slots).map((slot) =>
    searchExamples(
      content,
      slot,
      known.filter((one) => one.slot === slot.id),
    ),
  );
  const examples = found.flatMap((one) => one.examples);
  await writeExamples(root, content, examples);
  const held = examples.filter((one) => known.includes(one)).length;
  for (const phrase of found.flatMap((one) => one.idle)) io.out(`no text is in need of ${nameOf(phrase)}\n`);
  for (const phrase of found.flatMap((one) => one.unread)) io.out(`nothing is read by ${nameOf(phrase)}\n`);
  const counts = [`${examples.length} examples recorded`, `${examples.length - held} of them new`];
  io.out(`${[...counts, `${kept.length - held} are read otherwise now and left out`].join('; ')}\n`);
}

function nameOf({ slot, option, list, index }: Phrase): string {
  return `${slot.name} ${option.name} ${list}: ${option[list][index] ?? ''}`;
}

function byTree(talks: TalkSearch['talks']): ReadonlyMap<string, readonly RecordedTalk[]> {
  const trees = new Map<string, RecordedTalk[]>();
  for (const [tree, talk] of talks) trees.set(tree, [...(trees.get(tree) ?? []), talk]);
  return trees;
}

function summary(before: readonly KeptTalk[], { talks, unseen }: TalkSearch): string {
  const played = talks.slice(0, before.length).map(([, talk]) => talk);
  const changed = (part: (talk: RecordedTalk) => string): number =>
    played.filter((talk, i) => {
      const old = before[i];
      return old !== undefined && part(old) !== part(talk);
    }).length;
  const first = changed(({ outcome }) => outcome.split(/ \d+%/, 1)[0] ?? '');
  return [
    `${talks.length} talks recorded, ${talks.length - played.length} of them new`,
    `of those recorded before, ${changed(({ script }) => script)} ask otherwise`,
    `${first} have another first cause, ${changed(({ outcome }) => outcome)} differ in what they come to`,
    `${unseen.length} parts of the trees matter in no talk`,
  ].join('; ');
}

import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import days from 'chinese-days';
import { bundle } from '../bin/bundle.js';
import { bootAdvisor } from '../src/boot.ts';
import { addDays } from '../src/calendar/day.ts';
import { dayKind } from '../src/calendar/day-kind.ts';
import { compile } from '../src/content/compile.ts';
import type { Content } from '../src/content/content.ts';
import { readForm } from '../src/content/form.ts';
import { type Files, readFiles } from '../src/content/read-files.ts';
import { createExpert, type Expert } from '../src/conversation/expert.ts';
import type { Advisor } from '../src/desk/advisor.ts';
import { scoreFile } from '../src/eval-command.ts';
import { type Io, processIo } from '../src/io.ts';
import { trainClassifier } from '../src/nlu/classifier/train.ts';
import { createReader } from '../src/nlu/reader.ts';
import { createPastedReader } from '../src/nlu/transcript/pasted.ts';
import { checkExamples, type KeptExample } from '../src/proof/check-examples.ts';
import { checkRecord, type KeptTalk } from '../src/proof/check-record.ts';
import { Findings } from '../src/proof/finding.ts';
import { differing, drawSamples, type Outcome, outcomeOf, type Sample } from '../src/proof/impact.ts';
import { locate } from '../src/proof/locate.ts';
import { type Effort, startsOf, Walkthrough } from '../src/proof/walkthrough.ts';
import { readExamples, readRecord } from '../src/record-files.ts';
import { playTalk } from '../test/support/talk.ts';
import { type Change, choose, describe } from './content-changes.ts';

// Changes the content one thing at a time, and looks whether the check, the talks, the evaluation or the tests notice.
//   npm run mutate -- [changes of each kind] [evaluation files ...]

const RESULTS = 'bench/results/mutation.md';
const SAMPLES = 20;
/** steps of a tree that is walked for the sake of a cause in it */
const SMALL = 30;
/** the walk of one kind of trouble, without what a merchant may want in between */
const EFFORT: Effort = { trials: 'none', shallow: 1, search: 0 };

/** What judges a changed content. */
interface Bench {
  readonly files: Files;
  readonly talks: readonly string[];
  readonly record: readonly KeptTalk[];
  readonly examples: readonly KeptExample[];
  readonly evaluations: readonly string[];
  readonly read: (content: Content) => Advisor['read'];
  readonly figures: string;
  readonly samples: readonly (readonly [Sample, Outcome])[];
  readonly io: Io;
}

/** node bench/run.js mutate-content [changes of each kind] [evaluation files ...] */
export async function main([each = '8', ...evaluations]: readonly string[]): Promise<number> {
  const bench = await setUp(evaluations);
  const chosen = choose(bench.files, Number(each));
  const rows: { change: Change; by: string }[] = [];
  for (const change of chosen) {
    const by = await noticedBy(bench, change);
    rows.push({ change, by });
    process.stdout.write(`${by.padEnd(10)} ${describe(change)}\n`);
  }
  await writeFile(RESULTS, report(rows, Number(each), evaluations.length));
  return 0;
}

async function setUp(evaluations: readonly string[]): Promise<Bench> {
  const home = process.cwd();
  const { cache, models } = await bundle(home);
  const io = { ...processIo(), out: () => undefined };
  const advisor = await bootAdvisor({ home, root: home, cache, models }, io);
  if (advisor === null) throw new Error('the content is broken');
  const { expert } = advisor;
  // None of the changes touches what the classifier learns from.
  const model = trainClassifier(expert.content.intents, expert.content.vocabulary);
  const folder = path.join(home, 'test/talks');
  const talks = await Promise.all(
    (await readdir(folder)).map((file) => readFile(path.join(folder, file), 'utf8')),
  );
  return {
    files: await readFiles(home),
    talks,
    record: await readRecord(home),
    examples: await readExamples(home, expert.content),
    evaluations,
    io,
    read: (content) => createReader(content, model),
    figures: await figuresOf({ evaluations, io }, advisor),
    samples: drawSamples(expert, SAMPLES).map((sample) => [sample, outcomeOf(expert, sample)]),
  };
}

async function noticedBy(bench: Bench, change: Change): Promise<string> {
  const text = bench.files.get(change.file) ?? '';
  const changed = text.slice(0, change.at) + change.words + text.slice(change.at + change.old.length);
  const files = new Map(bench.files).set(change.file, changed);
  const { content, faults } = compile(files);
  if (content === null || faults.length > 0) return 'check';
  const advisor: Advisor = {
    expert: createExpert(content),
    read: bench.read(content),
    pasted: createPastedReader(content),
  };
  if (recordDiffers(bench, advisor.expert)) return 'record';
  if (bench.talks.some((talk) => playTalk(advisor, talk).faults.length > 0)) return 'talks';
  if (calendarDiffers(content)) return 'test';
  if ((await figuresOf(bench, advisor)) !== bench.figures) return 'evaluation';
  if (walksWrong(advisor.expert, change, files)) return 'check';
  return impactOf(bench, advisor.expert) ? 'impact' : 'nothing';
}

async function figuresOf(
  { evaluations, io }: Pick<Bench, 'evaluations' | 'io'>,
  advisor: Advisor,
): Promise<string> {
  const scores = await Promise.all(evaluations.map((file) => scoreFile(advisor, file, io)));
  return JSON.stringify(scores.map((one) => (one.ok ? one.score.figures : one.message)));
}

/** The part of the check that plays the recorded talks and reads the recorded examples again. */
function recordDiffers({ record, examples }: Bench, expert: Expert): boolean {
  const findings = new Findings();
  checkExamples(expert.content, examples, findings);
  checkRecord(expert, record, findings);
  return findings.all().length > 0;
}

/** Walks the tree that was changed, or those that conclude the changed cause where they are small. What a tree has a
 * note for is no finding. */
function walksWrong(expert: Expert, { file }: Change, changed: Files): boolean {
  const id = path.basename(file, '.yaml');
  const own = Object.values(expert.content.dialogs)
    .flat()
    .filter(
      ({ id: tree, steps }) =>
        tree === id ||
        (steps.length < SMALL && steps.some((step) => step.type === 'conclude' && step.cause === id)),
    );
  const issues = new Set(own.map(({ issue }) => issue));
  const walkthrough = new Walkthrough(expert, EFFORT);
  for (const start of startsOf(expert)) {
    if (issues.has(start[expert.content.roles.issue] ?? '')) walkthrough.start(start);
  }
  return locate(walkthrough.result().findings, readForm(changed).sheets).located.length > 0;
}

/** The calendar test compares every day of the published years with an independent package. */
function calendarDiffers({ holidays }: Content): boolean {
  for (let day = '2024-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
    const kind = dayKind(holidays, day);
    if (days.isWorkday(day) !== (kind === 'workday' || kind === 'makeup_workday')) return true;
  }
  return false;
}

function impactOf({ samples }: Bench, expert: Expert): boolean {
  return samples.some(([sample, before]) => differing(before, outcomeOf(expert, sample)).length > 0);
}

function report(rows: readonly { change: Change; by: string }[], each: number, evaluations: number): string {
  const kinds = [...new Set(rows.map(({ change }) => change.kind))];
  const by = ['check', 'record', 'talks', 'evaluation', 'test', 'impact', 'nothing'];
  const count = (all: typeof rows, name: string): number => all.filter((row) => row.by === name).length;
  const lines = kinds.map((kind) => {
    const own = rows.filter(({ change }) => change.kind === kind);
    return `| ${[kind, own.length, ...by.map((name) => count(own, name))].join(' | ')} |`;
  });
  const share = (names: readonly string[]): string =>
    `${((100 * rows.filter((row) => names.includes(row.by)).length) / Math.max(1, rows.length)).toFixed(1)} %`;
  const left = rows.filter((row) => row.by === 'nothing' || row.by === 'impact');
  return [
    '# Changed content',
    '',
    `Up to ${each} changes of each kind, taken by fixed numbers; each is noticed by the first of these that differs. ${evaluations} evaluation files.`,
    '',
    '- check: what `daozhang check` finds without a record, the walk only of the tree or the cause that was changed',
    '- record: the recorded talks and texts of `record/`, which `daozhang check` plays and reads',
    '- talks: `test/talks/`; evaluation: figures of `daozhang eval`; test: the calendar beside chinese-days',
    '- impact: sample talks of `daozhang impact`; it is not counted, as it compares and does not judge',
    '',
    `| kind | changes | ${by.join(' | ')} |`,
    `|---|---${'|---'.repeat(by.length)}|`,
    ...lines,
    '',
    `Noticed by check, record, talks, evaluation and tests: ${share(by.slice(0, 5))}. Seen by \`daozhang impact\` besides: ${share(['impact'])}.`,
    '',
    `Not noticed: ${left.length} of ${rows.length}.`,
    '',
    ...left.map(
      ({ change, by: seen }) => `- ${describe(change)}${seen === 'impact' ? ' (seen by impact)' : ''}`,
    ),
    '',
  ].join('\n');
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { markdownTable } from './markdown-table.ts';

// Changes the code of the pure folders one thing at a time, and looks whether a test fails.
//   npm run mutate:code -- [folders, all without any]

const RESULTS = 'bench/results/mutation-code.md';
/** All changes that no test noticed; the results show a few of each file. */
const SURVIVORS = 'build/mutation-code/survivors.md';
const SHOWN = 3;
const STRYKER = 'bench/node_modules/@stryker-mutator/core/bin/stryker.js';
/** The least that is wanted, in per cent. */
const WANTED = 80;
/** Folder of src/ → the tests that its changes are tried against. */
const TESTS: Readonly<Record<string, readonly string[]>> = {
  calendar: ['calendar', 'calendar-*', 'working-time'],
  diagnosis: ['diagnosis', 'diagnosis-*', 'conversation-diagnosis'],
  dialog: ['dialog-*', 'conversation-diagnosis'],
  privacy: ['privacy', 'privacy-*'],
};

const reportSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.string(),
      mutants: z.array(
        z.object({
          status: z.string(),
          mutatorName: z.string(),
          replacement: z.string().optional(),
          static: z.boolean().optional(),
          location: z.object({ start: z.object({ line: z.number(), column: z.number() }) }),
        }),
      ),
    }),
  ),
});
type Report = z.infer<typeof reportSchema>;
type Mutant = Report['files'][string]['mutants'][number];

/** node bench/run.js mutate-code [FOLDERS]: the folders one after the other, then the summary of all that were run; `none`:
 * only the summary of what was run before. */
export async function main(chosen: readonly string[]): Promise<number> {
  const folders = chosen.length === 0 ? Object.keys(TESTS) : chosen;
  for (const folder of folders.filter((one) => one !== 'none')) {
    if (TESTS[folder] === undefined) throw new Error(`no tests are named for src/${folder}`);
    if (run(folder) !== 0) return 1;
  }
  const reports = new Map<string, Report>();
  for (const folder of Object.keys(TESTS)) {
    const file = reportOf(folder);
    if (existsSync(file)) reports.set(folder, reportSchema.parse(JSON.parse(await readFile(file, 'utf8'))));
  }
  const files = [...reports.values()].flatMap((report) => Object.entries(report.files));
  const left = files.map((file) => survivorsIn(file)).filter(({ lines }) => lines.length > 0);
  await writeFile(SURVIVORS, left.flatMap(({ lines }) => lines).join('\n'));
  await writeFile(RESULTS, summary(reports, left));
  return 0;
}

function run(folder: string): number {
  const env = {
    ...process.env,
    MUTATED_TESTS: (TESTS[folder] ?? []).map((name) => `test/${name}.test.ts`).join(),
    MUTATED_REPORT: reportOf(folder),
  };
  const args = [STRYKER, 'run', 'bench/stryker.config.js', '--mutate', `src/${folder}/**/*.ts`];
  return spawnSync(process.execPath, args, { env, stdio: 'inherit' }).status ?? 1;
}

function reportOf(folder: string): string {
  return `build/mutation-code/${folder}.json`;
}

interface Survivors {
  readonly file: string;
  readonly changes: number;
  readonly lines: readonly string[];
}

function summary(reports: ReadonlyMap<string, Report>, left: readonly Survivors[]): string {
  const counted = [...reports].map(([folder, { files }]) => [folder, tally(mutantsIn(files))] as const);
  const total = tally([...reports.values()].flatMap(({ files }) => mutantsIn(files)));
  const rows = [...counted, ['together', total] as const].map(([folder, one]) => rowOf(folder, one));
  const head = ['folder', 'changes', 'noticed', 'by time-out', 'survived', 'run by no test', 'score'];
  const missing = Object.keys(TESTS).filter((folder) => !reports.has(folder));
  return [
    '# Changed code',
    '',
    `Every change that Stryker makes to the code of the pure folders, each tried against the tests of its folder; wanted: ${WANTED} %.`,
    ...(missing.length === 0 ? [] : [`Not run: ${missing.join(', ')}.`]),
    '',
    ...markdownTable(head, rows),
    '',
    `What no test noticed, at most ${SHOWN} of each file (all of them: ${SURVIVORS}):`,
    '',
    ...left.flatMap(({ file, changes, lines }) => [
      `- ${file}: ${lines.length} of ${changes}`,
      ...lines.slice(0, SHOWN).map((line) => `  ${line.replace(`${file}:`, 'line ')}`),
    ]),
    '',
  ].join('\n');
}

interface Tally {
  readonly killed: number;
  readonly timeout: number;
  readonly survived: number;
  readonly uncovered: number;
}

function mutantsIn(files: Report['files']): readonly Mutant[] {
  return Object.values(files).flatMap(({ mutants }) => mutants);
}

function tally(mutants: readonly Mutant[]): Tally {
  const count = (status: string): number => mutants.filter((one) => one.status === status).length;
  return {
    killed: count('Killed'),
    timeout: count('Timeout'),
    survived: count('Survived'),
    uncovered: count('NoCoverage'),
  };
}

function rowOf(folder: string, { killed, timeout, survived, uncovered }: Tally): readonly string[] {
  const noticed = killed + timeout;
  const all = noticed + survived + uncovered;
  const figures = [all, noticed, timeout, survived, uncovered].map(String);
  return [folder, ...figures, `${((100 * noticed) / Math.max(1, all)).toFixed(1)} %`];
}

/** The changes of one file that no test noticed, one line each. */
function survivorsIn([file, { source, mutants }]: readonly [string, Report['files'][string]]): Survivors {
  const code = source.split('\n');
  const lines = mutants
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .sort((a, b) => a.location.start.line - b.location.start.line)
    .map(({ location, mutatorName, replacement = '' }) => {
      const { line } = location.start;
      const now = replacement.replace(/\s+/g, ' ').slice(0, 60);
      return `- ${file}:${line} ${mutatorName}: \`${(code[line - 1] ?? '').trim()}\` with \`${now}\``;
    });
  return { file, changes: mutants.length, lines };
}

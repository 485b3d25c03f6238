import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { ENGINES, ourEngine, ourReader, READERS } from './contenders.ts';
import { durableTurns } from './durable-turn.ts';
import { median } from './median.ts';
import { SENTENCES } from './our-engine.ts';
import type { Play } from './peer-flows.ts';
import { serverLines } from './server.ts';
import { profiled } from './turn-profile.ts';

const RESULTS = 'bench/results.md';
const PROFILES = 'bench/results/profile.md';
const ROUNDS = 5;
const ROUND_MS = 300;
const WARM_MS = 2_000;
const QUESTIONS = 6;
const ENGINE_TARGET_US = 25;
const READING_TARGET_US = 100;
const PROFILED_PLAYS = 1_500;
const PROFILED_TALKS = 60;

/** node bench/run.js speed: prints what a turn costs here and with the peers, each in a process of its own, in one
 * run; keeps it in bench/results.md, and the profile of our own turn in bench/results/profile.md. */
export async function main(args: readonly string[]): Promise<number> {
  if (args[0] === '--one') return one(args[1] ?? '');
  const page = `${[
    `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, Node ${process.version}. CPU is user and system time of the process`,
    `that answers, medians of ${ROUNDS} rounds after ${WARM_MS / 1000} s of CPU to warm up, each contender in a process of its own.`,
    '',
    '## The dialog engine',
    '',
    'A talk of six questions answered by buttons, its state made text and read again on every turn. Ours also ranks the causes,',
    'chooses the question that teaches most and words the reply.',
    '',
    ...table('CPU µs a turn', costs(Object.keys(ENGINES), QUESTIONS), ENGINE_TARGET_US),
    '',
    '## Understanding',
    '',
    `${SENTENCES.length} sentences of merchants. Ours reads intent, all facts with their words, times, amounts and controls; how often each`,
    'is right stands in [results/nlu.md](results/nlu.md).',
    '',
    ...table(
      'CPU µs a sentence',
      costs(
        Object.keys(READERS).map((name) => `read ${name}`),
        SENTENCES.length,
      ),
      READING_TARGET_US,
    ),
    '',
    '## The server',
    '',
    ...(await serverLines()),
  ].join('\n')}\n`;
  await writeFile(RESULTS, page);
  console.log(page);
  await writeFile(PROFILES, await profiles());
  return 0;
}

async function profiles(): Promise<string> {
  const engine = await ourEngine();
  const reader = await ourReader();
  const often = (play: Play) => () => {
    for (let i = 0; i < PROFILED_PLAYS; i++) void play();
  };
  often(engine)();
  often(reader)();
  const durable = await durableTurns();
  await durable.play(PROFILED_TALKS);
  const parts = [
    '## A turn of the engine',
    '',
    ...(await profiled(often(engine))),
    '',
    '## Understanding a sentence',
    '',
    ...(await profiled(often(reader))),
    '',
    '## A turn with its commit, 32 at once (`exec` holds the commit and waits for the disk)',
    '',
    ...(await profiled(() => durable.play(PROFILED_TALKS))),
  ];
  await durable.close();
  return `${parts.join('\n')}\n`;
}

/** CPU µs a turn of each contender. */
function costs(names: readonly string[], turns: number): Map<string, number> {
  const script = path.join(process.cwd(), 'bench', 'run.js');
  return new Map(
    names.map((name) => {
      const { stdout, status, stderr } = spawnSync(process.execPath, [script, 'speed', '--one', name], {
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
      return [name.replace(/^read /, ''), Number(stdout.trim().split('\n').at(-1)) / turns];
    }),
  );
}

/** Measures one contender and prints the CPU µs of one play. */
async function one(name: string): Promise<number> {
  const create = name.startsWith('read ') ? READERS[name.slice(5)] : ENGINES[name];
  if (create === undefined) return 2;
  const play = await create();
  await costOf(play, WARM_MS);
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await costOf(play, ROUND_MS));
  console.log(median(rounds));
  return 0;
}

/** CPU µs of one play, over so much CPU time: other load on the machine does not shorten the round. */
async function costOf(play: Play, ms: number): Promise<number> {
  const before = process.cpuUsage();
  let plays = 0;
  for (;;) {
    await play();
    plays += 1;
    const { user, system } = process.cpuUsage(before);
    if (user + system >= ms * 1_000) return (user + system) / plays;
  }
}

function table(figure: string, found: ReadonlyMap<string, number>, target: number): string[] {
  const ours = found.get('daozhang') ?? Number.NaN;
  const rows = [...found].map(
    ([name, micros]) => `| ${name} | ${micros.toFixed(1)} | ${(micros / ours).toFixed(2)} |`,
  );
  const verdict = ours <= target ? 'reached' : `missed: ${ours.toFixed(1)}`;
  return [`| | ${figure} | times ours |`, '|---|---|---|', ...rows, '', `Target ${target} µs: ${verdict}.`];
}

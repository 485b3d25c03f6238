import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Content } from '../src/content/content.ts';
import { loadContent } from '../src/content/load.ts';
import { type Classify, candidates, type Example, type Ranked } from './nlu-candidates.ts';

// Which classifier reads the intents best? Five folds of knowledge/intents.yaml and, where a file of labelled
// utterances is named, that file with a model of all examples. Each candidate runs in a process of its own with a
// time limit; of a fold every STRIDE-th example is asked, the same ones of every candidate.

const FOLDS = 5;
const STRIDE = 1;
const LIMIT_S = 60;
const OUTSIDE = 'outside:';

interface Row {
  readonly text: string;
  readonly accept: readonly string[];
  readonly outside: boolean;
}

interface Outcome {
  readonly label: number;
  readonly kind: number;
  readonly micros: number;
  readonly trainSeconds: number;
  readonly issue: number | null;
  readonly recall: number | null;
  readonly alarms: number | null;
  readonly reliability: readonly string[];
}

/** node bench/run.js nlu-compare [UTTERANCES.jsonl]: prints the tables and keeps them in bench/results/nlu.md. */
export async function main(args: readonly string[]): Promise<number> {
  if (args[0] === '--one') return one(Number(args[1]), args[2]);
  const lines: string[] = [];
  const tell = (text: string): void => {
    console.log(text);
    lines.push(text);
  };
  tell(
    '| candidate | label, 5-fold | kind, 5-fold | issue, file | out of scope found | false alarms | µs | train s |',
  );
  tell('|---|---|---|---|---|---|---|---|');
  let reliability: readonly string[] = [];
  for (const [index, name] of Object.keys(candidates).entries()) {
    const outcome = inOwnProcess(index, args[0]);
    tell(typeof outcome === 'string' ? failed(name, outcome) : line(name, outcome));
    if (index === 0 && typeof outcome !== 'string') reliability = outcome.reliability;
  }
  tell('\nReliability of ours, on held-out examples:\n\n| sure of it | texts | right |\n|---|---|---|');
  tell(reliability.join('\n'));
  await mkdir('bench/results', { recursive: true });
  await writeFile('bench/results/nlu.md', `${lines.join('\n')}\n`);
  return 0;
}

/** What a candidate achieved, or why nothing came of it. Trained once on trial first, so that a hopeless one ends. */
function inOwnProcess(index: number, file: string | undefined): Outcome | string {
  const trial = run(index, [], 'trial');
  if (trial.error !== undefined) return `not in ${LIMIT_S}`;
  if (trial.status !== 0) return `failed: ${trial.stderr.trim().slice(-200)}`;
  const { stdout, status } = run(index, file === undefined ? [] : [file], 'whole');
  const last = stdout.trim().split('\n').at(-1) ?? '';
  return status === 0 && last.startsWith('{')
    ? JSON.parse(last)
    : `not all folds in ${LIMIT_S * (FOLDS + 2)}`;
}

function run(index: number, args: readonly string[], mode: 'whole' | 'trial') {
  const script = path.join(process.cwd(), 'bench', 'run.js');
  return spawnSync(process.execPath, [script, 'nlu-compare', '--one', String(index), ...args], {
    // five folds, the model of all examples and the questions come on top of one training
    killSignal: 'SIGKILL',
    timeout: LIMIT_S * 1000 * (mode === 'trial' ? 1 : FOLDS + 2),
    env: { ...process.env, DAOZHANG_BENCH: mode },
    encoding: 'utf8',
  });
}

async function one(index: number, file: string | undefined): Promise<number> {
  const { content } = await loadContent(process.cwd());
  const train = Object.values(candidates)[index];
  if (content === null || train === undefined) return 1;
  const examples = Object.entries(content.intents.examples).flatMap(([label, texts]) =>
    texts.map((text) => ({ text, label })),
  );
  const started = performance.now();
  const whole = await train(examples, content.vocabulary);
  const trainSeconds = (performance.now() - started) / 1000;
  if (process.env.DAOZHANG_BENCH === 'trial') return 0;
  const asked: { right: string; ranked: Ranked; micros: number }[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = await train(
      examples.filter((_, at) => at % FOLDS !== fold),
      content.vocabulary,
    );
    const held = examples.filter((_, at) => at % FOLDS === fold).filter((_, at) => at % STRIDE === 0);
    for (const example of held) asked.push(await ask(model, example));
  }
  const rows = file === undefined ? null : await rowsOf(file);
  console.log(
    JSON.stringify({
      label: share(asked, ({ right, ranked }) => ranked[0]?.label === right),
      kind: share(asked, ({ right, ranked }) => kindOf(ranked[0]?.label ?? '') === kindOf(right)),
      micros: asked.map(({ micros }) => micros).sort((a, b) => a - b)[asked.length >> 1] ?? 0,
      trainSeconds,
      ...(await onFile(whole, rows, content)),
      reliability: reliabilityOf(asked),
    } satisfies Outcome),
  );
  return 0;
}

async function ask(
  model: Classify,
  { text, label }: Example,
): Promise<{ right: string; ranked: Ranked; micros: number }> {
  const started = performance.now();
  const ranked = await model(text);
  return { right: label, ranked, micros: (performance.now() - started) * 1000 };
}

/** Issue kinds count one by one, articles, topics out of scope and talk each as one kind. */
function kindOf(label: string): string {
  return label.split(':')[0] ?? label;
}

async function onFile(model: Classify, rows: readonly Row[] | null, content: Content) {
  if (rows === null) return { issue: null, recall: null, alarms: null };
  const rest = Object.keys(content.intents.examples)
    .filter((label) => !label.includes(':'))
    .at(-1);
  const read: (Row & { top: string })[] = [];
  for (const row of rows) read.push({ ...row, top: (await model(row.text))[0]?.label ?? '' });
  const judged = read.filter(({ accept }) => accept.length > 0);
  return {
    issue: share(judged, ({ accept, top }) => accept.includes(top.includes(':') ? (rest ?? '') : top)),
    recall: share(
      read.filter(({ outside }) => outside),
      ({ top }) => top.startsWith(OUTSIDE),
    ),
    alarms: share(
      read.filter(({ outside }) => !outside),
      ({ top }) => top.startsWith(OUTSIDE),
    ),
  };
}

async function rowsOf(file: string): Promise<Row[]> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.map((text) => {
    const row = JSON.parse(text);
    return { text: row.text, accept: row.accept ?? [], outside: row.out_of_scope === true };
  });
}

function reliabilityOf(asked: readonly { right: string; ranked: Ranked }[]): string[] {
  const edges = [0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.01];
  return edges.slice(1).flatMap((to, at) => {
    const from = edges[at] ?? 0;
    const inside = asked.filter(
      ({ ranked }) => (ranked[0]?.value ?? 0) >= from && (ranked[0]?.value ?? 0) < to,
    );
    if (inside.length === 0) return [];
    const mean = inside.reduce((sum, { ranked }) => sum + (ranked[0]?.value ?? 0), 0) / inside.length;
    const right = share(inside, ({ ranked, right }) => ranked[0]?.label === right);
    return [`| ${percent(mean)} | ${inside.length} | ${percent(right)} |`];
  });
}

function share<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length;
}

function percent(value: number | null): string {
  return value === null ? '-' : (value * 100).toFixed(1);
}

function line(name: string, outcome: Outcome): string {
  const { label, kind, issue, recall, alarms, micros, trainSeconds } = outcome;
  const figures = [label, kind, issue, recall, alarms].map(percent);
  return `| ${[name, ...figures, micros.toFixed(0), trainSeconds.toFixed(1)].join(' | ')} |`;
}

function failed(name: string, reason: string): string {
  return `| ${name} | - | - | - | - | - | - | ${reason} |`;
}

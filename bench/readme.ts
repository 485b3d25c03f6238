import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { parse } from 'yaml';

// Fills the generated parts of README.md: <!-- name --> ... <!-- /name -->. Figures in it are printed by commands,
// never typed.

const TALK = 'test/talks/s0-debit-not-arrived.yaml';
const PICTURE = 'duplicate-charge';
const NLU_RESULTS = 'bench/results/nlu.md';

/** node bench/run.js readme */
export async function main(): Promise<number> {
  let page = await readFile('README.md', 'utf8');
  page = filled(page, 'talk', await talk());
  page = filled(page, 'certificate', fenced(run(['check'], '').trim()));
  page = filled(page, 'picture', ['```mermaid', run(['graph', PICTURE], '').trim(), '```'].join('\n'));
  page = filled(page, 'nlu', await readFile(NLU_RESULTS, 'utf8'));
  await writeFile('README.md', page);
  return 0;
}

function filled(page: string, name: string, text: string): string {
  const part = new RegExp(`<!-- ${name} -->[^]*?<!-- /${name} -->`);
  if (!part.test(page)) throw new Error(`README.md has no part "${name}"`);
  return page.replace(part, () => `<!-- ${name} -->\n${text.replace(/^\n+|\s+$/g, '')}\n<!-- /${name} -->`);
}

function fenced(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');
}

async function talk(): Promise<string> {
  const { now, talk } = parse(await readFile(TALK, 'utf8')) as { now: string; talk: { 商户?: string }[] };
  const said = talk.flatMap((line) => (line.商户 === undefined ? [] : [line.商户]));
  const input = said.map((text) => JSON.stringify({ text, at: now })).join('\n');
  const turns = run(['chat', '--json', '--at', now], `${input}\n`).trim().split('\n');
  const lines = turns.flatMap((turn, i) => {
    const { replies } = JSON.parse(turn) as { replies: { text: string }[] };
    return [`商户: ${said[i]}`, ...replies.flatMap(({ text }) => `到账: ${text}`.split('\n'))];
  });
  return fenced(lines.join('\n'));
}

function run(args: readonly string[], input: string): string {
  const { stdout, status, stderr } = spawnSync(process.execPath, ['bin/daozhang.js', ...args], {
    input,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`daozhang ${args.join(' ')} failed:\n${stderr}`);
  return stdout;
}

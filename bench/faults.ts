import { readFileSync, writeFileSync } from 'node:fs';
import { createLab, FAULTS, type Fault, type Lab } from '../test/faults/all.ts';
import { type Figures, type Outcome, wrongIn } from '../test/faults/outcome.ts';

const PAGE = 'docs/reliability.md';
const TABLE = /<!-- faults -->\n[\s\S]*?<!-- \/faults -->/;
const HEAD = '| fault | name | what happened | has to be 0 | s | holds |\n|---|---|---|---|---|---|';

/** node bench/run.js faults [NAME...]: makes the faults whose names begin so, or all, and writes what came of each into
 * its row of the table in docs/reliability.md. Exit code 1 where anything is wrong, or a control finds nothing. */
export async function main(names: readonly string[]): Promise<number> {
  const chosen = FAULTS.filter(({ name }) => names.length === 0 || names.some((one) => name.startsWith(one)));
  if (chosen.length === 0) {
    console.error(`no such fault: ${FAULTS.map(({ name }) => name).join(' ')}`);
    return 2;
  }
  const lab = createLab();
  let broken = 0;
  try {
    for (const fault of chosen) {
      const [row, holds] = await made(fault, lab);
      console.log(row);
      keep(fault, row);
      if (!holds) broken += 1;
    }
  } finally {
    await lab.close();
  }
  return broken === 0 ? 0 : 1;
}

async function made(fault: Fault, lab: Lab): Promise<readonly [string, boolean]> {
  const began = Date.now();
  const outcome = await fault.make(lab).catch((error: unknown) => String(error));
  const seconds = ((Date.now() - began) / 1000).toFixed(0);
  if (outcome === null) return [rowOf(fault, ['cannot be made on this machine', '', '', 'not seen']), true];
  if (typeof outcome === 'string') {
    // Where a guard is removed a talk may come to a stand for good.
    const found = fault.control === true;
    return [rowOf(fault, [outcome, '', seconds, found ? 'yes' : '**no**']), found];
  }
  const holds = isAsItShould(fault, outcome);
  const figures = [listed(outcome.happened), listed(outcome.wrong), seconds, holds ? 'yes' : '**no**'];
  return [rowOf(fault, figures), holds];
}

function isAsItShould({ control }: Fault, outcome: Outcome): boolean {
  const found = Object.keys(wrongIn(outcome)).length > 0;
  return found === (control === true);
}

function rowOf({ name, title, control }: Fault, cells: readonly string[]): string {
  const shown = control === true ? `${title} (has to go wrong)` : title;
  return `| ${[shown, `\`${name}\``, ...cells].join(' | ')} |`;
}

function listed(figures: Figures): string {
  return Object.entries(figures)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

/** Puts a row in its place; the others stay as they were made. */
function keep(fault: Fault, row: string): void {
  const page = readFileSync(PAGE, 'utf8');
  const before = TABLE.exec(page)?.[0].split('\n') ?? [];
  const rows = FAULTS.flatMap((one) => {
    if (one === fault) return [row];
    return before.filter((line) => line.includes(`| \`${one.name}\` |`));
  });
  const table = ['<!-- faults -->', HEAD, ...rows, '<!-- /faults -->'].join('\n');
  writeFileSync(
    PAGE,
    page.replace(TABLE, () => table),
  );
}

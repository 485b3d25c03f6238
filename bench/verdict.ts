import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';

/** A figure beside its target; `note` says why where it is missed. */
export interface Figure {
  readonly what: string;
  readonly is: string;
  readonly target: string;
  /** null: nothing was promised */
  readonly reached: boolean | null;
}

/** Prints figures as a table and keeps it in bench/results/NAME.md. */
export async function tell(name: string, intro: string, figures: readonly Figure[]): Promise<void> {
  const page = [
    `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, Node ${process.version}. ${intro}`,
    '',
    '| figure | measured | target | |',
    '|---|---|---|---|',
    ...figures.map(({ what, is, target, reached }) => {
      const verdict = reached === null ? '' : reached ? 'reached' : 'missed';
      return `| ${what} | ${is} | ${target} | ${verdict} |`;
    }),
    '',
  ].join('\n');
  await writeFile(`bench/results/${name}.md`, page);
  console.log(page);
}

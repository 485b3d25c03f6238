import { markdownTable } from './markdown-table.ts';

/** What a turn takes on PostgreSQL with many talks at once, as it was measured. */
export interface Cost {
  /** CPU ms of the application, and of the database */
  readonly node: number;
  readonly database: number;
  /** what is kept, with indexes */
  readonly bytes: number;
}

const TURNS = 5;
const PEAK = 10;
/** What is bought beyond what is needed. */
const MARGIN = 1.5;
const DAY_S = 86_400;
const PARTS = 16;
const KEPT_DAYS = 90;

/** What loads need, from what a turn takes. */
export function arithmetic(cost: Cost): string {
  const talk = cost.bytes * TURNS;
  const kept = [10, 100].map((millions) => millions * 1e6);
  return [
    `From the table: ${cost.node.toFixed(2)} ms of an application core and ${cost.database.toFixed(2)} ms of a database core a turn, and ${(cost.bytes / 1000).toFixed(1)} kB on the`,
    `disk of PostgreSQL with indexes; ${TURNS} turns a talk; cores with a margin of ${MARGIN} at ${PEAK} times the average.`,
    '',
    ...markdownTable(
      [
        'talks a day',
        'turns/s',
        'at the peak',
        'application cores',
        'database cores',
        'disk a year',
        `kept ${KEPT_DAYS} days`,
      ],
      [1_000, 100_000, 1_000_000, 10_000_000].map((talks) => load(talks, talk, cost)),
    ),
    '',
    ...markdownTable(
      ['talks kept at once', 'disk', `each of ${PARTS} parts`],
      kept.map((talks) => [count(talks), bytes(talks * talk), bytes((talks * talk) / PARTS)]),
    ),
  ].join('\n');
}

function load(talks: number, talk: number, { node, database }: Cost): readonly string[] {
  const average = (talks * TURNS) / DAY_S;
  const cores = (ms: number) => String(Math.ceil((average * PEAK * MARGIN * ms) / 1000));
  return [
    count(talks),
    average.toFixed(average < 10 ? 2 : 0),
    (average * PEAK).toFixed(average < 10 ? 1 : 0),
    cores(node),
    cores(database),
    bytes(talks * talk * 365),
    bytes(talks * talk * KEPT_DAYS),
  ];
}

function count(n: number): string {
  return n.toLocaleString('en-US');
}

function bytes(n: number): string {
  return n >= 1e12 ? `${(n / 1e12).toFixed(1)} TB` : `${(n / 1e9).toFixed(1)} GB`;
}

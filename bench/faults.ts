import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Report, type Storm, storm } from '../test/faults/storm.ts';
import { postgresBinaries, startPostgres } from '../test/support/postgres.ts';

const HARD: Storm = {
  workers: 4,
  kills: 10,
  conversations: 30,
  messagesEach: 30,
  hotWriters: 10,
  everyMs: 1_500,
};
const TWENTY: Storm = {
  ...HARD,
  workers: 1,
  kills: 20,
  conversations: 4,
  messagesEach: 60,
  hotWriters: 4,
  everyMs: 1_000,
};
const CONTROL: Storm = { ...HARD, workers: 4, kills: 0, conversations: 5, messagesEach: 12, hotWriters: 5 };

/** Prints what storms leave on both engines, and what one finds where the guards are removed. Exit code 1 where
 * anything is wrong, or where the control finds nothing. */
export async function main(): Promise<number> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-faults-'));
  const embedded = (name: string) => ({ databaseUrl: null, data: path.join(scratch, name) });
  let wrong = 0;
  const expect = (name: string, report: Report, faults: boolean) => {
    console.log(row(name, report));
    if (faultsIn(report) > 0 !== faults) wrong += 1;
  };
  console.log(HEAD);
  try {
    expect('embedded, 4 processes', await storm(embedded('storm'), HARD), false);
    expect('embedded, 1 process killed 20 times', await storm(embedded('twenty'), TWENTY), false);
    const control = await storm({ ...embedded('control'), unguarded: true }, CONTROL);
    expect('embedded, guards removed', control, true);
    const binaries = postgresBinaries();
    if (binaries === null) return wrong === 0 ? 0 : 1;
    const server = await startPostgres(binaries);
    try {
      const place = async () => ({ databaseUrl: await server.fresh(), data: scratch });
      expect('PostgreSQL, 4 processes', await storm(await place(), HARD), false);
      const bare = await storm({ ...(await place()), unguarded: true }, CONTROL);
      expect('PostgreSQL, guards removed', bare, true);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return wrong === 0 ? 0 : 1;
}

const HEAD = [
  '| storm | conversations | messages | kills | redelivered | lost | doubled | disordered | incoherent | follow-ups wrong | s |',
  '|---|---|---|---|---|---|---|---|---|---|---|',
].join('\n');

function row(name: string, r: Report): string {
  const figures = [r.conversations, r.messages, r.kills, r.redelivered, r.lost, r.doubled, r.disordered];
  return `| ${[name, ...figures, r.incoherent, r.followUpsWrong, r.seconds.toFixed(0)].join(' | ')} |`;
}

function faultsIn({ lost, doubled, disordered, incoherent, followUpsWrong }: Report): number {
  return lost + doubled + disordered + incoherent + followUpsWrong;
}

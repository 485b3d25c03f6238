import path from 'node:path';
import { bootAdvisor } from '../../src/boot.ts';
import { configure } from '../../src/config.ts';
import { processIo } from '../../src/io.ts';
import { start } from '../../src/main.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { unguarded } from './unguarded.ts';

/** The server as a process of the storm: DATABASE_URL or a data folder, whether the guards are left out, and the length of
 * leases. Runs in
 * the checkout's folder and prints its port. */
export async function main([data = '', guards = '', leaseMs = '10000']: readonly string[]): Promise<void> {
  const io = processIo();
  const root = process.cwd();
  const cache = path.join(root, 'build', 'faults');
  const advisor = await bootAdvisor({ home: root, root, cache, models: cache }, io);
  if (advisor === null) throw new Error('the content is broken');
  const configured = configure(
    { port: '0', data, testClock: true },
    { DATABASE_URL: process.env.DATABASE_URL },
  );
  if (!configured.ok) throw new Error(configured.message);
  const running = await start(advisor, configured.config, {
    version: '0.0.0',
    log: io.err,
    leaseMs: Number(leaseMs),
    database: async (place) => {
      const database = await openDatabase(place);
      return guards === 'unguarded' ? unguarded(database) : database;
    },
  });
  process.once('SIGTERM', () => void running.stop());
  io.out(`port ${running.port}\n`);
}

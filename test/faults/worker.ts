import path from 'node:path';
import { z } from 'zod';
import { bootAdvisor } from '../../src/boot.ts';
import { configure } from '../../src/config.ts';
import { processIo } from '../../src/io.ts';
import { start } from '../../src/main.ts';
import { migrate } from '../../src/store/engine/migrate.ts';
import { openDatabase } from '../../src/store/engine/open-database.ts';
import { trustingClocks, unguarded } from './unguarded.ts';

const settingsSchema = z.object({
  data: z.string(),
  /** the guards are left out */
  unguarded: z.boolean(),
  /** leases are not void where a clock was set back */
  trustingClocks: z.boolean(),
  /** the embedded store waits for no disk */
  unsynced: z.boolean(),
  leaseMs: z.number(),
  /** messages say what time it is, and nobody is limited */
  testClock: z.boolean(),
  /** how far the clock is ahead */
  clockMs: z.number(),
});

/** What a server of these tests is told. */
export type Settings = z.infer<typeof settingsSchema>;

const HOUR_MS = 3_600_000;

/** The server as a process that can be harmed: its settings as JSON, and DATABASE_URL where the store is not embedded.
 * Runs in the checkout's folder and prints its port. SIGUSR2 sets its clock back by an hour. */
export async function main([json = '']: readonly string[]): Promise<void> {
  const settings = settingsSchema.parse(JSON.parse(json));
  moveClock(settings.clockMs);
  const io = processIo();
  const root = process.cwd();
  const cache = path.join(root, 'build', 'faults');
  const advisor = await bootAdvisor({ home: root, root, cache, models: cache }, io);
  if (advisor === null) throw new Error('the content is broken');
  const { data, testClock, leaseMs } = settings;
  const configured = configure({ port: '0', data, testClock }, { DATABASE_URL: process.env.DATABASE_URL });
  if (!configured.ok) throw new Error(configured.message);
  const running = await start(advisor, configured.config, {
    version: '0.0.0',
    log: io.err,
    leaseMs,
    database: async (place) => {
      const database = await openDatabase(place);
      if (settings.unsynced) await database.query('pragma synchronous=off');
      // The schema is none of what is to go wrong.
      await migrate(database, Date.now());
      if (settings.trustingClocks) return trustingClocks(database);
      return settings.unguarded ? unguarded(database) : database;
    },
  });
  process.once('SIGTERM', () => void running.stop());
  io.out(`port ${running.port}\n`);
}

// All of the program asks this clock; timers go by another one that nobody can set, as they do on a real machine.
function moveClock(by: number): void {
  const real = Date.now;
  let ahead = by;
  Date.now = () => real() + ahead;
  process.on('SIGUSR2', () => {
    ahead -= HOUR_MS;
  });
}

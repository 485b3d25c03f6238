import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A PostgreSQL server of a test's own, on loopback, with fsync as in production. */
export interface Postgres {
  /** The address of an empty schema that nobody else uses. */
  readonly fresh: () => Promise<string>;
  readonly port: number;
  /** of the server's first process, the parent of all others */
  readonly pid: () => number;
  /** ends the server at once, as a crash does, and starts it again on the same data */
  readonly restart: () => Promise<void>;
  /** lets a standby go on by itself */
  readonly promote: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const DEBIAN = '/usr/lib/postgresql';

/** The folder with initdb and postgres, 15 or newer; null where this machine has none. */
export function postgresBinaries(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number) : [];
  const folders = versions
    .filter((version) => version >= 15)
    .sort((a, b) => b - a)
    .map((version) => path.join(DEBIAN, String(version), 'bin'));
  const all = [...folders, ...(process.env.PATH ?? '').split(path.delimiter)];
  const found = all.find((folder) => existsSync(path.join(folder, 'initdb'))) ?? null;
  if (found === null) {
    console.warn('PostgreSQL is NOT tested: no initdb here (Debian: apt-get install postgresql)');
  }
  return found;
}

/** Starts a server in a folder of its own, with more flags. PostgreSQL refuses to run as root, so it runs as its own
 * user then. */
export async function startPostgres(binaries: string, flags: readonly string[] = []): Promise<Postgres> {
  const place = await newPlace(binaries);
  const { data, folder, user } = place;
  const options = ['-D', data, '-U', 'daozhang', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(path.join(binaries, 'initdb'), options, { ...user, cwd: folder, stdio: 'pipe' });
  return started(place, flags);
}

/** Starts a server that follows another one, and takes its place once it is told to. */
export async function startStandby(binaries: string, { port }: Postgres): Promise<Postgres> {
  const place = await newPlace(binaries);
  const { data, folder, user } = place;
  const options = ['-h', '127.0.0.1', '-p', String(port), '-U', 'daozhang', '-D', data, '-R', '--no-sync'];
  execFileSync(path.join(binaries, 'pg_basebackup'), options, { ...user, cwd: folder, stdio: 'pipe' });
  return started(place, []);
}

/** Where a server lives. */
interface Place {
  readonly binaries: string;
  readonly folder: string;
  readonly data: string;
  readonly port: number;
  readonly user: { readonly uid?: number; readonly gid?: number };
}

async function newPlace(binaries: string): Promise<Place> {
  const folder = mkdtempSync(path.join(tmpdir(), 'daozhang-pg-'));
  const user = serverUser();
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid);
  return { binaries, folder, data: path.join(folder, 'data'), port: await freePort(), user };
}

async function started(place: Place, flags: readonly string[]): Promise<Postgres> {
  const base = `postgresql://daozhang@127.0.0.1:${place.port}/postgres`;
  let server = run(place, flags);
  await ready(base);
  let schemas = 0;
  return {
    port: place.port,
    pid: () => server.child.pid ?? 0,
    fresh: async () => {
      schemas += 1;
      await execute(base, `create schema t${schemas}`);
      return `${base}?options=${encodeURIComponent(`-c search_path=t${schemas}`)}`;
    },
    restart: async () => {
      server.child.kill('SIGQUIT');
      await server.ended;
      server = run(place, flags);
      await ready(base);
    },
    promote: () => execute(base, 'select pg_promote()'),
    stop: async () => {
      server.child.kill('SIGQUIT');
      await server.ended;
      rmSync(place.folder, { recursive: true, force: true });
    },
  };
}

function run({ binaries, folder, data, port, user }: Place, more: readonly string[]) {
  const flags = ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1'];
  const usual = ['-c', 'unix_socket_directories=', '-c', 'max_connections=200'];
  const child = spawn(path.join(binaries, 'postgres'), [...flags, ...usual, ...more], {
    ...user,
    cwd: folder,
    // A log that nobody reads fills its pipe, and then every connection that has something to tell stands still.
    stdio: 'ignore',
  });
  // Whoever is killed in the middle of a test leaves no server behind.
  const end = () => child.kill('SIGQUIT');
  process.once('exit', end);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  void ended.then(() => process.off('exit', end));
  return { child, ended };
}

function serverUser(): Place['user'] {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: 'pipe' }).toString());
      return { uid: id('-u'), gid: id('-g') };
    } catch {}
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

async function ready(url: string): Promise<void> {
  for (let i = 0; ; i++) {
    try {
      return await execute(url, 'select 1');
    } catch (error) {
      if (i === 600) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function execute(url: string, text: string): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.query(text);
  } finally {
    await client.end().catch(() => undefined);
  }
}

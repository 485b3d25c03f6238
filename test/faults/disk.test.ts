import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { embeddedDatabase } from '../../src/store/embedded.ts';
import { conversationSchema, openedSchema } from '../../src/web/wire.ts';
import { smallDisk } from './disk.ts';
import { kill, startWorker, type Worker } from './workers.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-disk-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Secret {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function talkOn(worker: Worker) {
  const response = await fetch(`${worker.url}/api/v1/conversations`, { method: 'POST' });
  const { conversationId, token } = openedSchema.parse(await response.json());
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const path = `/api/v1/conversations/${conversationId}`;
  return { path, headers, ...talkAt(worker, { path, headers }) };
}

function talkAt({ url }: Worker, { path, headers }: Secret) {
  return {
    send: async (id: string) => {
      const body = JSON.stringify({ id, text: `${id}：没到账` });
      return (await fetch(`${url}${path}/messages`, { method: 'POST', headers, body })).status;
    },
    heard: async () => {
      const { messages } = conversationSchema.parse(await (await fetch(`${url}${path}`, { headers })).json());
      return messages.flatMap(({ from, text }) => (from === 'merchant' ? [text.split('：')[0]] : []));
    },
  };
}

describe('a disk', () => {
  test('that is full refuses new messages in words, loses no old one, and serves again when it is not', async () => {
    const disk = smallDisk(path.join(scratch, 'full'), 4);
    if (disk === null) return;
    let worker: Worker | null = null;
    try {
      worker = await startWorker({ databaseUrl: null, data: path.join(disk.folder, 'data') });
      const talk = await talkOn(worker);
      expect(await talk.send('before')).toBe(200);
      disk.fill();
      const statuses: number[] = [];
      for (let i = 0; i < 40 && !statuses.includes(503); i++) statuses.push(await talk.send(`full${i}`));
      expect(statuses.at(-1)).toBe(503);
      const acknowledged = statuses.flatMap((status, i) => (status === 200 ? [`full${i}`] : []));
      expect(await talk.heard()).toEqual(expect.arrayContaining(['before', ...acknowledged]));
      disk.free();
      expect(await talk.send('after')).toBe(200);
      expect(await talk.heard()).toEqual(expect.arrayContaining(['before', ...acknowledged, 'after']));
    } finally {
      if (worker !== null) await kill(worker);
      disk.unmount();
    }
  }, 60_000);

  test('that became read-only is refused at the start', async () => {
    const disk = smallDisk(path.join(scratch, 'read-only'), 16);
    if (disk === null) return;
    try {
      const data = path.join(disk.folder, 'data');
      await kill(await startWorker({ databaseUrl: null, data }));
      disk.readOnly();
      expect(() => embeddedDatabase(data)).toThrow('read-only file system');
    } finally {
      disk.unmount();
    }
  }, 60_000);

  test('has each acknowledged message before the answer goes out: one sync a transaction at least', async () => {
    const trace = path.join(scratch, 'trace');
    try {
      execFileSync('strace', ['-V'], { stdio: 'pipe' });
    } catch {
      console.warn('that messages are on disk is NOT seen: no strace here');
      return;
    }
    const wrapper = ['strace', '-D', '-f', '-qq', '-e', 'trace=fsync,fdatasync', '-o', trace];
    const data = path.join(scratch, 'synced');
    const worker = await startWorker({ databaseUrl: null, data, wrapper });
    const syncs = () => readFileSync(trace, 'utf8').match(/f(data)?sync\(/g)?.length ?? 0;
    try {
      const talk = await talkOn(worker);
      const before = syncs();
      for (let i = 0; i < 10; i++) expect(await talk.send(`m${i}`)).toBe(200);
      // A message is kept with its answer.
      expect(syncs() - before).toBeGreaterThanOrEqual(10);
    } finally {
      await kill(worker);
    }
  }, 60_000);
});

describe('two processes on one embedded store', () => {
  test('share it: either answers the same talk, and each hears what the other has kept', async () => {
    const data = path.join(scratch, 'shared');
    const place = { databaseUrl: null, data };
    const [one, two] = [await startWorker(place), await startWorker(place)];
    try {
      const talk = await talkOn(one);
      const other = talkAt(two, talk);
      const stream = await fetch(`${two.url}${talk.path}/events?after=1`, { headers: talk.headers });
      const reader = stream.body?.getReader();
      expect(await talk.send('m1')).toBe(200);
      let heard = '';
      while (!heard.includes('m1')) heard += new TextDecoder().decode((await reader?.read())?.value);
      await reader?.cancel();
      expect(await other.send('m2')).toBe(200);
      expect(await talk.heard()).toEqual(['m1', 'm2']);
      expect(await other.heard()).toEqual(['m1', 'm2']);
    } finally {
      await Promise.all([kill(one), kill(two)]);
    }
  }, 60_000);
});

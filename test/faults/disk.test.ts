import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { embeddedDatabase } from '../../src/store/engine/embedded.ts';
import { conversationSchema, openedSchema } from '../../src/web/wire.ts';
import { smallDisk } from './small-disk.ts';
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

test('a disk that is read-only at the start is refused in one line', async () => {
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

test('two processes share one embedded store: either answers the same talk, and each hears what the other has kept', async () => {
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

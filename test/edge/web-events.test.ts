import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Advisor } from '../../src/desk/advisor.ts';
import { lineSchema } from '../../src/web/wire.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { testWeb } from '../support/web.ts';

let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

/** Reads a stream until it holds an event with this id, or ends. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, id: number): Promise<number[]> {
  let text = '';
  while (!text.includes(`id: ${id}\n`)) {
    const { value, done } = await reader.read();
    if (done) break;
    text += new TextDecoder().decode(value);
  }
  return [...text.matchAll(/^id: (\d+)$/gm)].map(([, seq]) => Number(seq));
}

async function talkOf(lines: number) {
  const web = await testWeb(advisor);
  const talk = await web.open();
  for (let i = 0; i < lines; i++) await talk.send({ text: '在吗', at: '2026-11-18T10:00:00+08:00' });
  const all = await web.store.conversations.transcript(talk.id, 0);
  const events = (query = '', headers = {}) => web.get(`${talk.path}/events${query}`, talk.token, headers);
  return { web, talk, last: all.at(-1)?.seq ?? 0, events };
}

describe('the events of a conversation', () => {
  test('are all its lines, then every new one', async () => {
    const { talk, last, events } = await talkOf(2);
    const response = await events();
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const reader = response.body?.getReader();
    if (reader === undefined) throw new Error('no body');
    expect(await readUntil(reader, last)).toEqual(Array.from({ length: last }, (_, i) => i + 1));
    const [, fresh] = await Promise.all([talk.send({ text: '没到账' }), readUntil(reader, last + 2)]);
    expect(fresh).toEqual([last + 1, last + 2]);
    await reader.cancel();
  });

  test('go on after the last one that was seen, none lost and none twice', async () => {
    const { last, events } = await talkOf(3);
    for (const response of [await events('?after=3'), await events('?after=1', { 'Last-Event-ID': '3' })]) {
      const reader = response.body?.getReader();
      if (reader === undefined) throw new Error('no body');
      expect(await readUntil(reader, last)).toEqual(Array.from({ length: last - 3 }, (_, i) => i + 4));
      await reader.cancel();
    }
  });

  test('come as one JSON array where that is asked for', async () => {
    const { last, events } = await talkOf(1);
    const response = await events('?after=1', { Accept: 'application/json' });
    const lines = z.array(lineSchema).parse(await response.json());
    expect(lines.map((line) => line.seq)).toEqual(Array.from({ length: last - 1 }, (_, i) => i + 2));
    expect(lines[0]).toMatchObject({ from: 'merchant', text: '在吗', at: '2026-11-18T10:00:00+08:00' });
    expect(await (await events(`?after=${last}`, { Accept: 'application/json' })).json()).toEqual([]);
  });

  test.each(['?after=x', '?after=-1', '?after=1.5'])(
    'cannot start at a position that is none (%s)',
    async (query) => {
      const { events } = await talkOf(0);
      expect((await events(query)).status).toBe(400);
    },
  );

  test('end when the server stops', async () => {
    const { web, last, events } = await talkOf(0);
    const reader = (await events()).body?.getReader();
    if (reader === undefined) throw new Error('no body');
    await readUntil(reader, last);
    const rest = readUntil(reader, last + 1);
    web.stop();
    expect(await rest).toEqual([]);
  });
});

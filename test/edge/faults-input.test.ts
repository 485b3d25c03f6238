import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Advisor } from '../../src/desk/advisor.ts';
import { refusalSchema, turnSchema } from '../../src/web/wire.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { testWeb } from '../support/web.ts';

const AT = '2026-11-18T10:00:00+08:00';
let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

const MALFORMED: readonly (readonly [string, unknown])[] = [
  ['is not JSON', '{"text":'],
  ['is no object', '["没到账"]'],
  ['is null', 'null'],
  ['is empty', {}],
  ['has a text that is no string', { text: 5 }],
  ['has text and choice', { text: 'x', choice: { slot: 'card_type', value: 'debit' } }],
  ['has a choice without a value', { choice: { slot: 'card_type' } }],
  ['has an unknown slot', { choice: { slot: 'nothing', value: 'debit' } }],
  ['has a slot that every object has', { choice: { slot: 'constructor', value: 'name' } }],
  ['has an unknown value', { choice: { slot: 'card_type', value: 'gold' } }],
  ['has an empty id', { id: '', text: 'x' }],
  ['has an endless id', { id: 'x'.repeat(200), text: 'x' }],
  ['has a time that is none', { text: 'x', at: 'yesterday' }],
  ['has a time without an offset', { text: 'x', at: '2026-11-18T10:00:00' }],
];

describe('a message that is malformed', () => {
  test.each(MALFORMED)('because it %s is refused in words, and changes nothing', async (_, body) => {
    const web = await testWeb(advisor);
    const talk = await web.open();
    const before = await (await talk.show()).text();
    const response = await talk.send(body);
    expect(response.status).toBe(400);
    const { error } = refusalSchema.parse(await response.json());
    expect(error.message.length).toBeGreaterThan(10);
    expect(await (await talk.show()).text()).toBe(before);
    expect((await talk.send({ text: '没到账', at: AT })).status).toBe(200);
  });

  test('in its bytes is refused', async () => {
    const web = await testWeb(advisor);
    const talk = await web.open();
    const headers = { Authorization: `Bearer ${talk.token}`, 'Content-Type': 'application/json' };
    const body = Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    const response = await web.request(`${talk.path}/messages`, { method: 'POST', headers, body });
    expect(response.status).toBe(400);
  });

  test('in its type is refused', async () => {
    const web = await testWeb(advisor);
    const talk = await web.open();
    const headers = { Authorization: `Bearer ${talk.token}`, 'Content-Type': 'text/plain' };
    const response = await web.request(`${talk.path}/messages`, {
      method: 'POST',
      headers,
      body: '{"text":"x"}',
    });
    expect(response.status).toBe(415);
  });
});

describe('a message that is odd', () => {
  test.each(['😀😀😀', '', '   ', '？！。', '\u0000', '[图片]', 'a'.repeat(2_000), '𠮷'.repeat(2_000)])(
    'is answered: %j',
    async (text) => {
      const talk = await (await testWeb(advisor)).open();
      const response = await talk.send({ text, at: AT, extra: { unknown: 'field' } });
      expect(response.status).toBe(200);
      const turn = turnSchema.parse(await response.json());
      expect(turn.replies.length).toBeGreaterThan(0);
      expect(turn.replies.every((reply) => reply.text.length > 0)).toBe(true);
    },
  );

  test.each([['a'.repeat(2_001)], ['😀'.repeat(2_001)]])(
    'is too long beyond 2,000 characters',
    async (text) => {
      const talk = await (await testWeb(advisor)).open();
      const response = await talk.send({ text, at: AT });
      expect(response.status).toBe(413);
      expect(refusalSchema.parse(await response.json()).error.code).toBe('text_too_long');
    },
  );

  test('beyond 64 KB is not read at all', async () => {
    const talk = await (await testWeb(advisor)).open();
    const response = await talk.send(JSON.stringify({ text: 'x', more: 'y'.repeat(70_000) }));
    expect(response.status).toBe(413);
    expect(refusalSchema.parse(await response.json()).error.code).toBe('too_large');
  });
});

describe('a path', () => {
  test.each([
    ['GET', '/nothing', 404],
    ['GET', '/api/v1/nothing', 404],
    ['GET', '/api/v1/conversations', 405],
    ['DELETE', '/api/v1/triage', 405],
    ['PUT', '/', 405],
    ['POST', '/healthz', 405],
    ['GET', '/api/v1/conversations/%00', 401],
    ['GET', '/../../etc/passwd', 404],
  ])('that is not served is refused: %s %s', async (method, path, status) => {
    const response = await (await testWeb(advisor)).request(path, { method });
    expect(response.status).toBe(status);
    refusalSchema.parse(await response.json());
    if (status === 405) expect(response.headers.get('allow')).toMatch(/GET|POST/);
  });
});

describe('triage', () => {
  test.each([
    [{ text: 5 }, 400],
    [{}, 400],
    [{ text: 'x', asked: 'nothing' }, 400],
    [{ text: 'x'.repeat(10_001) }, 413],
    [{ text: '' }, 200],
    [{ text: '😀' }, 200],
    [{ text: 'x'.repeat(2_500) }, 200],
  ])('of %j is answered with its status', async (body, status) => {
    const response = await (await testWeb(advisor)).post('/api/v1/triage', body);
    expect(response.status).toBe(status);
    z.looseObject({}).parse(await response.json());
  });
});

describe('a fault of ours', () => {
  test('is one fixed sentence with an id that the log has too, and no detail', async () => {
    const web = await testWeb(advisor, { ready: () => Promise.reject(new Error('secret detail')) });
    const response = await web.get('/readyz');
    expect(response.status).toBe(500);
    const { error } = refusalSchema.parse(await response.json());
    expect(error.message).not.toContain('secret detail');
    expect(error.message).toContain(web.troubles[0]?.id);
  });
});

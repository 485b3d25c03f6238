import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { embeddedDatabase } from '../../src/store/engine/embedded.ts';
import { CANARIES, everythingIn, leaks } from '../support/canaries.ts';
import { startServer } from '../support/process.ts';

const AGENT = 'a-token-of-the-agents';
const casesBody = z.object({ cases: z.array(z.looseObject({ id: z.string() })) });
const caseBody = z.looseObject({ version: z.int() });
/** Words by which a talk would be found. */
const WORDS = '紫色河马杂货铺';

const opened = z.looseObject({ conversationId: z.string(), token: z.string() });
const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-canary-'));
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  server = await startServer(['--data', scratch], { DAOZHANG_AGENT_TOKEN: AGENT });
}, 60_000);
afterAll(async () => {
  server.child.kill('SIGTERM');
  await server.ended;
  rmSync(scratch, { recursive: true, force: true });
});

/** Everything that the server has kept and written. */
function everything(): string {
  return [everythingIn(scratch), server.errors(), server.output()]
    .map((text) => text.normalize('NFKC'))
    .join('\n');
}

async function api(method: string, where: string, token: string, body?: unknown): Promise<Response> {
  return fetch(`${server.url}${where}`, {
    method,
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function talk(texts: readonly string[]) {
  const response = await api('POST', '/api/v1/conversations', '', {});
  const { conversationId, token } = opened.parse(await response.json());
  const where = `/api/v1/conversations/${conversationId}`;
  for (const text of texts) {
    const sent = await api('POST', `${where}/messages`, token, { text });
    expect(sent.status).toBe(200);
    expect(leaks(await sent.text())).toEqual([]);
  }
  return { id: conversationId, token, where };
}

describe('personal data', () => {
  test('would be found by this search', async () => {
    const { id } = await talk(['没到账,订单号 20261118777']);
    expect(everything()).toContain('20261118777');
    expect(everything()).toContain(id);
    expect(leaks('卡号 6225 8812 3456 7894')).toHaveLength(1);
  });

  test('written into the API is in no store, log, metric, export or audit', async () => {
    const { token, where } = await talk([...CANARIES.map(([text]) => text), '转人工']);
    const shown = await (await api('GET', where, token)).text();
    const exported = await (await api('GET', `${where}/export`, token)).text();
    const events = await fetch(`${server.url}${where}/events?after=0`, {
      headers: { Accept: 'application/json', Authorization: `Bearer ${token}` },
    });
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(exported).toContain('"messages"');
    for (const text of [shown, exported, await events.text(), metrics, everything()]) {
      expect(leaks(text)).toEqual([]);
    }
    // An id chosen by the sender is kept as it is: it names a message, and is no place for words.
    expect(shown).toContain('[卡号尾号1111]');
  });

  test('written into the page is in no store and no log', async () => {
    let cookie = '';
    for (const [text] of CANARIES) {
      const response = await fetch(`${server.url}/talk`, {
        method: 'POST',
        redirect: 'manual',
        headers: { Cookie: cookie },
        body: new URLSearchParams({ text }),
      });
      expect(response.status).toBe(303);
      cookie = (response.headers.get('set-cookie') ?? cookie).split(';')[0] ?? '';
    }
    const file = await (await fetch(`${server.url}/talk.txt`, { headers: { Cookie: cookie } })).text();
    expect(file).toContain('[手机号]');
    expect(leaks(file)).toEqual([]);
    expect(leaks(await (await fetch(server.url, { headers: { Cookie: cookie } })).text())).toEqual([]);
    expect(leaks(everything())).toEqual([]);
  });

  test('pasted for triage is neither kept nor said back', async () => {
    for (const [text] of CANARIES) {
      const response = await api('POST', '/api/v1/triage', AGENT, { text: `${WORDS} ${text}` });
      expect(leaks(await response.text())).toEqual([]);
    }
    expect(leaks(everything())).toEqual([]);
    expect(everything()).not.toContain(WORDS);
  });

  test('written by agents into replies and notes is in no store and no log', async () => {
    await talk(['转人工']);
    const listed = casesBody.parse(await (await api('GET', '/api/v1/cases?sort=newest', AGENT)).json());
    const where = `/api/v1/cases/${listed.cases[0]?.id}`;
    const deed = async (name: string, body: object) => {
      const { version } = caseBody.parse(await (await api('GET', where, AGENT)).json());
      const id = `deed-${Math.random()}`;
      return (await api('POST', `${where}/${name}`, AGENT, { id, version, ...body })).status;
    };
    expect(await deed('take', {})).toBe(200);
    for (const [text] of CANARIES) {
      expect([text, await deed('notes', { text })]).toEqual([text, 200]);
      expect([text, await deed('reply', { text, anyway: true })]).toEqual([text, 200]);
      await fetch(`${server.url}/api/v1/cases?search=${encodeURIComponent(text)}`, {
        headers: { Authorization: `Bearer ${AGENT}` },
      });
    }
    expect(leaks(await (await api('GET', where, AGENT)).text())).toEqual([]);
    expect(leaks(everything())).toEqual([]);
  });

  test('in what makes no sense to us is not logged either', async () => {
    for (const [text] of CANARIES) {
      await fetch(`${server.url}/${encodeURIComponent(text)}`);
      await api('POST', '/api/v1/conversations', '', { channel: text });
      await api('POST', `/api/v1/conversations/${encodeURIComponent(text)}/messages`, 'x', { text });
      await api('POST', '/api/v1/session', '', { login: text, password: text });
    }
    expect(leaks(everything())).toEqual([]);
  });
});

describe('a talk that is deleted', () => {
  test('leaves nothing in store, write-ahead log, jobs and log, but a pseudonym in the audit', async () => {
    const { id, token, where } = await talk([
      `我是${WORDS}的,昨天下午刷的储蓄卡没到账`,
      '平时第二天到',
      `${WORDS}要找人工`,
    ]);
    expect(everything()).toContain(WORDS);
    expect(everything()).toContain(id);
    expect((await api('DELETE', where, token)).status).toBe(204);
    expect(everything()).not.toContain(WORDS);
    expect(everything()).not.toContain(id);
    expect(everything()).toMatch(/talk-[0-9a-f]{16}/);
  });

  test('was exported from, and is deleted in, every table that names conversations', async () => {
    const { id, token, where } = await talk(['昨天下午刷的储蓄卡没到账', '转人工']);
    const exported = await (await api('GET', `${where}/export`, token)).json();
    expect(Object.keys(exported)).toEqual(
      expect.arrayContaining(['conversation', 'messages', 'cases', 'caseEvents', 'jobs']),
    );
    const database = embeddedDatabase(scratch);
    const tables = z
      .array(z.object({ name: z.string() }))
      .parse(
        await database.query(
          "select name from sqlite_master where type = 'table' and sql like '%conversation_id%'",
        ),
      );
    expect(tables.length).toBeGreaterThan(2);
    const source = readFileSync(path.join(import.meta.dirname, '../../src/store/export.ts'), 'utf8');
    for (const { name } of tables) expect(source).toContain(`'${name}'`);
    expect((await api('DELETE', where, token)).status).toBe(204);
    for (const { name } of tables) {
      const rows = await database.query(`select 1 as one from ${name} where conversation_id = ?`, [id]);
      expect(rows).toEqual([]);
    }
    await database.close();
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { embeddedDatabase } from '../../src/store/engine/embedded.ts';
import { everythingIn } from '../support/canaries.ts';
import { startServer } from '../support/process.ts';

const AGENT = 'a-token-of-the-agents';
/** Words by which a talk would be found: the merchant's, and those that agents write about it. */
const WORDS = {
  merchant: '紫色河马杂货铺',
  reply: '橙色企鹅回话',
  note: '绿色骆驼批注',
  closing: '蓝色松鼠结案',
};
const OTHERS = '灰色长颈鹿杂货铺';
const opened = z.looseObject({ conversationId: z.string(), token: z.string() });
const listed = z.object({ cases: z.array(z.looseObject({ id: z.string(), conversationId: z.string() })) });
const one = z.looseObject({ version: z.int() });

const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-rights-'));
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  server = await startServer(['--data', scratch], { DAOZHANG_AGENT_TOKEN: AGENT });
}, 60_000);
afterAll(async () => {
  server.child.kill('SIGTERM');
  await server.ended;
  rmSync(scratch, { recursive: true, force: true });
});

function everything(): string {
  return [everythingIn(scratch), server.errors(), server.output()].join('\n');
}

function api(method: string, where: string, token: string, body?: unknown): Promise<Response> {
  return fetch(`${server.url}${where}`, {
    method,
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function sql(text: string, values: readonly string[] = []) {
  const database = embeddedDatabase(scratch);
  try {
    return await database.query(text, [...values]);
  } finally {
    await database.close();
  }
}

/** A talk that went to a person, who answered, noted and closed it, told to a webhook that nobody hears. */
async function handled(merchant = OTHERS) {
  await sql(
    `insert into webhooks(id, url, secret, events, created_at, created_by)
      values('hook', 'https://203.0.113.9/', 'whsec_eA==', '["case.*"]', 0, 'test') on conflict do nothing`,
  );
  const { conversationId: id, token } = opened.parse(
    await (await api('POST', '/api/v1/conversations', '', {})).json(),
  );
  const where = `/api/v1/conversations/${id}`;
  for (const text of [`我是${merchant}的,昨天下午刷的储蓄卡没到账`, '平时第二天到', `${merchant}要转人工`]) {
    expect((await api('POST', `${where}/messages`, token, { text })).status).toBe(200);
  }
  const { cases } = listed.parse(await (await api('GET', '/api/v1/cases?sort=newest', AGENT)).json());
  const caseId = cases.find(({ conversationId }) => conversationId === id)?.id ?? '';
  const deed = async (name: string, body: object) => {
    const { version } = one.parse(await (await api('GET', `/api/v1/cases/${caseId}`, AGENT)).json());
    const sent = { id: `${caseId}-${name}`, version, ...body };
    return (await api('POST', `/api/v1/cases/${caseId}/${name}`, AGENT, sent)).status;
  };
  return { id, token, where, caseId, deed };
}

describe('a merchant', () => {
  test('takes everything along that was said, decided and planned, without secrets and notes of agents', async () => {
    const { token, where, deed } = await handled();
    const said = { reply: '取款回话', note: '私下批注' };
    expect(await deed('take', {})).toBe(200);
    expect(await deed('reply', { text: said.reply, anyway: true })).toBe(200);
    expect(await deed('notes', { text: said.note })).toBe(200);
    const text = await (await api('GET', `${where}/export`, token)).text();
    const all = z.record(z.string(), z.array(z.unknown())).parse(JSON.parse(text));
    const full = Object.entries(all).flatMap(([name, rows]) => (rows.length > 0 ? [name] : []));
    expect(full).toEqual(expect.arrayContaining(['conversation', 'messages', 'cases', 'caseEvents']));
    expect(text).toContain(OTHERS);
    expect(text).toContain(said.reply);
    expect(text).not.toContain(said.note);
    expect(text).not.toContain(token);
  });

  test('who deletes a talk leaves none of its words, nor of those that agents wrote about it, anywhere', async () => {
    const { id, token, where, caseId, deed } = await handled(WORDS.merchant);
    expect(await deed('take', {})).toBe(200);
    expect(await deed('reply', { text: WORDS.reply, anyway: true })).toBe(200);
    expect(await deed('notes', { text: WORDS.note })).toBe(200);
    expect(await deed('close', { cause: null, solved: true, text: WORDS.closing })).toBe(200);
    const traces = [...Object.values(WORDS), id];
    const before = everything();
    expect(traces.filter((trace) => !before.includes(trace))).toEqual([]);
    // Programs that could not be told yet wait for it.
    const waiting = await sql("select id from jobs where kind = 'webhook' and payload like ?", [
      `%${caseId}%`,
    ]);
    expect(waiting).not.toEqual([]);
    expect((await api('DELETE', where, token)).status).toBe(204);
    const after = everything();
    expect(traces.filter((trace) => after.includes(trace))).toEqual([]);
    expect((await api('GET', where, token)).status).toBe(404);
    expect((await api('GET', `/api/v1/cases/${caseId}`, AGENT)).status).toBe(404);
  });

  test.each(['__proto__', 'constructor', 'toString'])('has no facts named %s', async (name) => {
    const { token, where, deed } = await handled();
    const shown = async () => {
      const body = await (await api('GET', where, token)).json();
      return z.looseObject({ slots: z.record(z.string(), z.unknown()) }).parse(body).slots;
    };
    const before = await shown();
    expect(await deed('take', {})).toBe(200);
    expect(await deed('facts', { facts: JSON.parse(`{"${name}":"debit"}`) })).toBeLessThan(500);
    expect(await shown()).toEqual(before);
  });
});

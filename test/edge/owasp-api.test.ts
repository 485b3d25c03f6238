import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Advisor } from '../../src/desk/advisor.ts';
import { addressFault } from '../../src/desk/safe-address.ts';
import { SECURITY_HEADERS } from '../../src/web/headers.ts';
import { HOME, shippedAdvisor } from '../support/advisor.ts';
import { addStaff, loggedIn, PASSWORD, staffedWeb } from '../support/staff.ts';
import { testWeb } from '../support/web.ts';

const AT = '2026-11-18T10:00:00+08:00';
const operation = z.looseObject({
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  'x-role': z.string().optional(),
  requestBody: z.unknown().optional(),
});
const described = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) });
/** What anybody may call; whatever is added here has to be meant for everybody. */
const PUBLIC = new Set([
  'post /api/v1/conversations',
  'post /api/v1/session',
  'delete /api/v1/session',
  'get /api/v1/session/oidc',
  'get /api/v1/session/oidc/callback',
  'get /healthz',
  'get /readyz',
  'get /metrics',
]);

let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

async function operations() {
  const web = await testWeb(advisor);
  const { paths } = described.parse(await (await web.get('/openapi.json')).json());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ path, method, name: `${method} ${path}`, ...one })),
  );
}

const filled = (path: string) => path.replace(/\{\w+\}/g, 'c0000000-0000-4000-8000-000000000000');

describe('OWASP API Security Top 10 (2023)', () => {
  test('API1 broken object level authorization: a token opens its own talk only, by every operation', async () => {
    const web = await testWeb(advisor);
    const [mine, other] = [await web.open(), await web.open()];
    await other.send({ text: '我的秘密', at: AT });
    const own = (await operations()).filter(({ security }) => security?.some((one) => 'conversation' in one));
    expect(own.length).toBeGreaterThan(4);
    for (const { method, path } of own) {
      const response = await web.request(path.replace(/\{\w+\}/, other.id), {
        method: method.toUpperCase(),
        headers: { Authorization: `Bearer ${mine.token}`, 'Content-Type': 'application/json' },
        ...(method === 'get' ? {} : { body: JSON.stringify({ text: 'x' }) }),
      });
      expect([method, path, response.status]).toEqual([method, path, 401]);
      expect(await response.text()).not.toContain('秘密');
    }
    expect((await other.show()).status).toBe(200);
  });

  test('API2 broken authentication: guesses wait, sessions end, secrets are hashed (login, login-attacks)', async () => {
    const { web } = await staffedWeb(advisor);
    for (let i = 0; i < 5; i++) await web.post('/api/v1/session', { login: 'wang', password: `wrong ${i}` });
    expect((await web.post('/api/v1/session', { login: 'wang', password: PASSWORD })).status).toBe(429);
  });

  test('API3 broken object property level authorization: nothing secret is told, nothing unnamed is set', async () => {
    const { web } = await staffedWeb(advisor);
    const talk = await web.open();
    await talk.send({ text: '没到账', at: AT, status: 'closed', tokenHash: 'x', version: 99 });
    for (const path of [talk.path, `${talk.path}/export`]) {
      const text = await (await web.get(path, talk.token)).text();
      expect(text).not.toMatch(/token_?hash|lease|password/i);
      expect(text).not.toContain(talk.token);
    }
    const ada = await loggedIn(web, 'ada');
    expect(await (await ada.call('GET', '/api/v1/users')).text()).not.toMatch(/hash|argon/i);
  });

  test('API4 unrestricted resource consumption: size, depth, length and rate have bounds', async () => {
    const web = await testWeb(advisor);
    const talk = await web.open();
    expect((await talk.send(JSON.stringify({ text: 'x', more: 'y'.repeat(70_000) }))).status).toBe(413);
    expect((await talk.send({ text: '钱'.repeat(2_001) })).status).toBe(413);
    expect((await talk.send(`{"text":"x","a":${'['.repeat(50)}${']'.repeat(50)}}`)).status).toBe(400);
    const limited = await testWeb(advisor, { testClock: false });
    const statuses: number[] = [];
    for (let i = 0; i < 32; i++) statuses.push((await limited.post('/api/v1/conversations', {})).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });

  test('API5 broken function level authorization: every operation has a guard, and each lets nobody in', async () => {
    const web = await testWeb(advisor, { agentToken: 'a-token-of-the-agents', loopback: false });
    await addStaff(web.store, 'xu', 'author');
    const guarded = (await operations()).filter(({ name }) => !PUBLIC.has(name));
    for (const { name, method, path, security } of guarded) {
      expect([name, security?.length ?? 0]).not.toEqual([name, 0]);
      const init = { method: method.toUpperCase(), headers: { 'Content-Type': 'application/json' } };
      const response = await web.request(filled(path), {
        ...init,
        ...(method === 'get' ? {} : { body: '{}' }),
      });
      expect([name, response.status]).toEqual([name, 401]);
    }
  });

  test('API5: who has no such role is refused by every operation that demands one', async () => {
    const { web } = await staffedWeb(advisor);
    const below: Readonly<Record<string, readonly string[]>> = {
      agent: ['xu'],
      lead: ['wang', 'xu'],
      author: ['wang', 'lin'],
      admin: ['wang', 'lin', 'xu'],
    };
    const people = new Map<string, Awaited<ReturnType<typeof loggedIn>>>();
    for (const login of ['wang', 'lin', 'xu']) people.set(login, await loggedIn(web, login));
    const guarded = (await operations()).filter((one) => one['x-role'] !== undefined);
    expect(guarded.length).toBeGreaterThan(8);
    for (const { name, method, path, 'x-role': role = '' } of guarded) {
      for (const login of below[role] ?? []) {
        const body = method === 'get' ? undefined : {};
        const response = await people.get(login)?.call(method.toUpperCase(), filled(path), body);
        expect([name, login, response?.status]).toEqual([name, login, 403]);
      }
    }
  });

  test('API6 unrestricted access to sensitive business flows: a message cannot be repeated into more', async () => {
    const talk = await (await testWeb(advisor)).open();
    const sent = await Promise.all(
      Array.from({ length: 5 }, () => talk.send({ id: 'm1', text: '转人工', at: AT })),
    );
    const texts = new Set(await Promise.all(sent.map((one) => one.text())));
    expect(texts.size).toBe(1);
  });

  test('API7 server side request forgery: private addresses are refused (webhooks)', () => {
    for (const url of ['https://169.254.169.254/', 'https://[::1]/', 'http://example.com/']) {
      expect(addressFault(url, [])).not.toBeNull();
    }
  });

  test('API8 security misconfiguration: every answer carries the headers, errors tell nothing of the inside', async () => {
    const web = await testWeb(advisor);
    for (const { method, path } of await operations()) {
      const response = await web.request(filled(path), { method: method.toUpperCase() });
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
        expect([path, name, response.headers.get(name)]).toEqual([path, name, value]);
      }
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(response.headers.get('server')).toBeNull();
      if (response.status >= 400)
        expect(await response.text()).not.toMatch(/\bat .*\.ts|node_modules|select |stack/i);
    }
    for (const method of ['PUT', 'OPTIONS']) {
      expect((await web.request('/api/v1/session', { method })).status).toBe(405);
    }
  });

  test('API8: pages allow their own script by its hash, and no inline code', async () => {
    const web = await testWeb(advisor);
    for (const path of ['/', '/privacy', `/first?key=${'A'.repeat(43)}`]) {
      const policy = (await web.get(path)).headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*|http:/);
    }
  });

  test('API9 improper inventory management: what answers is described, and nothing else answers', async () => {
    const web = await testWeb(advisor);
    const names = (await operations()).map(({ path }) => path);
    expect(names.filter((path) => path.startsWith('/api/') && !path.startsWith('/api/v1/'))).toEqual([]);
    for (const path of [
      '/api',
      '/api/v1',
      '/api/v2/conversations',
      '/debug',
      '/admin',
      '/.env',
      '/api/v1/cases.bak',
    ]) {
      expect([path, (await web.get(path)).status]).toEqual([path, 404]);
    }
  });

  test('API10 unsafe consumption of APIs: a receiver of webhooks cannot lead us elsewhere (webhooks)', () => {
    expect(addressFault('https://user:secret@example.com/', [])).not.toBeNull();
  });

  test('is a table in SECURITY.md whose tests are there', () => {
    const page = readFileSync(path.join(HOME, 'SECURITY.md'), 'utf8');
    const rows = [...page.matchAll(/^\| (API\d+) \|.*\| ([^|]+) \|$/gm)];
    expect(rows.map(([, id]) => id)).toEqual(Array.from({ length: 10 }, (_, i) => `API${i + 1}`));
    for (const name of rows.flatMap(([, , tests = '']) => [...tests.matchAll(/`([\w-]+)`/g)])) {
      expect(existsSync(path.join(HOME, 'test/edge', `${name[1]}.test.ts`)), name[1]).toBe(true);
    }
  });
});

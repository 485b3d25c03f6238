import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Advisor } from '../../src/desk/advisor.ts';
import { StoreError } from '../../src/store/engine/database.ts';
import { triageSchema } from '../../src/web/wire.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { testPage } from '../support/page.ts';
import { testWeb } from '../support/web.ts';

const AT = '2026-11-18T10:00:00+08:00';
let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

describe('triage', () => {
  test('gives an agent the verdict on a message and keeps nothing', async () => {
    const web = await testWeb(advisor);
    const response = await web.post('/api/v1/triage', { text: '昨天下午刷的储蓄卡没到账', at: AT });
    expect(response.status).toBe(200);
    const verdict = triageSchema.parse(await response.json());
    expect(verdict).toMatchObject({ issue: 'not_arrived', outOfScope: false });
    expect(verdict.missing.length).toBeGreaterThan(0);
    expect(verdict.diagnosis?.causes.length).toBeGreaterThan(0);
  });

  test("needs the agents' token where one is set, and a token where others can reach the server", async () => {
    const agentToken = 'a-token-of-the-agents';
    const closed = await testWeb(advisor, { agentToken, loopback: false });
    expect((await closed.post('/api/v1/triage', { text: 'x' })).status).toBe(401);
    expect((await closed.post('/api/v1/triage', { text: 'x' }, 'wrong')).status).toBe(401);
    expect((await closed.post('/api/v1/triage', { text: '没到账' }, agentToken)).status).toBe(200);
    const open = await testWeb(advisor, { loopback: false });
    expect((await open.post('/api/v1/triage', { text: 'x' })).status).toBe(403);
  });
});

describe('operations', () => {
  test('tell that the process is up and the store can be reached', async () => {
    const web = await testWeb(advisor);
    expect((await web.get('/healthz')).status).toBe(200);
    expect((await web.get('/readyz')).status).toBe(200);
    await web.store.close();
    expect((await web.get('/healthz')).status).toBe(200);
    expect((await web.get('/readyz')).status).not.toBe(200);
  });

  test('count turns, requests and faults of the store', async () => {
    const web = await testWeb(advisor, {
      ready: () => Promise.reject(new StoreError('disk I/O error')),
    });
    const talk = await web.open();
    await talk.send({ text: '没到账', at: AT });
    const down = await web.get('/readyz');
    expect(down.status).toBe(503);
    expect(await down.json()).toMatchObject({ error: { code: 'store_unavailable' } });
    const text = await (await web.get('/metrics')).text();
    expect(text).toContain('daozhang_turns_total 1\n');
    expect(text).toContain(
      'daozhang_requests_total{route="/api/v1/conversations/{id}/messages",status="200"} 1\n',
    );
    expect(text).toContain('daozhang_faults_total{where="store"} 1\n');
    expect(text).toContain('daozhang_request_seconds_count 3\n');
    expect(web.troubles).toHaveLength(1);
  });
});

const bodySchema = z.object({
  'application/json': z.object({
    schema: z.looseObject({ properties: z.record(z.string(), z.unknown()).default({}) }),
  }),
});
const operationSchema = z.object({
  requestBody: z.object({ content: bodySchema }).optional(),
  responses: z.record(z.string(), z.object({ content: bodySchema.optional() })),
});
const descriptionSchema = z.object({
  openapi: z.string(),
  paths: z.record(
    z.string(),
    z.object({ get: operationSchema.optional(), post: operationSchema.optional() }),
  ),
});

describe('the description of the API', () => {
  test('is OpenAPI 3.1 and names every operation with its answers', async () => {
    const response = await (await testWeb(advisor)).get('/openapi.json');
    const description = descriptionSchema.parse(await response.json());
    expect(description.openapi).toBe('3.1.0');
    expect(Object.keys(description.paths)).toEqual(
      expect.arrayContaining([
        '/api/v1/conversations',
        '/api/v1/conversations/{id}/messages',
        '/api/v1/conversations/{id}',
        '/api/v1/conversations/{id}/events',
        '/api/v1/triage',
        '/api/v1/session',
        '/api/v1/users',
        '/healthz',
        '/readyz',
        '/metrics',
      ]),
    );
    const message = description.paths['/api/v1/conversations/{id}/messages']?.post;
    const body = message?.requestBody?.content['application/json'].schema;
    expect(body?.properties.text).toMatchObject({ type: 'string', maxLength: 2_000 });
    expect(Object.keys(message?.responses ?? {})).toEqual(['200', '400', '401', '404', '413', '415', '429']);
    const answer = message?.responses['200']?.content?.['application/json'].schema;
    expect(JSON.stringify(answer?.properties.diagnosis)).toContain('"act_today"');
  });
});

describe('the pages', () => {
  test('for merchants runs its own script and nothing else', async () => {
    const response = await (await testWeb(advisor, { page: await testPage() })).get('/');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await response.text();
    const policy = response.headers.get('content-security-policy') ?? '';
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(html) ?? [];
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
    for (const source of [script, style]) {
      expect(source.length).toBeGreaterThan(100);
      expect(policy).toContain(`'sha256-${createHash('sha256').update(source).digest('base64')}'`);
    }
    expect(policy).not.toContain('unsafe');
    expect(html.replace(script, '')).not.toMatch(/ on[a-z]+="|https?:\/\//);
    new Function(script);
  });

  test('greet before any script runs, with the wording escaped', async () => {
    const { content } = advisor.expert;
    const odd = { ...content, replies: { ...content.replies, greeting: '<b onclick="x">&</b></script>' } };
    const web = await testWeb({ ...advisor, expert: { ...advisor.expert, content: odd } });
    const html = await (await web.get('/')).text();
    expect(html).toContain('&lt;b onclick=');
    expect(html).not.toContain('</b></script>');
    expect(html).not.toContain('<b onclick');
  });
});

describe('every response', () => {
  test.each(['/', '/healthz', '/openapi.json', '/nowhere', '/api/v1/conversations'])(
    'carries the security headers (%s)',
    async (path) => {
      const { headers } = await (await testWeb(advisor)).get(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe(path === '/' ? 'same-origin' : 'no-referrer');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );
});

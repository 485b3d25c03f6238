import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../../src/desk/advisor.ts';
import { catalogueSchema } from '../../src/web/catalogue-wire.ts';
import { knowledgeSchema } from '../../src/web/console-wire.ts';
import { triageSchema } from '../../src/web/wire.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { testWeb } from '../support/web.ts';

let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
});

describe("the agents' page", () => {
  test('allows its own files and the style sheets of this one answer, nothing else', async () => {
    const web = await testWeb(advisor);
    const [first, second] = await Promise.all([web.get('/console'), web.get('/console')]);
    const [policy = '', other = ''] = [first, second].map((one) =>
      one.headers.get('content-security-policy'),
    );
    const html = await first.text();
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toBe(other);
    expect(html).not.toMatch(/https?:\/\/|<style| style=| on[a-z]+="/);
    expect(policy).toContain(/nonce="([^"]+)"/.exec(html)?.[1]);
    expect(first.headers.get('cache-control')).toBe('no-store');
  });

  test('has files that may be kept for ever, packed where the browser can unpack them', async () => {
    const web = await testWeb(advisor);
    const html = await (await web.get('/console')).text();
    const names = [...html.matchAll(/\/console\/assets\/[^"]+/g)].map(([name]) => name);
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) {
      const plain = await web.get(name);
      expect(plain.headers.get('cache-control')).toContain('immutable');
      expect(plain.headers.get('content-type')).toMatch(/^text\/(javascript|css)/);
      const packed = await web.get(name, undefined, { 'Accept-Encoding': 'gzip' });
      expect(packed.headers.get('content-encoding')).toBe('gzip');
      const text = gunzipSync(Buffer.from(await packed.arrayBuffer())).toString();
      expect(text).toBe(await plain.text());
    }
  });

  test('needs at most 320 kB until it can be used, packed', async () => {
    const web = await testWeb(advisor);
    const html = await (await web.get('/console')).text();
    const names = [...html.matchAll(/\/console\/assets\/[^"]+/g)].map(([name]) => name);
    const sizes = await Promise.all(
      names.map(async (name) => {
        const packed = await web.get(name, undefined, { 'Accept-Encoding': 'gzip' });
        return (await packed.arrayBuffer()).byteLength;
      }),
    );
    const bytes = sizes.reduce((sum, size) => sum + size, html.length);
    console.info(`initial transfer of the console: ${(bytes / 1000).toFixed(1)} kB in ${sizes.length} files`);
    expect(bytes).toBeLessThanOrEqual(320_000);
  });

  test('has no other files', async () => {
    const web = await testWeb(advisor);
    for (const name of ['index.json', 'none.js', '..%2Fcli.js', '__proto__']) {
      expect((await web.get(`/console/assets/${name}`)).status, name).toBe(404);
    }
  });

  test('is where /agent leads', async () => {
    const response = await (await testWeb(advisor)).get('/agent');
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('/console#/triage');
  });
});

describe('the knowledge search', () => {
  const search = async (words: string) => {
    const web = await testWeb(advisor);
    const response = await web.get(`/api/v1/knowledge?q=${encodeURIComponent(words)}`);
    return knowledgeSchema.parse(await response.json()).found;
  };

  test.each([
    ['51', 'code'],
    ['银联', 'contact'],
    ['收付控制状态不允许', 'payout'],
    ['短时间多次换卡', 'cause'],
    ['手续费', 'article'],
  ])('finds %s as %s first', async (words, kind) => {
    expect((await search(words))[0]?.kind).toBe(kind);
  });

  test('tells numbers with the day they were verified, and no sentence with a hole', async () => {
    const found = (await Promise.all(['电话', '到账', '银行', '95516', '出款'].map(search))).flat();
    expect(found.length).toBeGreaterThan(10);
    for (const one of found) {
      expect(one.phone === null).toBe(one.verifiedOn === null);
      expect([one.text, ...one.steps].join('')).not.toMatch(/[{}]/);
    }
    expect(found.find((one) => one.id === 'unionpay')?.phone).toBe('95516');
  });

  test('wants words', async () => {
    const web = await testWeb(advisor);
    expect((await web.get('/api/v1/knowledge')).status).toBe(400);
    expect((await web.get(`/api/v1/knowledge?q=${'长'.repeat(201)}`)).status).toBe(400);
    expect(await search('qwertyuiop')).toEqual([]);
  });

  test('is for agents', async () => {
    const web = await testWeb(advisor, { agentToken: 'a-token-of-agents-1' });
    for (const path of ['/api/v1/knowledge?q=51', '/api/v1/catalogue']) {
      expect((await web.get(path)).status).toBe(401);
      expect((await web.get(path, 'a-token-of-agents-1')).status).toBe(200);
    }
  });
});

describe('triage', () => {
  const triage = async (text: string) => {
    const web = await testWeb(advisor);
    return triageSchema.parse(await (await web.post('/api/v1/triage', { text })).json());
  };

  test('marks the words of each fact in the masked text', async () => {
    const { text, spans, slots } = await triage('昨天下午刷的储蓄卡,卡号6222021234567890128,钱没到');
    expect(text).not.toContain('6222021234567890128');
    expect(spans.map(({ slot, start, end }) => [slot, text.slice(start, end)])).toContainEqual([
      'card_type',
      '刷的储蓄卡',
    ]);
    expect(spans.every(({ slot }) => slot in slots)).toBe(true);
  });

  test('draws the way through the tree to the cause it names, or to the question it would ask', async () => {
    const answered = await triage('昨天下午刷的储蓄卡，平时秒到，钱到现在没到');
    expect(answered.path.stops.at(-1)).toMatchObject({
      type: 'reached',
      cause: answered.diagnosis?.causes[0]?.id,
    });
    expect(answered.replies.map(({ kind }) => kind)).toEqual(['diagnosis']);
    const asking = await triage('刷卡的钱没到');
    expect(asking.path.stops.at(-1)).toEqual({ type: 'ask', slot: asking.missing[0]?.slot });
    expect(asking.replies[0]?.text).toBe(asking.missing[0]?.question);
  });

  test.each(['换了三次结算卡，钱一直没到', '顾客说被扣款了，机器显示51', '有人让我交保证金解冻'])(
    'speaks only of what the catalogue names: %s',
    async (text) => {
      const web = await testWeb(advisor);
      const { slots, causes } = catalogueSchema.parse(await (await web.get('/api/v1/catalogue')).json());
      const named = new Set([...slots, ...causes].map(({ id }) => id));
      const { path, spans } = await triage(text);
      const stops = path.stops.map((stop) => ('slot' in stop ? stop.slot : stop.cause));
      expect(stops.length).toBeGreaterThan(0);
      expect([...stops, ...spans.map(({ slot }) => slot)].filter((id) => !named.has(id))).toEqual([]);
    },
  );
});

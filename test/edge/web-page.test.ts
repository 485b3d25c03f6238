import { beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../../src/desk/advisor.ts';
import { conversationIdOf, newToken } from '../../src/desk/token.ts';
import { calendarFile } from '../../src/web/page/calendar-file.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { testWeb } from '../support/web.ts';

let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

type Web = Awaited<ReturnType<typeof testWeb>>;

function form(
  web: Web,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
  path = '/talk',
) {
  const body = new URLSearchParams(fields).toString();
  const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
  return web.request(path, { method: 'POST', headers: { ...type, ...headers }, body });
}

async function merchantLines(web: Web, secret: string): Promise<string[]> {
  const entries = await web.store.conversations.transcript(conversationIdOf(secret), 0);
  return entries.filter(({ from }) => from === 'merchant').map(({ text }) => text);
}

describe('the form of the page', () => {
  test('opens one talk and counts a message once, however often it is sent', async () => {
    const web = await testWeb(advisor);
    const secret = newToken();
    const fields = { id: 'f1', secret, text: '钱没到账' };
    const answers = await Promise.all([form(web, fields), form(web, fields), form(web, fields)]);
    for (const answer of answers) {
      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toBe('/#now');
      expect(answer.headers.get('set-cookie')).toMatch(
        new RegExp(`^daozhang=${secret}; Path=/; Max-Age=\\d+; HttpOnly; SameSite=Lax$`),
      );
    }
    expect(await merchantLines(web, secret)).toEqual(['钱没到账']);
  });

  test('sent again with another answer is another message', async () => {
    const web = await testWeb(advisor);
    const secret = newToken();
    await form(web, { id: 'f1', secret, choice: 'issue_kind:not_arrived' });
    await form(web, { id: 'f1', secret, text: '储蓄卡' });
    expect(await merchantLines(web, secret)).toEqual(['钱没到账', '储蓄卡']);
  });

  test('goes into the talk of the cookie, and tells a script what is new', async () => {
    const web = await testWeb(advisor);
    const secret = newToken();
    await form(web, { secret, text: '钱没到账' });
    const headers = { cookie: `size=2; daozhang=${secret}`, accept: 'application/json' };
    const answer = await form(web, { secret: newToken(), text: '转人工', after: '3' }, headers);
    expect(await answer.json()).toMatchObject({
      id: conversationIdOf(secret),
      status: 'handoff',
      lines: [{ seq: 4, from: 'merchant', text: '转人工' }, { seq: 5 }, { seq: 6 }],
    });
    const news = await web.get('/talk?after=4', undefined, headers);
    expect(await news.json()).toMatchObject({ lines: [{ seq: 5, from: 'bot' }, { seq: 6 }] });
    expect((await web.get('/talk?after=0')).status).toBe(404);
  });

  test('keeps its secret for encrypted pages and for frames on other sites', async () => {
    const web = await testWeb(advisor);
    const secret = newToken();
    const safe = await form(web, { secret, text: '没到账' }, { 'x-forwarded-proto': 'https' });
    expect(safe.headers.get('set-cookie')).toMatch(/^__Host-daozhang=.*HttpOnly; SameSite=Lax; Secure$/);
    const framed = await form(web, { secret, text: '没到账' }, {}, '/talk?embed');
    expect(framed.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=None; Secure; Partitioned$/);
    expect(framed.headers.get('location')).toBe('/?embed#now');
  });

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['an old browser on another site', { origin: 'https://evil.example', host: 'localhost' }],
  ])('is not sent by %s', async (_, headers) => {
    const web = await testWeb(advisor);
    const secret = newToken();
    await form(web, { secret, text: '没到账' });
    const cookie = { cookie: `daozhang=${secret}`, ...headers };
    const json = { ...cookie, accept: 'application/json' };
    expect((await form(web, { text: '转人工' }, json)).status).toBe(403);
    expect((await form(web, { text: '转人工' }, cookie)).headers.get('location')).toContain('refused=');
    expect((await form(web, {}, cookie, '/talk/delete')).status).toBe(403);
    const path = `/api/v1/conversations/${conversationIdOf(secret)}`;
    expect((await web.request(path, { method: 'DELETE', headers: cookie })).status).toBe(401);
    expect(await merchantLines(web, secret)).toEqual(['没到账']);
  });

  test.each([
    [{ text: '' }, 400],
    [{ text: ' ' }, 400],
    [{}, 400],
    [{ do: 'nothing' }, 400],
    [{ choice: 'nothing:at-all' }, 400],
    [{ text: 'x'.repeat(2_001) }, 413],
    [{ text: 'x'.repeat(70_000) }, 413],
  ])('says what is wrong with it (%#)', async (fields, status) => {
    const web = await testWeb(advisor);
    const answer = await form(web, { secret: newToken(), ...fields }, { accept: 'application/json' });
    expect(answer.status).toBe(status);
  });

  test('stays within the limits', async () => {
    const web = await testWeb(advisor, { testClock: false });
    const secret = newToken();
    const sent = Array.from({ length: 40 }, (_, i) => form(web, { id: `m${i}`, secret, text: '在吗' }));
    const places = (await Promise.all(sent)).map((answer) => answer.headers.get('location'));
    expect(places.filter((place) => place === '/?refused=too_many_requests#now')).toHaveLength(10);
    const notice = await (await web.get('/?refused=too_many_requests')).text();
    expect(notice).toContain(advisor.expert.content.replies.page_busy);
  });
});

describe('a talk that its merchant wants deleted', () => {
  test('is gone, with its cookie', async () => {
    const web = await testWeb(advisor);
    const secret = newToken();
    await form(web, { secret, text: '没到账' });
    const path = `/api/v1/conversations/${conversationIdOf(secret)}`;
    const headers = { cookie: `daozhang=${secret}`, 'sec-fetch-site': 'same-origin' };
    expect((await web.get(path, undefined, headers)).status).toBe(200);
    const answer = await form(web, {}, headers, '/talk/delete');
    expect(answer.headers.get('set-cookie')).toMatch(/^daozhang=; Path=\/; Max-Age=0;/);
    expect((await web.get(path, secret)).status).toBe(404);
  });

  test('can be deleted over the API by whoever holds its token', async () => {
    const web = await testWeb(advisor);
    const talk = await web.open();
    const remove = (token: string) =>
      web.request(talk.path, { method: 'DELETE', headers: { Authorization: `Bearer ${token}` } });
    expect((await remove(newToken())).status).toBe(401);
    expect((await remove(talk.token)).status).toBe(204);
    expect((await remove(talk.token)).status).toBe(404);
  });
});

describe('frames', () => {
  test('are for listed sites only', async () => {
    const alone = (await (await testWeb(advisor)).get('/')).headers;
    expect(alone.get('x-frame-options')).toBe('DENY');
    expect(alone.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const web = await testWeb(advisor, { embedHosts: ['https://shop.example'] });
    const framed = (await web.get('/')).headers;
    expect(framed.get('x-frame-options')).toBeNull();
    expect(framed.get('content-security-policy')).toContain("frame-ancestors 'self' https://shop.example");
    expect((await web.get('/console')).headers.get('x-frame-options')).toBe('DENY');
    const script = await web.get('/embed.js');
    expect(script.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    new Function(await script.text());
  });
});

describe('a calendar file', () => {
  test('has lines of at most 75 octets that can be put together again', () => {
    const text = `到点还没到账，先看出款状态；再联系收单机构。\n${'很长'.repeat(60)}`;
    const file = calendarFile({ uid: 'x', now: 0, at: 86_400_000, title: '到账', text });
    const lines = file.split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    const unfolded = file.replaceAll('\r\n ', '');
    expect(unfolded).toContain(`DESCRIPTION:${text.replaceAll('\n', '\\n')}\r\n`);
    expect(unfolded).toContain('DTSTART:19700102T000000Z\r\n');
  });
});

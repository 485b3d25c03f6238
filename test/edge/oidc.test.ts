import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../../src/desk/advisor.ts';
import { createOidc } from '../../src/web/oidc.ts';
import { OIDC_CALLBACK } from '../../src/web/oidc-callback.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { type Provider, startProvider } from '../support/oidc.ts';
import { addStaff, cookieOf } from '../support/staff.ts';
import { testWeb } from '../support/web.ts';

const PUBLIC = 'http://127.0.0.1:3978';
let advisor: Advisor;
let provider: Provider;

beforeAll(async () => {
  [advisor, provider] = await Promise.all([shippedAdvisor(), startProvider(`${PUBLIC}${OIDC_CALLBACK}`)]);
}, 60_000);
afterAll(() => provider?.stop());

async function desk(place = {}) {
  const oidc = createOidc({
    ...provider.client,
    publicUrl: PUBLIC,
    claim: 'email',
    ...place,
  });
  const web = await testWeb(advisor, { oidc });
  await addStaff(web.store, 'wang@example.com', 'agent');
  await addStaff(web.store, 'unverified@example.com', 'agent');
  return web;
}

/** Goes through the provider's pages as a browser does, and gives the address it leads back to. */
async function logInAt(start: string, login: string): Promise<URL> {
  const jar = new Map<string, string>();
  const go = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    return response;
  };
  let url = start;
  for (let i = 0; i < 12; i++) {
    const response = await go(url);
    const to = response.headers.get('location');
    if (to !== null) {
      url = new URL(to, url).href;
      if (url.startsWith(PUBLIC)) return new URL(url);
      continue;
    }
    const [, prompt = ''] = /name="prompt" value="(\w+)"/.exec(await response.text()) ?? [];
    const body = new URLSearchParams({ prompt, login, password: 'any' });
    const sent = await go(url, { method: 'POST', body });
    url = new URL(sent.headers.get('location') ?? '', url).href;
  }
  throw new Error(`the provider did not lead back: ${url}`);
}

async function leave(web: Awaited<ReturnType<typeof desk>>) {
  const left = await web.get('/api/v1/session/oidc');
  expect(left.status).toBe(302);
  return { url: left.headers.get('location') ?? '', cookie: cookieOf(left) };
}

function back(web: Awaited<ReturnType<typeof desk>>, url: URL, cookie: string, more = {}) {
  const headers = { Cookie: cookie, 'Sec-Fetch-Site': 'cross-site', ...more };
  return web.request(`${url.pathname}${url.search}`, { headers });
}

describe('logging in at an OpenID Connect provider', () => {
  test('lets in who is a user here, by code with PKCE', async () => {
    const web = await desk();
    const { url, cookie } = await leave(web);
    expect(url).toContain('code_challenge_method=S256');
    const response = await back(web, await logInAt(url, 'wang@example.com'), cookie);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/console');
    const who = await web.request('/api/v1/session', { headers: { Cookie: cookieOf(response) } });
    expect(await who.json()).toMatchObject({ login: 'wang@example.com', role: 'agent' });
  });

  test.each([
    ['is no user here', 'stranger@example.com'],
    ['has an address that nobody has verified', 'unverified@example.com'],
  ])('refuses who %s', async (_why, login) => {
    const web = await desk();
    const { url, cookie } = await leave(web);
    const led = await logInAt(url, login);
    const shown = await back(web, led, cookie, { Accept: 'text/html' });
    expect(shown.headers.get('location')).toBe('/console#/login?refused=not_vouched');
    expect(shown.headers.getSetCookie()).toEqual([]);
    expect((await back(web, led, cookie)).status).toBe(401);
  });

  test('refuses an answer to another trip, a changed state, a code used twice, and none at all', async () => {
    const web = await desk();
    const [mine, other] = [await leave(web), await leave(web)];
    const led = await logInAt(mine.url, 'wang@example.com');
    expect((await back(web, led, '')).status).toBe(401);
    expect((await back(web, led, 'daozhang-oidc=nonsense')).status).toBe(401);
    expect((await back(web, led, other.cookie)).status).toBe(401);
    const changed = new URL(led);
    changed.searchParams.set('state', 'x');
    expect((await back(web, changed, mine.cookie)).status).toBe(401);
    expect((await back(web, led, mine.cookie)).status).toBe(303);
    expect((await back(web, led, mine.cookie)).status).toBe(401);
  });

  test('refuses with a wrong client secret, and is absent where no provider is set', async () => {
    const wrong = await desk({ clientSecret: 'wrong' });
    const { url, cookie } = await leave(wrong);
    expect((await back(wrong, await logInAt(url, 'wang@example.com'), cookie)).status).toBe(401);
    const down = await desk({ issuer: 'http://127.0.0.1:1' });
    expect((await down.get('/api/v1/session/oidc')).status).toBe(503);
    expect((await (await testWeb(advisor)).get('/api/v1/session/oidc')).status).toBe(404);
  });
});

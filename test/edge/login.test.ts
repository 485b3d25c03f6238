import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../../src/desk/advisor.ts';
import { offerFirst } from '../../src/desk/login/first-admin.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { startProcess, startServer } from '../support/process.ts';
import {
  addStaff,
  cookieOf,
  loggedIn,
  PASSWORD,
  SESSION,
  staffedWeb,
  tryLogIn,
  USERS,
} from '../support/staff.ts';
import { testWeb } from '../support/web.ts';

const HOUR = 3_600_000;
let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

const staffed = () => staffedWeb(advisor);

describe('logging in', () => {
  test('gives a session by cookie, which tells who one is until one logs out', async () => {
    const { web } = await staffed();
    const wang = await loggedIn(web, 'wang');
    const who = await wang.call('GET', SESSION);
    expect(await who.json()).toMatchObject({ id: 'wang', name: 'wang', role: 'agent', team: 'default' });
    expect((await wang.call('DELETE', SESSION)).status).toBe(204);
    expect((await wang.call('GET', SESSION)).status).toBe(401);
  });

  test('takes the name in any case and width', async () => {
    const { web } = await staffed();
    expect((await web.post(SESSION, { login: ' ＷＡＮＧ ', password: PASSWORD })).status).toBe(200);
  });

  test('sets a cookie that scripts, other sites and plain connections do not get', async () => {
    const { web } = await staffed();
    const login = (proto: string) => tryLogIn(web, 'wang', { 'X-Forwarded-Proto': proto });
    const safe = (await login('https')).headers.get('set-cookie') ?? '';
    expect(safe).toMatch(
      /^__Host-daozhang-desk=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure$/,
    );
    const plain = (await login('http')).headers.get('set-cookie') ?? '';
    expect(plain).toMatch(/^daozhang-desk=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax$/);
  });

  test('is refused over a plain connection where others can listen', async () => {
    const web = await testWeb(advisor, { loopback: false });
    await addStaff(web.store, 'wang', 'agent');
    const response = await web.post(SESSION, { login: 'wang', password: PASSWORD });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: 'not_encrypted' } });
  });

  test('ends after an hour without use, after twelve hours in any case, and when the user is disabled', async () => {
    const { web, time } = await staffed();
    const idle = await loggedIn(web, 'wang');
    time.now += HOUR - 1;
    expect((await idle.call('GET', SESSION)).status).toBe(200);
    time.now += HOUR;
    expect((await idle.call('GET', SESSION)).status).toBe(401);
    const busy = await loggedIn(web, 'wang');
    for (let i = 0; i < 23; i++) {
      time.now += HOUR / 2;
      expect((await busy.call('GET', SESSION)).status).toBe(200);
    }
    time.now += HOUR / 2;
    expect((await busy.call('GET', SESSION)).status).toBe(401);
    const last = await loggedIn(web, 'wang');
    const ada = await loggedIn(web, 'ada');
    expect((await ada.call('PATCH', `${USERS}/wang`, { disabled: true })).status).toBe(204);
    expect((await last.call('GET', SESSION)).status).toBe(401);
    expect((await web.post(SESSION, { login: 'wang', password: PASSWORD })).status).toBe(401);
  });

  test('keeps neither password nor session secret', async () => {
    const { web } = await staffed();
    const { cookie } = await loggedIn(web, 'wang');
    const user = await web.store.users.byLogin('wang');
    expect(user?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const secret = cookie.split('=')[1] ?? '';
    expect(await web.store.sessions.user(secret, web.service.clock(), HOUR)).toBeNull();
  });
});

describe('users', () => {
  test('are added, listed without anything secret, and changed; what changes ends their sessions', async () => {
    const { web } = await staffed();
    const [ada, wang] = [await loggedIn(web, 'ada'), await loggedIn(web, 'wang')];
    const body = {
      login: 'Zhao@Example.com',
      name: '赵',
      role: 'agent',
      team: '华东',
      password: 'zhao likes tea 7',
    };
    expect((await ada.call('POST', USERS, body)).status).toBe(201);
    expect((await ada.call('POST', USERS, body)).status).toBe(409);
    const list = await (await ada.call('GET', USERS)).text();
    expect(list).toContain('"login":"zhao@example.com"');
    expect(list).not.toMatch(/argon2|hash/i);
    await loggedIn(web, 'zhao@example.com', 'zhao likes tea 7');
    expect((await ada.call('PATCH', `${USERS}/wang`, { role: 'lead' })).status).toBe(204);
    expect((await wang.call('GET', SESSION)).status).toBe(401);
    expect((await ada.call('PATCH', `${USERS}/nobody`, { role: 'lead' })).status).toBe(404);
  });

  test('always include an admin', async () => {
    const { web } = await staffed();
    const ada = await loggedIn(web, 'ada');
    for (const change of [{ role: 'agent' }, { disabled: true }]) {
      expect((await ada.call('PATCH', `${USERS}/ada`, change)).status).toBe(409);
    }
    await addStaff(web.store, 'bo', 'admin');
    const bo = await loggedIn(web, 'bo');
    const both = await Promise.all([
      ada.call('PATCH', `${USERS}/bo`, { role: 'agent' }),
      bo.call('PATCH', `${USERS}/ada`, { role: 'agent' }),
    ]);
    expect(both.filter(({ status }) => status === 204)).toHaveLength(1);
    expect((await web.store.users.list()).filter(({ role }) => role === 'admin')).toHaveLength(1);
  });

  test('change their own password, which ends every other session', async () => {
    const { web } = await staffed();
    const [here, there] = [await loggedIn(web, 'wang'), await loggedIn(web, 'wang')];
    const change = (current: string, next: string) =>
      here.call('POST', `${SESSION}/password`, { current, next });
    expect((await change('wrong', 'a new password 9')).status).toBe(401);
    expect((await change(PASSWORD, 'short')).status).toBe(400);
    expect((await change(PASSWORD, 'wangwangwang1')).status).toBe(400);
    const response = await change(PASSWORD, 'a new password 9');
    expect(response.status).toBe(200);
    expect(cookieOf(response)).not.toBe(here.cookie);
    expect((await there.call('GET', SESSION)).status).toBe(401);
    expect((await here.call('GET', SESSION)).status).toBe(401);
    await loggedIn(web, 'wang', 'a new password 9');
  });
});

describe('the first admin', () => {
  const KEY = /key=([\w-]{43})/;
  const submit = (
    web: Awaited<ReturnType<typeof testWeb>>,
    key: string,
    login = 'ada',
    password = PASSWORD,
  ) => web.request('/first', { method: 'POST', body: new URLSearchParams({ key, login, password }) });

  test('is added once by a key that is good for half an hour, and is logged in', async () => {
    const time = { now: 1_000_000 };
    const web = await testWeb(advisor, { clock: () => time.now });
    const [late, key] = [await offerFirst(web.store, 0), await offerFirst(web.store, time.now)];
    time.now += 1_700_000;
    expect((await submit(web, late ?? '')).status).toBe(200);
    expect((await submit(web, 'A'.repeat(43))).status).toBe(200);
    expect((await submit(web, key ?? '', 'ada', 'short')).status).toBe(200);
    expect(await web.store.users.list()).toEqual([]);
    const both = await Promise.all([submit(web, key ?? ''), submit(web, key ?? '', 'eve')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 303]);
    const cookie = both.map(cookieOf).join('');
    const who = await web.request(SESSION, { headers: { Cookie: cookie } });
    expect(await who.json()).toMatchObject({ role: 'admin' });
    expect(await web.store.users.list()).toHaveLength(1);
    expect(await offerFirst(web.store, time.now)).toBeNull();
  });

  test('cannot be added where others can reach the server, nor from another site', async () => {
    const open = await testWeb(advisor, { loopback: false });
    const key = (await offerFirst(open.store, open.service.clock())) ?? '';
    expect((await open.get(`/first?key=${key}`)).status).toBe(404);
    expect((await submit(open, key)).status).toBe(404);
    const web = await testWeb(advisor);
    const good = (await offerFirst(web.store, web.service.clock())) ?? '';
    const headers = { 'Sec-Fetch-Site': 'cross-site' };
    const body = new URLSearchParams({ key: good, login: 'eve', password: PASSWORD });
    expect((await web.request('/first', { method: 'POST', headers, body })).status).toBe(403);
    expect(await web.store.users.list()).toEqual([]);
  });

  test('gets a link from a server without users, and none when there is one; the terminal adds users', async () => {
    const data = mkdtempSync(path.join(tmpdir(), 'daozhang-first-'));
    const run = async (args: readonly string[]) => {
      const started = startProcess([...args, '--data', data]);
      let out = '';
      started.child.stdout?.setEncoding('utf8').on('data', (text) => {
        out += text;
      });
      started.child.stdin?.end('a password of 20 signs\n');
      return { exit: await started.ended, out, errors: started.errors() };
    };
    const server = await startServer(['--data', data]);
    await expect.poll(server.output).toMatch(KEY);
    const page = await fetch(`${server.url}/first?key=${KEY.exec(server.output())?.[1]}`);
    expect(await page.text()).toContain('type="password"');
    const added = await run(['user', 'add', 'Ada', '--role', 'admin']);
    expect(added).toMatchObject({ exit: 0, errors: '' });
    const password = /password: (\S{20})\n/.exec(added.out)?.[1] ?? '';
    const login = await fetch(`${server.url}${SESSION}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ login: 'ada', password }),
    });
    expect(login.status).toBe(200);
    expect((await submitTo(server.url, KEY.exec(server.output())?.[1] ?? '')).status).toBe(200);
    expect(await run(['user', 'add', 'wang', '--password-stdin'])).toMatchObject({ exit: 0 });
    expect((await run(['user', 'list'])).out).toMatch(/^ada .*\nwang .*\n$/);
    expect(await run(['user', 'disable', 'wang'])).toMatchObject({ exit: 0 });
    expect(await run(['user', 'disable', 'ada'])).toMatchObject({ exit: 1 });
    expect((await run(['audit', 'verify'])).out).toMatch(/^4 entries: whole\nanchor 4:[0-9a-f]{64}\n$/);
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    rmSync(data, { recursive: true });
  }, 60_000);
});

function submitTo(url: string, key: string): Promise<Response> {
  return fetch(`${url}/first`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ key, login: 'eve', password: PASSWORD }),
  });
}

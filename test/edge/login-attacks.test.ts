import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Advisor } from '../../src/desk/advisor.ts';
import { shippedAdvisor } from '../support/advisor.ts';
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
const CASES = '/api/v1/cases';
const casesBody = z.object({ cases: z.array(z.looseObject({ id: z.string() })) });
/** All that can be done to a case. */
const DEEDS: readonly (readonly [string, object])[] = [
  ['take', { force: true }],
  ['reply', { text: '您好' }],
  ['notes', { text: '看过' }],
  ['return', {}],
  ['transfer', { assignee: 'zhao', text: '给我' }],
  ['facts', { facts: { card_type: 'credit' } }],
  ['close', { cause: null, solved: true }],
  ['extend', {}],
];
let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

const staffed = () => staffedWeb(advisor);

describe('attacks on the login', () => {
  test('fixation: a session that the browser brings along is never the one that goes on', async () => {
    const { web } = await staffed();
    const invented = `daozhang-desk=${'A'.repeat(43)}`;
    const fresh = cookieOf(await tryLogIn(web, 'wang', { Cookie: invented }));
    expect(fresh).not.toBe(invented);
    expect((await web.request(SESSION, { headers: { Cookie: invented } })).status).toBe(401);
    const attacker = await loggedIn(web, 'lin');
    const victim = cookieOf(await tryLogIn(web, 'wang', { Cookie: attacker.cookie }));
    expect(victim).not.toBe(attacker.cookie);
    expect((await attacker.call('GET', SESSION)).status).toBe(401);
  });

  test('brute force: guesses wait longer and longer, many at once and the right one too', async () => {
    const { web, time } = await staffed();
    const guess = (password: string) => web.post(SESSION, { login: 'wang', password });
    const burst = await Promise.all(Array.from({ length: 15 }, (_, i) => guess(`wrong ${i}`)));
    expect(burst.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(burst.filter(({ status }) => status === 429)).toHaveLength(10);
    expect((await guess(PASSWORD)).status).toBe(429);
    let guesses = 5;
    const day = time.now + 24 * HOUR;
    const waits: number[] = [];
    while (time.now < day) {
      const response = await guess(`wrong ${guesses}`);
      if (response.status === 401) guesses += 1;
      else {
        const wait = Number(response.headers.get('retry-after'));
        waits.push(wait);
        time.now += wait * 1_000;
      }
    }
    expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8]);
    expect(Math.max(...waits)).toBe(900);
    expect(guesses).toBeLessThan(120);
  }, 60_000);

  test('brute force over many names: the address has to wait', async () => {
    const { web } = await staffed();
    const statuses: number[] = [];
    for (let i = 0; i < 22; i++) {
      statuses.push((await web.post(SESSION, { login: `nobody${i}`, password: 'x' })).status);
    }
    expect(statuses.slice(0, 20).every((status) => status === 401)).toBe(true);
    expect(statuses.slice(20)).toEqual([429, 429]);
  }, 60_000);

  test('guessing names: a wrong name is answered as a wrong password is, and costs the same', async () => {
    const { web } = await staffed();
    const timed = async (login: string) => {
      const started = performance.now();
      const response = await web.post(SESSION, { login, password: 'wrong' });
      return { text: await response.text(), ms: performance.now() - started };
    };
    await timed('warm-up');
    const [known, unknown] = [await timed('wang'), await timed('nobody')];
    expect(unknown.text).toBe(known.text);
    expect(unknown.ms).toBeGreaterThan(known.ms / 5);
  });

  test.each([
    ['Sec-Fetch-Site', 'cross-site'],
    ['Sec-Fetch-Site', 'same-site'],
    ['Origin', 'https://evil.example'],
  ])('CSRF: %s: %s has no session', async (name, value) => {
    const { web } = await staffed();
    const ada = await loggedIn(web, 'ada');
    const body = { login: 'eve', name: 'eve', role: 'admin', password: 'nobody guesses it 1' };
    expect((await ada.call('POST', USERS, body, { [name]: value })).status).toBe(401);
    expect((await ada.call('GET', USERS, undefined, { [name]: value })).status).toBe(401);
    expect((await tryLogIn(web, 'wang', { [name]: value })).status).toBe(403);
    expect(await web.store.users.byLogin('eve')).toBeNull();
  });

  test('CSRF: without the token of the session nothing is changed', async () => {
    const { web } = await staffed();
    const [ada, lin] = [await loggedIn(web, 'ada'), await loggedIn(web, 'lin')];
    const body = { login: 'eve', name: 'eve', role: 'admin', password: 'nobody guesses it 1' };
    for (const token of ['', 'x', lin.csrf]) {
      const response = await ada.call('POST', USERS, body, { 'X-CSRF-Token': token });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ error: { code: 'foreign_site' } });
    }
    const form = { 'Content-Type': 'text/plain' };
    expect((await ada.call('POST', USERS, body, form)).status).toBe(415);
    expect((await ada.call('POST', USERS, body)).status).toBe(201);
  });

  test.each(['wang', 'lin', 'xu'])('role escalation: %s cannot read, add or change users', async (who) => {
    const { web } = await staffed();
    const { call } = await loggedIn(web, who);
    expect((await call('GET', USERS)).status).toBe(403);
    expect((await call('POST', USERS, { login: 'eve', name: 'eve', role: 'admin' })).status).toBe(403);
    expect((await call('PATCH', `${USERS}/${who}`, { role: 'admin' })).status).toBe(403);
    expect((await web.store.users.byLogin(who))?.role).not.toBe('admin');
  });

  test('role escalation: the token of programs is no admin', async () => {
    const agentToken = 'a-token-of-the-agents';
    const web = await testWeb(advisor, { agentToken });
    expect((await web.get(USERS, agentToken)).status).toBe(403);
    expect((await web.get(USERS, 'wrong')).status).toBe(401);
    expect((await web.get(USERS)).status).toBe(401);
  });

  test('mass assignment: a body cannot set what is not to be set', async () => {
    const { web } = await staffed();
    const ada = await loggedIn(web, 'ada');
    const body = { name: 'Wang', id: 'ada', passwordHash: 'x', createdAt: 1, login: 'root' };
    expect((await ada.call('PATCH', `${USERS}/wang`, body)).status).toBe(204);
    expect(await web.store.users.byId('wang')).toMatchObject({ name: 'Wang', login: 'wang', createdAt: 0 });
    expect((await web.store.users.byId('wang'))?.passwordHash).toMatch(/^\$argon2id/);
  });

  test("another team's case: by id, in the list and by every deed it is not there, and reading leaves a trace", async () => {
    const { web } = await staffedWeb(advisor);
    const routed = web.routes.filter(
      ({ method, path }) => method === 'POST' && path.startsWith(`${CASES}/:id/`),
    );
    expect(routed.map(({ path }) => path.split('/').at(-1)).sort()).toEqual(
      DEEDS.map(([deed]) => deed).sort(),
    );
    await addStaff(web.store, 'zhao', 'lead', 'elsewhere');
    const talk = await web.open();
    await talk.send({ text: '转人工', at: '2026-11-18T10:00:00+08:00' });
    const [wang, zhao, xu] = [
      await loggedIn(web, 'wang'),
      await loggedIn(web, 'zhao'),
      await loggedIn(web, 'xu'),
    ];
    const listed = casesBody.parse(await (await wang.call('GET', CASES)).json());
    const id = listed.cases[0]?.id ?? '';
    expect(casesBody.parse(await (await zhao.call('GET', CASES)).json()).cases).toEqual([]);
    expect((await zhao.call('GET', `${CASES}/${id}`)).status).toBe(404);
    expect((await zhao.call('GET', `${CASES}/${id}/agents`)).status).toBe(404);
    for (const [deed, body] of DEEDS) {
      const sent = { id: deed, version: 0, ...body };
      expect((await zhao.call('POST', `${CASES}/${id}/${deed}`, sent)).status, deed).toBe(404);
      expect((await xu.call('POST', `${CASES}/${id}/${deed}`, sent)).status, deed).toBe(403);
      expect((await web.post(`${CASES}/${id}/${deed}`, sent, talk.token)).status, deed).toBe(401);
    }
    expect((await xu.call('GET', `${CASES}/${id}`)).status).toBe(403);
    const seen = () => web.store.audit.list({ before: null, entity: 'case', entityId: id, limit: 50 });
    const saw = async () => (await seen()).filter(({ action }) => action === 'saw').map(({ actor }) => actor);
    expect(await saw()).toEqual([]);
    for (let i = 0; i < 3; i++) expect((await wang.call('GET', `${CASES}/${id}`)).status).toBe(200);
    expect(await saw()).toEqual(['wang']);
  });
});

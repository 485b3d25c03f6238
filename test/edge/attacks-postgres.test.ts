import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresDatabase } from '../../src/store/engine/postgres.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { type Postgres, postgresBinaries, startPostgres } from '../support/postgres.ts';
import { addStaff, loggedIn } from '../support/staff.ts';
import { testWeb } from '../support/web.ts';

const binaries = postgresBinaries();
/** What an engine may stumble over that is stricter than the embedded one. */
const STRANGE = ['%00', '%F0%9F%92%B0', '%ED%A0%80', "'%20or%20''='", '1e999', '9'.repeat(40)];
const QUERIES = [
  'search',
  'entity',
  'entityId',
  'before',
  'after',
  'status',
  'queue',
  'holder',
  'cursor',
  'version',
  'since',
  'page',
  'q',
];

interface Tried {
  readonly method: string;
  readonly where: string;
  readonly body?: object;
}

/** A route with something strange in its path and body, and in each of its queries and all of them. */
function callsOf(
  { method, path }: { readonly method: string; readonly path: string },
  sign: string,
): Tried[] {
  const where = path.replace(/:\w+/, sign);
  if (method !== 'GET') {
    // What is no text cannot be in a body.
    const text = sign.startsWith('%ED') ? '\ud800' : decodeURIComponent(sign);
    return [{ method, where, body: { id: text, text, login: text, version: 0 } }];
  }
  // A stream would not end.
  if (path.endsWith('/events')) return [];
  const asked = QUERIES.map((name) => `${name}=${sign}`);
  return ['', ...asked, asked.join('&')].map((query) => ({ method, where: `${where}?${query}` }));
}

let server: Postgres;

beforeAll(async () => {
  if (binaries !== null) server = await startPostgres(binaries);
}, 60_000);
afterAll(async () => server?.stop());

describe.skipIf(binaries === null)('with PostgreSQL', () => {
  test('no route answers with a fault of ours, whatever stands in its path, query and body', async () => {
    const web = await testWeb(await shippedAdvisor(), {}, await postgresDatabase(await server.fresh(), 3));
    await addStaff(web.store, 'ada', 'admin');
    const ada = await loggedIn(web, 'ada');
    const talk = await web.open();
    const faults: string[] = [];
    const calls = web.routes.flatMap((route) => STRANGE.flatMap((sign) => callsOf(route, sign)));
    for (const { method, where, body } of calls) {
      const { status } = await ada.call(method, where, body);
      if (status >= 500) faults.push(`${status} ${method} ${where}`);
    }
    for (const id of ['\u0000', 'a\u0000b', '\ud800', "'"]) {
      expect((await talk.send({ id, text: `没到账${id}` })).status).toBe(200);
    }
    expect(calls.length).toBeGreaterThan(500);
    expect(faults).toEqual([]);
  }, 60_000);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createTeams } from '../../src/channels/teams/channel.ts';
import type { Advisor } from '../../src/desk/advisor.ts';
import { takeSeat } from '../../src/desk/cases/take-seat.ts';
import { userAddCommand, userLinkCommand } from '../../src/staff-command.ts';
import { embeddedDatabase } from '../../src/store/engine/embedded.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { silentIo } from '../support/io.ts';
import { loggedIn, staffedWeb } from '../support/staff.ts';

const codeSchema = z.object({ code: z.string(), minutes: z.literal(10) });
const PLACE = { channel: 'teams', externalId: 'mei', reference: {} };

let advisor: Advisor;
beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

async function userBy(store: Store, code: string, at: number): Promise<string | null> {
  const taken = await takeSeat(store, PLACE, code, at);
  return taken.type === 'taken' ? taken.seat.user.login : null;
}

describe('a code to work on cases on a channel', () => {
  test('is given to those who work on cases and are logged in, for themselves', async () => {
    const { web, time } = await staffedWeb(advisor, { channels: [createTeams({ app: null, agents: null })] });
    const wang = await loggedIn(web, 'wang');
    const response = await wang.call('POST', '/api/v1/session/code');
    expect(response.status).toBe(201);
    const { code } = codeSchema.parse(await response.json());
    expect(await userBy(web.store, code, time.now)).toBe('wang');
    const xu = await loggedIn(web, 'xu');
    expect((await xu.call('POST', '/api/v1/session/code')).status).toBe(403);
    expect((await web.post('/api/v1/session/code', {})).status).toBe(401);
    const foreign = { 'X-CSRF-Token': 'forged' };
    expect((await wang.call('POST', '/api/v1/session/code', undefined, foreign)).status).toBe(403);
  });

  test('is given by the newest call only, and by no server without such a channel', async () => {
    const { web, time } = await staffedWeb(advisor, { channels: [createTeams({ app: null, agents: null })] });
    const wang = await loggedIn(web, 'wang');
    const ask = async () =>
      codeSchema.parse(await (await wang.call('POST', '/api/v1/session/code')).json()).code;
    const [first, second] = [await ask(), await ask()];
    expect(await userBy(web.store, first, time.now)).toBeNull();
    expect(await userBy(web.store, second, time.now)).toBe('wang');
    const without = await staffedWeb(advisor);
    const other = await loggedIn(without.web, 'wang');
    expect((await other.call('POST', '/api/v1/session/code')).status).toBe(404);
  });

  test('is printed by the command line for whoever it names', async () => {
    const data = mkdtempSync(path.join(tmpdir(), 'daozhang-seat-'));
    const io = silentIo();
    expect(await userAddCommand('wang', { data, role: 'agent', team: 'default' }, io)).toBe(0);
    expect(await userLinkCommand('Wang', { data }, io)).toBe(0);
    const code = /code: (\S+)/.exec(io.written())?.[1] ?? '';
    expect(await userLinkCommand('nobody', { data }, io)).toBe(1);
    expect(io.errors.join()).toContain('nobody has this login');
    const store = await openStore(embeddedDatabase(data), 0);
    expect(await userBy(store, code, Date.now())).toBe('wang');
    await store.close();
    rmSync(data, { recursive: true });
  });
});

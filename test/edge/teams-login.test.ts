import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Channel } from '../../src/channels/channel.ts';
import { createTeams } from '../../src/channels/teams/channel.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { type TestDesk, testDesk } from '../support/desk.ts';
import { confused, openId, signed, unsigned } from '../support/open-id.ts';
import { activity, post } from '../support/teams.ts';

const APP = '11111111-2222-4333-8444-555555555555';
const ISSUER = 'https://api.botframework.com';
const SERVICE = 'https://smba.trafficmanager.net/amer/';
const answerSchema = z.object({ activities: z.array(z.looseObject({ type: z.string() })) });

type Keys = Awaited<ReturnType<typeof openId>>;

describe('a caller of /api/messages', () => {
  let keys: Keys;
  let unendorsed: Keys;
  let desk: TestDesk;
  let channel: Channel;
  let local: Channel;

  beforeAll(async () => {
    [keys, unendorsed] = await Promise.all([openId(), openId(['webchat'])]);
    desk = await testDesk(await shippedAdvisor());
    channel = behind(keys);
    local = createTeams({ app: null, agents: null });
  }, 60_000);
  afterAll(() => {
    keys.close();
    unendorsed.close();
  });

  function behind({ url }: Keys): Channel {
    const app = { id: APP, tenant: APP, secret: 'secret-of-app' };
    const cloud = { metadataUrl: url, issuer: ISSUER, serviceHosts: /^smba\.trafficmanager\.net$/ };
    return createTeams({ app, agents: new Set(), cloud });
  }

  function claims(more: object = {}) {
    const now = Math.floor(Date.now() / 1000);
    return { iss: ISSUER, aud: APP, nbf: now - 60, exp: now + 600, serviceurl: SERVICE, ...more };
  }

  const call = (token: string | null, to = channel, more: object = {}) =>
    post(
      to,
      desk,
      activity(SERVICE, { id: crypto.randomUUID(), deliveryMode: 'expectReplies', ...more }),
      token === null ? {} : { Authorization: token.includes(' ') ? token : `Bearer ${token}` },
    );

  test('is answered with a valid token', async () => {
    const response = await call(signed(keys.ours.privateKey, claims()));
    expect(response.status).toBe(200);
    expect(answerSchema.parse(await response.json()).activities.length).toBeGreaterThan(0);
  });

  const hour = 3_600;
  const seconds = () => Math.floor(Date.now() / 1000);
  test.each<[string, () => string | null]>([
    ['no token', () => null],
    ['another scheme', () => 'Basic YTpi'],
    ['no JWT', () => 'abc.def.ghi'],
    ['a token for another application', () => signed(keys.ours.privateKey, claims({ aud: 'another' }))],
    [
      'a token of another issuer',
      () => signed(keys.ours.privateKey, claims({ iss: 'https://evil.example' })),
    ],
    ['a token signed with another key', () => signed(keys.foreign.privateKey, claims())],
    [
      'a token that names a key that there is not',
      () => signed(keys.ours.privateKey, claims(), { kid: 'k9' }),
    ],
    ['a token without signature (alg none)', () => unsigned(claims())],
    ['a token signed with the public key (HS256)', () => confused(keys.ours.publicKey, claims())],
    ['an expired token', () => signed(keys.ours.privateKey, claims({ exp: seconds() - hour }))],
    ['a token that is not valid yet', () => signed(keys.ours.privateKey, claims({ nbf: seconds() + hour }))],
    [
      'a token for another service',
      () => signed(keys.ours.privateKey, claims({ serviceurl: 'https://x.example/' })),
    ],
    ['a token without a service', () => signed(keys.ours.privateKey, claims({ serviceurl: undefined }))],
    [
      'a token that was changed afterwards',
      () => {
        const [head, , tail] = signed(keys.ours.privateKey, claims()).split('.');
        return `${head}.${Buffer.from(JSON.stringify(claims({ aud: APP, x: 1 }))).toString('base64url')}.${tail}`;
      },
    ],
  ])('is refused with 401 for %s', async (_, token) => {
    const response = await call(token());
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      error: { code: 'wrong_token', message: 'the token is not valid here' },
    });
  });

  test('is refused where the key does not vouch for the channel', async () => {
    const response = await call(signed(unendorsed.ours.privateKey, claims()), behind(unendorsed));
    expect(response.status).toBe(401);
  });

  test('may try again later where the keys cannot be had', async () => {
    const down = await openId();
    down.state.down = true;
    const response = await call(signed(down.ours.privateKey, claims()), behind(down));
    down.close();
    expect(response.status).toBe(503);
  });

  test('cannot make us write to another host than those of Teams', async () => {
    const evil = 'https://evil.example/';
    const token = signed(keys.ours.privateKey, claims({ serviceurl: evil }));
    const response = await post(channel, desk, activity(evil, { id: 'e' }), {
      Authorization: `Bearer ${token}`,
    });
    expect(response.status).toBe(403);
  });

  test('without a login is answered from this machine only, and writes nowhere else', async () => {
    const body = activity('http://127.0.0.1:9/', { deliveryMode: 'expectReplies', id: 'l1' });
    expect((await post(local, desk, body)).status).toBe(200);
    expect(desk.warnings.join()).toMatch(/asks nobody who they are/);
    for (const name of ['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'Via']) {
      expect((await post(local, desk, body, { [name]: '192.0.2.1' })).status).toBe(403);
    }
    const url = new URL('http://rebound.example/api/messages');
    const headers = new Headers({ 'Content-Type': 'application/json' });
    const rebound = { method: 'POST', url, headers, body: JSON.stringify(body), address: '' } as const;
    expect((await local.receive(desk, rebound)).status).toBe(403);
    expect((await post(local, desk, activity('http://169.254.169.254/'))).status).toBe(400);
    expect((await post(local, desk, body, { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await post(local, desk, '{"type":')).status).toBe(400);
  });

  test('who is no agent gets no verdict', async () => {
    const response = await call(signed(keys.ours.privateKey, claims()), channel, { text: 'triage 钱没到' });
    const { activities } = answerSchema.parse(await response.json());
    expect(activities).toMatchObject([{ text: '这个功能只给坐席用。' }]);
    const own = await post(
      local,
      desk,
      activity('http://127.0.0.1:9/', {
        id: 't',
        text: 'triage 储蓄卡没到账',
        deliveryMode: 'expectReplies',
      }),
    );
    expect(JSON.stringify(await own.json())).toContain('诊断结果');
  });
});

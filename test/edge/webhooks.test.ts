import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Advisor } from '../../src/desk/advisor.ts';
import { deliverDue } from '../../src/desk/courier.ts';
import { signatureOf } from '../../src/desk/post-webhook.ts';
import { addressFault, isPublic, safeLookup } from '../../src/desk/safe-address.ts';
import { embeddedDatabase } from '../../src/store/engine/embedded.ts';
import { openStore } from '../../src/store/open-store.ts';
import { audit } from '../../src/store/staff/audit.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { testDesk } from '../support/desk.ts';
import { addStaff, loggedIn, staffedWeb } from '../support/staff.ts';
import { testWeb } from '../support/web.ts';

const PATH = '/api/v1/webhooks';
const hook = z.looseObject({ id: z.string(), secret: z.string() });
const list = z.object({ deliveries: z.array(z.looseObject({ id: z.string(), state: z.string() })) });

let advisor: Advisor;
let receiver: Awaited<ReturnType<typeof openReceiver>>;

beforeAll(async () => {
  advisor = await shippedAdvisor();
  receiver = await openReceiver();
}, 60_000);
afterAll(() => receiver.close());

/** Another program on loopback that takes messages, and answers as it is told. */
async function openReceiver() {
  const got: { readonly headers: IncomingHttpHeaders; readonly body: string; readonly path: string }[] = [];
  const answers: number[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    got.push({ headers: request.headers, body, path: request.url ?? '' });
    const status = answers.shift() ?? 204;
    response.writeHead(status, status === 302 ? { Location: 'http://169.254.169.254/' } : {}).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => server.close();
  return { url: `http://127.0.0.1:${port}/hook`, host: `127.0.0.1:${port}`, got, answers, close };
}

/** A desk with an admin, whose operator lets webhooks go to the receiver. */
async function allowed() {
  const time = { now: Date.parse('2026-11-18T10:00:00+08:00') };
  const database = embeddedDatabase(null);
  const store = await openStore(database, 0);
  const parts = { clock: () => time.now, webhookAllow: [receiver.host] };
  const desk = await testDesk(advisor, store, parts);
  const web = await testWeb(advisor, { desk, clock: () => time.now });
  await addStaff(store, 'ada', 'admin');
  const ada = await loggedIn(web, 'ada');
  const add = async (body: unknown) => hook.parse(await (await ada.call('POST', PATH, body)).json());
  const happen = (action: string, entity = 'case') =>
    database.transaction((sql) =>
      audit(sql, [{ actor: 'wang', action, entity, entityId: 'c1', detail: { cause: 'x' } }], time.now),
    );
  const deliveries = async (id: string) =>
    list.parse(await (await ada.call('GET', `${PATH}/${id}/deliveries`)).json()).deliveries;
  receiver.got.length = 0;
  receiver.answers.length = 0;
  return { time, database, store, desk, ada, add, happen, deliveries };
}

describe('a webhook', () => {
  test('is told of what it asked for and nothing else, signed so that the receiver can check it', async () => {
    const { desk, add, happen } = await allowed();
    const { secret } = await add({ url: receiver.url, events: ['case.opened', 'case.closed'] });
    for (const action of ['opened', 'taken', 'closed']) await happen(action);
    await happen('opened', 'conversation');
    await deliverDue(desk);
    const messages = receiver.got.map(({ body }) => JSON.parse(body));
    expect(messages.map(({ type }) => type).sort()).toEqual(['case.closed', 'case.opened']);
    expect(messages[0].data).toEqual({ caseId: 'c1', actor: 'wang', detail: { cause: 'x' } });
    for (const { headers, body } of receiver.got) {
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
      const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
      const expected = createHmac('sha256', key).update(signed).digest('base64');
      expect(headers['webhook-signature']).toBe(`v1,${expected}`);
      expect(headers['idempotency-key']).toBe(JSON.parse(body).id);
    }
  });

  test('never hears of what was undone, nor of who only looked', async () => {
    const { database, desk, add, happen } = await allowed();
    await add({ url: receiver.url });
    const undone = database.transaction(async (sql) => {
      await audit(sql, [{ actor: 'a', action: 'opened', entity: 'case', entityId: 'c9' }], 0);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow();
    await happen('saw');
    await deliverDue(desk);
    expect(receiver.got).toEqual([]);
  });

  test('that fails is tried later and later with the same id, and given up after twelve times', async () => {
    const { time, desk, add, happen } = await allowed();
    const { id } = await add({ url: receiver.url });
    await happen('opened');
    receiver.answers.push(...Array.from({ length: 12 }, (_, i) => [500, 302, 404, 429][i % 4] ?? 500));
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      const [before] = await desk.store.webhooks.deliveries(id, 1);
      await deliverDue(desk);
      await deliverDue(desk);
      expect(receiver.got).toHaveLength(i + 1);
      const [after] = await desk.store.webhooks.deliveries(id, 1);
      expect(after?.attempts).toBe((before?.attempts ?? 0) + 1);
      waits.push((after?.nextAt ?? 0) - time.now);
      time.now = Math.max(time.now, after?.nextAt ?? 0);
    }
    expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    for (const [i, wait] of waits.slice(0, 11).entries()) {
      expect(wait).toBeGreaterThanOrEqual(30_000 * 2 ** i * 0.75);
      expect(wait).toBeLessThanOrEqual(30_000 * 2 ** i * 1.25);
    }
    const [dead] = await desk.store.webhooks.deliveries(id, 1);
    expect(dead).toMatchObject({ state: 'dead', lastError: expect.stringMatching(/^answered with \d+$/) });
    expect(desk.warnings.join()).toContain('given up after 12 attempts');
    const by = { actor: 'ada', at: time.now };
    expect(await desk.store.webhooks.revive('other', dead?.id ?? '', by)).toBe(false);
    expect(await desk.store.webhooks.revive(id, dead?.id ?? '', by)).toBe(true);
    await deliverDue(desk);
    expect(receiver.got).toHaveLength(13);
  });

  test('is pinged, shown without its secret, and removed with what waits', async () => {
    const { desk, ada, add, happen, deliveries } = await allowed();
    const { id, secret } = await add({ url: receiver.url });
    expect((await ada.call('POST', `${PATH}/${id}/ping`)).status).toBe(202);
    await deliverDue(desk);
    expect(JSON.parse(receiver.got[0]?.body ?? '{}')).toMatchObject({ type: 'ping' });
    expect(await deliveries(id)).toMatchObject([{ type: 'ping', state: 'done' }]);
    expect(await (await ada.call('GET', PATH)).text()).not.toContain(secret);
    await happen('opened');
    expect((await ada.call('DELETE', `${PATH}/${id}`)).status).toBe(204);
    await deliverDue(desk);
    expect(receiver.got).toHaveLength(1);
    expect((await ada.call('DELETE', `${PATH}/${id}`)).status).toBe(404);
  });

  test('of several processes is told once', async () => {
    const { desk, add, happen } = await allowed();
    await add({ url: receiver.url });
    for (let i = 0; i < 30; i++) await happen('opened');
    await Promise.all(Array.from({ length: 4 }, () => deliverDue(desk)));
    const ids = receiver.got.map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(30);
    expect(new Set(ids).size).toBe(30);
  });

  test('signs as Standard Webhooks does', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const parcel = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      body: '{"test": 2432232314}',
      at: 1_614_265_330_000,
    };
    expect(signatureOf(secret, parcel)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });
});

describe('the guard against private addresses', () => {
  test.each(
    `http://example.com ftp://example.com https://127.0.0.1/ https://127.1/ https://2130706433/ https://0x7f.1/
      https://0177.0.0.1/ https://[::1]/ https://[::ffff:127.0.0.1]/ https://[::ffff:a9fe:a9fe]/ https://169.254.169.254/
      https://10.1.2.3/ https://172.16.0.1/ https://192.168.1.1/ https://100.64.0.1/ https://0.0.0.0/ https://[fe80::1]/
      https://[fd00::1]/ https://[64:ff9b::7f00:1]/ https://[2002:7f00:1::]/ https://[2001:0:7f00:1::]/ https://224.0.0.1/
      https://localhost/ https://a.localhost/ https://metadata.google.internal/ https://printer.local/
      https://user:secret@example.com/ https://example.com/#x nonsense`
      .split(/\s+/)
      .map((url) => [url]),
  )('refuses %s', (url) => {
    expect(addressFault(url, [])).not.toBeNull();
  });

  test('is asked when a webhook is added', async () => {
    const { ada } = await allowed();
    const response = await ada.call('POST', PATH, { url: 'https://169.254.169.254/latest/meta-data' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'address_refused' } });
  });

  test('lets the public internet through, and what the operator allows with its port only', () => {
    expect(addressFault('https://example.com/x?y=1', [])).toBeNull();
    expect(addressFault('https://8.8.8.8/', [])).toBeNull();
    expect(addressFault('https://[2606:4700::1]/', [])).toBeNull();
    expect(addressFault('http://127.0.0.1:9000/', ['127.0.0.1:9000'])).toBeNull();
    expect(addressFault('http://127.0.0.1:9001/', ['127.0.0.1:9000'])).not.toBeNull();
    expect(isPublic('172.15.0.1')).toBe(true);
    expect(isPublic('172.31.255.255')).toBe(false);
  });

  test('looks at the address that is connected to: a name that points to loopback is refused', async () => {
    const look = (allowedHosts: string[]) =>
      new Promise<string>((resolve) => {
        const url = new URL('https://localhost:9/');
        safeLookup(url, allowedHosts)('localhost', { all: true }, (error) =>
          resolve(error?.message ?? 'through'),
        );
      });
    expect(await look([])).toContain('none of the public internet');
    expect(await look(['localhost:9'])).toBe('through');
  });

  test('holds at sending too: an address that was allowed once and is no more gets nothing', async () => {
    const { desk, add, happen } = await allowed();
    const { id } = await add({ url: receiver.url });
    await happen('opened');
    await deliverDue({ ...desk, webhookAllow: [] });
    expect(receiver.got).toEqual([]);
    expect(await desk.store.webhooks.deliveries(id, 1)).toMatchObject([
      { state: 'queued', lastError: expect.stringContaining('https') },
    ]);
  });

  test.each(['lin', 'wang', 'xu'])('%s cannot add a webhook', async (who) => {
    const { web } = await staffedWeb(advisor);
    const { call } = await loggedIn(web, who);
    expect((await call('POST', PATH, { url: 'https://example.com/' })).status).toBe(403);
  });
});

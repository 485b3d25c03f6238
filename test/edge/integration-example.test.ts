import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postWebhook } from '../../src/desk/post-webhook.ts';
import { HOME } from '../support/advisor.ts';

const secret = `whsec_${randomBytes(32).toString('base64')}`;
const tickets = new Map<string, unknown>();
let failing = false;
const desk = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  if (!failing) tickets.set(String(request.headers['idempotency-key']), JSON.parse(body));
  response.writeHead(failing ? 500 : 201).end('{}');
});
let example: ChildProcess;
let place: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve));
  const { port } = desk.address() as AddressInfo;
  example = spawn(process.execPath, [path.join(HOME, 'examples/open-ticket.js')], {
    env: {
      ...process.env,
      WEBHOOK_SECRET: secret,
      TICKET_URL: `http://127.0.0.1:${port}/tickets`,
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  place = await new Promise<string>((resolve) => {
    example.stdout
      ?.setEncoding('utf8')
      .once('data', (text) => resolve(`127.0.0.1:${text.trim().split(' ').pop()}`));
  });
}, 30_000);
afterAll(() => {
  example.kill();
  desk.close();
});

function send(id: string, type = 'case.opened', more: { at?: number; secret?: string } = {}) {
  const body = JSON.stringify({
    id,
    type,
    at: new Date().toISOString(),
    data: { caseId: 'c1', actor: 'bot' },
  });
  const webhook = { id: 'w', url: `http://${place}/`, secret, events: ['case.*'], createdAt: 0, ...more };
  return postWebhook(webhook, { id, body, at: more.at ?? Date.now() }, [place]);
}

describe('the example that opens a ticket elsewhere', () => {
  test('opens one ticket for a case, however often it is told', async () => {
    expect(await send('m1')).toBeNull();
    expect(await send('m1')).toBeNull();
    expect([...tickets]).toEqual([['m1', { subject: 'daozhang c1', externalId: 'c1' }]]);
  });

  test('leaves other events alone', async () => {
    expect(await send('m2', 'case.closed')).toBeNull();
    expect(tickets.has('m2')).toBe(false);
  });

  test('refuses a wrong signature and an old message', async () => {
    expect(await send('m3', 'case.opened', { secret: 'whsec_AAAA' })).toBe('answered with 401');
    expect(await send('m4', 'case.opened', { at: Date.now() - 600_000 })).toBe('answered with 401');
    expect(tickets.size).toBe(1);
  });

  test('lets the message come again where the other desk fails', async () => {
    failing = true;
    expect(await send('m5')).toBe('answered with 503');
    failing = false;
    expect(await send('m5')).toBeNull();
    expect(tickets.has('m5')).toBe(true);
  });
});

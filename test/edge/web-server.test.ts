import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { conversationSchema, openedSchema } from '../../src/web/wire.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { type Started, startProcess, startServer } from '../support/process.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-server-'));
const running: Started[] = [];

async function serve(data: string, ...flags: string[]) {
  const server = await startServer(['--data', path.join(scratch, data), ...flags]);
  running.push(server);
  return server;
}

async function openOn(url: string) {
  const response = await fetch(`${url}/api/v1/conversations`, { method: 'POST' });
  const { conversationId, token } = openedSchema.parse(await response.json());
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const path = `/api/v1/conversations/${conversationId}`;
  const send = (base: string, body: object) =>
    fetch(`${base}${path}/messages`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { path, headers, send };
}

// What the processes need is trained and built once here, so that no test waits for it.
beforeAll(async () => {
  await shippedAdvisor();
  await startProcess(['--version']).ended;
}, 120_000);
afterEach(() => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the server', () => {
  test('holds a conversation through kill -9 and a restart', async () => {
    const first = await serve('restart');
    const talk = await openOn(first.url);
    const answer = await (await talk.send(first.url, { id: 'm1', text: '昨天刷的储蓄卡没到账' })).text();
    first.child.kill('SIGKILL');
    await first.ended;
    const second = await serve('restart');
    expect(await (await talk.send(second.url, { id: 'm1', text: '昨天刷的储蓄卡没到账' })).text()).toBe(
      answer,
    );
    const shown = await fetch(`${second.url}${talk.path}`, { headers: talk.headers });
    const { messages } = conversationSchema.parse(await shown.json());
    expect(messages.filter(({ from }) => from === 'merchant')).toHaveLength(1);
  });

  test('ends open streams and itself when it is told to', async () => {
    const server = await serve('stop');
    const talk = await openOn(server.url);
    const stream = await fetch(`${server.url}${talk.path}/events`, { headers: talk.headers });
    server.child.kill('SIGTERM');
    expect(await stream.text()).toContain('id: 1\n');
    expect(await server.ended).toBe(0);
    expect(server.errors()).toBe('');
  });

  test('refuses 3 MB without reading them, and goes on', async () => {
    const server = await serve('large');
    const headers = { 'Content-Type': 'application/json' };
    const url = `${server.url}/api/v1/triage`;
    const body = JSON.stringify({ text: 'x'.repeat(3_000_000) });
    const response = await fetch(url, { method: 'POST', headers, body });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: { code: 'too_large' } });
    const chunks = new ReadableStream({
      start: (controller) => {
        for (let i = 0; i < 30; i++) controller.enqueue(new Uint8Array(100_000));
        controller.close();
      },
    });
    const streaming = { method: 'POST', headers, body: chunks, duplex: 'half' };
    const streamed = await fetch(url, streaming);
    expect(streamed.status).toBe(413);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  test('answers a large request before its body has come', async () => {
    const server = await serve('early');
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    const head = ['POST /api/v1/triage HTTP/1.1', 'Host: localhost', 'Content-Type: application/json'];
    socket.write(`${[...head, 'Content-Length: 3000000'].join('\r\n')}\r\n\r\n{`);
    const answer = await new Promise<string>((resolve) =>
      socket.once('data', (bytes) => resolve(String(bytes))),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });

  test('says in one line that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const server = startProcess(['serve', '--port', port, '--data', path.join(scratch, 'taken')]);
    expect(await server.ended).toBe(1);
    expect(server.errors()).toMatch(new RegExp(`^daozhang serve: port ${port} is in use[^\\n]*\\n$`));
    other.close();
  });

  test('says in one line that its data folder cannot be had', async () => {
    const file = path.join(scratch, 'a-file');
    writeFileSync(file, '');
    const server = startProcess(['serve', '--port', '0', '--data', file]);
    expect(await server.ended).toBe(1);
    expect(server.errors()).toMatch(/^daozhang serve: cannot [^\n]*a-file[^\n]*\n$/);
  });

  test('asks agents for their token when one is set', async () => {
    const token = 'a-token-of-the-agents';
    const server = await startServer(['--data', path.join(scratch, 'agent')], {
      DAOZHANG_AGENT_TOKEN: token,
    });
    running.push(server);
    const triage = (headers: Record<string, string>) =>
      fetch(`${server.url}/api/v1/triage`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: '{"text":"没到账"}',
      });
    expect((await triage({})).status).toBe(401);
    expect((await triage({ Authorization: `Bearer ${token}` })).status).toBe(200);
  });
});

describe('the launcher', () => {
  test('answers the first message within a second once everything is built', async () => {
    const started = performance.now();
    const chat = startProcess(['chat', '--json']);
    chat.child.stdin?.end('{"text":"没到账"}\n');
    const first = await new Promise<string>((resolve) =>
      chat.child.stdout?.once('data', (text) => resolve(String(text))),
    );
    const took = performance.now() - started;
    expect(JSON.parse(first).turn).toBe(1);
    expect(await chat.ended).toBe(0);
    // The target is 0.8 s on a quiet machine; tests run beside others.
    expect(took).toBeLessThan(3_000);
  });
});

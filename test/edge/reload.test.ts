import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openedSchema } from '../../src/web/wire.ts';
import { HOME, shippedAdvisor } from '../support/advisor.ts';
import { startProcess, startServer } from '../support/process.ts';

const root = mkdtempSync(path.join(tmpdir(), 'daozhang-reload-'));
const REPLIES = path.join(root, 'dialogs', 'replies.yaml');

beforeAll(async () => {
  await shippedAdvisor();
  await startProcess(['--version']).ended;
  for (const folder of ['dialogs', 'knowledge']) {
    cpSync(path.join(HOME, folder), path.join(root, folder), { recursive: true });
  }
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

function change(from: string | RegExp, to: string): void {
  writeFileSync(REPLIES, readFileSync(REPLIES, 'utf8').replace(from, to));
}

test('content is reloaded on SIGHUP without a restart; broken content leaves the old one serving and says why', async () => {
  const server = await startServer(['--data', path.join(root, 'data'), '--content', root]);
  const greeting = async () => {
    const response = await fetch(`${server.url}/api/v1/conversations`, { method: 'POST' });
    return openedSchema.parse(await response.json()).replies[0]?.text ?? '';
  };
  try {
    expect(await greeting()).toMatch(/^您好，我是到账助手/);
    change('greeting: 您好', 'greeting: 早上好');
    server.child.kill('SIGHUP');
    await expect.poll(() => server.errors(), { timeout: 30_000 }).toContain('reloaded, content version');
    expect(await greeting()).toMatch(/^早上好，我是到账助手/);
    change('greeting: 早上好', 'greetingg: 晚上好');
    server.child.kill('SIGHUP');
    await expect.poll(() => server.errors(), { timeout: 30_000 }).toContain('was not reloaded');
    expect(server.errors()).toMatch(/replies\.yaml:\d+:\d+ DZ\d{3}/);
    expect(await greeting()).toMatch(/^早上好/);
  } finally {
    server.child.kill('SIGKILL');
    await server.ended;
  }
}, 120_000);

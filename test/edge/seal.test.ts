import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { main } from '../../src/cli.ts';
import { PLACE } from '../support/advisor.ts';
import { silentIo } from '../support/io.ts';

const root = mkdtempSync(path.join(tmpdir(), 'daozhang-seal-'));
cpSync(path.resolve(import.meta.dirname, '../authors/base'), root, { recursive: true });
const file = path.join(root, 'knowledge/contacts.yaml');
const shipped = readFileSync(file, 'utf8');
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function seal(...args: readonly string[]) {
  const io = silentIo();
  const exit = await main(['--content', root, 'seal', ...args], PLACE, io);
  return { exit, out: io.written(), errors: io.errors.join() };
}

test('a number that was changed waits to be verified, and is sealed with the day on which it was', async () => {
  expect(await seal()).toMatchObject({ exit: 0, out: '0 of 1 numbers are not sealed\n' });
  writeFileSync(file, shipped.replace('95016', '95061'));
  const open = await seal();
  expect(open.exit).toBe(1);
  expect(open.out).toContain('lakala 拉卡拉客服 95061: verify it with 官网, 签约App');
  expect(await seal('lakala')).toMatchObject({ exit: 1 });
  expect(await seal('nobody', '--verified-on', '2026-11-23')).toMatchObject({ exit: 1 });
  expect(await seal('lakala', '--verified-on', '2999-01-01')).toMatchObject({ exit: 2 });
  expect(readFileSync(file, 'utf8')).toBe(shipped.replace('95016', '95061'));
  expect(await seal('lakala', '--verified-on', '2026-11-23')).toMatchObject({ exit: 0, errors: '' });
  expect(await seal()).toMatchObject({ exit: 0 });
  const sealed = readFileSync(file, 'utf8');
  const unsealed = sealed.replace(/seal: "\w+"/, '').replace('2026-11-23', '2026-11-22');
  expect(unsealed).toBe(shipped.replace('95016', '95061').replace(/seal: "\w+"/, ''));
});

test('a number without a seal gets one after the day of its verification', async () => {
  writeFileSync(file, shipped.replace(/ {2}seal: .*\n/, ''));
  await seal('lakala', '--verified-on', '2026-11-22');
  expect(readFileSync(file, 'utf8')).toBe(shipped);
});

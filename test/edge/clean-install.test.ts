import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { HOME } from '../support/advisor.ts';

const run = promisify(execFile);
const MINUTES = 60_000;
const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-install-'));
const place = path.join(scratch, 'checkout');
const options = { cwd: place, env: { ...process.env, npm_config_cache: path.join(scratch, 'cache') } };
const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.looseObject({
        resolved: z.string().optional(),
        integrity: z.string().optional(),
        link: z.boolean().optional(),
        hasInstallScript: z.boolean().optional(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(path.join(HOME, 'package-lock.json'), 'utf8')));

/** What must load where no script of any package has run. */
const LOADED = [
  'botkit',
  'botbuilder',
  'botbuilder-dialogs',
  'botbuilder-adapter-slack',
  'botbuilder-adapter-web',
  '@microsoft/teams-ai',
  'natural/lib/natural/distance/index.js',
  '@photostructure/sqlite',
  'pg',
  '@node-rs/argon2',
  'esbuild',
  'opencc-js',
  'ws',
  'vitest/node',
];

let told = '';
let registry = '';

beforeAll(async () => {
  await run('mkdir', [place]);
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) {
    copyFileSync(path.join(HOME, name), path.join(place, name));
  }
  registry = (await run('npm', ['config', 'get', 'registry'], options)).stdout.trim();
  const { stdout, stderr } = await run('npm', ['ci', '--loglevel=http', '--no-audit'], {
    ...options,
    maxBuffer: 64 * 1024 * 1024,
  });
  told = `${stdout}\n${stderr}`;
}, 8 * MINUTES);
afterAll(() => rmSync(scratch, { recursive: true, force: true }), 4 * MINUTES);

describe('npm ci on a machine that has seen nothing of it yet', () => {
  test('ends well and fetches from the registry only', () => {
    const fetched = [...told.matchAll(/http fetch \w+ (\d+) (\S+)/g)];
    expect(fetched.length).toBeGreaterThan(300);
    const host = new URL(registry).origin;
    const elsewhere = fetched.map(([, , url]) => url ?? '').filter((url) => !url.startsWith(host));
    expect(elsewhere).toEqual([]);
    expect(told).not.toMatch(/npm (warn|error) (code|deprecated openai|ERESOLVE)/i);
  });

  test('runs no script of any package', () => {
    const scripted = Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript);
    expect(scripted.length).toBeGreaterThan(0);
    // The script of this package deletes the folder, and fails where npx may fetch nothing.
    expect(existsSync(path.join(place, 'node_modules/botbuilder-dialogs/_ts3.4'))).toBe(true);
    expect(told).not.toMatch(/^> .*(install|prepare)/m);
  });

  test('is told by the lock what every package must be', () => {
    const odd = Object.entries(lock.packages)
      .filter(([name, { integrity, resolved, link }]) => {
        if (name === '') return false;
        return link === true || integrity === undefined || /^(git|file|http:)/.test(resolved ?? '');
      })
      .map(([name]) => name);
    expect(odd).toEqual([]);
  });

  test(
    'leaves a tree in which everything that is used loads',
    async () => {
      const script = path.join(place, 'load.mjs');
      writeFileSync(script, `for (const name of ${JSON.stringify(LOADED)}) await import(name);\n`);
      const { stderr } = await run(process.execPath, [script], options);
      expect(stderr).toBe('');
      await run('npm', ['ls', '--all'], { ...options, maxBuffer: 64 * 1024 * 1024 });
    },
    2 * MINUTES,
  );
});

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { HOME } from '../support/advisor.ts';

const ROUNDS = 12;
const TOGETHER = 4;

test('processes that open a new embedded store together all get it', async () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-together-'));
  const entry = path.join(HOME, 'build', 'open-together.mjs');
  await build({
    stdin: {
      contents: `import { embeddedDatabase } from './src/store/engine/embedded.ts';
        await new Promise((go) => setTimeout(go, Number(process.argv[3]) - Date.now()));
        await embeddedDatabase(process.argv[2]).close();`,
      resolveDir: HOME,
      loader: 'ts',
    },
    outfile: entry,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = path.join(scratch, String(round));
    const start = String(Date.now() + 600);
    const ends = Array.from({ length: TOGETHER }, () => ended(entry, [folder, start]));
    expect(await Promise.all(ends)).toEqual(Array.from({ length: TOGETHER }, () => ''));
  }
  rmSync(scratch, { recursive: true, force: true });
});

/** What a process complains of; nothing where it ended well. */
function ended(entry: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [entry, ...args]);
    let errors = '';
    child.stderr.on('data', (part) => {
      errors += part;
    });
    child.on('close', (code) => resolve(code === 0 ? '' : errors || `ended with ${code}`));
  });
}

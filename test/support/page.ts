import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundlePage } from '../../bin/bundle.js';
import type { PageSource } from '../../src/web/service.ts';
import { HOME } from './advisor.ts';

/** The merchants' page as it is bundled for browsers. */
export async function testPage(): Promise<PageSource> {
  const folder = await mkdtemp(path.join(tmpdir(), 'daozhang-page-'));
  try {
    await bundlePage(HOME, folder);
    const read = (name: string) => readFile(path.join(folder, name), 'utf8');
    return { script: await read('page.js'), style: await read('page.css') };
  } finally {
    await rm(folder, { recursive: true });
  }
}

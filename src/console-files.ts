import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { z } from 'zod';
import type { Place } from './place.ts';
import type { ConsoleAsset, ConsoleSource } from './web/console-source.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};
const INDEX = 'index.json';

const indexSchema = z.object({ script: z.string(), style: z.string(), preload: z.array(z.string()) });

const pack = promisify(gzip);

/** Gives the agents' page, bundled when it is first asked for and kept in the cache: a server that starts need not
 * wait for it. Rejects where it cannot be bundled. */
export function consoleFiles({ home, cache }: Pick<Place, 'home' | 'cache'>): () => Promise<ConsoleSource> {
  const folder = path.join(cache, 'console');
  let source: Promise<ConsoleSource> | null = null;
  return () => {
    source ??= load(home, folder).catch((error: unknown) => {
      source = null;
      throw error;
    });
    return source;
  };
}

async function load(home: string, folder: string): Promise<ConsoleSource> {
  const kept = await read(folder).catch(() => null);
  if (kept !== null) return kept;
  const draft = `${folder}-${randomUUID()}`;
  try {
    await bundle(home, draft);
    // Where another process was faster its files are the same.
    await rename(draft, folder).catch(() => undefined);
    return await read(folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function read(folder: string): Promise<ConsoleSource> {
  const index = indexSchema.parse(JSON.parse(await readFile(path.join(folder, INDEX), 'utf8')));
  const names = (await readdir(folder)).filter((name) => path.extname(name) in TYPES);
  const assets = await Promise.all(
    names.map(async (name): Promise<[string, ConsoleAsset]> => {
      const plain = new Uint8Array(await readFile(path.join(folder, name)));
      const packed = new Uint8Array(await pack(plain, { level: 9 }));
      return [name, { type: TYPES[path.extname(name)] ?? '', plain, packed }];
    }),
  );
  return { ...index, assets: new Map(assets) };
}

async function bundle(home: string, folder: string): Promise<void> {
  const esbuild = await import('esbuild');
  const { metafile } = await esbuild.build({
    absWorkingDir: home,
    entryPoints: { console: 'src/web/console/main.tsx', style: 'src/web/console/console.css' },
    outdir: folder,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const outputs = Object.entries(metafile.outputs);
  const nameOf = (source: string) =>
    path.basename(outputs.find(([, output]) => output.entryPoint?.endsWith(source) === true)?.[0] ?? '');
  const script = nameOf('main.tsx');
  const imports = outputs.find(([name]) => path.basename(name) === script)?.[1].imports ?? [];
  const preload = imports
    .filter(({ kind }) => kind === 'import-statement')
    .map((one) => path.basename(one.path));
  const index = { script, style: nameOf('console.css'), preload };
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, INDEX), JSON.stringify(index));
}

import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Compiled, compile } from './compile.ts';
import { readFiles } from './read-files.ts';
import { REQUIRED_REPLIES, type RequiredReplies } from './replies.ts';
import { versionOf } from './version.ts';

/** What is kept of checked content: the result, and which program checked it. */
interface Kept {
  readonly checkedBy: string;
  readonly result: Compiled;
}

/** Like loadContent, but content that this program has checked before is taken from cacheDir/content-<version>.json.
 * A cache that cannot be read or written costs time, never an answer. */
export async function cachedContent(
  root: string,
  cacheDir: string,
  replies: RequiredReplies = REQUIRED_REPLIES,
): Promise<Compiled> {
  const files = await readFiles(root);
  const file = path.join(cacheDir, `content-${versionOf(files)}.json`);
  const checkedBy = await program();
  const kept = await readKept(file);
  if (kept?.checkedBy === checkedBy) return kept.result;
  const result = compile(files, replies);
  if (result.content !== null) await keep(file, { checkedBy, result });
  return result;
}

// The same content may be judged otherwise by a newer check, so the program is part of the key: the bundle's name
// carries a hash of the sources, and its time and size change when it is rebuilt under the same name.
async function program(): Promise<string> {
  const file = fileURLToPath(import.meta.url);
  const { mtimeMs, size } = await stat(file);
  return `${path.basename(file)} ${mtimeMs} ${size}`;
}

// Only what this program wrote itself is read here, complete or not at all (see keep), so its shape is trusted.
async function readKept(file: string): Promise<Kept | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}

// Written beside and renamed, so that another process reads the whole file or none.
async function keep(file: string, kept: Kept): Promise<void> {
  const folder = path.dirname(file);
  const scratch = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(scratch, JSON.stringify(kept));
    await rename(scratch, file);
    const old = (await readdir(folder)).filter(
      (name) => /^content-\w+\.json$/.test(name) && name !== path.basename(file),
    );
    await Promise.all(old.map((name) => rm(path.join(folder, name), { force: true })));
  } catch {
    await rm(scratch, { force: true }).catch(() => undefined);
  }
}

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Content files by their path below the root ("dialogs/slots.yaml"), with LF line ends and no byte order mark. */
export type Files = ReadonlyMap<string, string>;

/** Reads every file of dialogs/ and knowledge/ below the root, in the order of their paths. */
export async function readFiles(root: string): Promise<Files> {
  const names = (await Promise.all(['dialogs', 'knowledge'].map((folder) => namesIn(root, folder)))).flat();
  const read = await Promise.all(
    names.sort().map(async (name) => {
      const text = await readFile(path.join(root, name), 'utf8');
      return [name, text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')] as const;
    }),
  );
  return new Map(read);
}

async function namesIn(root: string, folder: string): Promise<string[]> {
  const found = await readdir(path.join(root, folder), { withFileTypes: true, recursive: true }).catch(
    absent,
  );
  return found
    .filter((entry) => entry.isFile() && !isScrap(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}

// A missing folder is told by the missing files in it.
function absent(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

// What editors and operating systems leave behind: .DS_Store, .slots.yaml.swp, slots.yaml~
function isScrap(name: string): boolean {
  return name.startsWith('.') || name.endsWith('~');
}

import { createHash } from 'node:crypto';
import type { Files } from './read-files.ts';

/** Version of the content: the first 16 hexadecimal digits of SHA-256 over all paths and texts. */
export function versionOf(files: Files): string {
  const hash = createHash('sha256');
  for (const [path, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path}\0${text}\0`);
  }
  return hash.digest('hex').slice(0, 16);
}

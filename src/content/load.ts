import { type Compiled, compile } from './compile.ts';
import { readFiles } from './read-files.ts';

/** Reads and checks dialogs/ and knowledge/ below the root. Faults of authors are in the result; only I/O throws. */
export async function loadContent(root: string): Promise<Compiled> {
  return compile(await readFiles(root));
}

import { type Compiled, compile } from './compile.ts';
import { readFiles } from './read-files.ts';
import { REQUIRED_REPLIES, type RequiredReplies } from './replies.ts';

/** Reads and checks dialogs/ and knowledge/ below the root. Faults of authors are in the result; only I/O throws. */
export async function loadContent(
  root: string,
  replies: RequiredReplies = REQUIRED_REPLIES,
): Promise<Compiled> {
  return compile(await readFiles(root), replies);
}

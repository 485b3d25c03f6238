import { spawnSync } from 'node:child_process';
import type { Files } from './content/read-files.ts';

/** The content files of a revision of the repository that a folder lies in; null where git knows no such revision. */
export function filesAt(root: string, revision: string): Files | null {
  const listed = git(root, ['ls-tree', '-r', '--name-only', revision, '--', 'dialogs', 'knowledge']);
  const names = listed?.split('\n').filter((name) => name !== '') ?? [];
  if (names.length === 0) return null;
  return new Map(names.map((name) => [name, git(root, ['show', `${revision}:./${name}`]) ?? ''] as const));
}

/** The last revisions that changed the content, newest first: as many as there are, in a shallow clone fewer. */
export function contentRevisions(root: string, count: number): readonly string[] {
  const listed = git(root, [
    'log',
    '--no-merges',
    '--format=%H',
    '-n',
    String(count),
    '--',
    'dialogs',
    'knowledge',
  ]);
  return listed?.split('\n').filter((line) => line !== '') ?? [];
}

function git(root: string, args: readonly string[]): string | null {
  const { status, stdout } = spawnSync('git', ['-c', 'core.quotepath=off', ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  return status === 0 ? stdout : null;
}

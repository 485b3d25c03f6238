import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { KeptTalk } from './proof/check-record.ts';
import type { RecordedTalk } from './proof/recorded-talk.ts';

const FOLDER = 'record';
const HEAD = [
  '# 由 daozhang record 写成：每段谈话两行。先是时间、店主开口说的和每个问题的回答，再是得出的结论、到账时间和该找谁。',
  '# 内容改动以后哪段变了，差异里看得见：是想要的就收下，不是就改回来。',
];

/** The recorded talks below a content folder, tree by tree; none where nothing was recorded. */
export async function readRecord(root: string): Promise<readonly KeptTalk[]> {
  const folder = path.join(root, FOLDER);
  const files = await readdir(folder).catch(() => []);
  const talks = await Promise.all(
    files
      .sort()
      .map(async (name) => talksIn(`${FOLDER}/${name}`, await readFile(path.join(folder, name), 'utf8'))),
  );
  return talks.flat();
}

function talksIn(file: string, text: string): KeptTalk[] {
  const lines = text.split('\n');
  return lines.flatMap((script, i) =>
    script === '' || script.startsWith('#') || script.startsWith(' ')
      ? []
      : [{ script, outcome: (lines[i + 1] ?? '').trim(), place: `${file}:${i + 1}` }],
  );
}

/** Writes the talks, one file for each tree. */
export async function writeRecord(
  root: string,
  talks: ReadonlyMap<string, readonly RecordedTalk[]>,
): Promise<void> {
  await mkdir(path.join(root, FOLDER), { recursive: true });
  for (const [tree, own] of talks) {
    const lines = own.flatMap(({ script, outcome }) => [script, `  ${outcome}`]);
    await writeFile(path.join(root, FOLDER, `${tree}.txt`), `${[...HEAD, ...lines].join('\n')}\n`);
  }
}

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Content } from './content/content.ts';
import type { KeptExample } from './proof/check-examples.ts';
import type { KeptTalk } from './proof/check-record.ts';
import { type Example, exampleFrom, exampleLine } from './proof/example.ts';
import type { RecordedTalk } from './proof/recorded-talk.ts';

const FOLDER = 'record';
const PHRASES = 'record/phrases';
const PHRASES_HEAD = [
  '# 由 daozhang record 写成：每个选项下面是只靠它的一个说法才读得出来的话。说：没问就说的；答：回答这个问题的。',
];
const HEAD = [
  '# 由 daozhang record 写成：每段谈话两行。先是时间、店主开口说的和每个问题的回答，再是得出的结论、到账时间和该找谁。',
  '# 内容改动以后哪段变了，差异里看得见：是想要的就收下，不是就改回来。',
];

/** The recorded talks below a content folder, tree by tree; none where nothing was recorded. */
export async function readRecord(root: string): Promise<readonly KeptTalk[]> {
  const files = await textsIn(root, FOLDER);
  return files.flatMap(([name, text]) => talksIn(name, text));
}

/** Names below the root and texts of the files of a folder; none where there is no such folder. */
async function textsIn(root: string, folder: string): Promise<readonly (readonly [string, string])[]> {
  const names = await readdir(path.join(root, folder)).catch(() => []);
  const files = names.filter((name) => name.endsWith('.txt')).sort();
  return Promise.all(
    files.map(async (name) => {
      const file = `${folder}/${name}`;
      return [file, await readFile(path.join(root, file), 'utf8')] as const;
    }),
  );
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

/** The recorded examples of how options are said. */
export async function readExamples(root: string, content: Content): Promise<readonly KeptExample[]> {
  const files = await textsIn(root, PHRASES);
  return files.flatMap(([file, text]) => examplesIn(content, file, text));
}

function examplesIn(content: Content, file: string, text: string): KeptExample[] {
  const slot = content.slots[path.basename(file, '.txt')];
  let option = '';
  return text.split('\n').flatMap((line, i) => {
    if (line === '' || line.startsWith('#')) return [];
    if (!line.startsWith(' ')) {
      option = line;
      return [];
    }
    const example = slot === undefined ? null : exampleFrom(content, slot, [option, line.trim()]);
    return [{ example, place: `${file}:${i + 1}` }];
  });
}

/** Writes the examples, one file for each slot that has some. */
export async function writeExamples(
  root: string,
  content: Content,
  examples: readonly Example[],
): Promise<void> {
  await mkdir(path.join(root, PHRASES), { recursive: true });
  for (const slot of Object.values(content.slots)) {
    const lines = slot.options.flatMap(({ id, name }) => {
      const own = examples.filter((one) => one.slot === slot.id && one.option === id);
      return own.length === 0 ? [] : [name, ...own.map((one) => `  ${exampleLine(content, one)}`)];
    });
    if (lines.length === 0) continue;
    await writeFile(
      path.join(root, PHRASES, `${slot.id}.txt`),
      `${[...PHRASES_HEAD, ...lines].join('\n')}\n`,
    );
  }
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { compile } from '../../src/content/compile.ts';
import type { Content } from '../../src/content/content.ts';
import { readFiles } from '../../src/content/read-files.ts';
import { phraseSource } from '../../src/dialog/phrase.ts';
import type { Slot } from '../../src/dialog/slot.ts';
import { checkExamples } from '../../src/proof/check-examples.ts';
import { searchExamples } from '../../src/proof/example-search.ts';
import { Findings } from '../../src/proof/finding.ts';
import { fixedNumbers } from '../../src/proof/fixed-numbers.ts';
import { textMatching } from '../../src/proof/sample-text.ts';
import { readExamples, writeExamples } from '../../src/record-files.ts';

const root = path.resolve(import.meta.dirname, '../..');
const { content: compiled } = compile(await readFiles(root));
if (compiled === null) throw new Error('the content is broken');
const content: Content = compiled;
const kept = await readExamples(root, content);
const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-record-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function named(name: string): Slot {
  const slot = Object.values(content.slots).find((one) => one.name === name);
  if (slot === undefined) throw new Error(`no slot is called ${name}`);
  return slot;
}

function found(changed: Content, examples = kept): readonly string[] {
  const findings = new Findings();
  checkExamples(changed, examples, findings);
  return findings.all().map(({ code, where, message }) => `${code} ${where.path.join(' ')}: ${message}`);
}

/** The content whose option is said in other ways. */
function saying(
  slot: Slot,
  option: string,
  ways: { readonly says?: string[]; readonly answers?: string[] },
): Content {
  const options = slot.options.map((one) => (one.name === option ? { ...one, ...ways } : one));
  return { ...content, slots: { ...content.slots, [slot.id]: { ...slot, options } } };
}

test('every recorded example is read as it was', () => {
  expect(found(content)).toEqual([]);
  expect(kept.length).toBeGreaterThan(1000);
});

describe('a way of saying an option that goes is seen by the example that was in need of it', () => {
  const slot = named('交易类型');
  const ways = slot.options.find(({ name }) => name === '预授权')?.answers ?? [];

  test('and told at the option, with the words that are not read any more', () => {
    const poorer = saying(slot, '预授权', { answers: ways.filter((one) => one !== '押金') });
    const [first, ...others] = found(poorer);
    expect(first).toMatch(
      /^DZ154 交易类型 options 预授权: .*txn_kind\.txt:\d+ 记着“押金”是“预授权”，现在没有读出来/,
    );
    expect(others).toEqual([]);
  });

  test('and so is one that now says another option', () => {
    const taken = saying(slot, '消费', { says: ['押金'] });
    expect(found(taken).join()).toContain('记着“押金”是“预授权”，现在读成“消费”');
  });

  test('and a new one gets an example of its own, beside those that are known', () => {
    const richer = saying(slot, '预授权', { answers: [...ways, '先垫一笔'] });
    const known = kept.flatMap(({ example }) => (example?.slot === slot.id ? [example] : []));
    const { examples } = searchExamples(richer, named('交易类型'), known);
    expect(examples).toEqual(known);
    const again = searchExamples(richer, richer.slots[slot.id] ?? slot, known);
    expect(again.examples.slice(0, known.length)).toEqual(known);
    expect(again.examples.slice(known.length).map(({ text }) => text)).toEqual(['先垫一笔']);
    const twice = searchExamples(
      saying(slot, '预授权', { answers: [...ways, '(押金)'] }),
      {
        ...slot,
        options: slot.options.map((one) =>
          one.name === '预授权' ? { ...one, answers: ['(押金)', '押金'] } : one,
        ),
      },
      [],
    );
    expect(twice.idle.map(({ option, list, index }) => `${option.name} ${list} ${index}`)).toContain(
      '预授权 answers 1',
    );
  });
});

test('what follows from any code is seen, and names that are gone are told', () => {
  const code = named('响应码');
  const without = { ...content, slots: { ...content.slots, [code.id]: { ...code, implies: {} } } };
  expect(found(without).join()).toContain('DZ154 终端结果 options 失败报错');
  expect(found(content, [{ example: null, place: 'record/phrases/x.txt:3' }]).join()).toContain('DZ150');
});

test('examples are written so that they are read the same', async () => {
  const examples = kept.flatMap(({ example }) => (example === null ? [] : [example]));
  await writeExamples(scratch, content, examples);
  expect(await readExamples(scratch, content)).toEqual(kept);
  const text = (folder: string) => readFileSync(path.join(folder, 'record/phrases/txn_kind.txt'), 'utf8');
  expect(text(scratch)).toBe(text(root));
});

test('a text left to chance is matched by the expression it was made from', () => {
  const { lists } = content.vocabulary;
  const chance = fixedNumbers(5);
  const phrases = Object.values(content.slots).flatMap(({ options }) =>
    options.flatMap(({ says, answers }) => [...says, ...answers]),
  );
  // What stands ahead or behind is not looked at, so such expressions are left out.
  const plain = phrases.map((one) => phraseSource(one, lists)).filter((source) => !/\(\?[=!<]/.test(source));
  for (const source of plain) {
    for (let i = 0; i < 3; i++) expect(textMatching(source, chance)).toMatch(new RegExp(source));
  }
  expect(plain.length).toBeGreaterThan(1000);
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { compile } from '../src/content/compile.ts';
import { formatFault } from '../src/content/fault.ts';
import { FAULT_CODES } from '../src/content/fault-codes.ts';
import { type Files, readFiles } from '../src/content/read-files.ts';

const folder = path.join(import.meta.dirname, 'authors');
const base = await readFiles(path.join(folder, 'base'));
const replies = { greeting: [], due: ['到账时间'] };

/** One mistake planted into the base content, and every line that the author has to see. */
const mistakeSchema = z.strictObject({
  file: z.string(),
  replace: z.string().optional(),
  with: z.string().optional(),
  text: z.string().optional(),
  rename: z.string().optional(),
  delete: z.literal(true).optional(),
  /** a further folder of files that the base is completed by */
  also: z.enum(['english']).optional(),
  expect: z.array(z.string()).min(1),
});
type Mistake = z.infer<typeof mistakeSchema>;

const mistakes = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => [name, mistakeSchema.parse(parse(readFileSync(path.join(folder, name), 'utf8')))] as const);

const english = await readFiles(path.join(folder, 'english'));

function plant(files: Files, mistake: Mistake): Files {
  const whole = mistake.also === 'english' ? new Map([...files, ...english]) : files;
  const changed = new Map(whole);
  const before = whole.get(mistake.file) ?? '';
  changed.delete(mistake.file);
  if (mistake.replace !== undefined) {
    if (before.split(mistake.replace).length !== 2) throw new Error(`"${mistake.replace}" must occur once`);
    changed.set(
      mistake.file,
      before.replace(mistake.replace, () => mistake.with ?? ''),
    );
  }
  if (mistake.text !== undefined) changed.set(mistake.file, mistake.text);
  if (mistake.rename !== undefined) changed.set(mistake.rename, before);
  return changed;
}

function told(files: Files): string[] {
  return compile(files, replies).faults.map((fault) => `${formatFault(fault)}\n`);
}

test('the content that the mistakes are planted into is free of faults', () => {
  expect(told(base)).toEqual([]);
  expect(told(new Map([...base, ...english]))).toEqual([]);
});

describe('a mistake of an author is told with its place, its code and what was probably meant', () => {
  test.each(mistakes)('%s', (name, mistake) => {
    const lines = told(plant(base, mistake));
    expect(lines).toEqual(mistake.expect);
    expect(lines.join('')).toContain(` ${name.slice(0, 5)} `);
  });
});

test('every code has an example of its mistake', () => {
  const shown = new Set(mistakes.map(([name]) => name.slice(0, 5)));
  expect(Object.keys(FAULT_CODES).filter((code) => !shown.has(code))).toEqual([]);
});

test('mistakes in different files are all told at once, whatever kind they are', () => {
  const perFile = new Map<string, Mistake>();
  // Each of these stands alone in its file; a broken slots.yaml would rightly silence what depends on it.
  const names = ['DZ001-unclosed-quote', 'DZ007-number-for-text', 'DZ040-unknown-hole', 'DZ050-one-source'];
  for (const [name, mistake] of mistakes) {
    if (names.includes(name.replace('.yaml', ''))) perFile.set(mistake.file, mistake);
  }
  expect(perFile.size).toBe(names.length);
  const files = [...perFile.values()].reduce<Files>(plant, base);
  const expected = [...perFile.values()].flatMap((mistake) => mistake.expect);
  expect(told(files)).toEqual(expected.sort());
});

test('a warning alone does not stop the program, an error does', () => {
  const find = (name: string) => mistakes.find(([file]) => file === name)?.[1];
  const warned = find('DZ051-cause-not-concluded.yaml');
  const broken = find('DZ012-unknown-option.yaml');
  if (warned === undefined || broken === undefined) throw new Error('the examples have other names now');
  expect(compile(plant(base, warned), replies).content).not.toBeNull();
  expect(compile(plant(base, broken), replies).content).toBeNull();
});

test('whatever is cut out of a file or typed into it, the check answers with content or with errors', () => {
  const scrap = fc.constantFrom(
    '',
    '\t',
    ': ',
    '- ',
    '{',
    '}',
    '[',
    '"',
    '\n',
    '\uff1a',
    '\uff0c',
    '&a ',
    '不知道',
    '__proto__: 1\n',
  );
  const edit = fc.tuple(fc.constantFrom(...base.keys()), fc.nat(), fc.nat({ max: 40 }), scrap);
  fc.assert(
    fc.property(edit, ([file, at, length, typed]) => {
      const text = base.get(file) ?? '';
      const start = at % (text.length + 1);
      const changed = text.slice(0, start) + typed + text.slice(start + length);
      const { content, faults } = compile(new Map(base).set(file, changed), replies);
      const errors = faults.filter((fault) => fault.severity === 'error');
      expect(content === null).toBe(errors.length > 0);
      for (const fault of faults) {
        const line = (fault.file === file ? changed : (base.get(fault.file) ?? '')).split('\n')[
          fault.line - 1
        ];
        expect(fault.source).toBe(line);
        expect(fault.column).toBeLessThanOrEqual(fault.source.length + 1);
      }
    }),
    { numRuns: 60 },
  );
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { compile } from '../../src/content/compile.ts';
import type { Content } from '../../src/content/content.ts';
import type { Told } from '../../src/content/fault.ts';
import { readForm } from '../../src/content/form.ts';
import { type Files, readFiles } from '../../src/content/read-files.ts';
import { createExpert } from '../../src/conversation/expert.ts';
import { checkEconomy, economyOf } from '../../src/proof/economy.ts';
import { Findings } from '../../src/proof/finding.ts';
import { locate } from '../../src/proof/locate.ts';
import { proveLines } from '../../src/proof/prove-lines.ts';
import { type Effort, startsOf, Walkthrough } from '../../src/proof/walkthrough.ts';

const plantedSchema = z.array(
  z.strictObject({
    file: z.string(),
    replace: z.string(),
    with: z.string(),
    /** the new words so many times over */
    repeat: z.int().default(1),
    walk: z.string().optional(),
    code: z.string(),
    line: z.string(),
  }),
);
type Planted = z.infer<typeof plantedSchema>[number];

const shipped = await readFiles(path.resolve(import.meta.dirname, '../..'));
const planted = plantedSchema.parse(
  parse(readFileSync(path.join(import.meta.dirname, 'planted.yaml'), 'utf8')),
);
const EFFORT: Effort = { trials: 'none', shallow: 1, search: 60 };

function plant({ file, replace, with: words, repeat }: Planted): Files {
  const before = shipped.get(file) ?? '';
  if (before.split(replace).length !== 2) throw new Error(`"${replace}" must occur once in ${file}`);
  return new Map(shipped).set(
    file,
    before.replace(replace, () => words.repeat(repeat)),
  );
}

/** What `daozhang check` finds, of the proof only what concerns one kind of trouble. */
function foundIn(files: Files, walk: string | undefined): readonly Told[] {
  const { content, faults } = compile(files);
  if (content === null) return faults;
  const findings = new Findings();
  if (walk === undefined) {
    const sayer = new Walkthrough(createExpert(content), EFFORT);
    sayer.sentences();
    findings.addAll(sayer.result().findings);
  } else prove(only(content, walk), walk, findings);
  return locate(findings.all(), readForm(files).sheets).located;
}

/** The trees of one kind alone: nobody comes to the others. */
function only(content: Content, issue: string): Content {
  return { ...content, dialogs: { [issue]: content.dialogs[issue] ?? [] } };
}

function prove(content: Content, issue: string, findings: Findings): void {
  const expert = createExpert(content);
  const starts = startsOf(expert).filter((start) => start[content.roles.issue] === issue);
  const walkthrough = new Walkthrough(expert, EFFORT);
  for (const start of starts) walkthrough.start(start);
  proveLines(expert, walkthrough, EFFORT);
  findings.addAll(walkthrough.result().findings);
  const economy = starts.map((start) => economyOf(expert, start));
  checkEconomy(expert, economy, findings);
}

describe('a fault planted into the shipped content is found, with its code at its place', () => {
  test.each(planted)('$code in $file: $line', (one) => {
    const found = foundIn(plant(one), one.walk).filter(({ file }) => file === one.file);
    const codes = found.map(({ code, source }) => `${code} ${source.trim()}`);
    const hit = found.filter(({ code, source }) => code === one.code && source.includes(one.line));
    expect(hit.length, codes.join('\n')).toBeGreaterThan(0);
  });

  test('and there are at least twenty of them, none of which the shipped content has', () => {
    expect(planted.length).toBeGreaterThanOrEqual(20);
    const ways = new Map(planted.map((one) => [`${one.walk} ${one.file}`, one] as const));
    for (const walk of new Set(planted.map((one) => one.walk))) {
      const found = foundIn(shipped, walk).filter(({ file }) => ways.has(`${walk} ${file}`));
      expect(found.map(({ code, file }) => `${code} ${file}`)).toEqual([]);
    }
  });
});

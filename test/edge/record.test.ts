import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/content/compile.ts';
import type { Content } from '../../src/content/content.ts';
import { readForm } from '../../src/content/form.ts';
import { type Files, readFiles } from '../../src/content/read-files.ts';
import { createExpert } from '../../src/conversation/expert.ts';
import { checkRecord, type KeptTalk } from '../../src/proof/check-record.ts';
import { Findings } from '../../src/proof/finding.ts';
import { locate } from '../../src/proof/locate.ts';
import { playScript, recordOf, scriptFrom } from '../../src/proof/recorded-talk.ts';
import { TalkSearch } from '../../src/proof/talk-search.ts';
import { readRecord } from '../../src/record-files.ts';

const root = path.resolve(import.meta.dirname, '../..');
const shipped = await readFiles(root);
const kept = await readRecord(root);

function contentOf(files: Files): Content {
  const { content } = compile(files);
  if (content === null) throw new Error('the content is broken');
  return content;
}

function changed(file: string, before: string, words: string): Files {
  const text = shipped.get(file) ?? '';
  if (text.split(before).length !== 2) throw new Error(`"${before}" must occur once in ${file}`);
  return new Map(shipped).set(
    file,
    text.replace(before, () => words),
  );
}

const ISSUE = 'success_then_returned';
/** The talks of one small tree and of the danger signs. */
const few = kept.filter(({ place }) => /returned|first/.test(place));

/** What these talks say to the content, of which only the small tree is looked at where they are few. */
function found(files: Files, talks: readonly KeptTalk[] = few) {
  const findings = new Findings();
  const content = contentOf(files);
  const small = { ...content, dialogs: { [ISSUE]: content.dialogs[ISSUE] ?? [] } };
  const shown = checkRecord(createExpert(talks === few ? small : content), talks, findings);
  const { located } = locate(findings.all(), readForm(files).sheets);
  return { shown, located: located.map((one) => ({ ...one, source: one.source.trim() })) };
}

test('every recorded talk goes as it went, and together they show that every part of every tree matters', () => {
  const { shown, located } = found(shipped, kept);
  expect(located.map(({ message }) => message)).toEqual([]);
  expect(shown.seen).toBe(shown.parts);
  expect(shown.parts).toBeGreaterThan(500);
});

describe('a change of the content is told at the line where a recorded talk now goes another way', () => {
  test('a value that a condition lost', () => {
    const { located } = found(
      changed('dialogs/returned-after-success.yaml', '[冲正成功, 处理中]', '[处理中]'),
    );
    const [first] = located;
    expect(first).toMatchObject({ code: 'DZ152', file: 'dialogs/returned-after-success.yaml' });
    expect(first?.message).toMatch(/record\/returned-after-success\.txt:\d+ 记着“.*”，现在是“.*”/);
    expect(first?.talk.at(-1)).toMatch(/^助手：/);
  });

  test('a question that is asked first', () => {
    const line = '  - ask: 店内撤销退货\n';
    const { located } = found(
      changed('dialogs/returned-after-success.yaml', line, `  - ask: 顾客扣款\n${line}`),
    );
    const departs = located.find(({ code }) => code === 'DZ152');
    expect(departs?.source).toBe('- ask: 顾客扣款');
    expect(departs?.message).toMatch(/记着“店内撤销退货：.*”，现在是“顾客扣款：/);
  });

  test('a date that is reckoned otherwise', () => {
    const daily = kept.filter(({ script }) => script.includes('D+1')).slice(0, 20);
    const rule = 'counts: days\n    after: 1';
    const { located } = found(changed('knowledge/settlement.yaml', rule, rule.replace('1', '2')), daily);
    const told = located.filter(({ code }) => code === 'DZ152').map(({ message }) => message);
    expect(told.join()).toMatch(/到账 2026-.*现在是.*到账 2026-/);
  });
});

test('conditions of which one makes the other idle are told to be in vain', () => {
  const idle = changed(
    'dialogs/returned-after-success.yaml',
    '[冲正成功, 处理中]',
    '[冲正成功, 处理中, 超时没反应]',
  );
  const { located } = found(idle);
  const own = located.filter(({ file }) => file === 'dialogs/returned-after-success.yaml');
  expect(own.map(({ code, source }) => `${code} ${source}`)).toEqual([
    'DZ151 - when: { 终端结果: 超时没反应 }',
    'DZ151 - when: { 终端结果: [冲正成功, 处理中, 超时没反应] }',
  ]);
  expect(own[1]?.message).toContain('“终端结果”的“超时没反应”');
});

test('a talk that names what is gone waits to be recorded anew, and no record at all is a warning', () => {
  const [talk] = kept;
  if (talk === undefined) throw new Error('nothing is recorded');
  const script = talk.script.replace('：', '以前的名字：');
  const renamed = found(shipped, [{ ...talk, script }]);
  expect(renamed.located.map(({ code }) => code)).toContain('DZ150');
  expect(found(shipped, []).located.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
    'DZ153 warning',
  ]);
});

test('a search finds talks that show all parts of a small tree, and finds them again from their own lines', () => {
  const content = contentOf(shipped);
  const issue = 'duplicate_charge';
  const small = createExpert({ ...content, dialogs: { [issue]: content.dialogs[issue] ?? [] } });
  const search = new TalkSearch(small);
  search.search({ natural: 20, told: 400 });
  expect(search.unseen).toEqual([]);
  for (const [, talk] of search.talks) {
    const script = scriptFrom(content, talk.script);
    expect(script === null ? null : recordOf(small, script, playScript(small, script))).toEqual(talk);
  }
  const again = new TalkSearch(small);
  for (const [, { script }] of search.talks) {
    const known = scriptFrom(content, script);
    if (known !== null) again.keep(known);
  }
  expect([again.unseen, again.talks]).toEqual([[], search.talks]);
});

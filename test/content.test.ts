import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cachedContent } from '../src/content/cache.ts';
import { compile } from '../src/content/compile.ts';
import type { Content } from '../src/content/content.ts';
import { faultAtOffset, formatFault } from '../src/content/fault.ts';
import { readForm } from '../src/content/form.ts';
import { loadContent } from '../src/content/load.ts';
import { collectNames } from '../src/content/names.ts';
import { nearest } from '../src/content/nearest.ts';
import { fullWidth } from '../src/content/punctuation.ts';
import { readFiles } from '../src/content/read-files.ts';
import { REQUIRED_REPLIES } from '../src/content/replies.ts';
import { contentSchemas } from '../src/content/schemas.ts';
import { versionOf } from '../src/content/version.ts';

const root = path.join(import.meta.dirname, 'authors', 'base');
const files = await readFiles(root);
const replies = { greeting: [], due: ['到账时间'] };

async function checked(): Promise<Content> {
  const { content } = await loadContent(root, replies);
  if (content === null) throw new Error('the base content is broken');
  return content;
}

describe('checked content', () => {
  test('has ids where authors wrote Chinese names', async () => {
    const content = await checked();
    expect(content.roles.saleTime).toBe('txn_at');
    expect(content.dialogs.card_changed?.[0]?.steps).toEqual([
      { type: 'ask', slot: 'change_audit', when: {} },
      { type: 'conclude', cause: 'card_change_under_review', when: { change_audit: ['reviewing'] } },
      { type: 'conclude', cause: 'manual_check', when: {} },
    ]);
    expect(content.causes.normal_cycle_wait?.evidence).toEqual({
      due_state: { not_due: { is: '总是', since: null }, overdue: { is: '从不', since: null } },
    });
    expect(content.slots.change_audit?.options[0]?.implies).toEqual({ issue_kind: 'card_changed' });
    expect(content.settlement.modes.s0?.instead[0]).toMatchObject({
      when: { change_audit: ['reviewing'] },
      as: 't1',
    });
    expect(content.payoutMessages[0]?.facts).toEqual({ change_audit: 'reviewing' });
    expect(content.contacts.acquirer_on_slip?.narrowedBy).toBe('terminal_brand');
    expect(Object.keys(content.intents.examples)).toEqual([
      'not_arrived',
      'card_changed',
      'article:fees',
      'outside:loans',
    ]);
  });

  test('puts the years of holidays in one table', async () => {
    const { holidays } = await checked();
    expect(holidays.off['2025-10-01']).toBe('国庆节');
    expect(holidays.work['2026-01-04']).toBe('元旦');
    expect([holidays.firstYear, holidays.lastYear]).toEqual([2025, 2026]);
  });

  test('reads an article without its head', async () => {
    const { articles } = await checked();
    expect(articles.fees).toEqual({
      id: 'fees',
      title: '手续费怎么算',
      sources: ['S0-01'],
      text: '费率以签约协议为准。\n\n多扣了请拿结算明细去问。',
    });
  });

  test('survives JSON', async () => {
    const content = await checked();
    expect(JSON.parse(JSON.stringify(content))).toEqual(content);
  });

  test('puts a tree for a special case before the general tree of its issue', () => {
    const special = (files.get('dialogs/card-changed.yaml') ?? '').replace(
      'source: S3',
      'source: S3\nwhen: { 结算方式: 秒到 }',
    );
    const { content } = compile(new Map(files).set('dialogs/z-special.yaml', special), replies);
    expect(content?.dialogs.card_changed?.map((dialog) => dialog.id)).toEqual(['z-special', 'card-changed']);
  });
});

describe('the version', () => {
  test('is sixteen hexadecimal digits, whatever the order of the files', () => {
    expect(versionOf(files)).toMatch(/^[0-9a-f]{16}$/);
    expect(versionOf(new Map([...files].reverse()))).toBe(versionOf(files));
  });

  test('changes with a text and with a path', () => {
    const text = files.get('dialogs/first.yaml') ?? '';
    const renamed = new Map(files).set('dialogs/other.yaml', text);
    renamed.delete('dialogs/first.yaml');
    expect(versionOf(new Map(files).set('dialogs/first.yaml', `${text} `))).not.toBe(versionOf(files));
    expect(versionOf(renamed)).not.toBe(versionOf(files));
  });
});

describe('the nearest name', () => {
  test.each([
    ['审核', ['审核中', '被驳回', '已生效'], '审核中'],
    ['审核变更状态', ['变更审核状态', '结算账户状态'], '变更审核状态'],
    ['结算模式', ['结算方式', '交易方式'], '结算方式'],
    ['conclud', ['ask', 'conclude'], 'conclude'],
    ['aquirer_on_slip', ['acquirer_on_slip', 'issuer_on_card_back'], 'acquirer_on_slip'],
    ['交易多久', ['交易类型', '交易时间'], null],
    ['天气', ['卡种', '小票'], null],
    ['任何词', [], null],
  ])('%s', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });
});

describe('a printed fault', () => {
  const print = (text: string, words: string): string =>
    formatFault(
      faultAtOffset({ path: 'a.yaml', text }, text.indexOf(words), { code: 'DZ012', message: 'm' }),
    );

  test('has its caret under the place, a Chinese character being two columns wide', () => {
    expect(print('甲: 1\n卡种: x', 'x')).toBe('a.yaml:2:5 DZ012 m\n  卡种: x\n  \u3000\u3000  ^');
  });

  test('keeps tabs so that the caret stands right', () => {
    expect(print('\tb: x', 'x')).toBe('a.yaml:1:5 DZ012 m\n  \tb: x\n  \t   ^');
  });

  test('counts a character beyond the basic plane once', () => {
    expect(print('💳: x', 'x')).toMatch(/^a\.yaml:1:4 /);
  });
});

describe('full-width punctuation', () => {
  test.each([
    ['您好,请稍等!', '您好\uff0c请稍等\uff01'],
    ['一般(T+1)到账', '一般\uff08T+1\uff09到账'],
    ['11月23日(周一)18:00前', '11月23日\uff08周一\uff0918:00前'],
    ['POS(T+1) 23:00, ok?', 'POS(T+1) 23:00, ok?'],
    ['说“好”,就行', '说“好”\uff0c就行'],
  ])('%s', (half, full) => {
    expect(fullWidth(half)).toBe(full);
    expect(fullWidth(full)).toBe(full);
  });
});

describe('reading the files', () => {
  test('accepts what editors on Windows write', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'content-'));
    await mkdir(path.join(folder, 'dialogs'));
    const first = files.get('dialogs/first.yaml') ?? '';
    await writeFile(path.join(folder, 'dialogs', 'first.yaml'), `\uFEFF${first.replaceAll('\n', '\r\n')}`);
    await writeFile(path.join(folder, 'dialogs', '.first.yaml.swp'), 'left behind by an editor');
    expect(await readFiles(folder)).toEqual(new Map([['dialogs/first.yaml', first]]));
    await rm(folder, { recursive: true });
  });

  test('keeps a response code that looks like a number as it is written', () => {
    const codes = (files.get('knowledge/response-codes.yaml') ?? '').replace('"51":', '05:');
    expect(
      Object.keys(
        compile(new Map(files).set('knowledge/response-codes.yaml', codes), replies).content?.codes ?? {},
      ),
    ).toEqual(['05']);
  });

  test('says what is missing where there is nothing at all', () => {
    const { content, faults } = compile(new Map());
    expect(content).toBeNull();
    expect(new Set(faults.map((fault) => fault.code))).toEqual(new Set(['DZ011']));
  });
});

describe('the cache', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'content-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('gives the same content as the check', async () => {
    const first = await cachedContent(root, folder, replies);
    const second = await cachedContent(root, folder, replies);
    expect(second).toEqual(first);
    expect(second.content).toEqual(await checked());
  });

  test('is read instead of checking again', async () => {
    await cachedContent(root, folder, replies);
    const [name = ''] = await readdir(folder);
    const file = path.join(folder, name);
    await writeFile(file, (await readFile(file, 'utf8')).replace('手续费怎么算', '从缓存来'));
    expect((await cachedContent(root, folder, replies)).content?.articles.fees?.title).toBe('从缓存来');
  });

  test('of another program is not trusted', async () => {
    await cachedContent(root, folder, replies);
    const [name = ''] = await readdir(folder);
    const file = path.join(folder, name);
    const kept = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(
      file,
      JSON.stringify({ ...kept, checkedBy: 'an older one', result: { content: null, faults: [] } }),
    );
    expect((await cachedContent(root, folder, replies)).content).not.toBeNull();
  });

  test('replaces older versions and what is not JSON', async () => {
    await writeFile(path.join(folder, 'content-0123456789abcdef.json'), '{}');
    await writeFile(path.join(folder, `content-${versionOf(files)}.json`), '{"half');
    expect((await cachedContent(root, folder, replies)).content).not.toBeNull();
    expect(await readdir(folder)).toEqual([`content-${versionOf(files)}.json`]);
  });

  test('that cannot be written does not stop the program', async () => {
    const file = path.join(folder, 'a-file');
    await writeFile(file, '');
    expect((await cachedContent(root, path.join(file, 'below'), replies)).content).not.toBeNull();
  });
});

describe('the JSON Schemas', () => {
  const schemas = contentSchemas(collectNames(readForm(files).sheets));

  test('offer the options of each slot in a condition, 不知道 among them', () => {
    const text = JSON.stringify(schemas['dialog.schema.json']);
    expect(text).toContain('"变更审核状态":{"anyOf":[{"type":"string","enum":["审核中","已生效","不知道"]}');
  });

  test('write a part that occurs several times once, and refer to it', () => {
    const schema = schemas['dialog.schema.json'];
    expect(schema).toHaveProperty(['properties', 'when', '$ref'], '#/$defs/part1');
    expect(JSON.stringify(schema).match(/"变更审核状态":\{/g)?.length).toBe(1);
  });

  test('offer only slots with a question to ask, and causes by name to conclude', () => {
    const text = JSON.stringify(schemas['dialog.schema.json']);
    expect(text).toContain('"enum":["问题类型","收单品牌","交易时间","结算方式","变更审核状态"]');
    expect(text).toContain('"enum":["新卡审核中","需人工查单","正常周期内"]');
  });

  test('exist for every kind of YAML file that content has', () => {
    expect(Object.keys(schemas).length).toBe(16);
    expect(Object.keys(contentSchemas())).toEqual(Object.keys(schemas));
  });
});

test('every reply that the code names is required of the content, and none that it does not name', async () => {
  const src = path.join(import.meta.dirname, '..', 'src');
  const paths = (await readdir(src, { recursive: true })).filter(
    (name) => /\.tsx?$/.test(name) && !name.startsWith('content'),
  );
  const code = (await Promise.all(paths.map((name) => readFile(path.join(src, name), 'utf8')))).join('\n');
  const said = [...code.matchAll(/\b(?:say\((?:[\w.]*content, )?|word\(|text\()'([a-z_]+)'/g)].map(
    (match) => match[1] ?? '',
  );
  expect(said.length).toBeGreaterThan(20);
  expect(said.filter((id) => REQUIRED_REPLIES[id] === undefined)).toEqual([]);
  expect(Object.keys(REQUIRED_REPLIES).filter((id) => !code.includes(`'${id}'`))).toEqual([]);
});

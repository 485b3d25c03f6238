import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { begin } from '../../src/conversation/conversation.ts';
import { exampleOf, examplesDiff, frequenciesFrom, frequencyDiff } from '../../src/desk/report/learn.ts';
import type { CaseRecord } from '../../src/store/records.ts';
import { HOME } from '../support/advisor.ts';
import { newCase } from '../support/cases.ts';
import { shippedContent } from '../support/content.ts';

const content = await shippedContent();
const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-learn-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const ONE: CaseRecord = {
  ...newCase('k'),
  number: 'C1',
  conversationId: 'c',
  channel: 'web',
  status: 'solved',
  assignee: null,
  leaseUntil: 0,
  firstReplyAt: null,
  escalatedAt: null,
  unread: 0,
  trueCause: 'debit_not_instant',
  solution: null,
  confirmed: false,
  version: 0,
  updatedAt: 0,
  closedAt: 0,
  firstCause: null,
  firstProbability: null,
};

test('what is proposed applies as a patch and changes only what it says', () => {
  const facts = { [content.roles.issue]: { value: 'not_arrived', said: '', turn: 2 } };
  const talk = { conversation: { ...begin('c'), facts }, createdAt: 0, messages: [] };
  const example = exampleOf(content, talk, '款子影儿都没见: 急');
  expect(example).toEqual({ issue: '没到账', text: '款子影儿都没见: 急' });
  if (example === null) return;
  cpSync(path.join(HOME, 'knowledge'), path.join(scratch, 'knowledge'), { recursive: true });
  const read = (file: string) => readFileSync(path.join(scratch, file), 'utf8');
  const before = read('knowledge/intents.yaml');
  const cases = [
    ...Array.from({ length: 6 }, () => ONE),
    ...Array.from({ length: 30 }, () => ({ ...ONE, trueCause: 'debit_misswipe' })),
  ];
  const [change] = frequenciesFrom(content, cases);
  expect(change).toBeDefined();
  if (change === undefined) return;
  const file = `knowledge/causes/${change.cause}.yaml`;
  const diff = `${examplesDiff(before, [example, example])}${frequencyDiff(read(file), change)}`;
  writeFileSync(path.join(scratch, 'proposal.diff'), diff);
  execFileSync('git', ['apply', '--unidiff-zero', 'proposal.diff'], { cwd: scratch });
  expect(read('knowledge/intents.yaml').length).toBe(before.length + '  - "款子影儿都没见: 急"\n'.length);
  expect(read(file)).toContain(`frequency: ${change.to}\n`);
});

test('few cases, and talks without a known trouble, propose nothing', () => {
  expect(frequenciesFrom(content, [ONE])).toEqual([]);
  const talk = { conversation: begin('c'), createdAt: 0, messages: [] };
  expect(exampleOf(content, talk, '哇啦哇啦')).toBeNull();
  expect(examplesDiff('没到账:\n  - 钱没到\n', [{ issue: '没到账', text: '钱没到' }])).toBe('');
});

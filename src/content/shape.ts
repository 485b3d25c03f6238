import type { z } from 'zod';
import { type Complaint, type Fault, faultAt } from './fault.ts';
import { FILE_KINDS, type FileKind } from './file-kinds.ts';
import { fieldsAt } from './known-fields.ts';
import { nearest } from './nearest.ts';
import { child, descend, type Path, type Place, rootOf, type Sheet, type Spot } from './sheet.ts';
import { specialComplaint } from './special-shape.ts';

type Issue = z.core.$ZodIssue;

/** One deviation from the schema, with its path from the root of the file. */
interface Deviation {
  readonly issue: Issue;
  readonly path: Path;
}

/** Every place where a file differs from the schema of its kind. One mistake is told once. */
export function shapeFaults(kind: FileKind, sheet: Sheet): readonly Fault[] {
  if (sheet.value === undefined) return [];
  const result = FILE_KINDS[kind].schema.safeParse(sheet.value);
  if (result.success) return [];
  const deviations = result.error.issues.flatMap((issue) => settle(issue, [], sheet));
  const root = rootOf(sheet);
  return deviations.flatMap((deviation) => {
    if (isMissing(deviation, root) && hasUnknownField(deviations, deviation.path.slice(0, -1))) return [];
    return describe(kind, deviation, root);
  });
}

/** A misspelt field is one mistake: the field that it leaves missing is not told as well. */
function hasUnknownField(all: readonly Deviation[], parent: Path): boolean {
  const key = JSON.stringify(parent);
  return all.some(({ issue, path }) => issue.code === 'unrecognized_keys' && JSON.stringify(path) === key);
}

/** Of a union, the branch that was most likely meant: the one that needs the least change. */
function settle(issue: Issue, above: Path, sheet: Sheet): readonly Deviation[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code !== 'invalid_union') return [{ issue, path }];
  let best: readonly Deviation[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const branch of issue.errors) {
    const deviations = branch.flatMap((inner) => settle(inner, path, sheet));
    const change = deviations.reduce((sum, one) => sum + changeOf(one, rootOf(sheet)), 0);
    if (change < least) [best, least] = [deviations, change];
  }
  return least < WRONG_TYPE || best.length === 0 || issue.errors.length === 1
    ? best
    : mixed(issue, path, best);
}

const WRONG_TYPE = 4;

function changeOf(deviation: Deviation, root: Place): number {
  if (isMissing(deviation, root)) return 1;
  const { issue } = deviation;
  if (issue.code === 'unrecognized_keys') return 1.5 * issue.keys.length;
  return issue.code === 'invalid_type' ? WRONG_TYPE : 2;
}

// No branch has even the type: all types that would do are named together.
function mixed(
  issue: z.core.$ZodIssueInvalidUnion,
  path: Path,
  best: readonly Deviation[],
): readonly Deviation[] {
  const own = issue.errors.map((branch) => branch.find((one) => one.path.length === 0));
  if (own.some((one) => one?.code !== 'invalid_type')) return best;
  const expected = own.flatMap((one) => (one?.code === 'invalid_type' ? [typeName(one.expected)] : []));
  return [{ issue: { ...issue, message: [...new Set(expected)].join('或') }, path }];
}

function isMissing({ issue, path }: Deviation, root: Place): boolean {
  if (issue.code !== 'invalid_type' && issue.code !== 'invalid_value') return false;
  return path.length > 0 && descend(root, path).value === undefined;
}

function describe(kind: FileKind, deviation: Deviation, root: Place): readonly Fault[] {
  const { issue, path } = deviation;
  const place = descend(root, path);
  if (issue.code === 'unrecognized_keys') {
    const fields = fieldsAt(FILE_KINDS[kind].schema, path);
    return issue.keys.map((key) =>
      faultAt(
        child(place, key),
        { code: 'DZ005', message: `没有“${key}”这个字段`, suggestion: nearest(key, fields) },
        { key: true },
      ),
    );
  }
  const missing = isMissing(deviation, root);
  const special = specialComplaint(kind, { path, missing, code: issue.code, value: place.value });
  if (special !== null) return [faultAt(place, special, spotFor(issue))];
  if (missing) return [faultAt(place, { code: 'DZ006', message: `缺少字段“${path.at(-1)}”` })];
  return [faultAt(place, complaintOf(issue, place), spotFor(issue))];
}

function spotFor(issue: Issue): Spot {
  return { key: issue.code === 'invalid_key' };
}

function complaintOf(issue: Issue, place: Place): Complaint {
  const name = place.path.length === 0 ? '文件' : `“${place.path.at(-1)}”`;
  switch (issue.code) {
    case 'invalid_type':
      return {
        code: 'DZ007',
        message: `${name}应该是${typeName(issue.expected)}，这里写的是${shown(place.value)}`,
      };
    case 'invalid_union':
      return { code: 'DZ007', message: `${name}应该是${issue.message}，这里写的是${shown(place.value)}` };
    case 'invalid_value': {
      const values = issue.values.map(String);
      const suggestion = nearest(String(place.value), values);
      return {
        code: 'DZ008',
        message: `${name}只能是${values.join('、')}，不能是“${String(place.value)}”`,
        suggestion,
      };
    }
    case 'too_small':
      return { code: 'DZ009', message: tooSmall(name, issue) };
    case 'too_big':
      return { code: 'DZ009', message: `${name}最大是 ${issue.maximum}` };
    case 'invalid_key':
      return { code: 'DZ009', message: `${name}这个键的写法不对${example(issue.issues[0])}` };
    default:
      return { code: 'DZ009', message: `${name}的写法不对${example(issue)}` };
  }
}

function tooSmall(name: string, issue: z.core.$ZodIssueTooSmall): string {
  if (issue.origin === 'string') return `${name}不能是空的`;
  if (issue.origin === 'array') return `${name}至少要有 ${issue.minimum} 条`;
  return `${name}要${issue.inclusive ? '不小于' : '大于'} ${issue.minimum}`;
}

function example(issue: Issue | undefined): string {
  if (issue?.code !== 'invalid_format') return '';
  if (issue.format === 'date') return '，日期要写成“2026-11-22”';
  const { pattern } = issue;
  if (pattern === undefined) return '';
  return FORMS.find(([part]) => pattern.includes(part))?.[1] ?? `，要符合 ${pattern}`;
}

/** What the patterns of the schemas ask for, by a part of the pattern. */
const FORMS: readonly (readonly [string, string])[] = [
  ['[01]\\d|2[0-3]', '，时刻要写成“23:00”'],
  ['1[0-2])-(', '，日子要写成“10-01”'],
  ['[a-z0-9_]+$', '，只能用小写英文字母、数字和下划线'],
  ['400-', '，电话要写成三到六位数字，或“400-123-4567”'],
];

function typeName(expected: string): string {
  return TYPES[expected] ?? expected;
}

const TYPES: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  object: '“字段: 值”',
  record: '“名字: 值”',
  array: '列表',
  null: 'null',
};

function shown(value: unknown): string {
  if (value === null || value === undefined) return '空';
  if (typeof value === 'number') return `数字 ${value}（要当文字就加引号）`;
  if (typeof value === 'boolean') return `${value}`;
  if (typeof value === 'string') return '文字';
  return Array.isArray(value) ? '列表' : '“字段: 值”';
}

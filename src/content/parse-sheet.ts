import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import { type Complaint, type Fault, faultAtOffset } from './fault.ts';
import { type Path, pathKey, type Sheet, type Span } from './sheet.ts';

/** A file as read: `sheet.value` is undefined where the text is no YAML or empty, and the faults say why. */
export interface Parsed {
  readonly sheet: Sheet;
  readonly faults: readonly Fault[];
}

/** Reads YAML, keeping where everything stands. Every scalar key is the text as written: 05 stays "05". */
export function parseSheet(path: string, text: string): Parsed {
  const document = parseDocument(text, { uniqueKeys: true, prettyErrors: false });
  const spans = new Map<string, Span>();
  const faults = syntaxFaults(document, { path, text });
  const broken = document.errors.some((error) => error.code !== 'DUPLICATE_KEY');
  const value = broken
    ? undefined
    : readTree(document.contents, spans, (offset, complaint) => {
        faults.push(faultAtOffset({ path, text }, offset, complaint));
      });
  if (!broken && (value === null || value === undefined)) {
    faults.push(faultAtOffset({ path, text }, 0, { code: 'DZ004', message: '文件是空的，里面还没有内容' }));
    return { sheet: { path, text, value: undefined, spans }, faults };
  }
  return { sheet: { path, text, value, spans }, faults };
}

// After the first syntax error the parser guesses, and what it says then only confuses; repeated keys are certain.
function syntaxFaults(document: Document, file: { path: string; text: string }): Fault[] {
  const repeated = document.errors.filter((error) => error.code === 'DUPLICATE_KEY');
  const syntax = document.errors.filter((error) => error.code !== 'DUPLICATE_KEY').slice(0, 1);
  return [...syntax, ...repeated].map((error) =>
    faultAtOffset(file, placeOf(error, file.text, document), complaintOf(error, file.text)),
  );
}

function placeOf(error: YAMLError, text: string, document: Document): number {
  if (isOutOfLine(error)) return error.pos[0] + (/^ */.exec(text.slice(error.pos[0]))?.[0].length ?? 0);
  if (error.code === 'MISSING_CHAR') return openedAt(document, error.pos[0]);
  if (error.code !== 'TAB_AS_INDENT') return error.pos[0];
  const tab = text.indexOf('\t', text.lastIndexOf('\n', error.pos[0] - 1) + 1);
  return tab === -1 ? error.pos[0] : tab;
}

// The parser misses a closing quote where the file ends; the author has to see where it was opened.
function openedAt(document: Document, end: number): number {
  let opened = end;
  visit(document, {
    Scalar: (_, { type, range }) => {
      if (!type?.startsWith('QUOTE') || !range || range[1] < end - 1) return undefined;
      opened = range[0];
      return visit.BREAK;
    },
  });
  return opened;
}

function complaintOf(error: YAMLError, text: string): Complaint {
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return { code: 'DZ002', message: '这里用了 Tab 缩进，YAML 只认空格' };
    case 'DUPLICATE_KEY':
      return { code: 'DZ003', message: `“${keyAt(text, error.pos[0])}”在同一层写了两次，后一个会盖掉前一个` };
    default:
      return { code: 'DZ001', message: `YAML 读不下去：${syntaxOf(error)}` };
  }
}

function keyAt(text: string, offset: number): string {
  return /^["']?([^:\n"']*)/.exec(text.slice(offset))?.[1]?.trim() ?? '';
}

function syntaxOf(error: YAMLError): string {
  if (isOutOfLine(error)) return '缩进不对，要和同一步里上面的字段对齐';
  return SYNTAX[error.code] ?? '这里的写法不合语法';
}

/** The parser misses a sign where the author has set a line under nothing. */
function isOutOfLine({ message }: YAMLError): boolean {
  return message.startsWith('Sequence item without');
}

const SYNTAX: Partial<Record<YAMLError['code'], string>> = {
  BAD_INDENT: '缩进不对，或上面的 [ ] { } 没有收口',
  MISSING_CHAR: '引号或括号没有收口；[ ] 里的句子有 { } 时要加引号',
  BLOCK_AS_IMPLICIT_KEY: '一行里有两个“: ”，或这一行缩进多了；句子里有“: ”时整句要加引号',
  MULTILINE_IMPLICIT_KEY: '这一行少了“: ”，或上一行的引号、括号没有收口',
  BAD_SCALAR_START: '值不能用这个符号开头，请给整个值加引号',
  BAD_DQ_ESCAPE: '双引号里的反斜杠写法不对，可以改用单引号',
  UNEXPECTED_TOKEN: '这里多出了内容，多半是缩进不齐或符号没有收口',
  MULTIPLE_DOCS: '一个文件里只能有一份内容，不要写第二个 ---',
};

type Complain = (offset: number, complaint: Complaint) => void;

function readTree(root: unknown, spans: Map<string, Span>, complain: Complain): unknown {
  const value = (node: unknown, path: Path): unknown => {
    if (isScalar(node)) return node.value;
    if (isSeq(node)) return node.items.map((item, index) => read(item, [...path, index], null));
    return isMap(node) ? Object.fromEntries(node.items.map((pair) => entry(pair, path))) : null;
  };
  const read = (node: unknown, path: Path, key: number | null): unknown => {
    const [start, end] = isNode(node) && node.range ? node.range : [key ?? 0, key ?? 0];
    spans.set(pathKey(path), { key, start, end });
    if (isAlias(node) || hasAnchor(node)) complain(start, LINKED);
    return value(node, path);
  };
  const entry = ({ key, value }: Pair, path: Path): [string, unknown] => {
    const name = isScalar(key) ? (key.source ?? String(key.value)) : String(key);
    return [name, read(value, [...path, name], isScalar(key) ? (key.range?.[0] ?? 0) : 0)];
  };
  return read(root, [], null);
}

const LINKED: Complaint = { code: 'DZ069', message: '这里用了 & 或 * 引用，请把内容照写一遍' };

function hasAnchor(node: unknown): node is Node {
  return (isMap(node) || isSeq(node) || isScalar(node)) && node.anchor !== undefined;
}

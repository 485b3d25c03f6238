import { faultAtOffset } from './fault.ts';
import { type Parsed, parseSheet } from './parse-sheet.ts';
import { isMapping, pathKey } from './sheet.ts';

/** Reads an article: a YAML head between two lines of ---, then the text, which becomes the field `text`. */
export function parseArticle(path: string, text: string): Parsed {
  const head = /^---\n([\s\S]*?\n)---(?:\n|$)/.exec(text);
  if (head === null)
    return { sheet: { path, text, value: undefined, spans: new Map() }, faults: [headless(path, text)] };
  const inner = head[1] ?? '';
  // Blanks instead of the first line of dashes keep every offset where it is in the file.
  const parsed = parseSheet(path, `   \n${inner}`);
  const start = head[0].length;
  const body = text.slice(start).trim();
  const value = isMapping(parsed.sheet.value) ? { ...parsed.sheet.value, text: body } : parsed.sheet.value;
  const spans = new Map(parsed.sheet.spans).set(pathKey(['text']), { key: start, start, end: text.length });
  return { sheet: { path, text, value, spans }, faults: parsed.faults };
}

function headless(path: string, text: string) {
  return faultAtOffset({ path, text }, 0, {
    code: 'DZ068',
    message: '文章开头要有两行 --- 夹着的标题和来源，再写正文',
  });
}

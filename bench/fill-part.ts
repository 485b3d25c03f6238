import { readFileSync, writeFileSync } from 'node:fs';

/** Puts a text between <!-- name --> and <!-- /name --> of a page: figures in it are printed by commands, never typed. */
export function fillPart(file: string, name: string, text: string): void {
  const page = readFileSync(file, 'utf8');
  const part = new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- /${name} -->`);
  if (!part.test(page)) throw new Error(`${file} has no part "${name}"`);
  const filled = `<!-- ${name} -->\n${text.replace(/^\n+|\s+$/g, '')}\n<!-- /${name} -->`;
  writeFileSync(
    file,
    page.replace(part, () => filled),
  );
}

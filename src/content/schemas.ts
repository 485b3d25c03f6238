import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { FILE_KINDS, type FileKind } from './file-kinds.ts';
import { readForm } from './form.ts';
import { collectNames, type Names } from './names.ts';
import { readFiles } from './read-files.ts';
import { completions } from './schema-completions.ts';
import { hoist } from './schema-hoist.ts';
import { injectInto, type Schema } from './schema-inject.ts';

const SCHEMA_FILES: readonly (readonly [FileKind, string])[] = [
  ['slots', 'slots'],
  ['dialog', 'dialog'],
  ['replies', 'replies'],
  ['cause', 'cause'],
  ['contacts', 'contacts'],
  ['codes', 'response-codes'],
  ['payout', 'payout-messages'],
  ['settlement', 'settlement'],
  ['service', 'service'],
  ['holiday', 'holiday'],
  ['sources', 'sources'],
  ['vocabulary', 'vocabulary'],
  ['intents', 'intents'],
  ['answers', 'answers'],
  ['locale', 'locale'],
  ['renamed', 'renamed'],
];

/** JSON Schemas of the content files for editors, by file name below schemas/. With names, an editor completes and
 * underlines the slots, options, causes, contacts and articles that exist. */
export function contentSchemas(names: Names | null = null): Readonly<Record<string, Schema>> {
  return Object.fromEntries(
    SCHEMA_FILES.map(([kind, file]) => {
      const plain: Schema = {
        ...z.toJSONSchema(FILE_KINDS[kind].schema, { io: 'input', unrepresentable: 'any' }),
      };
      const schema = names === null ? plain : hoist(injectInto(plain, completions(kind, names)));
      return [`${file}.schema.json`, schema];
    }),
  );
}

/** Writes schemas/*.schema.json below the root, with the names of the content there; returns the files that changed. */
export async function writeSchemas(root: string): Promise<readonly string[]> {
  const { sheets } = readForm(await readFiles(root));
  const folder = path.join(root, 'schemas');
  await mkdir(folder, { recursive: true });
  const changed: string[] = [];
  for (const [name, schema] of Object.entries(contentSchemas(collectNames(sheets)))) {
    const file = path.join(folder, name);
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    if ((await readFile(file, 'utf8').catch(() => '')) === text) continue;
    await writeFile(file, text);
    changed.push(`schemas/${name}`);
  }
  return changed;
}

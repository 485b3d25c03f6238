import path from 'node:path';
import type { Content } from '../../src/content/content.ts';
import { loadContent } from '../../src/content/load.ts';

/** The content of this checkout; throws where it is broken. */
export async function shippedContent(): Promise<Content> {
  const { content, faults } = await loadContent(path.resolve(import.meta.dirname, '../..'));
  if (content === null) throw new Error(faults.map(({ message }) => message).join('\n'));
  return content;
}

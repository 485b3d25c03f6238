import type { Content } from '../../src/content/content.ts';
import { loadContent } from '../../src/content/load.ts';
import { HOME } from './advisor.ts';

/** The checked content of this checkout, without a classifier. */
export async function shippedContent(): Promise<Content> {
  const { content, faults } = await loadContent(HOME);
  if (content === null) throw new Error(faults.map((fault) => fault.message).join('\n'));
  return content;
}

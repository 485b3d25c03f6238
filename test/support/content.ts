import { cachedContent } from '../../src/content/cache.ts';
import type { Content } from '../../src/content/content.ts';
import { PLACE } from './advisor.ts';

/** The checked content of this checkout, without a classifier. */
export async function shippedContent(): Promise<Content> {
  const { content, faults } = await cachedContent(PLACE.root, PLACE.cache);
  if (content === null) throw new Error(faults.map((fault) => fault.message).join('\n'));
  return content;
}

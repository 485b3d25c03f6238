import type { Content } from '../../content/content.ts';

/** Something that an agent looked up. */
export interface Found {
  readonly title: string;
  readonly text: string;
}

/** So many are shown. */
const MOST = 10;

/** Causes, response codes and articles by a few words, the best first. Without words the articles of the house. */
export function searchKnowledge(content: Content, query: string): readonly Found[] {
  const wanted = query.trim().toLowerCase();
  const scored = entriesOf(content)
    .map((found) => ({ found, score: scoreOf(found, wanted) }))
    .filter(({ score }) => score > 0);
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ found }) => found);
}

function entriesOf(content: Content): readonly Found[] {
  const causes = Object.values(content.causes).map(({ name, steps }) => ({
    title: name,
    text: steps
      .map((step) => (typeof step === 'string' ? step : ''))
      .filter((step) => step !== '')
      .join('\n'),
  }));
  const codes = Object.values(content.codes).map(({ code, means, do: todo }) => ({
    title: `${code} ${means}`,
    text: todo,
  }));
  const articles = Object.values(content.articles).map(({ title, text }) => ({ title, text }));
  return [...causes, ...codes, ...articles];
}

// A title that has the words counts most; else every pair of neighbouring letters that both have counts.
function scoreOf({ title, text }: Found, wanted: string): number {
  if (wanted === '') return 1;
  const [head, body] = [title.toLowerCase(), text.toLowerCase()];
  if (head.includes(wanted)) return 1_000 - head.length;
  if (wanted.length < 2) return 0;
  const pairs = Array.from({ length: wanted.length - 1 }, (_, i) => wanted.slice(i, i + 2));
  const hits =
    pairs.filter((pair) => head.includes(pair)).length * 3 +
    pairs.filter((pair) => body.includes(pair)).length;
  return hits / pairs.length >= 0.5 ? hits / pairs.length : 0;
}

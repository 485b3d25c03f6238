import { type Hit, numberHits } from './mask-numbers.ts';
import { rowHits } from './mask-rows.ts';
import { secretHits } from './mask-secrets.ts';

/** A text without personal data, and what was taken out. */
export interface Masked {
  readonly text: string;
  readonly found: readonly { readonly kind: Hit['kind']; readonly count: number }[];
}

const KINDS = ['card', 'identity', 'mobile', 'secret'] as const;

/** Takes card numbers (all but the last four digits), identity numbers, mobile numbers, CVV, PIN and SMS codes out of
 * a text before it is stored, logged or sent on. Pure, linear in the length; masking twice changes nothing more. */
export function mask(text: string): Masked {
  const numbers = numberHits(text);
  const withoutNumbers = replace(text, numbers);
  const rows = rowHits(withoutNumbers);
  const withoutRows = replace(withoutNumbers, rows);
  const first = secretHits(withoutRows);
  const once = replace(withoutRows, first);
  // Of two codes whose words overlap the second is seen when the first is gone.
  const second = first.length === 0 ? [] : secretHits(once);
  const hits = [...numbers, ...rows, ...first, ...second];
  const found = KINDS.map((kind) => ({ kind, count: hits.filter((hit) => hit.kind === kind).length }));
  return { text: replace(once, second), found: found.filter(({ count }) => count > 0) };
}

/** Hits come in order and do not overlap. */
function replace(text: string, hits: readonly Hit[]): string {
  const pieces: string[] = [];
  let end = 0;
  for (const hit of hits) {
    pieces.push(text.slice(end, hit.from), hit.instead);
    end = hit.to;
  }
  pieces.push(text.slice(end));
  return pieces.join('');
}

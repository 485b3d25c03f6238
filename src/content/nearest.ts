import { DamerauLevenshteinDistance } from 'natural/lib/natural/distance/index.js';

/** The candidate that was probably meant by a misspelt word, or null where none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  let best: string | null = null;
  let bestScore = 0;
  for (const candidate of candidates) {
    const score = likeness(word, candidate);
    if (score > bestScore) [best, bestScore] = [candidate, score];
  }
  return bestScore > 0.5 ? best : null;
}

// Edit distance sees typing errors; shared characters see the same Chinese words in another order or left out.
function likeness(word: string, candidate: string): number {
  const longer = Math.max(word.length, candidate.length);
  if (longer === 0) return 0;
  const edits = 1 - DamerauLevenshteinDistance(word.toLowerCase(), candidate.toLowerCase()) / longer;
  return Math.max(edits, 0.45 * edits + 0.55 * shared(word, candidate));
}

// Twice the characters in common over all characters: 1 for the same characters in any order.
function shared(word: string, candidate: string): number {
  const left = [...candidate];
  let common = 0;
  for (const char of word) {
    const at = left.indexOf(char);
    if (at < 0) continue;
    left.splice(at, 1);
    common += 1;
  }
  return (2 * common) / ([...word].length + [...candidate].length);
}

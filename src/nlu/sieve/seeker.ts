import { matches } from '../matches.ts';
import { createSieve } from './sieve.ts';

/** Every match of one of the sieve's patterns in the text that it was made for. */
export type Seek = (pattern: RegExp) => readonly RegExpExecArray[];

/** Looks for many global patterns in a text, of which only those are tried that its characters allow; null where they
 * allow none. A pattern that is not among those named here is found nowhere. */
export function createSeeker(patterns: readonly RegExp[]): (text: string) => Seek | null {
  const sieve = createSieve(patterns, (pattern) => pattern);
  return (text) => {
    const possible = sieve(text);
    if (possible.length === 0) return null;
    return (pattern) => (possible.includes(pattern) ? matches(text, pattern) : NONE);
  };
}

const NONE: readonly RegExpExecArray[] = [];

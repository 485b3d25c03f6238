import type { Content } from '../content/content.ts';
import { tellable } from '../knowledge/contact.ts';
import { fill } from '../knowledge/sentence.ts';

/** Something that an agent may look up, as it may be told to a merchant. */
export interface Finding {
  readonly kind: 'cause' | 'code' | 'article' | 'contact' | 'payout';
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** what to do, in order */
  readonly steps: readonly string[];
  /** a verified number, with the day it was verified on */
  readonly phone: string | null;
  readonly verifiedOn: string | null;
}

const MOST = 20;
/** What a hit in the title counts beside one in the text. */
const TITLE = 4;
/** This share of a query has to be found at least. */
const LEAST = 0.5;

/** Causes, codes, articles, contacts and payout messages that speak of a query, the best first; at an instant
 * (epoch ms), because a number that nobody has verified for long is not told. */
export function findKnowledge(content: Content, query: string, at: number): readonly Finding[] {
  const grams = gramsOf(query);
  if (grams.length === 0) return [];
  return shelfOf(content, at)
    .map((finding) => ({ finding, score: scoreOf(finding, grams) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ finding }) => finding);
}

/** Single characters for a query of one, words of Latin letters and digits whole, pairs of characters otherwise. */
function gramsOf(query: string): readonly string[] {
  const words = plain(query).match(/[a-z0-9-]+|[^\p{P}\p{S}\s]+?(?=[a-z0-9-]|[\p{P}\p{S}\s]|$)/gu) ?? [];
  return [...new Set(words.flatMap(pairsOf))];
}

function pairsOf(word: string): readonly string[] {
  const signs = [...word];
  if (/^[a-z0-9-]+$/.test(word) || signs.length < 2) return [word];
  return signs.slice(1).map((sign, i) => `${signs[i] ?? ''}${sign}`);
}

function scoreOf({ id, title, text, steps, phone }: Finding, grams: readonly string[]): number {
  const head = plain(`${title} ${id} ${phone ?? ''}`);
  const body = plain(`${text} ${steps.join(' ')}`);
  const inHead = grams.filter((gram) => head.includes(gram)).length;
  const found = grams.filter((gram) => head.includes(gram) || body.includes(gram)).length;
  const named = grams.length === 1 && grams[0] === plain(id) ? TITLE : 0;
  // Of two titles that hold the words the one that holds little else is meant.
  return found < grams.length * LEAST ? 0 : named + inHead * TITLE + found + inHead / title.length;
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function shelfOf(content: Content, at: number): readonly Finding[] {
  return [
    ...causes(content),
    ...codes(content),
    ...articles(content),
    ...contacts(content, at),
    ...payouts(content),
  ];
}

const NO_PHONE = { phone: null, verifiedOn: null } as const;

// A sentence with a hole needs a talk to fill it.
function sayable(sentences: readonly string[]): string[] {
  return sentences.flatMap((one) => fill(one, {}) ?? []);
}

function causes({ causes }: Content): Finding[] {
  return Object.values(causes).map(({ id, name, summary, steps }) => ({
    kind: 'cause',
    id,
    title: name,
    text: fill(summary, {}) ?? '',
    steps: sayable(steps.map((step) => step.say)),
    ...NO_PHONE,
  }));
}

function codes({ codes }: Content): Finding[] {
  return Object.values(codes).map(({ code, means, do: todo }) => ({
    kind: 'code',
    id: code,
    title: `${code} ${means}`,
    text: fill(todo, {}) ?? '',
    steps: [],
    ...NO_PHONE,
  }));
}

function articles({ articles }: Content): Finding[] {
  return Object.values(articles).map(({ id, title, text }) => ({
    kind: 'article',
    id,
    title,
    text,
    steps: [],
    ...NO_PHONE,
  }));
}

function contacts({ contacts }: Content, at: number): Finding[] {
  return Object.values(contacts).map((contact) => {
    const { id, name, scope, phone, verifiedOn } = tellable(contact, at);
    return { kind: 'contact', id, title: name, text: scope, steps: [], phone, verifiedOn };
  });
}

// Its pattern is what an App shows, so it is found by that; what it states is easier to read.
function payouts({ payoutMessages, slots }: Content): Finding[] {
  return payoutMessages.map(({ match, facts, say }) => ({
    kind: 'payout',
    id: match,
    title: Object.entries(facts)
      .flatMap(([slot, value]) => slots[slot]?.options.find((option) => option.id === value)?.name ?? [])
      .join(' · '),
    text: fill(say, {}) ?? '',
    steps: [],
    ...NO_PHONE,
  }));
}

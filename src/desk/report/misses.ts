import { z } from 'zod';
import type { Content } from '../../content/content.ts';
import type { TalkRecord } from '../../store/records.ts';

/** Messages that were not understood, alike ones together. */
export interface Miss {
  /** the first of them */
  readonly text: string;
  readonly count: number;
  /** the slot whose question was open after it */
  readonly asked: string | null;
  readonly like: readonly string[];
}

const MISSED = ['not_understood_first', 'not_understood', 'not_understood_again', 'not_understood_last'];
/** Messages that share this much of their pairs of characters are alike. */
const ALIKE = 0.5;
const LIKE = 5;
const turnSchema = z.object({
  replies: z.array(z.object({ text: z.string() })),
  asking: z.object({ slot: z.string() }).nullable(),
});

interface Cluster {
  readonly text: string;
  readonly pairs: ReadonlySet<string>;
  readonly asked: string | null;
  readonly like: string[];
  count: number;
}

/** The messages of a talk that were not understood, with the slot whose question was open after each. */
export function missesIn(
  { replies }: Content,
  { messages }: TalkRecord,
): readonly { readonly text: string; readonly asked: string | null }[] {
  const said = new Set(MISSED.flatMap((id) => replies[id] ?? []));
  return messages.flatMap(({ text, answer }) => {
    const turn = turnSchema.safeParse(answer === null ? null : JSON.parse(answer));
    const missed = turn.success && turn.data.replies.some((reply) => said.has(reply.text));
    return missed ? [{ text, asked: turn.data.asking?.slot ?? null }] : [];
  });
}

/** Gathers what was not understood. */
export function createMisses(content: Content) {
  const clusters: Cluster[] = [];
  return {
    add: (talk: TalkRecord): void => {
      for (const { text, asked } of missesIn(content, talk)) gather(clusters, text, asked);
    },
    /** The most frequent. */
    top: (most: number): readonly Miss[] =>
      clusters
        .toSorted((a, b) => b.count - a.count)
        .slice(0, most)
        .map(({ text, count, asked, like }) => ({ text, count, asked, like })),
  };
}

function gather(clusters: Cluster[], text: string, asked: string | null): void {
  const pairs = pairsOf(text);
  const near = clusters.find((one) => overlap(one.pairs, pairs) >= ALIKE);
  if (near === undefined) {
    clusters.push({ text, pairs, asked, like: [], count: 1 });
    return;
  }
  near.count += 1;
  if (near.like.length < LIKE && near.text !== text && !near.like.includes(text)) near.like.push(text);
}

function pairsOf(text: string): ReadonlySet<string> {
  const signs = [...text.replace(/[\s\p{P}]/gu, '')];
  return new Set(signs.length < 2 ? signs : signs.slice(1).map((sign, i) => `${signs[i]}${sign}`));
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((one) => b.has(one)).length;
  return shared / Math.max(1, a.size + b.size - shared);
}

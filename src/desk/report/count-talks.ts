import type { Content } from '../../content/content.ts';
import type { CountedTalk } from './counted-talk.ts';
import type { Share } from './statistics.ts';

/** How many talks there were, and how they went. */
export interface Counts {
  readonly conversations: number;
  readonly answered: number;
  readonly handedOff: number;
}

const NONE: Counts = { conversations: 0, answered: 0, handedOff: 0 };

/** How often a question was put, and how often it was the last thing in the talk. */
export interface DropOff {
  readonly slot: string;
  readonly question: string;
  readonly asked: number;
  readonly left: number;
}

/** How the talks ended by the end of a period (epoch ms), of those in which a judgement was told. */
export function totals(talks: readonly CountedTalk[], until: number) {
  const judged = talks.filter(({ cause }) => cause !== null);
  const ends = (end: CountedTalk['end']): Share => ({
    n: judged.filter((talk) => talk.end === end).length,
    of: judged.length,
  });
  const contained = judged.filter((talk) => !talk.handedOff && !talk.cameBack && talk.end !== 'unsolved');
  return {
    conversations: talks.length,
    messages: talks.reduce((sum, { messages }) => sum + messages, 0),
    handedOff: { n: talks.filter(({ handedOff }) => handedOff).length, of: talks.length },
    contained: { n: contained.length, of: judged.length },
    containedSoFar: contained.filter(
      ({ end, returnsUntil }) => end !== 'confirmed' && (returnsUntil ?? 0) > until,
    ).length,
    confirmed: ends('confirmed'),
    assumed: ends('assumed'),
    unsolved: ends('unsolved'),
  };
}

/** After which question nothing came any more. */
export function dropOffs({ slots }: Content, talks: readonly CountedTalk[]): readonly DropOff[] {
  const asked = new Set(talks.flatMap((talk) => talk.slots));
  return [...asked]
    .map((slot) => ({
      slot,
      question: slots[slot]?.question ?? '',
      asked: talks.filter((talk) => talk.slots.includes(slot)).length,
      left: talks.filter(({ leftAt }) => leftAt === slot).length,
    }))
    .sort((a, b) => b.left - a.left || b.asked - a.asked);
}

/** The counts of every group of talks, in the order of its key. */
export function countsBy(
  talks: readonly CountedTalk[],
  key: (talk: CountedTalk) => string,
): [string, Counts][] {
  const counts = new Map<string, Counts>();
  for (const talk of talks) {
    const { conversations, answered, handedOff } = counts.get(key(talk)) ?? NONE;
    counts.set(key(talk), {
      conversations: conversations + 1,
      answered: answered + Number(talk.cause !== null),
      handedOff: handedOff + Number(talk.handedOff),
    });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

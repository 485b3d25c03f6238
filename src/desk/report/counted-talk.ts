import { z } from 'zod';
import { dayOf } from '../../calendar/day.ts';
import type { CaseRecord, TalkRecord } from '../../store/records.ts';

/** Whoever comes back later than an hour after the answer, and within these days, was not helped by it. */
export const RETURN_DAYS = 7;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What of a talk is counted. */
export interface CountedTalk {
  readonly version: string;
  readonly day: string;
  readonly messages: number;
  readonly handedOff: boolean;
  readonly cause: string | null;
  readonly end: 'confirmed' | 'assumed' | 'unsolved';
  readonly cameBack: boolean;
  /** until then the merchant may come back yet (epoch ms); null: nothing was judged */
  readonly returnsUntil: number | null;
  /** slots that were asked, and the one after which nothing came any more */
  readonly slots: readonly string[];
  readonly leftAt: string | null;
}

/** What counts of a stored talk, with the case that it became if it did, at the end of a period (epoch ms). */
export function countedTalk(record: TalkRecord, given: CaseRecord | null, until: number): CountedTalk {
  const { conversation, createdAt, messages } = record;
  const { arrived, asked, asking, status, version } = conversation;
  const answer = firstAnswer(messages);
  const silent = (messages.at(-1)?.at ?? 0) < until - DAY;
  const confirmed = arrived === true || given?.confirmed === true;
  return {
    version,
    day: dayOf(createdAt),
    messages: messages.length,
    handedOff: given !== null,
    cause: answer?.cause ?? null,
    end: confirmed ? 'confirmed' : arrived === false ? 'unsolved' : 'assumed',
    cameBack: cameBack(record),
    returnsUntil: answer === null ? null : answer.at + RETURN_DAYS * DAY,
    slots: Object.keys(asked),
    leftAt: silent && status === 'asking' ? asking : null,
  };
}

const turnSchema = z.object({
  replies: z.array(z.object({ kind: z.string() })),
  diagnosis: z.object({ causes: z.array(z.object({ id: z.string() })) }).nullable(),
});

/** The first judgement that the merchant was told, and when. */
function firstAnswer(
  messages: TalkRecord['messages'],
): { readonly cause: string; readonly at: number } | null {
  for (const { answer, at } of messages) {
    const turn = turnSchema.safeParse(answer === null ? null : JSON.parse(answer));
    const cause = turn.data?.diagnosis?.causes[0]?.id;
    if (cause !== undefined && turn.data?.replies.some(({ kind }) => kind === 'diagnosis') === true) {
      return { cause, at };
    }
  }
  return null;
}

/** Whether the merchant came back after the answer, other than to say that the money came. */
function cameBack({ conversation, messages }: TalkRecord): boolean {
  if (conversation.arrived === true) return false;
  const answer = firstAnswer(messages);
  if (answer === null) return false;
  return messages.some(({ at }) => at > answer.at + HOUR && at <= answer.at + RETURN_DAYS * DAY);
}

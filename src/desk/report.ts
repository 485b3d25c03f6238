import { z } from 'zod';
import { dayOf } from '../calendar/day.ts';
import { workingMinutes } from '../calendar/working-time.ts';
import type { Content } from '../content/content.ts';
import type { CaseRecord, Period, Records, TalkRecord } from '../store/records.ts';
import { createMisses, type Miss } from './misses.ts';

/** So many of a whole. */
export interface Share {
  readonly n: number;
  readonly of: number;
}

/** How often a first judgement was right, of those that were about as sure. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly cases: number;
  readonly agreed: number;
  /** mean probability of the first cause */
  readonly said: number;
}

interface Counts {
  readonly conversations: number;
  readonly answered: number;
  readonly handedOff: number;
}

const NONE: Counts = { conversations: 0, answered: 0, handedOff: 0 };

/** What the desk did in a period. */
export interface Report {
  readonly conversations: number;
  readonly messages: number;
  readonly handedOff: Share;
  readonly contained: Share;
  readonly returnDays: number;
  readonly confirmed: Share;
  readonly assumed: Share;
  readonly unsolved: Share;
  readonly questions: {
    readonly mean: number | null;
    readonly p50: number | null;
    readonly p90: number | null;
  };
  readonly dropOff: readonly {
    readonly slot: string;
    readonly question: string;
    readonly asked: number;
    readonly left: number;
  }[];
  readonly causes: readonly {
    readonly id: string;
    readonly name: string;
    readonly first: number;
    readonly truly: number;
  }[];
  readonly misses: readonly Miss[];
  readonly firstReply: {
    readonly cases: number;
    readonly p50Minutes: number | null;
    readonly p90Minutes: number | null;
    readonly inTime: Share;
  };
  readonly agreement: Share & { readonly bins: readonly Bin[] };
  readonly versions: readonly (Counts & { readonly version: string })[];
  readonly days: readonly (Counts & { readonly day: string })[];
}

/** Whoever comes back later than an hour after the answer, and within these days, was not helped by it. */
const RETURN_DAYS = 7;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BINS = 5;
const TOP = 20;

/** Counts what the desk did in a period. */
export async function reportOn(content: Content, records: Records, period: Period): Promise<Report> {
  const cases = await records.cases(period);
  const handed = new Map(cases.map((one) => [one.conversationId, one]));
  const misses = createMisses(content);
  const talks: Talk[] = [];
  for await (const record of records.talks(period)) {
    misses.add(record);
    talks.push(talkOf(record, handed.get(record.conversation.id) ?? null, period.until));
  }
  const questions = talks.map(({ slots }) => slots.length).filter((asked) => asked > 0);
  return {
    ...totals(talks),
    returnDays: RETURN_DAYS,
    questions: { mean: mean(questions), p50: quantile(questions, 0.5), p90: quantile(questions, 0.9) },
    dropOff: dropOffs(content, talks),
    causes: causesOf(content, talks, cases),
    misses: misses.top(TOP),
    firstReply: firstReplies(content, cases),
    agreement: agreementOf(cases),
    versions: countsBy(talks, ({ version }) => version).map(([version, counts]) => ({ version, ...counts })),
    days: countsBy(talks, ({ day }) => day).map(([day, counts]) => ({ day, ...counts })),
  };
}

/** What of a talk is counted. */
interface Talk {
  readonly version: string;
  readonly day: string;
  readonly messages: number;
  readonly handedOff: boolean;
  readonly cause: string | null;
  readonly end: 'confirmed' | 'assumed' | 'unsolved';
  readonly cameBack: boolean;
  /** slots that were asked, and the one after which nothing came any more */
  readonly slots: readonly string[];
  readonly leftAt: string | null;
}

function talkOf(record: TalkRecord, given: CaseRecord | null, until: number): Talk {
  const { conversation, createdAt, messages } = record;
  const { arrived, asked, asking, status, version } = conversation;
  const silent = (messages.at(-1)?.at ?? 0) < until - DAY;
  const confirmed = arrived === true || given?.confirmed === true;
  return {
    version,
    day: dayOf(createdAt),
    messages: messages.length,
    handedOff: given !== null,
    cause: firstAnswer(messages)?.cause ?? null,
    end: confirmed ? 'confirmed' : arrived === false ? 'unsolved' : 'assumed',
    cameBack: cameBack(record),
    slots: Object.keys(asked),
    leftAt: silent && status === 'asking' ? asking : null,
  };
}

function totals(talks: readonly Talk[]) {
  const judged = talks.filter(({ cause }) => cause !== null);
  const ends = (end: Talk['end']): Share => ({
    n: judged.filter((talk) => talk.end === end).length,
    of: judged.length,
  });
  return {
    conversations: talks.length,
    messages: talks.reduce((sum, { messages }) => sum + messages, 0),
    handedOff: { n: talks.filter(({ handedOff }) => handedOff).length, of: talks.length },
    contained: {
      n: judged.filter((talk) => !talk.handedOff && !talk.cameBack && talk.end !== 'unsolved').length,
      of: judged.length,
    },
    confirmed: ends('confirmed'),
    assumed: ends('assumed'),
    unsolved: ends('unsolved'),
  };
}

function dropOffs({ slots }: Content, talks: readonly Talk[]): Report['dropOff'] {
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

function countsBy(talks: readonly Talk[], key: (talk: Talk) => string): [string, Counts][] {
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

function causesOf(
  { causes }: Content,
  talks: readonly Talk[],
  cases: readonly CaseRecord[],
): Report['causes'] {
  const ids = new Set([
    ...talks.flatMap(({ cause }) => cause ?? []),
    ...cases.flatMap(({ trueCause }) => trueCause ?? []),
  ]);
  return [...ids]
    .map((id) => ({
      id,
      name: causes[id]?.name ?? id,
      first: talks.filter(({ cause }) => cause === id).length,
      truly: cases.filter(({ trueCause }) => trueCause === id).length,
    }))
    .sort((a, b) => b.first - a.first || b.truly - a.truly)
    .slice(0, TOP);
}

function firstReplies({ service, holidays }: Content, cases: readonly CaseRecord[]): Report['firstReply'] {
  const timetable = { hours: service.hours, holidays };
  const replied = cases.flatMap(({ openedAt, firstReplyAt, dueAt }) =>
    firstReplyAt === null
      ? []
      : [{ minutes: workingMinutes(timetable, openedAt, firstReplyAt), inTime: firstReplyAt <= dueAt }],
  );
  const minutes = replied.map((one) => one.minutes);
  return {
    cases: replied.length,
    p50Minutes: quantile(minutes, 0.5),
    p90Minutes: quantile(minutes, 0.9),
    inTime: { n: replied.filter(({ inTime }) => inTime).length, of: replied.length },
  };
}

function agreementOf(cases: readonly CaseRecord[]): Report['agreement'] {
  const known = cases.flatMap(({ trueCause, firstCause, firstProbability }) =>
    trueCause === null || firstCause === null
      ? []
      : [{ agreed: trueCause === firstCause, said: firstProbability ?? 0 }],
  );
  const bins = Array.from({ length: BINS }, (_, i): Bin => {
    const [from, to] = [i / BINS, (i + 1) / BINS];
    const own = known.filter(({ said }) => said >= from && (said < to || i === BINS - 1));
    const agreed = own.filter((one) => one.agreed).length;
    return { from, to, cases: own.length, agreed, said: mean(own.map(({ said }) => said)) ?? 0 };
  });
  return { n: known.filter(({ agreed }) => agreed).length, of: known.length, bins };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, one) => sum + one, 0) / values.length;
}

function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

import { workingMinutes } from '../../calendar/working-time.ts';
import type { Content } from '../../content/content.ts';
import type { CaseRecord, Period, Records } from '../../store/records.ts';
import { type Counts, countsBy, type DropOff, dropOffs, totals } from './count-talks.ts';
import { type CountedTalk, countedTalk, RETURN_DAYS } from './counted-talk.ts';
import { createMisses, type Miss } from './misses.ts';
import { agreementOf, type Bin } from './report-agreement.ts';
import { mean, quantile, type Share } from './statistics.ts';

/** What the desk did in a period. */
export interface Report {
  readonly conversations: number;
  readonly messages: number;
  readonly handedOff: Share;
  readonly contained: Share;
  /** those of them to whom the merchant may come back yet */
  readonly containedSoFar: number;
  readonly returnDays: number;
  readonly confirmed: Share;
  readonly assumed: Share;
  readonly unsolved: Share;
  readonly questions: {
    readonly mean: number | null;
    readonly p50: number | null;
    readonly p90: number | null;
  };
  readonly dropOff: readonly DropOff[];
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

const TOP = 20;

/** What is to be counted. */
export interface Asked extends Period {
  /** the content version of the talks; null: whatever it was */
  readonly version: string | null;
}

/** Counts what the desk did in a period. The versions are always all. */
export async function reportOn(content: Content, records: Records, asked: Asked): Promise<Report> {
  const { version, until } = asked;
  const handed = new Map((await records.cases(asked)).map((one) => [one.conversationId, one]));
  const misses = createMisses(content);
  const all: CountedTalk[] = [];
  for await (const record of records.talks(asked)) {
    const { conversation } = record;
    all.push(countedTalk(record, handed.get(conversation.id) ?? null, until));
    if (version === null || conversation.version === version) misses.add(record);
    else handed.delete(conversation.id);
  }
  const talks = all.filter((talk) => version === null || talk.version === version);
  const cases = [...handed.values()];
  const questions = talks.map(({ slots }) => slots.length).filter((asked) => asked > 0);
  return {
    ...totals(talks, until),
    returnDays: RETURN_DAYS,
    questions: { mean: mean(questions), p50: quantile(questions, 0.5), p90: quantile(questions, 0.9) },
    dropOff: dropOffs(content, talks),
    causes: causesOf(content, talks, cases),
    misses: misses.top(TOP),
    firstReply: firstReplies(content, cases),
    agreement: agreementOf(cases),
    versions: countsBy(all, ({ version }) => version).map(([version, counts]) => ({ version, ...counts })),
    days: countsBy(talks, ({ day }) => day).map(([day, counts]) => ({ day, ...counts })),
  };
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

function causesOf(
  { causes }: Content,
  talks: readonly CountedTalk[],
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

import { bootAdvisor } from './boot.ts';
import { type Report, reportOn } from './desk/report/report.ts';
import { reportCsv } from './desk/report/report-csv.ts';
import type { Share } from './desk/report/statistics.ts';
import { instantFrom } from './instant.ts';
import type { Exit, Io } from './io.ts';
import type { Place } from './place.ts';
import { onStore, type StoreFlags } from './staff-command.ts';

const DAY = 86_400_000;

/** `daozhang report --since`: what the desk did, in the terminal or as CSV. */
export async function reportCommand(
  flags: StoreFlags & { readonly since?: string; readonly content?: string; readonly csv?: boolean },
  place: Place,
  io: Io,
): Promise<Exit> {
  const until = Date.now();
  const since = flags.since === undefined ? until - 30 * DAY : sinceFrom(flags.since, until);
  if (since === null) {
    io.err('daozhang report: --since takes a day like 2026-11-01, a time, or so many days like 7d');
    return 2;
  }
  const advisor = await bootAdvisor(place, io);
  if (advisor === null) return 1;
  const { content } = advisor.expert;
  return onStore('report', flags, io, async (store) => {
    const version = flags.content ?? null;
    const report = await reportOn(content, store.records, { since, until, version });
    io.out(flags.csv === true ? reportCsv(report) : reportText(report));
    return 0;
  });
}

function sinceFrom(text: string, until: number): number | null {
  const days = /^(\d{1,4})d$/.exec(text)?.[1];
  if (days !== undefined) return until - Number(days) * DAY;
  return instantFrom(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00+08:00` : text);
}

function reportText(report: Report): string {
  const { firstReply, agreement, questions, dropOff, causes, misses, versions } = report;
  const lines = [
    `conversations        ${report.conversations}, ${report.messages} messages`,
    `handed off           ${shareText(report.handedOff)}`,
    `contained            ${shareText(report.contained)} of those answered, no return in ${report.returnDays} days; ${report.containedSoFar} may come back yet`,
    `confirmed            ${shareText(report.confirmed)}`,
    `assumed              ${shareText(report.assumed)}`,
    `not solved           ${shareText(report.unsolved)}`,
    `questions            mean ${fixed(questions.mean)}, median ${fixed(questions.p50)}, p90 ${fixed(questions.p90)}`,
    `first human reply    median ${fixed(firstReply.p50Minutes)} min, in time ${shareText(firstReply.inTime)}`,
    `first cause right    ${shareText(agreement)}`,
    ...agreement.bins
      .filter(({ cases }) => cases > 0)
      .map(
        ({ said, agreed, cases }) =>
          `  said ${fixed(said * 100)} %      ${shareText({ n: agreed, of: cases })}`,
      ),
    ...section(
      'left after',
      dropOff.filter(({ left }) => left > 0).map(({ slot, left, asked }) => `${slot} ${left}/${asked}`),
    ),
    ...section(
      'causes',
      causes.map(({ name, first, truly }) => `${name} ${first}, truly ${truly}`),
    ),
    ...section(
      'versions',
      versions.map(
        ({ version, conversations, answered, handedOff }) =>
          `${version} ${conversations}, answered ${answered}, handed off ${handedOff}`,
      ),
    ),
    ...section(
      'not understood',
      misses.map(({ text, count }) => `${count} × ${text}`),
    ),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function shareText({ n, of }: Share): string {
  return of === 0 ? 'none' : `${n} of ${of} (${((100 * n) / of).toFixed(0)} %)`;
}

function fixed(value: number | null): string {
  return value === null ? '-' : value.toFixed(1);
}

/** @jsxImportSource react */
import { Segmented } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { z } from 'zod';
import type { reportSchema } from '../report-wire.ts';
import { DASHBOARD } from './dashboard-words.ts';
import { useLoaded } from './loaded.ts';
import { Section } from './section.tsx';
import { Trouble } from './trouble.tsx';
import { WORDS } from './words.ts';

type Report = z.infer<typeof reportSchema>;

const Charts = lazy(() => import('./charts.tsx').then((one) => ({ default: one.Charts })));
const PERIODS = [7, 30, 90] as const;
const DAY_MS = 86_400_000;

/** What the desk did, and what it did not understand. */
export function DashboardPage() {
  const [days, setDays] = useState<number>(7);
  const [version, setVersion] = useState('');
  const query = useMemo(() => {
    const since = new Date(Date.now() - days * DAY_MS).toISOString();
    return new URLSearchParams({ since, ...(version === '' ? {} : { version }) });
  }, [days, version]);
  const { value, trouble, reload } = useLoaded<Report>(`/api/v1/report?${query}`);
  return (
    <div className="dashboard">
      <div className="card-head">
        <h1>{DASHBOARD.title}</h1>
        <div className="row">
          <Segmented
            aria-label={DASHBOARD.period}
            value={days}
            onChange={setDays}
            options={PERIODS.map((n) => ({ value: n, label: DASHBOARD.days(n) }))}
          />
          <select
            aria-label={DASHBOARD.version}
            value={version}
            onChange={(event) => setVersion(event.target.value)}
          >
            <option value="">{DASHBOARD.everyVersion}</option>
            {value?.versions.map((one) => (
              <option key={one.version} value={one.version}>
                {DASHBOARD.versionName(one.version)}
              </option>
            ))}
          </select>
          <a className="button" href={`/api/v1/report.csv?${query}`} download>
            {DASHBOARD.csv}
          </a>
        </div>
      </div>
      {trouble !== null && <Trouble of={trouble} retry={reload} />}
      {value !== null && (
        <>
          <Figures report={value} />
          {value.conversations === 0 ? (
            <p className="card soft empty">{DASHBOARD.empty}</p>
          ) : (
            <Suspense fallback={<p className="waiting">{WORDS.loading}</p>}>
              <Charts report={value} />
            </Suspense>
          )}
          <Lists report={value} />
        </>
      )}
    </div>
  );
}

function Figures({ report }: { readonly report: Report }) {
  const { figures } = DASHBOARD;
  const share = ({ n, of }: { readonly n: number; readonly of: number }): readonly [string, string] =>
    of === 0 ? [DASHBOARD.none, ''] : [`${Math.round((100 * n) / of)}%`, DASHBOARD.of(n, of)];
  const { mean } = report.questions;
  const { p50Minutes, cases, inTime } = report.firstReply;
  const shown: readonly (readonly [string, readonly [string, string]])[] = [
    [figures.conversations, [String(report.conversations), '']],
    [figures.contained(report.returnDays), contained(report, share)],
    [figures.handedOff, share(report.handedOff)],
    [figures.confirmed, share(report.confirmed)],
    [figures.assumed, share(report.assumed)],
    [figures.unsolved, share(report.unsolved)],
    [figures.questions, [mean === null ? DASHBOARD.none : mean.toFixed(1), '']],
    [
      figures.firstReply,
      [p50Minutes === null ? DASHBOARD.none : DASHBOARD.minutes(p50Minutes), String(cases)],
    ],
    [figures.inTime, share(inTime)],
    [figures.agreement, share(report.agreement)],
  ];
  return (
    <dl className="figures">
      {shown.map(([name, [value, more]]) => (
        <div key={name} className="card">
          <dt>{name}</dt>
          <dd>
            <b>{value}</b> <span className="soft">{more}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function contained(
  { contained, containedSoFar }: Report,
  share: (of: Report['contained']) => readonly [string, string],
): readonly [string, string] {
  const [value, more] = share(contained);
  return [value, containedSoFar === 0 ? more : `${more}${DASHBOARD.figures.soFar(containedSoFar)}`];
}

function Lists({ report }: { readonly report: Report }) {
  const dropped = report.dropOff.filter(({ left }) => left > 0);
  return (
    <div className="charts">
      <Section title={DASHBOARD.dropOff}>
        <ul className="plain">
          {dropped.map(({ slot, question, asked, left }) => (
            <li key={slot}>
              {question} <span className="soft">{DASHBOARD.dropOffLine(left, asked)}</span>
            </li>
          ))}
        </ul>
        {dropped.length === 0 && <p className="soft">{WORDS.none}</p>}
      </Section>
      <Section title={DASHBOARD.misses}>
        <ul className="plain">
          {report.misses.map(({ text, count, like }) => (
            <li key={text}>
              {text} <span className="soft">{DASHBOARD.missLine(count)}</span>
              {like.length > 0 && <p className="soft">{DASHBOARD.like(like)}</p>}
            </li>
          ))}
        </ul>
        {report.misses.length === 0 && <p className="soft">{WORDS.none}</p>}
      </Section>
      <Section title={DASHBOARD.versions}>
        <ul className="plain">
          {report.versions.map(({ version, conversations, answered, handedOff }) => (
            <li key={version}>
              {DASHBOARD.versionName(version)}{' '}
              <span className="soft">{DASHBOARD.versionLine(conversations, answered, handedOff)}</span>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

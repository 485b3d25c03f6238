import { z } from 'zod';
import { isoShanghai } from '../../conversation/wording.ts';
import { type Report, reportOn } from '../../desk/report/report.ts';
import { reportCsv } from '../../desk/report/report-csv.ts';
import { json } from '../json.ts';
import { refuse } from '../refusal.ts';
import { reportSchema } from '../report-wire.ts';
import type { Call, Route } from '../route.ts';
import type { Service } from '../service.ts';

const DAY = 86_400_000;
const USUAL_DAYS = 30;
const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const periodQuery = z.object({
  since: instant.optional(),
  until: instant.optional(),
  version: z.string().max(64).optional(),
});

/** The figures of the desk, as JSON and as a table. */
export function reportRoutes(service: Service): readonly Route[] {
  const common = {
    method: 'GET',
    access: 'role:lead',
    query: {
      since: {
        description: 'from this instant on; default 30 days back',
        schema: { type: 'string', format: 'date-time' },
      },
      until: {
        description: 'before this instant; default now',
        schema: { type: 'string', format: 'date-time' },
      },
      version: { description: 'a version of the content; default all', schema: { type: 'string' } },
    },
    failures: [400, 401, 403],
  } as const;
  return [
    {
      ...common,
      path: '/api/v1/report',
      summary: 'What the desk did in a period.',
      success: { status: 200, description: 'The figures.', body: reportSchema },
      handle: (call) => answer(service, call, (report) => json(JSON.stringify(report), 200)),
    },
    {
      ...common,
      path: '/api/v1/report.csv',
      summary: 'The same as a table: section, name, value, of.',
      success: { status: 200, description: 'text/csv' },
      handle: (call) => answer(service, call, (report) => csvResponse(report)),
    },
  ];
}

/** What was asked for. */
interface Shown {
  readonly since: string;
  readonly until: string;
  readonly version: string | null;
}

async function answer(
  { desk, clock }: Service,
  { request }: Call,
  respond: (report: Report & Shown) => Response,
): Promise<Response> {
  const asked = periodQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) return refuse(NO_PERIOD);
  const { until = clock(), since = until - USUAL_DAYS * DAY, version = null } = asked.data;
  const report = await reportOn(desk.advisor.expert.content, desk.store.records, { since, until, version });
  return respond({ since: isoShanghai(since), until: isoShanghai(until), version, ...report });
}

function csvResponse(report: Report): Response {
  // The mark lets spreadsheets read Chinese.
  return new Response(`\ufeff${reportCsv(report)}`, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="report.csv"',
    },
  });
}

const NO_PERIOD = {
  status: 400,
  code: 'invalid_request',
  message: '"since" and "until" are instants like 2026-11-01T00:00:00+08:00',
} as const;

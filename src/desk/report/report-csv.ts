import type { Report } from './report.ts';

/** A report as CSV (RFC 4180) with one figure a line: section, name, value, of. */
export function reportCsv(report: Report): string {
  const rows = [['section', 'name', 'value', 'of'], ...totals(report), ...lists(report)];
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

type Cell = string | number | null;

function totals(report: Report): Cell[][] {
  const shares = ['handedOff', 'contained', 'confirmed', 'assumed', 'unsolved'] as const;
  const { firstReply, agreement, questions } = report;
  return [
    ['total', 'conversations', report.conversations, null],
    ['total', 'messages', report.messages, null],
    ...shares.map((name): Cell[] => ['total', name, report[name].n, report[name].of]),
    ['total', 'containedSoFar', report.containedSoFar, report.contained.n],
    ...Object.entries(questions).map(([name, value]): Cell[] => ['questions', name, value, null]),
    ['firstReply', 'p50Minutes', firstReply.p50Minutes, firstReply.cases],
    ['firstReply', 'p90Minutes', firstReply.p90Minutes, firstReply.cases],
    ['firstReply', 'inTime', firstReply.inTime.n, firstReply.inTime.of],
    ['agreement', 'all', agreement.n, agreement.of],
    ...agreement.bins.map(({ from, to, agreed, cases }): Cell[] => [
      'agreement',
      `${from}-${to}`,
      agreed,
      cases,
    ]),
  ];
}

function lists({ dropOff, causes, misses, versions, days }: Report): Cell[][] {
  return [
    ...dropOff.map(({ slot, left, asked }): Cell[] => ['dropOff', slot, left, asked]),
    ...causes.flatMap(({ id, first, truly }): Cell[][] => [
      ['causeFirst', id, first, null],
      ['causeTruly', id, truly, null],
    ]),
    ...misses.map(({ text, count }): Cell[] => ['miss', text, count, null]),
    ...versions.map(({ version, handedOff, conversations }): Cell[] => [
      'version',
      version,
      handedOff,
      conversations,
    ]),
    ...days.map(({ day, handedOff, conversations }): Cell[] => ['day', day, handedOff, conversations]),
  ];
}

// A spreadsheet would take a merchant's "=..." for a formula.
function field(value: Cell): string {
  if (value === null) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Something to be reminded of; instants in epoch ms. */
export interface Reminder {
  readonly uid: string;
  readonly now: number;
  readonly at: number;
  readonly title: string;
  readonly text: string;
}

const HALF_HOUR = 1_800_000;
/** RFC 5545: lines of at most 75 octets; folded well before, as a Chinese character takes three. */
const LINE = 24;

/** The reminder as an iCalendar file (RFC 5545) with an alarm at its time. */
export function calendarFile({ uid, now, at, title, text }: Reminder): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//daozhang//daozhang//ZH',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(at)}`,
    `DTEND:${utc(at + HALF_HOUR)}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(title)}`,
    'TRIGGER:PT0M',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function utc(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');
}

function folded(line: string): string {
  const signs = [...line];
  const parts: string[] = [];
  for (let i = 0; i < signs.length; i += LINE) parts.push(signs.slice(i, i + LINE).join(''));
  return parts.join('\r\n ');
}

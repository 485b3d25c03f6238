const WRITTEN =
  /^(?:(\d{2,4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?[ T]{0,2}(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?$/;
const YEAR = 365 * 86_400_000;

/** The instant (epoch ms) that is written beside a line, in China; without a year the last such day before `at`. Null
 * where no day is told. */
export function stampAt(written: string, at: number): number | null {
  const found = WRITTEN.exec(written);
  if (found === null) return null;
  const [, year, month = '', day = '', hour = '', minute = '', second = '0'] = found;
  const now = new Date(at + 8 * 3_600_000).getUTCFullYear();
  const told = year === undefined ? now : Number(year) + (year.length === 2 ? 2000 : 0);
  const instant = Date.UTC(
    told,
    Number(month) - 1,
    Number(day),
    Number(hour) - 8,
    Number(minute),
    Number(second),
  );
  const fits = Number(month) <= 12 && Number(day) <= 31 && Number(hour) < 24 && Number(minute) < 60;
  if (!fits) return null;
  return year === undefined && instant > at + YEAR / 365 ? instant - YEAR : instant;
}

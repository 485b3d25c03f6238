const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const KEPT = 5_000;
/** China has kept +08:00 without summer time since 1991, so the offset is a constant, whatever TZ the process has. */
const SHANGHAI = 8 * HOUR;

/** An instant as a Shanghai wall clock shows it; weekday 1 (Monday) to 7 (Sunday). */
export interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
}

/** The day in Shanghai, "YYYY-MM-DD", of an instant in epoch ms. */
export function dayOf(at: number): string {
  return dayName(Math.floor((at + SHANGHAI) / DAY));
}

/** The instant in epoch ms at which a Shanghai clock shows "HH:MM" on a day "YYYY-MM-DD"; "24:00" is its end. */
export function instantOf(day: string, clock: string): number {
  return Date.parse(`${day}T${clock}:00+08:00`);
}

/** The day n calendar days later; n may be negative. */
export function addDays(day: string, n: number): string {
  return dayName(Date.parse(day) / DAY + n);
}

const names = new Map<number, string>();

/** The n-th day since 1970. The same few days are asked for over and over, so their names are kept. */
function dayName(n: number): string {
  const known = names.get(n);
  if (known !== undefined) return known;
  const name = new Date(n * DAY).toISOString().slice(0, 10);
  if (names.size < KEPT) names.set(n, name);
  return name;
}

/** 1 (Monday) to 7 (Sunday). */
export function weekday(day: string): number {
  return new Date(day).getUTCDay() || 7;
}

/** What a Shanghai wall clock and calendar show at an instant in epoch ms. */
export function parts(at: number): Parts {
  const local = new Date(at + SHANGHAI);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: local.getUTCDay() || 7,
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
  };
}

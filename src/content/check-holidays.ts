import { addDays, weekday } from '../calendar/day.ts';
import { idOf } from './file-kinds.ts';
import { filesOf, type Inspection } from './inspection.ts';
import { child, entries, type Place } from './sheet.ts';

/** Checks knowledge/holidays/: years without a gap, days that exist, and make-up days on weekends. */
export function checkHolidays(inspection: Inspection): void {
  const files = filesOf(inspection, 'holiday');
  for (const file of files) checkYear(inspection, file);
  for (const [index, file] of files.entries()) {
    const before = files[index - 1];
    if (before === undefined || yearOf(file) === yearOf(before) + 1) continue;
    const message = `${yearOf(before)} 年以后直接到了 ${yearOf(file)} 年，中间的年份没有文件`;
    inspection.tell(file, { code: 'DZ055', message });
  }
}

function yearOf(file: Place): number {
  return Number(idOf(file.sheet.path));
}

function checkYear(inspection: Inspection, file: Place): void {
  const off = child(file, 'off');
  const work = child(file, 'work');
  const exists = (place: Place): boolean => checkDay(inspection, file, place);
  for (const [day, place] of entries(off)) {
    if (exists(place)) checkGap(inspection, file, [day, place]);
  }
  for (const [day, place] of entries(work)) {
    if (!exists(place)) continue;
    if (child(off, day).value !== undefined) {
      const message = `${day} 既写了放假，又写了上班`;
      inspection.tell(place, { code: 'DZ056', message }, { key: true });
    } else if (weekday(`${yearOf(file)}-${day}`) < 6) {
      const message = `${day} 不是周末，本来就上班，不用写在 work 里`;
      inspection.tell(place, { code: 'DZ057', message }, { key: true });
    }
  }
}

/** A schedule names both days of a weekend, off or worked, and leaves no single day out between days off. */
function checkGap(inspection: Inspection, file: Place, [day, place]: readonly [string, Place]): void {
  const date = `${yearOf(file)}-${day}`;
  const [before, next, after] = [addDays(date, -1), addDays(date, 1), addDays(date, 2)];
  const pair = [...(weekday(date) === 6 ? [next] : []), ...(weekday(date) === 7 ? [before] : [])];
  const between = isListed(file, after, ['off']) ? [next] : [];
  const missing = [...pair, ...between].find(
    (one) => one.startsWith(date.slice(0, 4)) && !isListed(file, one, ['off', 'work']),
  );
  if (missing === undefined) return;
  const message = `${day} 放假，${missing.slice(5)} 却没有写：周末两天要么放假要么上班，连着放的中间不空一天`;
  inspection.tell(place, { code: 'DZ078', message }, { key: true });
}

function isListed(file: Place, date: string, lists: readonly string[]): boolean {
  const own = Number(date.slice(0, 4)) === yearOf(file);
  return own && lists.some((list) => child(child(file, list), date.slice(5)).value !== undefined);
}

// A day that does not exist rolls over into the next month.
function checkDay(inspection: Inspection, file: Place, place: Place): boolean {
  const day = `${yearOf(file)}-${place.path.at(-1)}`;
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return false;
  if (!Number.isNaN(Date.parse(day)) && addDays(day, 0) === day) return true;
  inspection.tell(
    place,
    { code: 'DZ058', message: `${yearOf(file)} 年没有 ${place.path.at(-1)} 这一天` },
    { key: true },
  );
  return false;
}

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type HolidayTable, holidaySource } from '../src/calendar/holidays.ts';

/** The published holidays of 2024 to 2026. */
export const holidays: HolidayTable = read([2024, 2025, 2026]);

function read(years: readonly number[]): HolidayTable {
  const off: Record<string, string> = {};
  const work: Record<string, string> = {};
  for (const year of years) {
    const path = new URL(`../knowledge/holidays/${year}.yaml`, import.meta.url);
    const source = holidaySource.parse(parse(readFileSync(path, 'utf8')));
    for (const [day, name] of Object.entries(source.off)) off[`${year}-${day}`] = name;
    for (const [day, name] of Object.entries(source.work)) work[`${year}-${day}`] = name;
  }
  return { off, work, firstYear: Math.min(...years), lastYear: Math.max(...years) };
}

/** "2026-06-24 15:30" in Shanghai as epoch ms. */
export function beijing(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
}

/** Epoch ms as "06-24 15:30" in Shanghai. */
export function written(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
}

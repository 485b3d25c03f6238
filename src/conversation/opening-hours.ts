import { dayOf, parts } from '../calendar/day.ts';
import { isOpen, nextChange, type Stretch } from '../calendar/working-time.ts';
import type { Content } from '../content/content.ts';
import { say, timeText } from './wording.ts';

/** Whether people answer at an instant, in words for the merchant. */
export interface OpeningHours {
  readonly open: boolean;
  /** "工作日8:30–21:00" */
  readonly text: string;
  /** when that changes next (epoch ms); null: never */
  readonly nextChange: number | null;
}

/** When people answer, as of an instant (epoch ms). */
export function openingHours(content: Content, at: number): OpeningHours {
  const timetable = { hours: content.service.hours, holidays: content.holidays };
  const { workday, dayOff } = timetable.hours;
  const worked = stretches(content, workday);
  const text =
    dayOff.length === 0
      ? say(content, 'hours_workday', { 工作日: worked })
      : say(content, 'hours_all', { 工作日: worked, 休息日: stretches(content, dayOff) });
  return { open: isOpen(timetable, at), text, nextChange: nextChange(timetable, at) };
}

/** What whoever waits for a person has to know of it at an instant (epoch ms). */
export function waitText(content: Content, at: number): string {
  const { open, text, nextChange } = openingHours(content, at);
  if (open) return say(content, 'hand_off_open', { 时段: text });
  if (nextChange === null) return say(content, 'hand_off_closed', { 时段: text });
  const { hour, minute } = parts(nextChange);
  const clock = `${hour}:${String(minute).padStart(2, '0')}`;
  const opens = dayOf(nextChange) === dayOf(at) ? clock : timeText(content, nextChange);
  return say(content, 'hand_off_opens', { 时段: text, 时间: opens });
}

function stretches(content: Content, list: readonly Stretch[]): string {
  const clock = (text: string) => text.replace(/^0(?=\d:)/, '');
  return list
    .map(({ from, to }) => say(content, 'hours_stretch', { 从: clock(from), 到: clock(to) }))
    .join(say(content, 'list_break'));
}

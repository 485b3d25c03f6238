import { dayOf, parts } from '../calendar/day.ts';
import { WEEKEND } from '../calendar/due.ts';
import type { Content } from '../content/content.ts';
import type { Settling, Situation } from '../dialog/situation.ts';
import type { Interval } from '../dialog/slot.ts';
import { fill, type Holes, inARow } from '../knowledge/sentence.ts';

/** A fixed sentence of dialogs/replies.yaml with its holes filled. A missing sentence or value is a bug. */
export function say(content: Content, id: string, holes: Holes = {}): string {
  const sentence = content.replies[id];
  const said = sentence === undefined ? null : fill(sentence, holes);
  if (said === null) throw new Error(`reply "${id}" is missing, or has a hole that nothing fills`);
  return said;
}

/** ISO 8601 with +08:00, to the second. */
export function isoShanghai(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().replace(/\.\d{3}Z$/, '+08:00');
}

/** A day as merchants read it: "11月23日(周一)". */
export function dayText(content: Content, at: number): string {
  const { month, day, weekday } = parts(at);
  const [月 = '', 周 = ''] = [nth(content, 'months', month), nth(content, 'weekdays', weekday)];
  return say(content, 'day', { 月, 日: String(day), 周 });
}

/** An instant as merchants read it: "11月23日(周一)18:00". */
export function timeText(content: Content, at: number): string {
  const { hour, minute } = parts(at);
  const clock = `${hour}:${String(minute).padStart(2, '0')}`;
  return say(content, 'moment', { 日期: dayText(content, at), 钟点: clock });
}

/** The night after a day belongs to it until so many hours after midnight. */
const NIGHT = 6 * 3_600_000;

/** A stretch of time as merchants read it: the minute, the day, or the days from one to the other. */
export function stretchText(content: Content, stretch: Interval): string {
  const [from, to] = [Date.parse(stretch.from), Date.parse(stretch.to)];
  if (from === to) return timeText(content, from);
  const last = dayOf(from) === dayOf(to - NIGHT) || dayOf(from) === dayOf(to) ? from : to;
  if (last === from) return dayText(content, from);
  return say(content, 'days', { 从: dayText(content, from), 到: dayText(content, last) });
}

/** The name at a place, counted from 1, of a list of names. */
function nth(content: Content, id: string, place: number): string {
  return say(content, id).split('\n')[place - 1] ?? '';
}

/** What the holes of causes and replies stand for in this situation. */
export function holesOf(content: Content, situation: Situation): Holes {
  const { known, settling } = situation;
  const brand = content.slots[content.roles.brand];
  const option = brand?.options.find((one) => one.id === known[brand.id]);
  const code = Object.values(content.slots).find((slot) => slot.kind === 'code');
  const entry = code === undefined ? undefined : content.codes[known[code.id] ?? ''];
  const due = settling?.due.type === 'at' && settling.certain ? settling.due.at : undefined;
  return {
    到账时间: due === undefined ? undefined : say(content, 'before', { 时间: timeText(content, due) }),
    交易时间: settling === null ? undefined : timeText(content, settling.sale),
    规则: settling?.rule,
    品牌: option?.name,
    响应码: entry?.code,
    响应码含义: entry?.means,
    响应码处理: entry?.do,
  };
}

/** One sentence on how the due date comes about; empty where none can be reckoned. */
export function dueSentence(content: Content, settling: Settling | null, holes: Holes): string {
  if (settling === null) return '';
  const said = [settling.because ?? settling.rule];
  if (settling.due.type === 'at') {
    if (settling.due.afterCutoff) said.push(say(content, 'due_after_cutoff', holes));
    const names = settling.due.skipped.map((name) => (name === WEEKEND ? say(content, 'weekend') : name));
    const skipped = [...new Set(names)].join(say(content, 'list_break'));
    if (skipped !== '') said.push(say(content, 'due_skipped', { 假期: skipped }));
    if (!settling.due.certain) said.push(say(content, 'due_unpublished'));
    if (settling.past) said.push(say(content, 'due_past'));
  }
  if (!settling.certain) said.push(say(content, 'due_assumed'));
  return inARow(said);
}

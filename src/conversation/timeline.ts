import { instantOf } from '../calendar/day.ts';
import type { Station } from '../diagnosis/diagnosis.ts';
import type { Settling } from '../dialog/situation.ts';
import { isoShanghai } from './wording.ts';

/** The way of the money from sale to due time; empty where no due time can be reckoned. A mode that counts by the
 * hour knows neither cut-off nor settlement day. */
export function timelineOf(settling: Settling | null): readonly Station[] {
  if (settling === null || settling.due.type !== 'at' || !settling.certain) return [];
  const { due, sale, exact, cutoff } = settling;
  const closes = instantOf(due.settlementDay, cutoff);
  const ends = [station('sale', sale, exact), station('due', due.at, true)];
  if (closes > due.at) return ends;
  const day = instantOf(due.settlementDay, '00:00');
  const between = [station('cutoff', closes, true), station('settlement', day, false)];
  return ends.toSpliced(1, 0, ...between);
}

function station(step: Station['step'], at: number, exact: boolean): Station {
  return { step, at: isoShanghai(at), exact };
}

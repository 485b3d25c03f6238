import { parse } from 'yaml';
import { z } from 'zod';

const line = z.union([
  z.object({ 商户: z.string() }),
  z.object({ 点: z.record(z.string(), z.string()) }),
  z.object({ 时间: z.iso.datetime({ offset: true }) }),
  z.object({ 助手: z.unknown() }),
]);
const source = z.object({ now: z.iso.datetime({ offset: true }), talk: z.array(line) });

/** What a merchant does in a written talk, at an instant (epoch ms): words, or buttons by slot and option name. */
export interface WrittenDeed {
  readonly at: number;
  readonly says: string | null;
  readonly taps: Readonly<Record<string, string>>;
}

/** Milliseconds between two messages. */
const PAUSE = 20_000;

/** The merchant's part of a talk of test/talks/, or null where the text is no such talk. */
export function writtenTalk(yaml: string): readonly WrittenDeed[] | null {
  const read = source.safeParse(parse(yaml));
  if (!read.success) return null;
  let at = Date.parse(read.data.now);
  const deeds: WrittenDeed[] = [];
  for (const one of read.data.talk) {
    if ('时间' in one) at = Date.parse(one.时间);
    if (!('商户' in one) && !('点' in one)) continue;
    at += PAUSE;
    deeds.push('商户' in one ? { at, says: one.商户, taps: {} } : { at, says: null, taps: one.点 });
  }
  return deeds;
}

import type { Lists } from '../../dialog/phrase.ts';
import { createMarkFinder, type Mark } from './marks.ts';
import { createCaster } from './speakers.ts';
import { stampAt } from './stamp.ts';

/** One turn of a pasted conversation. */
export interface Line {
  /** unknown: nobody is named, or a ticket's words above the conversation */
  readonly speaker: 'merchant' | 'agent' | 'unknown';
  readonly text: string;
  /** where its words begin in the whole text */
  readonly start: number;
  /** the instant written beside it, epoch ms; null: none is, or the day is not told */
  readonly at: number | null;
}

/** Cuts a pasted conversation into its lines by who speaks, at an instant (epoch ms) that dates without a year are near;
 * anything else is one line of unknown speaker. Labels tell who speaks, and nothing else. */
export type TranscriptReader = (text: string, at: number) => readonly Line[];

/** Compiles the lists speaker_… of the vocabulary. */
export function createTranscriptReader(lists: Lists): TranscriptReader {
  const find = createMarkFinder(lists);
  const cast = createCaster(lists);
  return (text, at) => {
    const spoken = cast(text, find(text));
    const [first] = spoken;
    if (first === undefined) return [{ speaker: 'unknown', text, start: 0, at: null }];
    const head = text.slice(0, first.mark.start).trimEnd();
    const above: Line[] = head.trim() === '' ? [] : [{ speaker: 'unknown', text: head, start: 0, at: null }];
    const lines = spoken.map(({ mark, speaker }, index): Line => {
      const end = spoken[index + 1]?.mark.start ?? text.length;
      const words = text.slice(mark.end, end).trimEnd();
      return { speaker, text: words, start: mark.end, at: timeOf(mark, at) };
    });
    return [...above, ...lines];
  };
}

/** Whether a text is anything but one message of one person. */
export function isTranscript(lines: readonly Line[]): boolean {
  return lines.length > 1 || lines[0]?.speaker !== 'unknown';
}

/** The text with everything blanked that the merchant did not say, every offset kept. */
export function merchantOnly(text: string, lines: readonly Line[]): string {
  let kept = '';
  for (const line of lines) {
    if (line.speaker === 'agent') continue;
    kept = kept.padEnd(line.start, '\n') + line.text;
  }
  return kept.padEnd(text.length, '\n');
}

function timeOf({ stamp }: Mark, at: number): number | null {
  return stamp === null ? null : stampAt(stamp, at);
}

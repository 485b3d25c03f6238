import { anyOf, type Lists } from '../dialog/phrase.ts';
import { matches } from './matches.ts';

/** One turn of a pasted conversation; `start`: where its words begin in the text. */
export interface Line {
  readonly speaker: 'merchant' | 'agent' | 'unknown';
  readonly text: string;
  readonly start: number;
}

/** Cuts a pasted conversation into its lines by who speaks; anything else is one line of unknown speaker. */
export type TranscriptReader = (text: string) => readonly Line[];

const STAMP =
  '(?:[\\[(【]?(?:\\d{2,4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?[ T]?)?\\d{1,2}[:：]\\d{2}(?:[:：]\\d{2})?[\\])】]?)';
const NAME_REST = '[^\\s:：,，。;；?？!！]{0,6}';

/** Compiles the lists speaker_merchant and speaker_agent. */
export function createTranscriptReader(lists: Lists): TranscriptReader {
  const names = (list: string): string => anyOf(lists[list] ?? [], lists);
  const speaker = `(?:(?<merchant>${names('speaker_merchant')})|(?<agent>${names('speaker_agent')}))`;
  const tail = `${NAME_REST}\\s?(?:[(（][^)）]{0,12}[)）])?\\s?${STAMP}?\\s?[\\])】]?\\s?[:：]`;
  const label = new RegExp(`(?<=^|\\s)${STAMP}?\\s?[\\[【]?${speaker}${tail}\\s?`, 'giu');
  return (text) => {
    const labels = [...matches(text, label)];
    const speakers = new Set(labels.map(speakerOf));
    if (!speakers.has('merchant') || !speakers.has('agent')) return [{ speaker: 'unknown', text, start: 0 }];
    return labels.map((match, index) => {
      const start = match.index + match[0].length;
      const end = labels[index + 1]?.index ?? text.length;
      return { speaker: speakerOf(match), text: text.slice(start, end).trimEnd(), start };
    });
  };
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

function speakerOf({ groups }: RegExpMatchArray): 'merchant' | 'agent' {
  return groups?.merchant === undefined ? 'agent' : 'merchant';
}

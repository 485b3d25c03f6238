import type { Piece } from '../../conversation/pieces.ts';
import { escaped } from './slack-event.ts';

/** A message for chat.postMessage: blocks, and the same text for notifications. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks?: readonly object[];
}

/** What a piece looks like in Slack; `slot`: the question that its buttons answer. */
export function slackMessage({ text, choices }: Piece, slot: string | null): SlackMessage {
  if (choices.length === 0) return { text: escaped(text) };
  const elements = choices.map(({ label, value }, i) => ({
    type: 'button',
    action_id: `answer-${i}`,
    text: { type: 'plain_text', text: label },
    value: sentBy(slot, value, label),
  }));
  return {
    text: escaped(text),
    blocks: [
      { type: 'section', text: { type: 'plain_text', text } },
      { type: 'actions', elements },
    ],
  };
}

// The button of a question that is no longer open says what it shows.
function sentBy(slot: string | null, value: string, label: string): string {
  return slot === null ? `\n${label}` : `${slot}\n${value}`;
}

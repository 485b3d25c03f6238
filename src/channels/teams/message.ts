import { answerText } from '../../conversation/answer.ts';
import { numbered } from '../../conversation/pieces.ts';
import type { Parcel } from '../../desk/carrier.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { diagnosisCard } from './diagnosis-card.ts';
import { questionCard } from './question-card.ts';

/** A message as Teams takes it: words, or a card with the same words for whoever cannot see it. */
export interface TeamsMessage {
  readonly type: 'message';
  readonly textFormat: 'plain';
  readonly text?: string;
  /** what a notification shows in place of a card */
  readonly summary?: string;
  readonly attachments?: readonly { readonly contentType: string; readonly content: AdaptiveCard }[];
}

const CARD = 'application/vnd.microsoft.card.adaptive';

/** One message of words. */
export function textMessage(text: string): TeamsMessage {
  return { type: 'message', textFormat: 'plain', text };
}

/** One message that is a card. Teams would show a text beside it twice, so the words are the card's own. */
export function cardMessage(card: AdaptiveCard): TeamsMessage {
  const { fallbackText: summary } = card;
  return { type: 'message', textFormat: 'plain', summary, attachments: [attached(card)] };
}

/** A card as an attachment. */
export function attached(content: AdaptiveCard) {
  return { contentType: CARD, content };
}

/** What is said, as Teams shows it best: an answer as its card, a question with what it offers, else words. */
export function messageFor(parcel: Parcel): TeamsMessage {
  return diagnosisMessage(parcel) ?? questionMessage(parcel) ?? textMessage(parcel.piece.text);
}

function diagnosisMessage({ kind, piece, talk }: Parcel): TeamsMessage | null {
  const diagnosis = talk?.conversation.diagnosis ?? null;
  if (kind !== 'diagnosis' || talk === null || diagnosis === null) return null;
  // Of an earlier answer only the text is left.
  const { content, conversation } = talk;
  const answer = answerText(content, diagnosis);
  if (!piece.text.endsWith(answer)) return null;
  const lead = piece.text.slice(0, -answer.length).trim();
  return cardMessage(diagnosisCard(content, diagnosis, conversation.locale, lead));
}

function questionMessage({ piece, talk, slot }: Parcel): TeamsMessage | null {
  const { choices, text } = piece;
  if (choices.length === 0) return null;
  // The buttons of a question that is no longer open would mean nothing.
  if (talk === null || talk.asking === null || slot === null) return textMessage(numbered(text, choices));
  const { content, conversation, asking } = talk;
  const reply = { kind: 'question', text, choices } as const;
  return cardMessage(questionCard(content, reply, asking, conversation.locale));
}

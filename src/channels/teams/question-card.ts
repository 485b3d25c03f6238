import type { Content } from '../../content/content.ts';
import type { Reply } from '../../conversation/reply.ts';
import type { Asking } from '../../conversation/turn.ts';
import { say } from '../../conversation/wording.ts';
import {
  type AdaptiveCard,
  button,
  type CardAction,
  type CardElement,
  card,
  paragraph,
} from './adaptive-card.ts';

/** The verb of the buttons that answer a question. */
export const ANSWER = 'answer';
/** The input that holds the answer where there are too many for buttons. */
export const VALUE = 'value';
/** Teams shows so many buttons side by side; more of them hide in a menu. */
const MOST_BUTTONS = 6;

/** A question as a card: buttons for few answers, a list for many. Text alone can answer it too. */
export function questionCard(content: Content, reply: Reply, asking: Asking, lang: string): AdaptiveCard {
  const body = [paragraph(reply.text), ...listOf(content, asking), ...footOf(content, asking)];
  return card(questionText(content, reply, asking), lang, body, actionsOf(content, asking));
}

/** The question with what was answered, without buttons: the card after a click. */
export function answeredCard(text: string, answer: string, lang: string): AdaptiveCard {
  const body = [paragraph(text, { isSubtle: true }), paragraph(`✓ ${answer}`, { weight: 'bolder' })];
  return card(`${text}\n✓ ${answer}`, lang, body);
}

/** The question as text alone, its answers one a line. */
export function questionText(content: Content, { text }: Reply, asking: Asking): string {
  const { choices } = asking;
  return [text, ...choices.map(({ label }) => `· ${label}`), ...footLines(content, asking)].join('\n');
}

function isLong({ choices }: Asking): boolean {
  return choices.length > MOST_BUTTONS;
}

function listOf(content: Content, asking: Asking): readonly CardElement[] {
  if (!isLong(asking)) return [];
  return [
    {
      type: 'Input.ChoiceSet',
      id: VALUE,
      style: 'expanded',
      label: say(content, 'page_choices'),
      isRequired: true,
      errorMessage: say(content, 'teams_pick'),
      choices: asking.choices.map(({ label, value }) => ({ title: label, value })),
    },
  ];
}

function actionsOf(content: Content, asking: Asking): readonly CardAction[] {
  const { slot, choices } = asking;
  if (isLong(asking)) return [button(say(content, 'teams_submit'), ANSWER, { slot })];
  return choices.map(({ label, value }) => button(label, ANSWER, { slot, value }));
}

function footOf(content: Content, asking: Asking): readonly CardElement[] {
  return footLines(content, asking).map((line) => paragraph(line, { isSubtle: true, spacing: 'small' }));
}

function footLines(content: Content, { why, asked, atMost }: Asking): readonly string[] {
  const progress =
    asked === 0 ? [] : [say(content, 'page_progress', { 第: String(asked), 共: String(atMost) })];
  const reason = why === null ? [] : [say(content, 'why', { 原因: why })];
  return [...reason, ...progress];
}

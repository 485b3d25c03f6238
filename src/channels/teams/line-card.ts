import type { Content } from '../../content/content.ts';
import { CHINESE } from '../../conversation/conversation.ts';
import { say } from '../../conversation/wording.ts';
import { type AdaptiveCard, type CardAction, card, paragraph, quoted } from './adaptive-card.ts';

/** What a merchant writes is at most so long; a card has to stay below what Teams takes. */
const LONGEST = 2_000;

/** What can be done with a line, or what has been. */
interface Answering {
  readonly actions?: readonly CardAction[];
  /** it was answered so */
  readonly done?: string;
  /** why it was not */
  readonly lead?: string;
}

/** A merchant's line, for the agent who holds the talk. */
export function lineCard(
  content: Content,
  number: string,
  line: string,
  { actions = [], done = '', lead = '' }: Answering,
): AdaptiveCard {
  const title = say(content, 'teams_line', { 工单号: number });
  const text = line.slice(0, LONGEST);
  const body = [
    paragraph(title, { weight: 'bolder' }),
    quoted(text),
    ...(lead === '' ? [] : [paragraph(lead, { color: 'attention' })]),
    ...(done === '' ? [] : [paragraph(done, { color: 'good' })]),
  ];
  const how = done === '' ? say(content, 'teams_case_how', { 工单号: number }) : done;
  const told = say(content, 'page_fact', { 名称: title, 值: text });
  return card([told, lead, how].filter((part) => part !== '').join('\n'), CHINESE, body, actions);
}

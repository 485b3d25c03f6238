import type { Content } from '../../content/content.ts';
import { CHINESE } from '../../conversation/conversation.ts';
import { say } from '../../conversation/wording.ts';
import type { Finding } from '../../desk/find-knowledge.ts';
import { type AdaptiveCard, card, paragraph, steps } from './adaptive-card.ts';

/** Something that was looked up, as a card that an agent may send on. */
export function foundCard(
  content: Content,
  { title, text, steps: lines, phone, verifiedOn }: Finding,
): AdaptiveCard {
  const verified =
    phone === null || verifiedOn === null
      ? ''
      : `${phone} ${say(content, 'page_verified', { 日期: verifiedOn })}`;
  const paragraphs = [...text.split('\n'), verified].filter((line) => line.trim() !== '');
  const body = [
    paragraph(title, { weight: 'bolder', size: 'medium' }),
    ...paragraphs.map((line) => paragraph(line)),
    ...steps(say(content, 'steps'), lines),
  ];
  const todo = lines.length === 0 ? [] : [say(content, 'steps'), ...lines];
  return card([title, ...paragraphs, ...todo].join('\n'), CHINESE, body);
}

import type { TurnContext } from 'botbuilder';
import { say } from '../../conversation/wording.ts';
import { callOf } from './turn.ts';

/** Fixed sentences of the content, one after the other. */
export function wordingFor(context: TurnContext, ...ids: readonly string[]): string {
  const { content } = callOf(context).desk.advisor.expert;
  return ids.map((id) => say(content, id)).join('\n');
}

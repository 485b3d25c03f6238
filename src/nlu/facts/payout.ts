import { anyOf, type Lists } from '../../dialog/phrase.ts';
import type { PayoutMessage } from '../../knowledge/payout-message.ts';
import { type Found, WEIGHTS } from './matcher.ts';

/** Compiles the payout messages and the list payout_context: words that show that a message of the App is quoted. */
export function createPayoutFinder(
  messages: readonly PayoutMessage[],
  lists: Lists,
): (text: string, asked: string | null) => Found[] {
  const context = new RegExp(anyOf(lists.payout_context ?? [], lists));
  // one quick test: most texts quote no message at all
  const gate = new RegExp(messages.length === 0 ? '(?!)' : messages.map(({ match }) => match).join('|'));
  const patterns = messages.map(({ match, facts }) => ({ pattern: new RegExp(match), facts }));
  return (text, asked) => {
    if (!gate.test(text)) return [];
    const quoted = context.test(text);
    for (const { pattern, facts } of patterns) {
      if (!quoted && (asked === null || facts[asked] === undefined)) continue;
      const match = pattern.exec(text);
      if (match === null) continue;
      const [start, end] = [match.index, match.index + match[0].length];
      return Object.entries(facts).map(([slot, value]) => ({
        slot,
        value,
        start,
        end,
        weight: WEIGHTS.short,
      }));
    }
    return [];
  };
}

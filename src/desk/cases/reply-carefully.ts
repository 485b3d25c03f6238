import type { Desk } from '../desk.ts';
import { replyTo } from './case-deeds.ts';
import type { Deed, Done } from './case-work.ts';
import { type Doubt, doubtsIn, mayInsist } from './doubts.ts';

/** What an agent writes to a merchant. `anyway`: although it was called doubtful. `awaits`: the case then waits for the
 * merchant. */
export interface AgentWords {
  readonly text: string;
  readonly anyway: boolean;
  readonly awaits: boolean;
}

/** Writes to the merchant unless the words may do harm and the agent does not insist, or may not. */
export async function replyCarefully(
  desk: Desk,
  deed: Deed,
  { text, anyway, awaits }: AgentWords,
): Promise<Done | { readonly type: 'doubtful'; readonly doubts: readonly Doubt[] }> {
  const doubts = doubtsIn(desk.advisor.expert.content, text, deed.at);
  if (doubts.length > 0 && !(anyway && mayInsist(doubts))) return { type: 'doubtful', doubts };
  return replyTo(desk, deed, { text, awaits, insisted: doubts.length > 0 });
}

import type { TurnContext } from 'botbuilder';
import type { CaseInHand } from '../../desk/cases/case-in-hand.ts';
import type { Seated } from './agents.ts';
import { caseButtons } from './case-buttons.ts';
import { caseCard } from './case-card.ts';
import { activityOf } from './framework-activity.ts';
import { cardMessage } from './message.ts';
import { referenceOf } from './reach.ts';
import { callOf, instantOf } from './turn.ts';

/** The card of a case for somebody of the desk in the chat of this turn. */
export function cardFor(context: TurnContext, { agent }: Seated, about: CaseInHand, lead: string) {
  const call = callOf(context);
  const at = instantOf(call);
  const { content } = call.desk.advisor.expert;
  const actions = caseButtons(content, about, { agent, at });
  return caseCard(content, about, at, { actions, lead, userId: call.activity.from.id });
}

/** Sends the card of a case into the chat of this turn; from now on it is drawn anew when the case changes. */
export async function sendCase(
  context: TurnContext,
  seated: Seated,
  about: CaseInHand,
  lead = '',
): Promise<void> {
  const { desk, channel, activity } = callOf(context);
  const sent = await context.sendActivity(activityOf(cardMessage(cardFor(context, seated, about, lead))));
  const { id: actor } = seated.agent;
  const { id: caseId } = about.one;
  if (sent !== undefined && sent.id !== '') {
    await desk.store.caseCards.keep({
      caseId,
      channel: channel.name,
      place: activity.conversation.id,
      userId: actor,
      messageId: sent.id,
      reference: referenceOf(activity),
    });
  }
  const entry = { actor, action: 'saw', entity: 'case', entityId: caseId };
  await desk.store.audit.add([entry], desk.clock());
}

import type { TurnContext } from 'botbuilder';
import { say } from '../../conversation/wording.ts';
import { takeSeat } from '../../desk/cases/take-seat.ts';
import { accountOf, seatedAt } from './agents.ts';
import { isGroup, referenceOf } from './reach.ts';
import type { TeamsSettings } from './settings.ts';
import { callOf, instantOf } from './turn.ts';
import { wordingFor } from './wording.ts';

const MINUTE = 60_000;

/** Links the sender to the user of the desk whose code they typed; gives what to say. */
export async function link(context: TurnContext, settings: TeamsSettings, code: string): Promise<string> {
  const call = callOf(context);
  const { desk, channel, activity } = call;
  if (isGroup(activity)) return wordingFor(context, 'teams_link_private');
  if (code === '') return wordingFor(context, 'teams_link_how');
  const externalId = accountOf(settings, activity);
  if (externalId === null) return wordingFor(context, 'teams_not_agent');
  const seat = { channel: channel.name, externalId, reference: referenceOf(activity) };
  const taken = await takeSeat(desk.store, seat, code, instantOf(call));
  const { content } = desk.advisor.expert;
  switch (taken.type) {
    case 'wait':
      return say(content, 'teams_link_wait', { 分钟: String(Math.ceil(taken.ms / MINUTE)) });
    case 'wrong':
      return wordingFor(context, 'teams_link_wrong');
    case 'taken':
      return say(content, 'teams_linked', { 专员: taken.seat.user.name });
  }
}

/** Ends the link; gives what to say. */
export async function unlink(context: TurnContext, settings: TeamsSettings): Promise<string> {
  const call = callOf(context);
  const seated = await seatedAt(settings, call);
  if (seated === null) return wordingFor(context, 'teams_not_linked');
  await call.desk.store.seats.leave(seated.seat, instantOf(call));
  return wordingFor(context, 'teams_unlinked');
}

/** Lets a linked person be told of cases, or no longer; gives what to say. */
export async function setNotices(
  context: TurnContext,
  settings: TeamsSettings,
  notices: boolean,
): Promise<string> {
  const call = callOf(context);
  const seated = await seatedAt(settings, call);
  if (seated === null) return wordingFor(context, 'teams_not_linked');
  // In a group they are told in the chat of the two of us all the same.
  const place = isGroup(call.activity) ? {} : { reference: referenceOf(call.activity) };
  await call.desk.store.seats.change(seated.seat, { notices, ...place });
  return wordingFor(context, notices ? 'teams_notices_on' : 'teams_notices_off');
}

import { randomUUID } from 'node:crypto';
import { Application } from '@microsoft/teams-ai';
import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import { commandOf } from './agent-command.ts';
import { helpFor, runCommand } from './agent-desk.ts';
import { seatedAt } from './agents.ts';
import { addCaseActions } from './case-actions.ts';
import { addExtension } from './extension.ts';
import { activityOf } from './framework-activity.ts';
import { textMessage } from './message.ts';
import { ANSWER, answeredCard } from './question-card.ts';
import { isGroup } from './reach.ts';
import type { TeamsSettings } from './settings.ts';
import { answer, callOf, greet, linkFor } from './turn.ts';
import { wordingFor } from './wording.ts';

/** The longest text of a merchant, in characters. */
const TEXT_LIMIT = 2_000;

/** A coming that is told again within this time is the same one. */
const WELCOME_MS = 60_000;

/** What the button of a question sends. */
const answerSchema = z.looseObject({ slot: z.string().max(64), value: z.string().max(64) });

/** The turns of Teams as its framework routes them. It keeps no state: the desk does. */
export function createApplication(settings: TeamsSettings): Application {
  // Its typing indicator has one timer for all conversations.
  const application = new Application({ startTypingTimer: false, removeRecipientMention: true });
  application.conversationUpdate('membersAdded', (context) => welcome(context));
  application.conversationUpdate('membersRemoved', (context) => farewell(context, settings));
  application.adaptiveCards.actionExecute(ANSWER, (context, _, data) => clicked(context, data));
  application.adaptiveCards.actionSubmit(ANSWER, async (context, _, data) => {
    await clicked(context, data);
  });
  addCaseActions(application, settings);
  addExtension(application, settings);
  application.activity('message', (context) => heard(context, settings));
  return application;
}

async function welcome(context: TurnContext): Promise<void> {
  const { activity } = callOf(context);
  const added = activity.membersAdded ?? [];
  // Teams also tells when others come and go.
  if (!added.some(({ id }) => id === activity.recipient.id)) return;
  const chatOfTwo = !isGroup(activity) && activity.from.id !== activity.recipient.id;
  // Whom we know is greeted once anyway; else a call that comes again is told by the hour.
  if (!chatOfTwo && !(await isFirstWelcome(context))) return;
  if (isGroup(activity)) return say(context, wordingFor(context, 'teams_welcome', 'teams_help'));
  // A chat that the bot opens names the bot as the sender: who the merchant is comes with their first message.
  if (!chatOfTwo) return say(context, wordingFor(context, 'greeting'));
  await greet(context);
}

/** Teams may tell of one coming several times. */
async function isFirstWelcome(context: TurnContext): Promise<boolean> {
  const { desk, channel, activity } = callOf(context);
  const now = desk.clock();
  const lease = { owner: randomUUID(), now, until: now + WELCOME_MS };
  return desk.store.registers.lease(`${channel.name}-welcome:${activity.conversation.id}`, lease);
}

/** Whoever takes the bot out of their chat cannot be told of cases there any more. */
async function farewell(context: TurnContext, settings: TeamsSettings): Promise<void> {
  const call = callOf(context);
  const { activity, desk } = call;
  const gone = (activity.membersRemoved ?? []).some(({ id }) => id === activity.recipient.id);
  if (!gone || isGroup(activity)) return;
  const seated = await seatedAt(settings, call);
  if (seated !== null) await desk.store.seats.change(seated.seat, { notices: false });
}

async function heard(context: TurnContext, settings: TeamsSettings): Promise<void> {
  const { activity } = callOf(context);
  const text = (context.activity.text ?? '').trim();
  const command = commandOf(text);
  if (command !== null) return runCommand(context, settings, command);
  if (isGroup(activity)) return say(context, wordingFor(context, 'teams_help'));
  if ((await seatedAt(settings, callOf(context))) !== null) {
    return say(context, await helpFor(context, settings));
  }
  if (text.length > TEXT_LIMIT) return say(context, wordingFor(context, 'page_too_long'));
  const link = await linkFor(context, text, settings.publicUrl ?? null);
  if (link !== null) return say(context, link);
  await answer(context, activity.id ?? '', { type: 'text', text });
}

/** A button of a question: the same button of the same card counts once. */
async function clicked(context: TurnContext, data: unknown) {
  const { activity } = callOf(context);
  const read = answerSchema.safeParse(data);
  if (!read.success) return wordingFor(context, 'teams_pick');
  const { slot, value } = read.data;
  const { content } = callOf(context).desk.advisor.expert;
  const card = activity.replyToId ?? activity.id ?? '';
  const option = content.slots[slot]?.options.find((one) => one.id === value);
  await answer(context, `${card} ${slot} ${value}`, { type: 'choice', slot, value });
  return answeredCard(content.slots[slot]?.question ?? '', option?.label ?? value, 'zh-CN');
}

async function say(context: TurnContext, text: string): Promise<void> {
  await context.sendActivity(activityOf(textMessage(text)));
}

import { Application } from '@microsoft/teams-ai';
import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import { commandOf } from './agent-command.ts';
import { runCommand } from './agent-desk.ts';
import { addExtension } from './extension.ts';
import { activityOf } from './framework-activity.ts';
import { textMessage } from './message.ts';
import { ANSWER, answeredCard } from './question-card.ts';
import { isGroup } from './reach.ts';
import type { TeamsSettings } from './settings.ts';
import { answer, callOf, greet } from './turn.ts';
import { wordingFor } from './wording.ts';

/** The longest text of a merchant, in characters. */
const TEXT_LIMIT = 2_000;

/** What the button of a question sends. */
const answerSchema = z.looseObject({ slot: z.string().max(64), value: z.string().max(64) });

/** The turns of Teams as its framework routes them. It keeps no state: the desk does. */
export function createApplication(settings: TeamsSettings): Application {
  // Its typing indicator has one timer for all conversations.
  const application = new Application({ startTypingTimer: false, removeRecipientMention: true });
  application.conversationUpdate('membersAdded', (context) => welcome(context, settings));
  application.adaptiveCards.actionExecute(ANSWER, (context, _, data) => clicked(context, data));
  application.adaptiveCards.actionSubmit(ANSWER, async (context, _, data) => {
    await clicked(context, data);
  });
  addExtension(application, settings);
  application.activity('message', (context) => heard(context, settings));
  return application;
}

async function welcome(context: TurnContext, settings: TeamsSettings): Promise<void> {
  const { activity } = callOf(context);
  const added = activity.membersAdded ?? [];
  // Teams also tells when others come and go.
  if (!added.some(({ id }) => id === activity.recipient.id)) return;
  if (isGroup(activity)) await say(context, wordingFor(context, 'teams_welcome', 'teams_help'));
  else if (activity.from.id !== activity.recipient.id) await greet(context);
  else await greetMember(context, settings);
}

// The bot itself is named as the sender where a chat is opened with it: the other member is the merchant.
async function greetMember(context: TurnContext, _settings: TeamsSettings): Promise<void> {
  await say(context, wordingFor(context, 'greeting'));
}

async function heard(context: TurnContext, settings: TeamsSettings): Promise<void> {
  const { activity } = callOf(context);
  const text = (context.activity.text ?? '').trim();
  const command = commandOf(text);
  if (command !== null) return runCommand(context, settings, command);
  if (isGroup(activity)) return say(context, wordingFor(context, 'teams_help'));
  if (text.length > TEXT_LIMIT) return say(context, wordingFor(context, 'page_too_long'));
  await answer(context, activity.id ?? '', { type: 'text', text });
}

/** A button of a question: the same button of the same card counts once. */
async function clicked(context: TurnContext, data: unknown) {
  const { activity } = callOf(context);
  const { slot, value } = answerSchema.parse(data);
  const { content } = callOf(context).desk.advisor.expert;
  const card = activity.replyToId ?? activity.id ?? '';
  const option = content.slots[slot]?.options.find((one) => one.id === value);
  await answer(context, `${card} ${slot} ${value}`, { type: 'choice', slot, value });
  return answeredCard(content.slots[slot]?.question ?? '', option?.label ?? value, 'zh-CN');
}

async function say(context: TurnContext, text: string): Promise<void> {
  await context.sendActivity(activityOf(textMessage(text)));
}

import type { Application } from '@microsoft/teams-ai';
import {
  CardFactory,
  type MessagingExtensionResult,
  type TaskModuleTaskInfo,
  type TurnContext,
} from 'botbuilder';
import { z } from 'zod';
import { CHINESE } from '../../conversation/conversation.ts';
import { triageText } from '../../desk/triage.ts';
import { type AdaptiveCard, card, paragraph } from './adaptive-card.ts';
import { isAgent } from './agents.ts';
import { caseCard } from './case-card.ts';
import { SEARCH, TRIAGE_MESSAGE } from './extension-commands.ts';
import { waitingCases } from './open-cases.ts';
import { type Found, searchKnowledge } from './search.ts';
import type { TeamsSettings } from './settings.ts';
import { triageCard } from './triage-card.ts';
import { callOf, instantOf } from './turn.ts';
import { wordingFor } from './wording.ts';

/** What stands in the message that the action was called on. */
const payloadSchema = z.looseObject({
  messagePayload: z.looseObject({ body: z.looseObject({ content: z.string() }) }),
});

const QUERY_LIMIT = 200;
/** What triage reads at most of a message, in characters. */
const MESSAGE_LIMIT = 10_000;
const CASES = 20;

/** The message extension for agents: searching knowledge and cases, and the verdict on a merchant's message. */
export function addExtension(application: Application, settings: TeamsSettings): void {
  const { messageExtensions } = application;
  messageExtensions.query(SEARCH, (context, _, { parameters }) => search(context, settings, parameters));
  messageExtensions.fetchTask(TRIAGE_MESSAGE, async (context) => triage(context, settings));
}

async function search(
  context: TurnContext,
  settings: TeamsSettings,
  parameters: Readonly<Record<string, unknown>>,
): Promise<MessagingExtensionResult> {
  const { desk, activity } = callOf(context);
  if (!isAgent(settings, activity)) return { type: 'message', text: wordingFor(context, 'teams_not_agent') };
  const query = typeof parameters.query === 'string' ? parameters.query.slice(0, QUERY_LIMIT) : '';
  const { content } = desk.advisor.expert;
  const knowledge = searchKnowledge(content, query).map((found) => resultOf(found, foundCard(found)));
  const attachments = [...(await casesFor(context, query)), ...knowledge];
  if (attachments.length === 0) return { type: 'message', text: wordingFor(context, 'teams_none') };
  return { type: 'result', attachmentLayout: 'list', attachments };
}

async function casesFor(context: TurnContext, query: string) {
  const call = callOf(context);
  const { content } = call.desk.advisor.expert;
  const cases = await waitingCases(call.desk, CASES);
  return cases
    .map((one) => caseCard(content, one, instantOf(call)))
    .filter(({ fallbackText }) => query.trim() !== '' && fallbackText.includes(query.trim()))
    .map((shown) =>
      resultOf({ title: shown.fallbackText.split('\n')[0] ?? '', text: shown.fallbackText }, shown),
    );
}

function foundCard({ title, text }: Found): AdaptiveCard {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const body = [
    paragraph(title, { weight: 'bolder', size: 'medium' }),
    ...lines.map((line) => paragraph(line)),
  ];
  return card(`${title}\n${text}`, CHINESE, body);
}

function resultOf({ title, text }: Found, shown: AdaptiveCard) {
  return { ...CardFactory.adaptiveCard(shown), preview: CardFactory.heroCard(title, text.slice(0, 80)) };
}

function triage(context: TurnContext, settings: TeamsSettings): TaskModuleTaskInfo | string {
  const call = callOf(context);
  const { desk, activity } = call;
  if (!isAgent(settings, activity)) return wordingFor(context, 'teams_not_agent');
  const payload = payloadSchema.safeParse(activity.value);
  const text = payload.success ? plain(payload.data.messagePayload.body.content).slice(0, MESSAGE_LIMIT) : '';
  if (text === '') return wordingFor(context, 'teams_no_text');
  const verdict = triageText(desk.advisor, text, instantOf(call), null);
  const shown = triageCard(desk.advisor.expert.content, verdict, text);
  const title = wordingFor(context, 'teams_triage_title');
  return { title, width: 'medium', height: 'large', card: CardFactory.adaptiveCard(shown) };
}

const ENTITIES: Readonly<Record<string, string>> = { nbsp: ' ', lt: '<', gt: '>', quot: '"', amp: '&' };

// Teams hands over the HTML of the message.
function plain(html: string): string {
  return html
    .replace(/<(?:br|\/p|\/div|\/li)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(nbsp|lt|gt|quot|amp);/g, (_, name: string) => ENTITIES[name] ?? '')
    .trim();
}

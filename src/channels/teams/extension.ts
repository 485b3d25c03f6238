import type { Application } from '@microsoft/teams-ai';
import {
  CardFactory,
  type MessagingExtensionResult,
  type TaskModuleTaskInfo,
  type TurnContext,
} from 'botbuilder';
import { z } from 'zod';
import { findKnowledge } from '../../desk/find-knowledge.ts';
import { triageText } from '../../desk/triage.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { mayTriage, seatedAt } from './agents.ts';
import { caseCard } from './case-card.ts';
import { SEARCH, TRIAGE_MESSAGE } from './extension-commands.ts';
import { foundCard } from './found-card.ts';
import { waitingCases } from './open-cases.ts';
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
const CASES = 5;
/** So many results are shown, each with so many characters of its text. */
const MOST = 15;
const ABOUT = 80;

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
  const { desk } = callOf(context);
  if (!(await mayTriage(settings, callOf(context))))
    return { type: 'message', text: wordingFor(context, 'teams_not_agent') };
  const query = typeof parameters.query === 'string' ? parameters.query.slice(0, QUERY_LIMIT) : '';
  const { content } = desk.advisor.expert;
  const knowledge = findKnowledge(content, query, instantOf(callOf(context))).map((found) => {
    const shown = foundCard(content, found);
    return resultOf(shown, found.title);
  });
  const attachments = [...(await casesFor(context, settings, query.trim())), ...knowledge].slice(0, MOST);
  if (attachments.length === 0) return { type: 'message', text: wordingFor(context, 'teams_none') };
  return { type: 'result', attachmentLayout: 'list', attachments };
}

// Cases are for those who work on them, as in the console.
async function casesFor(context: TurnContext, settings: TeamsSettings, query: string) {
  const call = callOf(context);
  const seated = query === '' ? null : await seatedAt(settings, call);
  if (seated === null) return [];
  const { content } = call.desk.advisor.expert;
  const cases = await waitingCases(call.desk, seated.agent, CASES, query);
  return cases.map((about) => resultOf(caseCard(content, about, instantOf(call)), about.one.number));
}

function resultOf(shown: AdaptiveCard, title: string) {
  const about = shown.fallbackText.split('\n').slice(1).join(' ').slice(0, ABOUT);
  return { ...CardFactory.adaptiveCard(shown), preview: CardFactory.heroCard(title, about) };
}

async function triage(context: TurnContext, settings: TeamsSettings): Promise<TaskModuleTaskInfo | string> {
  const call = callOf(context);
  const { desk, activity } = call;
  if (!(await mayTriage(settings, call))) return wordingFor(context, 'teams_not_agent');
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

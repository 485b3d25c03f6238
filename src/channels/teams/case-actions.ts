import type { Application } from '@microsoft/teams-ai';
import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Content } from '../../content/content.ts';
import { CHINESE } from '../../conversation/conversation.ts';
import { type CaseInHand, caseInHand, lineAt } from '../../desk/cases/case-in-hand.ts';
import { type AdaptiveCard, type CardAction, card, paragraph } from './adaptive-card.ts';
import { type Seated, seatedAt } from './agents.ts';
import { doButton, replyForm } from './case-buttons.ts';
import { casesCard } from './case-card.ts';
import { cardFor, sendCase } from './case-message.ts';
import { type Carried, carryOut, type Order } from './case-orders.ts';
import { CASE_VERBS, type CaseVerb, NO_CAUSE } from './case-verbs.ts';
import { activityOf } from './framework-activity.ts';
import { lineCard } from './line-card.ts';
import { cardMessage } from './message.ts';
import { waitingCases } from './open-cases.ts';
import type { TeamsSettings } from './settings.ts';
import { callOf, instantOf } from './turn.ts';
import { wordingFor } from './wording.ts';

/** What the buttons of a case send. */
const dataSchema = z.looseObject({
  case: z.string().min(1).max(64),
  version: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .optional(),
  /** the merchant's line that is answered */
  line: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .optional(),
  force: z.literal('yes').optional(),
  anyway: z.literal('yes').optional(),
  text: z.string().max(2_000).default(''),
  cause: z.string().max(64).default(NO_CAUSE),
  solved: z.enum(['yes', 'no']).default('no'),
  solution: z.string().max(1_000).default(''),
});
type Data = z.infer<typeof dataSchema>;

const LISTED = 10;

/** The buttons of cases: Action.Execute, and Action.Submit of clients that do not know it. */
export function addCaseActions(application: Application, settings: TeamsSettings): void {
  for (const verb of CASE_VERBS) {
    application.adaptiveCards.actionExecute(verb, async (context, _, data) => {
      const shown = await pressed(context, settings, verb, data);
      // The framework would also edit the message, which makes clients ask for it anew, and so on.
      await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: invokeBody(shown) } });
      return '';
    });
    application.adaptiveCards.actionSubmit(verb, async (context, _, data) => {
      const shown = await pressed(context, settings, verb, data);
      const { replyToId: id } = callOf(context).activity;
      const message = activityOf(cardMessage(typeof shown === 'string' ? plainCard(shown) : shown));
      if (id == null) await context.sendActivity(message);
      else await context.updateActivity({ ...message, id });
    });
  }
}

function invokeBody(shown: AdaptiveCard | string): object {
  return typeof shown === 'string'
    ? { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: shown }
    : { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: shown };
}

function plainCard(text: string): AdaptiveCard {
  return card(text, CHINESE, [paragraph(text)]);
}

/** Does what a button says; gives the card that takes the place of the one it stands on, or words. */
async function pressed(
  context: TurnContext,
  settings: TeamsSettings,
  verb: CaseVerb,
  sent: unknown,
): Promise<AdaptiveCard | string> {
  const call = callOf(context);
  const seated = await seatedAt(settings, call);
  if (seated === null) return wordingFor(context, 'teams_not_linked');
  const data = dataSchema.safeParse(sent);
  if (!data.success) return wordingFor(context, 'teams_pick');
  const about = await caseInHand(call.desk, seated.agent, data.data.case);
  if (about === null) return wordingFor(context, 'teams_case_absent');
  if (verb === 'caseRefresh') return cardFor(context, seated, about, '');
  if (verb === 'caseOpen') {
    await sendCase(context, seated, about);
    return listAgain(context, seated);
  }
  return ordered(context, seated, about, { verb, data: data.data });
}

async function listAgain(context: TurnContext, { agent }: Seated): Promise<AdaptiveCard | string> {
  const call = callOf(context);
  const waiting = await waitingCases(call.desk, agent, LISTED);
  if (waiting.length === 0) return plainCard(wordingFor(context, 'teams_no_cases'));
  return casesCard(call.desk.advisor.expert.content, waiting, instantOf(call));
}

interface Press {
  readonly verb: Exclude<CaseVerb, 'caseRefresh' | 'caseOpen'>;
  readonly data: Data;
}

async function ordered(
  context: TurnContext,
  seated: Seated,
  about: CaseInHand,
  press: Press,
): Promise<AdaptiveCard | string> {
  const call = callOf(context);
  const { desk, activity } = call;
  const { verb, data } = press;
  const { version = null, text } = data;
  const place = activity.replyToId ?? activity.id ?? '';
  // The same button of the same state of the case counts once, however often it is pressed or sent.
  const key = [place, verb, String(about.one.version), text];
  const orderer = { agent: seated.agent, at: instantOf(call), key, version };
  const carried = await carryOut(desk, about, orderer, orderOf(press));
  const after = (await caseInHand(desk, seated.agent, about.one.id)) ?? about;
  if (verb === 'caseTake' && carried.done) await bring(context, seated, after);
  const { content } = desk.advisor.expert;
  const line = data.line === undefined ? null : await lineAt(desk, after.one, data.line);
  if (line !== null) return answeredLine(content, after, { seq: String(data.line), line, carried });
  const shown = cardFor(context, seated, after, carried.says);
  const { doubtful } = carried;
  return doubtful === null
    ? shown
    : { ...shown, actions: doubtActions(content, after, { doubtful, more: {} }) };
}

function orderOf({ verb, data }: Press): Order {
  switch (verb) {
    case 'caseTake':
      return { type: 'take', force: data.force === 'yes' };
    case 'caseReturn':
      return { type: 'return' };
    case 'caseReply':
      return { type: 'reply', text: data.text, anyway: data.anyway === 'yes' };
    case 'caseClose':
      return {
        type: 'close',
        cause: data.cause === NO_CAUSE ? null : data.cause,
        solved: data.solved === 'yes',
        text: data.solution,
      };
  }
}

// Whoever takes a case in a group gets it in the chat of the two of us, where the merchant's lines come.
async function bring(context: TurnContext, { seat, agent }: Seated, { one }: CaseInHand): Promise<void> {
  const call = callOf(context);
  const { desk } = call;
  const cards = await desk.store.caseCards.of(one.id);
  if (cards.some(({ userId }) => userId === agent.id)) return;
  const at = instantOf(call);
  const note = { channel: seat.channel, userId: agent.id, caseId: one.id, deed: `taken:${one.version}` };
  await desk.store.seatNotes.add([{ ...note, type: 'taken', line: 0, at }], at);
  desk.hints.send(one.conversationId);
}

function answeredLine(
  content: Content,
  about: CaseInHand,
  { seq, line, carried }: { readonly seq: string; readonly line: string; readonly carried: Carried },
): AdaptiveCard {
  const { one } = about;
  if (carried.done) return lineCard(content, one.number, line, { done: carried.says });
  const more = { line: seq };
  const { doubtful } = carried;
  const actions =
    doubtful === null
      ? [replyForm(content, one.id, '', more)]
      : doubtActions(content, about, { doubtful, more });
  return lineCard(content, one.number, line, { lead: carried.says, actions });
}

type Doubtful = NonNullable<Carried['doubtful']>;

function doubtActions(
  content: Content,
  { one }: CaseInHand,
  {
    doubtful: { text, mayInsist },
    more,
  }: { readonly doubtful: Doubtful; readonly more: Readonly<Record<string, string>> },
): readonly CardAction[] {
  const again = replyForm(content, one.id, text, more);
  if (!mayInsist) return [again];
  const insist = { ...more, text, anyway: 'yes' };
  return [again, doButton(content, one.id, ['teams_do_anyway', 'caseReply'], insist)];
}

/** Words that were called doubtful, to be changed or insisted on; null: they were not. */
export function doubtCard(
  content: Content,
  about: CaseInHand,
  { says, doubtful }: Carried,
): AdaptiveCard | null {
  if (doubtful === null) return null;
  const actions = doubtActions(content, about, { doubtful, more: {} });
  return card(says, CHINESE, [paragraph(says)], actions);
}

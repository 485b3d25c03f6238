import type { TurnContext } from 'botbuilder';
import { type CaseInHand, caseInHand } from '../../desk/cases/case-in-hand.ts';
import { triageText } from '../../desk/triage.ts';
import type { AgentCommand, CaseCommand, OrderCommand } from './agent-command.ts';
import { mayTriage, type Seated, seatedAt } from './agents.ts';
import { doubtCard } from './case-actions.ts';
import { casesCard } from './case-card.ts';
import { sendCase } from './case-message.ts';
import { type Carried, carryOut, type Order } from './case-orders.ts';
import { activityOf } from './framework-activity.ts';
import { link, setNotices, unlink } from './link.ts';
import { cardMessage, type TeamsMessage, textMessage } from './message.ts';
import { heldCases, waitingCases } from './open-cases.ts';
import type { TeamsSettings } from './settings.ts';
import { triageCard } from './triage-card.ts';
import { callOf, instantOf } from './turn.ts';
import { wordingFor } from './wording.ts';

/** So many cases are listed. */
const LISTED = 10;

/** Does what an agent asks for; others are told that it is not for them, or how to be let in. */
export async function runCommand(
  context: TurnContext,
  settings: TeamsSettings,
  command: AgentCommand,
): Promise<void> {
  const message = await resultOf(context, settings, command);
  if (message !== null) await context.sendActivity(activityOf(message));
}

async function resultOf(
  context: TurnContext,
  settings: TeamsSettings,
  command: AgentCommand,
): Promise<TeamsMessage | null> {
  switch (command.type) {
    case 'link':
      return textMessage(await link(context, settings, command.code));
    case 'unlink':
      return textMessage(await unlink(context, settings));
    case 'notices':
      return textMessage(await setNotices(context, settings, command.on));
    case 'help':
      return textMessage(await helpFor(context, settings));
    case 'triage':
      return triageMessage(context, settings, command.text);
    default: {
      const seated = await seatedAt(settings, callOf(context));
      if (seated === null) return textMessage(wordingFor(context, 'teams_not_linked'));
      return caseCommand(context, seated, command);
    }
  }
}

/** How to go on, for whoever writes. */
export async function helpFor(context: TurnContext, settings: TeamsSettings): Promise<string> {
  const call = callOf(context);
  if ((await seatedAt(settings, call)) !== null) return wordingFor(context, 'teams_agent_help');
  return wordingFor(context, (await mayTriage(settings, call)) ? 'teams_help' : 'teams_not_agent');
}

async function triageMessage(
  context: TurnContext,
  settings: TeamsSettings,
  text: string,
): Promise<TeamsMessage> {
  const call = callOf(context);
  if (!(await mayTriage(settings, call))) return textMessage(wordingFor(context, 'teams_not_agent'));
  if (text === '') return textMessage(wordingFor(context, 'teams_help'));
  const { advisor } = call.desk;
  const verdict = triageText(advisor, text, instantOf(call), null);
  return cardMessage(triageCard(advisor.expert.content, verdict, text));
}

async function caseCommand(
  context: TurnContext,
  seated: Seated,
  command: CaseCommand,
): Promise<TeamsMessage | null> {
  if (command.type === 'cases') return casesMessage(context, seated);
  const about = await namedCase(context, seated, command.number);
  if (typeof about === 'string') return textMessage(about);
  if (command.type !== 'open') return order(context, seated, about, command);
  const lead = command.closing ? wordingFor(context, 'teams_case_choose') : '';
  await sendCase(context, seated, about, lead);
  return null;
}

async function casesMessage(context: TurnContext, { agent }: Seated): Promise<TeamsMessage> {
  const call = callOf(context);
  const waiting = await waitingCases(call.desk, agent, LISTED);
  if (waiting.length === 0) return textMessage(wordingFor(context, 'teams_no_cases'));
  return cardMessage(casesCard(call.desk.advisor.expert.content, waiting, instantOf(call)));
}

/** The case of a number, without one the only one that is held; else why there is none. */
async function namedCase(
  context: TurnContext,
  { agent }: Seated,
  number: string,
): Promise<CaseInHand | string> {
  const { desk } = callOf(context);
  if (number !== '') {
    return (await caseInHand(desk, agent, number)) ?? wordingFor(context, 'teams_case_absent');
  }
  const [only, another] = await heldCases(desk, agent, 2);
  return only === undefined || another !== undefined ? wordingFor(context, 'teams_case_which') : only;
}

async function order(
  context: TurnContext,
  seated: Seated,
  about: CaseInHand,
  command: OrderCommand,
): Promise<TeamsMessage | null> {
  const call = callOf(context);
  const { desk, activity } = call;
  const orderer = {
    agent: seated.agent,
    at: instantOf(call),
    key: ['said', activity.id ?? ''],
    version: null,
  };
  const carried = await carryOut(desk, about, orderer, orderOf(command));
  const after = await caseInHand(desk, seated.agent, about.one.id);
  if (command.type === 'take' && carried.done && after !== null) {
    await sendCase(context, seated, after, carried.says);
    return null;
  }
  return carriedMessage(context, about, carried);
}

function orderOf(command: OrderCommand): Order {
  switch (command.type) {
    case 'take':
      return { type: 'take', force: false };
    case 'return':
      return { type: 'return' };
    case 'reply':
      return { type: 'reply', text: command.text, anyway: false };
  }
}

function carriedMessage(context: TurnContext, about: CaseInHand, carried: Carried): TeamsMessage {
  const card = doubtCard(callOf(context).desk.advisor.expert.content, about, carried);
  return card === null ? textMessage(carried.says) : cardMessage(card);
}

import type { TurnContext } from 'botbuilder';
import { triageText } from '../../desk/triage.ts';
import type { AgentCommand } from './agent-command.ts';
import { isAgent } from './agents.ts';
import { casesCard } from './case-card.ts';
import { activityOf } from './framework-activity.ts';
import { cardMessage, type TeamsMessage, textMessage } from './message.ts';
import { waitingCases } from './open-cases.ts';
import type { TeamsSettings } from './settings.ts';
import { triageCard } from './triage-card.ts';
import { callOf, instantOf } from './turn.ts';
import { wordingFor } from './wording.ts';

/** So many cases are listed. */
const LISTED = 10;

/** Does what an agent asks for; others are told that it is not for them. */
export async function runCommand(
  context: TurnContext,
  settings: TeamsSettings,
  command: AgentCommand,
): Promise<void> {
  const allowed = isAgent(settings, callOf(context).activity);
  const message = allowed
    ? await resultOf(context, command)
    : textMessage(wordingFor(context, 'teams_not_agent'));
  await context.sendActivity(activityOf(message));
}

async function resultOf(context: TurnContext, command: AgentCommand): Promise<TeamsMessage> {
  const call = callOf(context);
  const { desk } = call;
  const { content } = desk.advisor.expert;
  switch (command.type) {
    case 'triage': {
      if (command.text === '') return textMessage(wordingFor(context, 'teams_help'));
      const verdict = triageText(desk.advisor, command.text, instantOf(call), null);
      return cardMessage(triageCard(content, verdict, command.text));
    }
    case 'cases': {
      const waiting = await waitingCases(desk, LISTED);
      if (waiting.length === 0) return textMessage(wordingFor(context, 'teams_no_cases'));
      return cardMessage(casesCard(content, waiting, instantOf(call)));
    }
    case 'help':
      return textMessage(wordingFor(context, 'teams_help'));
  }
}

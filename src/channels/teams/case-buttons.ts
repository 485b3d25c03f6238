import type { Content } from '../../content/content.ts';
import { say } from '../../conversation/wording.ts';
import type { CaseInHand } from '../../desk/cases/case-in-hand.ts';
import { rightsOf } from '../../desk/cases/case-rights.ts';
import type { Agent } from '../../desk/login/agent.ts';
import { button, type CardAction, type ChoiceInput, form, type TextInput } from './adaptive-card.ts';
import { type CaseVerb, NO_CAUSE, REPLY_TEXT, SOLUTION, SOLVED, TRUE_CAUSE } from './case-verbs.ts';

/** As the API takes them. */
const LONGEST_REPLY = 2_000;
const LONGEST_SOLUTION = 1_000;

/** What somebody may do with a case at an instant (epoch ms), as buttons of its card. */
export function caseButtons(
  content: Content,
  about: CaseInHand,
  { agent, at }: { readonly agent: Agent; readonly at: number },
): readonly CardAction[] {
  const { one, conversation } = about;
  const may = rightsOf(one, { conversation }, { agent, at });
  const mine = one.assignee?.id === agent.id && one.status !== 'waiting';
  const another = one.assignee !== null && one.assignee.id !== agent.id && one.leaseUntil > at;
  const run = (word: string, verb: CaseVerb, more = {}) => doButton(content, one.id, [word, verb], more);
  return [
    ...(may.take && !mine && !another ? [run('teams_do_take', 'caseTake')] : []),
    ...(may.take && another ? [run('teams_do_force', 'caseTake', { force: 'yes' })] : []),
    ...(may.reply ? [replyForm(content, one.id)] : []),
    ...(may.return ? [run('teams_do_return', 'caseReturn')] : []),
    ...(may.close ? [closeForm(content, about)] : []),
  ];
}

/** A button that does something to a case. */
export function doButton(
  content: Content,
  caseId: string,
  [word, verb]: readonly [string, CaseVerb],
  more: Readonly<Record<string, string>> = {},
) {
  return button(say(content, word), verb, { case: caseId, ...more });
}

/** A form to write to the merchant. `text`: what stands in it; `more`: what is sent with it. */
export function replyForm(
  content: Content,
  caseId: string,
  text = '',
  more: Readonly<Record<string, string>> = {},
): CardAction {
  const input: TextInput = {
    type: 'Input.Text',
    id: REPLY_TEXT,
    label: say(content, 'teams_reply_label'),
    isMultiline: true,
    maxLength: LONGEST_REPLY,
    isRequired: true,
    errorMessage: say(content, 'teams_case_empty'),
    ...(text === '' ? {} : { value: text }),
  };
  const send = doButton(content, caseId, ['teams_do_send', 'caseReply'], more);
  return form(say(content, 'teams_do_reply'), [input], send);
}

function closeForm(content: Content, { one, conversation }: CaseInHand): CardAction {
  const body = [causeInput(content, conversation.diagnosis), solvedInput(content), solutionInput(content)];
  const { version } = one;
  const end = doButton(content, one.id, ['teams_do_end', 'caseClose'], { version: String(version) });
  return form(say(content, 'teams_do_close'), body, end);
}

// The likeliest first: mostly it is one of them.
function causeInput(content: Content, diagnosis: CaseInHand['conversation']['diagnosis']): ChoiceInput {
  const likely = (diagnosis?.causes ?? []).map(({ id }) => id);
  const others = Object.keys(content.causes).filter((id) => !likely.includes(id));
  const causes = [...likely, ...others].flatMap((id) => {
    const cause = content.causes[id];
    return cause === undefined ? [] : [{ title: cause.name, value: id }];
  });
  const [first] = causes;
  return {
    ...required(content, TRUE_CAUSE, 'teams_cause_label'),
    style: 'compact',
    ...(likely.length === 0 || first === undefined ? {} : { value: first.value }),
    choices: [...causes, { title: say(content, 'teams_cause_none'), value: NO_CAUSE }],
  };
}

function solvedInput(content: Content): ChoiceInput {
  return {
    ...required(content, SOLVED, 'teams_solved_label'),
    style: 'expanded',
    value: 'yes',
    choices: [
      { title: say(content, 'teams_solved_yes'), value: 'yes' },
      { title: say(content, 'teams_solved_no'), value: 'no' },
    ],
  };
}

function required(content: Content, id: string, label: string) {
  return {
    type: 'Input.ChoiceSet',
    id,
    label: say(content, label),
    isRequired: true,
    errorMessage: say(content, 'teams_pick'),
  } as const;
}

function solutionInput(content: Content): TextInput {
  return {
    type: 'Input.Text',
    id: SOLUTION,
    label: say(content, 'teams_solution_label'),
    isMultiline: true,
    maxLength: LONGEST_SOLUTION,
  };
}

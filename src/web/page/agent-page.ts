import type { Content } from '../../content/content.ts';
import { say } from '../../conversation/wording.ts';
import { AGENT_SCRIPT } from './agent-script.ts';
import { escapeHtml, type Page } from './html.ts';
import { STYLE } from './style.ts';

/** The agents' triage box: a message in, the verdict out. */
export function agentPage(content: Content): Page {
  const word = (id: string) => say(content, id);
  const text = (id: string) => escapeHtml(word(id));
  const body = `<header><h1>${text('agent_title')}</h1></header>
<main class="sheet">
<form id="form">
<textarea id="input" maxlength="10000" aria-label="${text('agent_input')}" placeholder="${text('agent_input')}"></textarea>
<input id="token" type="password" autocomplete="off" aria-label="${text('agent_token')}" placeholder="${text('agent_token')}">
<button class="send">${text('agent_run')}</button>
</form>
<div id="verdict" aria-live="polite"></div>
</main>`;
  const data = {
    slots: slotNames(content),
    outside: word('agent_outside'),
    nothing: word('agent_nothing'),
    facts: word('agent_facts'),
    causes: word('agent_causes'),
    due: word('agent_due'),
    steps: word('agent_steps'),
    contacts: word('agent_contacts'),
    missing: word('agent_missing'),
    trouble: word('page_offline'),
  };
  return {
    language: 'zh-CN',
    title: word('agent_title'),
    description: word('agent_title'),
    className: '',
    body,
    style: STYLE,
    script: AGENT_SCRIPT,
    data,
    frames: [],
  };
}

function slotNames(content: Content): object {
  return Object.fromEntries(
    Object.values(content.slots).map(({ id, name, options }) => [
      id,
      { name, options: Object.fromEntries(options.map((option) => [option.id, option.name])) },
    ]),
  );
}

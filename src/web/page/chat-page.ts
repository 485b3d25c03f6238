import { begin } from '../../conversation/conversation.ts';
import type { Expert } from '../../conversation/expert.ts';
import { transition } from '../../conversation/transition.ts';
import { turnOf } from '../../conversation/turn.ts';
import { say } from '../../conversation/wording.ts';
import { CHAT_SCRIPT } from './chat-script.ts';
import { escapeHtml, type Page } from './html.ts';
import { STYLE } from './style.ts';

/** The merchant's page. The greeting is in it; a conversation is created with the first message. */
export function chatPage(expert: Expert, at: number): Page {
  const word = (id: string) => say(expert.content, id);
  const text = (id: string) => escapeHtml(word(id));
  const [conversation, effects] = transition(expert, begin(''), { type: 'opened', at });
  const greeting = turnOf(expert, conversation, effects).replies.map(
    (reply) => `<div class="bubble bot ${reply.kind}">${escapeHtml(reply.text)}</div>`,
  );
  const tools = ['page_back', 'page_restart', 'page_human'].map(
    (id) => `<button type="button">${text(id)}</button>`,
  );
  const body = `<header><h1>${text('page_title')}</h1><p>${text('page_tagline')}</p></header>
<main id="log" tabindex="0" aria-live="polite">${greeting.join('')}</main>
<footer>
<p class="small" id="waiting" role="status" hidden>${text('page_waiting')}</p>
<form id="form">
<textarea id="input" rows="1" maxlength="2000" enterkeyhint="send" aria-label="${text('page_input')}" placeholder="${text('page_input')}"></textarea>
<button class="send">${text('page_send')}</button>
</form>
<div class="tools" id="tools">${tools.join('')}</div>
<p class="small">${text('page_privacy')}</p>
<noscript><p class="small">${text('page_script')}</p></noscript>
</footer>`;
  const data = {
    offline: word('page_offline'),
    busy: word('page_busy'),
    tooLong: word('page_too_long'),
    trouble: word('page_trouble'),
  };
  return { title: word('page_title'), body, style: STYLE, script: CHAT_SCRIPT, data };
}

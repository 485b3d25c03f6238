import { randomUUID } from 'node:crypto';
import { render } from 'preact-render-to-string';
import type { Content } from '../../content/content.ts';
import { begin, CHINESE } from '../../conversation/conversation.ts';
import { transition } from '../../conversation/transition.ts';
import { say } from '../../conversation/wording.ts';
import type { Desk } from '../../desk/desk.ts';
import { conversationIdOf, newToken } from '../../desk/token.ts';
import { Chat } from '../merchant/chat.tsx';
import { firstState } from '../merchant/state.ts';
import type { PageData, View } from '../merchant/view.ts';
import { pageWords } from '../merchant/words.ts';
import type { Service } from '../service.ts';
import { cookieSecret } from '../session.ts';
import { htmlResponse, type Page } from './html.ts';
import { sizeOf } from './size.ts';
import { lineOf, openingQuestion, viewOf } from './view-of.ts';

/** After so long somebody who comes back is welcomed. */
const AWAY_MS = 600_000;

/** The merchants' page for whoever asks: the talk as it stands, or the greeting. */
export async function chatPage(service: Service, request: Request): Promise<Response> {
  const { desk } = service;
  const now = service.clock();
  const secret = cookieSecret(request);
  const shown = secret === null ? null : await viewOf(desk, conversationIdOf(secret), 0, now);
  const { searchParams } = new URL(request.url);
  const content = shown?.content ?? desk.advisor.expert.content;
  const data: PageData = {
    view: shown?.view ?? greeting(desk, now),
    words: pageWords((id) => say(content, id)),
    query: searchParams.has('embed') ? '?embed' : '',
    messageId: randomUUID(),
    secret: secret === null ? newToken() : null,
    back: shown !== null && shown.lastAt < now - AWAY_MS,
    notice: noticeOf(content, searchParams),
    size: sizeOf(request),
  };
  return htmlResponse({ ...pageOf(service, data), description: say(content, 'page_tagline') }, request);
}

function pageOf(service: Service, data: PageData): Omit<Page, 'description'> {
  const sender = { data, busy: false, send: nothing };
  const chat = <Chat state={firstState(data)} sender={sender} retry={nothing} setSize={nothing} />;
  return {
    language: data.view.language,
    title: data.words.page_title,
    className: `size-${data.size}`,
    body: `<div id="page">${render(chat)}</div>`,
    ...service.page,
    data,
    frames: service.embedHosts,
  };
}

function nothing(): void {
  // Drawn on the server, nothing can be pressed.
}

/** What stands there before anything was said: the greeting that the talk will begin with. */
function greeting(desk: Desk, now: number): View {
  const [, effects] = transition(desk.advisor.expert, begin(''), { type: 'opened', at: now });
  const replies = effects.flatMap((effect) => (effect.type === 'reply' ? [effect.reply] : []));
  const lines = replies.map(({ kind, text }, i) => lineOf({ seq: i + 1, from: 'bot', kind, text, at: now }));
  const question = openingQuestion(desk.advisor.expert.content);
  return {
    id: null,
    language: CHINESE,
    status: 'asking',
    lines,
    question,
    card: null,
    person: null,
    facts: [],
  };
}

/** Refusal code → the sentence for whoever has no script. */
const REFUSED: Readonly<Record<string, string>> = {
  too_large: 'page_too_long',
  too_many_requests: 'page_busy',
};

function noticeOf(content: Content, query: URLSearchParams): string | null {
  if (query.has('deleted')) return say(content, 'page_deleted');
  const code = query.get('refused');
  return code === null ? null : say(content, REFUSED[code] ?? 'page_trouble');
}

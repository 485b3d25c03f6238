import { say } from '../../conversation/wording.ts';
import { conversationIdOf } from '../../desk/token.ts';
import { refuse } from '../refusal.ts';
import { FOREIGN, NO_CONVERSATION } from '../refusals.ts';
import type { Service } from '../service.ts';
import { cookieSecret, dropSecret, isForeign } from '../session.ts';
import { calendarFile } from './calendar-file.ts';
import { home } from './talk-routes.ts';
import { viewOf } from './view-of.ts';

/** Deletes the talk of the caller's cookie and forgets the cookie. */
export async function deleteOwn(service: Service, request: Request): Promise<Response> {
  if (isForeign(request)) return refuse(FOREIGN);
  const secret = cookieSecret(request);
  if (secret !== null) {
    await service.desk.store.retention.erase(conversationIdOf(secret), service.clock());
  }
  const response = home(request, '&deleted');
  response.headers.append('Set-Cookie', dropSecret(request));
  return response;
}

/** The talk of the caller's cookie as plain text, to take along. */
export async function downloadOwn(service: Service, request: Request): Promise<Response> {
  const shown = await own(service, request);
  if (shown === null) return refuse(NO_CONVERSATION);
  const { view, content } = shown;
  const who = { merchant: 'page_me', bot: 'page_bot', system: 'page_bot', agent: 'page_person' } as const;
  const lines = view.lines.map((line) => `[${line.clock}] ${say(content, who[line.from])}\n${line.text}\n`);
  const headers = {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Disposition': 'attachment; filename="daozhang.txt"',
  };
  return new Response(lines.join('\n'), { headers });
}

/** The due time of the talk of the caller's cookie as a calendar file. */
export async function calendarOfOwn(service: Service, request: Request): Promise<Response> {
  const secret = cookieSecret(request);
  const held = secret === null ? null : await service.desk.conversations.load(conversationIdOf(secret));
  const diagnosis = held?.conversation.diagnosis ?? null;
  if (held === null || diagnosis === null || diagnosis.dueAt === null) return refuse(NO_CONVERSATION);
  const { content } = service.desk.advisor.expert;
  const file = calendarFile({
    uid: `${held.conversation.id}@daozhang`,
    now: service.clock(),
    at: Date.parse(diagnosis.dueAt),
    title: say(content, 'page_calendar_title'),
    text: [diagnosis.dueBasis, diagnosis.wait, diagnosis.next].filter((part) => part !== '').join('\n'),
  });
  const headers = {
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Disposition': 'attachment; filename="daozhang.ics"',
  };
  return new Response(file, { headers });
}

function own(service: Service, request: Request) {
  const secret = cookieSecret(request);
  return secret === null ? null : viewOf(service.desk, conversationIdOf(secret), 0, service.clock());
}

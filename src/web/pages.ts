import { chatPage } from './page/chat-page.tsx';
import { consoleAsset, consolePage } from './page/console-page.ts';
import { continueRoutes } from './page/continue-page.tsx';
import { embedScript } from './page/embed.ts';
import { firstRoutes } from './page/first-page.tsx';
import { calendarOfOwn, deleteOwn, downloadOwn } from './page/own-talk.ts';
import { privacyPage } from './page/privacy-page.tsx';
import { keepSize } from './page/size.ts';
import { talkRoutes } from './page/talk-routes.ts';
import type { Call, Route } from './route.ts';
import type { Service } from './service.ts';

/** The pages for people: the merchants' chat with what belongs to it, and the agents' console. */
export function pageRoutes(service: Service): readonly Route[] {
  return [
    page('/', 'The chat page.', ({ request }) => chatPage(service, request)),
    page('/privacy', 'What is kept, and for how long.', ({ request }) => privacyPage(service, request)),
    page('/console', 'The page for agents.', async () =>
      consolePage(service.desk.advisor.expert.content, await service.consoleFiles(), service.oidc != null),
    ),
    page('/console/assets/{id}', 'A file of it.', async ({ request, params }) =>
      consoleAsset(await service.consoleFiles(), params.id ?? '', request),
    ),
    page('/agent', 'Where the page for agents was.', () => redirect('/console#/triage')),
    ...talkRoutes(service),
    ...firstRoutes(service),
    ...continueRoutes(service),
    page('/talk.txt', "The caller's talk as text.", ({ request }) => downloadOwn(service, request)),
    page('/due.ics', 'The due time as a calendar file.', ({ request }) => calendarOfOwn(service, request)),
    page('/embed.js', 'Opens the chat on another site.', () => embedScript(service)),
    ...['1', '2', '3'].map((size) => page(`/size/${size}`, `Text size ${size}.`, () => keepSize(size))),
    {
      ...page('/talk/delete', "Deletes the caller's talk.", ({ request }) => deleteOwn(service, request)),
      method: 'POST',
    },
  ];
}

function redirect(location: string): Response {
  return new Response(null, { status: 302, headers: { Location: location } });
}

function page(path: string, summary: string, handle: (call: Call) => Response | Promise<Response>): Route {
  return {
    method: 'GET',
    path,
    summary,
    access: 'public',
    success: { status: 200, description: summary },
    failures: [],
    handle: async (call) => handle(call),
  };
}

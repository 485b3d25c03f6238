import { agentPage } from './page/agent-page.ts';
import { chatPage } from './page/chat-page.ts';
import { type Page, pageResponse } from './page/html.ts';
import type { Route } from './route.ts';
import type { Service } from './service.ts';

/** The pages for people: the merchants' chat and the agents' triage box. */
export function pageRoutes(service: Service): readonly Route[] {
  const { expert } = service.desk.advisor;
  return [
    pageRoute('/', 'The chat page.', chatPage(expert, service.clock())),
    pageRoute('/agent', 'The triage page.', agentPage(expert.content)),
  ];
}

function pageRoute(path: string, summary: string, page: Page): Route {
  const respond = pageResponse(page);
  return {
    method: 'GET',
    path,
    summary,
    access: 'public',
    success: { status: 200, description: 'HTML' },
    failures: [],
    handle: async () => respond(),
  };
}

import { render } from 'preact-render-to-string';
import { CHINESE } from '../../conversation/conversation.ts';
import { say } from '../../conversation/wording.ts';
import { followLink } from '../../desk/continue.ts';
import { refuse } from '../refusal.ts';
import { FOREIGN, TOO_MANY } from '../refusals.ts';
import type { Call, Route } from '../route.ts';
import type { Service } from '../service.ts';
import { isForeign, isSecret, keepSecret } from '../session.ts';
import { htmlResponse } from './html.ts';
import { sizeOf } from './size.ts';
import { home } from './talk-routes.ts';

const PATH = '/continue/{id}';

/** Where a one-time link leads: a talk begun in a messaging app goes on here. Looking at it changes nothing, for
 * those apps look at links by themselves; the button takes the talk over. */
export function continueRoutes(service: Service): readonly Route[] {
  const common = { path: PATH, access: 'public', failures: [403, 429] } as const;
  return [
    {
      ...common,
      method: 'GET',
      summary: 'The page behind a one-time link from a messaging app.',
      success: { status: 200, description: 'The page.' },
      handle: async ({ request, params }) => page(service, request, isSecret(params.id) ? params.id : null),
    },
    {
      ...common,
      method: 'POST',
      summary: 'Takes the talk behind a one-time link over.',
      success: { status: 303, description: 'To the talk.' },
      handle: (call) => take(service, call),
    },
  ];
}

async function take(service: Service, { request, params, address }: Call): Promise<Response> {
  if (isForeign(request)) return refuse(FOREIGN);
  const now = service.clock();
  if (!service.testClock && !service.limits.open(address, now)) return refuse(TOO_MANY);
  const token = isSecret(params.id) ? await followLink(service.desk, params.id, now) : null;
  if (token === null) return page(service, request, null);
  const response = home(request, '');
  response.headers.append('Set-Cookie', keepSecret(request, token, service.desk.keepDays));
  return response;
}

/** `secret` null: the link is over. */
function page(service: Service, request: Request, secret: string | null): Response {
  const { content } = service.desk.advisor.expert;
  const word = (id: string) => say(content, id);
  const body = (
    <div id="page">
      <header class="top">
        <div class="bar">
          <h1>{word('page_title')}</h1>
        </div>
      </header>
      <main>
        <p class="paper">{word(secret === null ? 'page_continue_over' : 'page_continue_text')}</p>
        {secret === null ? (
          <a class="button" href="/">
            {word('page_home')}
          </a>
        ) : (
          <form method="post" action={`/continue/${secret}`}>
            <button type="submit">{word('page_continue_go')}</button>
          </form>
        )}
      </main>
    </div>
  );
  return htmlResponse(
    {
      language: CHINESE,
      title: word('page_title'),
      description: word('page_tagline'),
      className: `size-${sizeOf(request)}`,
      body: render(body),
      style: service.page.style,
      script: '',
      data: null,
      frames: [],
    },
    request,
  );
}

import { render } from 'preact-render-to-string';
import { CHINESE } from '../../conversation/conversation.ts';
import { say } from '../../conversation/wording.ts';
import type { Service } from '../service.ts';
import { cookieSecret } from '../session.ts';
import { htmlResponse } from './html.ts';
import { sizeOf } from './size.ts';

/** What is kept of a talk and for how long, and the buttons to take it along or have it deleted. */
export function privacyPage(service: Service, request: Request): Response {
  const { content } = service.desk.advisor.expert;
  const word = (id: string) => say(content, id);
  const query = new URL(request.url).searchParams.has('embed') ? '?embed' : '';
  const body = (
    <div id="page">
      <header class="top">
        <div class="bar">
          <h1>{word('page_privacy_title')}</h1>
          <a class="button plain" href={`/${query}`}>
            {word('page_home')}
          </a>
        </div>
      </header>
      <main>
        <ul class="paper">
          {word('page_privacy_points')
            .split('\n')
            .map((point) => (
              <li key={point}>{point}</li>
            ))}
          <li>{say(content, 'page_privacy_kept', { 天数: String(service.desk.keepDays) })}</li>
          <li>{word('page_privacy_yours')}</li>
        </ul>
        {cookieSecret(request) === null ? null : (
          <form class="yours" method="post" action={`/talk/delete${query}`}>
            <a class="button" href="/talk.txt" download="daozhang.txt">
              {word('page_download')}
            </a>
            <button type="submit" class="danger">
              {word('page_delete')}
            </button>
          </form>
        )}
      </main>
    </div>
  );
  const page = {
    language: CHINESE,
    title: word('page_privacy_title'),
    description: word('page_tagline'),
    className: `size-${sizeOf(request)}`,
    body: render(body),
    style: service.page.style,
    script: '',
    data: null,
    frames: service.embedHosts,
  };
  return htmlResponse(page, request);
}

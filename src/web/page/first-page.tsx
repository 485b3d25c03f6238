import { render } from 'preact-render-to-string';
import { addFirst } from '../../desk/login/first-admin.ts';
import { loginOf, openSession } from '../../desk/login/login.ts';
import { passwordFault } from '../../desk/login/password.ts';
import { unsafe } from '../api/session.ts';
import { loginSchema } from '../api/users.ts';
import { readForm, TOO_LARGE } from '../body.ts';
import { keepDeskSecret } from '../desk-cookie.ts';
import { refuse } from '../refusal.ts';
import { NO_PATH } from '../refusals.ts';
import type { Call, Route } from '../route.ts';
import type { Service } from '../service.ts';
import { isSecret } from '../session.ts';
import { FIRST_WORDS } from './first-words.ts';
import { htmlResponse } from './html.ts';

const PATH = '/first';

/** The page behind the one-time link that adds the first admin. Only a server that nobody else can reach has it. */
export function firstRoutes(service: Service): readonly Route[] {
  const common = { path: PATH, access: 'public', failures: [403, 404, 413] } as const;
  return [
    {
      ...common,
      method: 'GET',
      summary: 'The page that adds the first admin.',
      success: { status: 200, description: 'The page.' },
      handle: async ({ request }) => {
        const key = new URL(request.url).searchParams.get('key');
        return service.loopback && isSecret(key) ? page(service, request, key, '') : refuse(NO_PATH);
      },
    },
    {
      ...common,
      method: 'POST',
      summary: 'Adds the first admin and logs in.',
      success: { status: 303, description: 'To the console.' },
      handle: (call) => (service.loopback ? add(service, call) : Promise.resolve(refuse(NO_PATH))),
    },
  ];
}

async function add(service: Service, { request }: Call): Promise<Response> {
  const refusal = unsafe(service, request);
  if (refusal !== null) return refuse(refusal);
  const form = await readForm(request);
  if (form === null) return refuse(TOO_LARGE);
  const [key = '', password = ''] = [form.get('key'), form.get('password')];
  const login = loginOf(form.get('login') ?? '');
  if (!loginSchema.safeParse(login).success) return page(service, request, key, FIRST_WORDS.wrongLogin);
  if (passwordFault(password, login) !== null) return page(service, request, key, FIRST_WORDS.weak);
  const at = service.clock();
  const { store } = service.desk;
  const id = await addFirst(store, key, { login, password }, at);
  if (id === null) return page(service, request, key, FIRST_WORDS.gone);
  const response = new Response(null, { status: 303, headers: { Location: '/console' } });
  response.headers.append('Set-Cookie', keepDeskSecret(request, await openSession(store, id, at)));
  return response;
}

function page(service: Service, request: Request, key: string, fault: string): Response {
  const { title, hint, login, password, add } = FIRST_WORDS;
  const body = (
    <main>
      <h1>{title}</h1>
      <form class="paper" method="post" action={PATH}>
        {fault === '' ? null : <p role="alert">{fault}</p>}
        <p>{hint}</p>
        <input type="hidden" name="key" value={key} />
        <p>
          <label>
            {login} <input name="login" autocomplete="username" required />
          </label>
        </p>
        <p>
          <label>
            {password} <input name="password" type="password" autocomplete="new-password" required />
          </label>
        </p>
        <button type="submit">{add}</button>
      </form>
    </main>
  );
  return htmlResponse(
    {
      language: 'zh-CN',
      title,
      description: title,
      className: '',
      body: render(body),
      style: service.page.style,
      script: '',
      data: null,
      frames: [],
    },
    request,
  );
}

import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { say } from '../../conversation/wording.ts';
import type { Message } from '../../desk/door.ts';
import { open } from '../../desk/open.ts';
import { receive } from '../../desk/receive.ts';
import { conversationIdOf, newToken } from '../../desk/token.ts';
import { bearer } from '../access.ts';
import { TEXT_LIMIT } from '../api/conversations.ts';
import { readForm, TOO_LARGE } from '../body.ts';
import { json } from '../json.ts';
import { CONTROLS } from '../merchant/view.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { FOREIGN, NO_CHOICE, NO_CONVERSATION, TOO_MANY } from '../refusals.ts';
import type { Call, Route } from '../route.ts';
import { type Service, withinLimits } from '../service.ts';
import { cookieSecret, isForeign, isSecret, keepSecret } from '../session.ts';
import { viewOf } from './view-of.ts';

const CHANNEL = 'web';

/** What the page's forms send. */
const talkForm = z.object({
  id: z
    .string()
    .min(1)
    .max(64)
    .default(() => randomUUID()),
  secret: z.string().optional(),
  after: z.coerce.number().int().min(0).catch(0),
  text: z
    .string()
    .max(4 * TEXT_LIMIT)
    .optional(),
  choice: z.string().max(130).optional(),
  do: z.enum(CONTROLS).optional(),
});

type TalkForm = z.infer<typeof talkForm>;

/** The talk as the page needs it: one address for forms, which are led back to the page, and for its script, which
 * gets the talk as it stands. */
export function talkRoutes(service: Service): readonly Route[] {
  const common = { path: '/talk', access: 'public', failures: [400, 403, 404, 413, 429] } as const;
  return [
    {
      ...common,
      method: 'GET',
      summary: "For the page's script: the talk as it stands.",
      query: { after: 'the last seq that the caller has' },
      success: { status: 200, description: 'The talk.' },
      handle: async (call) => {
        const secret = secretOf(call.request, undefined);
        const after = Number(new URL(call.request.url).searchParams.get('after')) || 0;
        return secret === null ? refuse(NO_CONVERSATION) : show(service, secret, after);
      },
    },
    {
      ...common,
      method: 'POST',
      summary: "The page's form: a message, a button or a wish about the talk.",
      success: { status: 303, description: 'Back to the page; the talk as it stands for its script.' },
      handle: async (call) => {
        const wantsJson = (call.request.headers.get('accept') ?? '').includes('application/json');
        const said = await take(service, call);
        if ('code' in said) return wantsJson ? refuse(said) : home(call.request, `&refused=${said.code}`);
        const response = wantsJson ? await show(service, said.secret, said.after) : home(call.request, '');
        const days = service.desk.keepDays;
        response.headers.append('Set-Cookie', keepSecret(call.request, said.secret, days));
        return response;
      },
    },
  ];
}

/** Leads a form back to the page, where the newest answer begins. */
export function home(request: Request, notice: string): Response {
  const embed = new URL(request.url).searchParams.has('embed') ? 'embed' : '';
  const query = `${embed}${notice}`.replace(/^&/, '');
  return new Response(null, {
    status: 303,
    headers: { Location: `/${query === '' ? '' : `?${query}`}#now` },
  });
}

/** The secret of the talk that a request is about; a cookie goes before what the page knows. */
export function secretOf(request: Request, sent: string | undefined): string | null {
  const known = [cookieSecret(request), bearer(request), sent];
  return known.find(isSecret) ?? null;
}

async function show(service: Service, secret: string, after: number): Promise<Response> {
  const shown = await viewOf(service.desk, conversationIdOf(secret), after, service.clock());
  return shown === null ? refuse(NO_CONVERSATION) : json(JSON.stringify(shown.view), 200);
}

async function take(
  service: Service,
  call: Call,
): Promise<Refusal | { readonly secret: string; readonly after: number }> {
  if (isForeign(call.request)) return FOREIGN;
  const fields = await readForm(call.request);
  if (fields === null) return TOO_LARGE;
  const form = talkForm.safeParse(Object.fromEntries(fields));
  if (!form.success) return MALFORMED;
  const message = messageOf(service, form.data);
  if (message === null) return MALFORMED;
  if (message.type === 'text' && [...message.text].length > TEXT_LIMIT) return TOO_LARGE;
  const secret = secretOf(call.request, form.data.secret) ?? newToken();
  const conversationId = conversationIdOf(secret);
  const trouble = await deliver(service, call, { secret, conversationId, id: idOf(form.data), message });
  return trouble ?? { secret, after: form.data.after };
}

interface Delivery {
  readonly secret: string;
  readonly conversationId: string;
  readonly id: string;
  readonly message: Message;
}

async function deliver(service: Service, call: Call, delivery: Delivery): Promise<Refusal | null> {
  const { desk } = service;
  const { conversationId, id, message, secret } = delivery;
  if (!withinLimits(service, call.address, conversationId)) return TOO_MANY;
  const at = service.clock();
  const sent = { conversationId, id, message, at };
  let received = await receive(desk, sent);
  if (received.type === 'no-conversation') {
    if (!service.testClock && !service.limits.open(call.address, at)) return TOO_MANY;
    await open(desk, CHANNEL, at, secret);
    received = await receive(desk, sent);
  }
  if (received.type !== 'answered') return NO_CHOICE;
  return null;
}

function messageOf(service: Service, form: TalkForm): Message | null {
  if (form.do !== undefined) return { type: 'text', text: say(service.desk.advisor.expert.content, form.do) };
  if (form.choice !== undefined) {
    const [slot = '', value = ''] = form.choice.split(':');
    return { type: 'choice', slot, value };
  }
  return form.text === undefined || form.text.trim() === '' ? null : { type: 'text', text: form.text };
}

// A page shown again by the back button sends its old id with another answer: that is another message.
function idOf(form: TalkForm): string {
  const said = JSON.stringify([form.text, form.choice, form.do]);
  const content = createHash('sha256').update(said).digest('hex');
  return `${form.id}.${content.slice(0, 16)}`;
}

const MALFORMED: Refusal = {
  status: 400,
  code: 'invalid_request',
  message: 'send "text", "choice" or "do" as a form',
};

import { z } from 'zod';
import { triageText } from '../../desk/triage.ts';
import { readBody } from '../body.ts';
import { timeOf } from '../clock.ts';
import { json } from '../json.ts';
import { refuse } from '../refusal.ts';
import type { Route } from '../route.ts';
import type { Service } from '../service.ts';
import { boundedText, instant, triageSchema } from '../wire.ts';

/** The longest transcript of an agent, in characters. */
const TRANSCRIPT_LIMIT = 10_000;

const triageBody = z.object({
  text: boundedText(TRANSCRIPT_LIMIT).describe('one message, or a whole transcript'),
  asked: z.string().max(64).optional().describe('the slot whose question the text answers'),
  at: instant.optional().describe('with --test-clock only'),
});

/** Reads a message for an agent. Keeps nothing. */
export function triageRoute(service: Service): Route {
  return {
    method: 'POST',
    path: '/api/v1/triage',
    summary: 'What a merchant message means, what is probably wrong and what to ask next. Nothing is kept.',
    access: 'agent',
    body: triageBody,
    success: { status: 200, description: 'The verdict.', body: triageSchema },
    failures: [400, 401, 403, 413, 415],
    handle: async ({ request }) => {
      const body = await readBody(request, triageBody);
      if (!body.ok) return refuse(body.refusal);
      const at = timeOf(service, body.value.at);
      if (typeof at !== 'number') return refuse(at);
      const { text, asked = null } = body.value;
      const { advisor } = service.desk;
      if (asked !== null && !Object.hasOwn(advisor.expert.content.slots, asked)) return refuse(NO_SLOT);
      return json(JSON.stringify(triageText(advisor, text, at, asked)), 200);
    },
  };
}

const NO_SLOT = {
  status: 400,
  code: 'no_such_slot',
  message: '"asked" is not the id of a slot: see "missing" of an earlier answer',
} as const;

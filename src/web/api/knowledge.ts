import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Content } from '../../content/content.ts';
import { findKnowledge } from '../../desk/find-knowledge.ts';
import { type Catalogue, catalogueSchema } from '../catalogue-wire.ts';
import { knowledgeSchema } from '../console-wire.ts';
import { json } from '../json.ts';
import { refuse } from '../refusal.ts';
import type { Route } from '../route.ts';
import type { Service } from '../service.ts';

const query = z.string().trim().min(1).max(200);

/** What agents look up: the knowledge by words, and the names of all that a verdict speaks of. */
export function knowledgeRoutes(service: Service): readonly Route[] {
  return [searchRoute(service), catalogueRoute(service)];
}

function searchRoute(service: Service): Route {
  return {
    method: 'GET',
    path: '/api/v1/knowledge',
    summary: 'Causes, codes, articles, contacts and payout messages that speak of "q", the best first.',
    access: 'agent',
    query: {
      q: { description: 'words to look for', schema: { type: 'string', minLength: 1, maxLength: 200 } },
    },
    success: { status: 200, description: 'At most 20 findings.', body: knowledgeSchema },
    failures: [400, 401, 403],
    handle: async ({ request }) => {
      const asked = query.safeParse(new URL(request.url).searchParams.get('q'));
      if (!asked.success) return refuse(NO_QUERY);
      const found = findKnowledge(service.desk.advisor.expert.content, asked.data, service.clock());
      return json(JSON.stringify({ found }), 200);
    },
  };
}

function catalogueRoute(service: Service): Route {
  return {
    method: 'GET',
    path: '/api/v1/catalogue',
    summary: 'The names of slots, their values, causes and trees.',
    access: 'agent',
    success: { status: 200, description: 'The names by id.', body: catalogueSchema },
    failures: [401, 403],
    handle: async ({ request }) =>
      packedJson(JSON.stringify(catalogueOf(service.desk.advisor.expert.content)), request),
  };
}

// Every console begins with it, and it is four times as short when it is packed.
function packedJson(text: string, request: Request): Response {
  if (!/\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')) return json(text, 200);
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Encoding': 'gzip',
    Vary: 'Accept-Encoding',
  };
  return new Response(gzipSync(text), { headers });
}

function catalogueOf({ version, roles, slots, causes }: Content): Catalogue {
  return {
    version,
    issueSlot: roles.issue,
    slots: Object.values(slots).map(({ id, name, kind, derived, options }) => ({
      id,
      name,
      kind,
      derived: derived !== null,
      options: options.map((option) => ({ id: option.id, name: option.label })),
    })),
    causes: Object.values(causes).map(({ id, name }) => ({ id, name })),
  };
}

const NO_QUERY = {
  status: 400,
  code: 'invalid_request',
  message: '"q" is what to look for: 1 to 200 characters',
} as const;

import { z } from 'zod';
import type { Route } from './route.ts';
import { refusalSchema } from './wire.ts';

const MEANINGS: Readonly<Record<number, string>> = {
  400: 'The request is malformed: the message says where.',
  401: 'The token is missing or wrong.',
  403: 'Not allowed on this server.',
  404: 'There is no such thing.',
  405: 'The path exists, but not with this method.',
  409: 'It cannot be so: the message says why.',
  413: 'The body or the text is too long.',
  415: 'The body is not application/json.',
  429: 'Too many requests.',
  503: 'The store cannot be reached at the moment.',
};

/** The API as OpenAPI 3.1, written from the routes and the schemas that check the requests. */
export function openapi(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'daozhang', version, license: { name: 'MIT', identifier: 'MIT' } },
    paths,
    components: {
      schemas: { Refusal: jsonSchema(refusalSchema, 'output') },
      securitySchemes: {
        conversation: { type: 'http', scheme: 'bearer', description: 'the token of the conversation' },
        program: { type: 'http', scheme: 'bearer', description: 'DAOZHANG_AGENT_TOKEN of the server' },
        login: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-daozhang-desk',
          description:
            'set by POST /api/v1/session; what changes something needs the header X-CSRF-Token too',
        },
      },
    },
  };
}

function operation(route: Route): object {
  const parameters = parametersOf(route);
  return {
    operationId: operationId(route),
    summary: route.summary,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...securityOf(route),
    ...(route.body === undefined ? {} : { requestBody: content(jsonSchema(route.body, 'input')) }),
    responses: responsesOf(route),
  };
}

function securityOf({ access }: Route): object {
  if (access === 'public') return {};
  if (access === 'conversation') return { security: [{ conversation: [] }] };
  const login = { login: [] };
  if (access === 'agent') return { security: [{ program: [] }, login] };
  const role = access.slice('role:'.length);
  return { security: role === 'agent' ? [{ program: [] }, login] : [login], 'x-role': role };
}

function operationId({ method, path }: Route): string {
  const words = path
    .replace('/api/v1', '')
    .split(/[^a-z]+/i)
    .filter((word) => word !== '');
  return [method.toLowerCase(), ...words].join('_');
}

function parametersOf({ path, query = {} }: Route): object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(query).map(([name, meaning]) => ({
    name,
    in: 'query',
    ...(typeof meaning === 'string'
      ? { description: meaning, schema: { type: 'integer', minimum: 0 } }
      : meaning),
  }));
  return [...inPath, ...inQuery];
}

function responsesOf({ success, failures }: Route): Record<string, object> {
  const { status, description, body } = success;
  const refusal = content({ $ref: '#/components/schemas/Refusal' });
  return {
    [status]: { description, ...(body === undefined ? {} : content(jsonSchema(body, 'output'))) },
    ...Object.fromEntries(
      failures.map((failure) => [failure, { description: MEANINGS[failure] ?? 'Refused.', ...refusal }]),
    ),
  };
}

function content(schema: object): { content: object } {
  return { content: { 'application/json': { schema } } };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return rest;
}

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Chance } from './chance.ts';
import { bodySchema, fuzzBody } from './fuzz-body.ts';
import { naughtyStrings } from './naughty-strings.ts';

const operationSchema = z.looseObject({
  requestBody: z
    .looseObject({ content: z.record(z.string(), z.looseObject({ schema: bodySchema })) })
    .optional(),
});
const descriptionSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
});

/** A door of the server. */
export interface Door {
  readonly method: string;
  readonly path: string;
  readonly schema: z.infer<typeof bodySchema> | null;
}

/** One request of the fuzzing. */
export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | null;
}

/** Who calls: headers that let one in somewhere. */
export type Key = Readonly<Record<string, string>>;

/** What is there to be called, beside what the description lists. */
const PAGES: readonly Door[] = [
  ...['GET', 'POST'].map((method) => ({ method, path: '/talk', schema: null })),
  ...['/', '/console', '/privacy', '/talk.txt', '/due.ics', '/embed.js', '/nothing', '/first'].map(
    (path) => ({
      method: 'GET',
      path,
      schema: null,
    }),
  ),
  { method: 'POST', path: '/talk/delete', schema: null },
  { method: 'POST', path: '/continue/{id}', schema: null },
];
/** The token under which WeChat signs. */
export const WECHAT_TOKEN = 'tokenOfTheAccount';
const WECHAT: Door = { method: 'POST', path: '/api/wechat', schema: null };
/** Streams do not end, and who logs out or takes long to hash a password is fuzzed less. */
const RARE = /events$|session|users/;
const STRINGS = naughtyStrings(2_000);
const FIELDS = [
  'ToUserName',
  'FromUserName',
  'CreateTime',
  'MsgType',
  'Content',
  'MsgId',
  'Event',
  'EventKey',
];
const TYPES = ['text', 'event', 'image', 'voice', 'location', 'nothing'];

/** All doors of a server by its own description, each as often as it is to be fuzzed. */
export function doorsOf(description: unknown): readonly Door[] {
  const { paths } = descriptionSchema.parse(description);
  const described = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      schema: requestBody?.content['application/json']?.schema ?? null,
    })),
  );
  const open = described.filter(({ method, path }) => !(path.endsWith('/session') && method === 'DELETE'));
  const often = open.filter(({ path }) => !RARE.test(path));
  const writing = often.filter(({ method }) => method !== 'GET');
  return [
    ...open,
    ...repeated(often, 4),
    ...repeated(writing, 8),
    ...repeated(PAGES, 4),
    ...repeated([WECHAT], 20),
  ];
}

function repeated(doors: readonly Door[], times: number): readonly Door[] {
  return Array.from({ length: times }, () => doors).flat();
}

/** A random request to a random door. `ids`: what exists. */
export function fuzzRequest(
  doors: readonly Door[],
  { ids, keys }: { readonly ids: readonly string[]; readonly keys: readonly Key[] },
  by: Chance,
): FuzzRequest {
  const door = by.pick(doors);
  const id = by.below(3) > 0 ? by.pick(ids) : encoded(by.pick(STRINGS));
  const path = door.path.replace(/\{\w+\}/, () => id) + query(door, by);
  if (door === WECHAT) {
    return { method: 'POST', path, headers: { 'Content-Type': 'text/xml' }, body: xml(by) };
  }
  const key = by.pick(keys);
  if (door.method === 'GET') return { method: 'GET', path, headers: key, body: null };
  const { bytes, type } = fuzzBody(door.schema, by);
  return {
    method: door.method,
    path,
    headers: { ...key, ...(type === '' ? {} : { 'Content-Type': type }) },
    body: bytes,
  };
}

function query(door: Door, by: Chance): string {
  if (door === WECHAT) return signed(by);
  const value = () => encoded(by.pick(STRINGS)).slice(0, 300);
  return by.below(4) === 0 ? `?${by.pick(['after', 'q', 'since', 'limit', 'embed'])}=${value()}` : '';
}

// Some are forged.
function signed(by: Chance): string {
  const timestamp = String(Math.floor(Date.now() / 1000) - by.pick([0, 0, 0, 10_000]));
  const nonce = String(by.below(1e9));
  const parts = [WECHAT_TOKEN, timestamp, nonce].sort().join('');
  const signature = by.below(10) === 0 ? 'forged' : createHash('sha1').update(parts).digest('hex');
  return `?${new URLSearchParams({ signature, timestamp, nonce })}`;
}

function xml(by: Chance): Uint8Array<ArrayBuffer> {
  const fields = FIELDS.filter(() => by.below(6) > 0).map((name) => {
    const value = name === 'MsgType' ? by.pick(TYPES) : by.pick(STRINGS);
    return `<${name}>${by.below(2) === 0 ? `<![CDATA[${value}]]>` : value}</${name}>`;
  });
  const whole = `<xml>${fields.join('')}</xml>`;
  return new TextEncoder().encode(by.below(8) === 0 ? whole.slice(0, by.below(whole.length)) : whole);
}

function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, ''));
}

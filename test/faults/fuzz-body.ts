import { z } from 'zod';
import type { Chance } from './chance.ts';
import { naughtyStrings } from './naughty-strings.ts';

/** A body, and what it is sent as. */
export interface FuzzBody {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

/** A JSON Schema, as far as bodies are made from it. */
export const bodySchema = z.looseObject({
  properties: z.record(z.string(), z.looseObject({ enum: z.array(z.unknown()).optional() })).optional(),
});
type Schema = z.infer<typeof bodySchema>;

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const STRINGS = naughtyStrings(2_000);
const VALUES: readonly unknown[] = [null, true, 0, -1, 1e308, 2 ** 53, '', [], {}, [[]], { a: null }];
const NAMES = ['__proto__', 'constructor', 'id', 'text', 'choice', 'slot', 'at', 'toString', ''];
const WRONG_TYPES = [
  'text/plain',
  '',
  'application/json; charset=utf-7',
  'multipart/form-data',
  'x'.repeat(500),
];
const LARGE = 70_000;

/** A random body for a route whose own bodies look like this: broken bytes, broken JSON, JSON of any form, fields of
 * the route with odd values, deep and large ones, forms, and wrong types. */
export function fuzzBody(schema: Schema | null, by: Chance): FuzzBody {
  return by.pick(KINDS)(schema, by);
}

const KINDS: readonly ((schema: Schema | null, by: Chance) => FuzzBody)[] = [
  (_, by) => ({ bytes: noise(by), type: JSON_TYPE }),
  (_, by) => json(anything(by, 4)),
  (schema, by) => json(shaped(schema, by)),
  (schema, by) => json(shaped(schema, by)),
  (schema, by) => json({ ...shaped(schema, by), ...odd(by) }),
  (schema, by) => cut(json(shaped(schema, by)), by),
  (schema, by) => flipped(json(shaped(schema, by)), by),
  (_, by) => text(by.pick(['[', '{"a":']).repeat(by.below(5_000)), JSON_TYPE),
  (_, by) => text(`{"text":"${'y'.repeat(by.below(LARGE))}"}`, JSON_TYPE),
  (schema, by) => ({ ...json(shaped(schema, by)), type: by.pick(WRONG_TYPES) }),
  (schema, by) => text(new URLSearchParams(fields(schema, by)).toString(), FORM_TYPE),
  (_, by) => text(by.pick(STRINGS), by.pick([JSON_TYPE, FORM_TYPE])),
];

function text(body: string, type: string): FuzzBody {
  return { bytes: new TextEncoder().encode(body), type };
}

function json(value: unknown): FuzzBody {
  return text(JSON.stringify(value) ?? '', JSON_TYPE);
}

function noise(by: Chance): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: by.below(200) }, () => by.below(256));
}

function cut(body: FuzzBody, by: Chance): FuzzBody {
  return { ...body, bytes: body.bytes.slice(0, by.below(body.bytes.length + 1)) };
}

function flipped(body: FuzzBody, by: Chance): FuzzBody {
  const bytes = Uint8Array.from(body.bytes);
  for (let i = 0; i <= by.below(4) && bytes.length > 0; i++) {
    bytes[by.below(bytes.length)] = by.below(256);
  }
  return { ...body, bytes };
}

function anything(by: Chance, depth: number): unknown {
  if (depth === 0 || by.below(3) === 0) return by.below(2) === 0 ? by.pick(STRINGS) : by.pick(VALUES);
  const inner = Array.from({ length: by.below(4) }, () => anything(by, depth - 1));
  if (by.below(2) === 0) return inner;
  return Object.fromEntries(inner.map((one) => [by.below(2) === 0 ? by.pick(NAMES) : by.pick(STRINGS), one]));
}

/** Fields of the route, some left out, some with what belongs there, some with anything. */
function shaped(schema: Schema | null, by: Chance): Readonly<Record<string, unknown>> {
  const properties = Object.entries(schema?.properties ?? { text: {} });
  return Object.fromEntries(
    properties
      .filter(() => by.below(5) > 0)
      .map(([name, one]) => [name, by.below(3) > 0 ? likely(name, one.enum, by) : anything(by, 2)]),
  );
}

function likely(name: string, values: readonly unknown[] | undefined, by: Chance): unknown {
  if (values !== undefined) return by.pick(values);
  if (name === 'choice')
    return { slot: by.pick(['card_type', 'txn_at', by.pick(STRINGS)]), value: by.pick(STRINGS) };
  if (name === 'at') return by.pick(['2026-11-18T16:00:00+08:00', '0001-01-01T00:00:00Z', by.pick(STRINGS)]);
  return by.pick(STRINGS);
}

function odd(by: Chance): object {
  return { [by.pick(NAMES)]: anything(by, 3), [by.pick(STRINGS)]: by.pick(VALUES) };
}

function fields(schema: Schema | null, by: Chance): [string, string][] {
  return Object.entries(shaped(schema, by)).map(([name, value]) => [name, `${JSON.stringify(value)}`]);
}

import type { Schema } from './schema-inject.ts';
import { isMapping } from './sheet.ts';

/** Parts shorter than this stay where they are. */
const WORTH_A_NAME = 150;

/** The same schema with every longer part that occurs several times written once, under $defs. */
export function hoist(schema: Schema): Schema {
  const counts = new Map<string, number>();
  const count = (part: Schema): Schema => {
    const text = JSON.stringify(part);
    if (text.length >= WORTH_A_NAME) counts.set(text, (counts.get(text) ?? 0) + 1);
    return mapParts(part, count);
  };
  mapParts(schema, count);
  const repeated = [...counts].flatMap(([text, times]) => (times > 1 ? [text] : []));
  const name = (part: Schema): Schema => {
    const index = repeated.indexOf(JSON.stringify(part));
    return index === -1 ? mapParts(part, name) : { $ref: `#/$defs/part${index + 1}` };
  };
  const whole = mapParts(schema, name);
  const definitions = repeated.map((text, index) => [`part${index + 1}`, mapParts(JSON.parse(text), name)]);
  return definitions.length === 0 ? whole : { ...whole, $defs: Object.fromEntries(definitions) };
}

/** A schema with its direct parts changed. */
function mapParts(schema: Schema, change: (part: Schema) => Schema): Schema {
  const one = (part: unknown): unknown => (isMapping(part) ? change(part) : part);
  const each = (key: string, value: unknown): unknown => {
    if (key === 'items' || key === 'additionalProperties') return one(value);
    if (key === 'anyOf' && Array.isArray(value)) return value.map(one);
    if (key !== 'properties' || !isMapping(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([field, part]) => [field, one(part)]));
  };
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, each(key, value)]));
}

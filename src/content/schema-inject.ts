import { isMapping } from './sheet.ts';

/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/** What to put in place of a field's schema, given the one that stands there. */
export type Completion = (schema: Schema) => Schema;

/** A schema in which every field of these names, wherever it stands, has the completed schema. */
export function injectInto(schema: Schema, completions: Readonly<Record<string, Completion>>): Schema {
  const whole = completions[''];
  const inner = inject(schema, completions);
  return whole === undefined ? inner : whole(inner);
}

function inject(schema: Schema, completions: Readonly<Record<string, Completion>>): Schema {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    return isMapping(value) ? inject(value, completions) : value;
  };
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === 'properties' && isMapping(value) ? injectFields(value, completions) : visit(value),
    ]),
  );
}

function injectFields(fields: Schema, completions: Readonly<Record<string, Completion>>): Schema {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const inner = isMapping(field) ? inject(field, completions) : field;
      const complete = Object.hasOwn(completions, name) ? completions[name] : undefined;
      return [name, complete !== undefined && isMapping(inner) ? complete(inner) : inner];
    }),
  );
}

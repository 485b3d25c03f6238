import { DERIVED_RULES } from './derived-rules.ts';
import type { FileKind } from './file-kinds.ts';
import { type Names, slotOfRole, UNKNOWN_NAME } from './names.ts';
import type { Completion, Schema } from './schema-inject.ts';

type Completions = Readonly<Record<string, Completion>>;

/** Which fields of a kind of file name things that exist elsewhere; '' stands for the file itself. */
export function completions(kind: FileKind, names: Names): Completions {
  const always: Completions = { when: () => condition(names), sources: listOf(names.sources) };
  switch (kind) {
    case 'slots':
      return slotCompletions(names);
    case 'dialog':
      return { ...always, ...dialogCompletions(names) };
    case 'cause':
      return { ...always, who: oneOf(names.contacts), evidence: (schema) => evidence(names, schema) };
    case 'contacts':
      return { narrowedBy: oneOf(names.slots?.keys()) };
    case 'payout':
      return { ...always, facts: () => condition(names) };
    case 'settlement':
      return { ...always, ...settlementCompletions(names) };
    case 'codes':
      return always;
    case 'sources':
      return { causes: listOf(new Set(names.causes.values())), articles: listOf(names.articles) };
    case 'intents':
      return { '': (schema) => intents(names, schema) };
    default:
      return {};
  }
}

function slotCompletions(names: Names): Completions {
  return {
    contact: oneOf(names.contacts),
    implies: () => condition(names),
    denies: () => condition(names),
    rule: oneOf(Object.keys(DERIVED_RULES)),
    from: (schema) => ({ ...schema, additionalProperties: one(names.slots?.keys()) }),
  };
}

function dialogCompletions(names: Names): Completions {
  const askable = [...(names.slots ?? [])].flatMap(([name, slot]) => (slot.asked ? [name] : []));
  return {
    issue: oneOf(slotOfRole(names, 'issue')?.[1].options?.keys()),
    ask: oneOf(askable),
    narrow: listOf(askable),
    conclude: oneOf(causeNames(names)),
  };
}

function settlementCompletions(names: Names): Completions {
  const modes = [...(slotOfRole(names, 'settlementMode')?.[1].options?.keys() ?? [])];
  return {
    assume: oneOf(modes),
    as: oneOf(modes),
    modes: (schema) => ({ ...schema, propertyNames: one(modes), required: modes }),
  };
}

/** Causes by their Chinese names, as the trees name them. */
function causeNames(names: Names): readonly string[] {
  return [...names.causes].flatMap(([name, id]) => (name === id ? [] : [name]));
}

function condition(names: Names): Schema {
  return perSlot(names, (options) => {
    const values = one([...options, UNKNOWN_NAME]);
    return { anyOf: [values, { type: 'array', items: values, minItems: 1 }] };
  });
}

function evidence(names: Names, schema: Schema): Schema {
  const likelihood = field(field(schema, 'additionalProperties'), 'additionalProperties');
  return perSlot(names, (options) => ({
    type: 'object',
    properties: Object.fromEntries(options.map((option) => [option, likelihood])),
    additionalProperties: false,
  }));
}

function perSlot(names: Names, schemaFor: (options: readonly string[]) => Schema): Schema {
  const slots = [...(names.slots ?? [])].map(([name, { options }]) => [
    name,
    schemaFor([...(options?.keys() ?? [])]),
  ]);
  return { type: 'object', properties: Object.fromEntries(slots), additionalProperties: false };
}

// Topics outside are free, so other keys stay possible; the check has the last word.
function intents(names: Names, schema: Schema): Schema {
  const keys = [
    ...(slotOfRole(names, 'issue')?.[1].options?.keys() ?? []),
    ...[...names.articles].map((id) => `article:${id}`),
  ];
  const examples = field(schema, 'additionalProperties');
  return { ...schema, properties: Object.fromEntries(keys.map((key) => [key, examples])) };
}

function field(schema: unknown, name: string): unknown {
  return typeof schema === 'object' && schema !== null ? Reflect.get(schema, name) : undefined;
}

function one(values: Iterable<string> | null | undefined): Schema {
  const list = [...(values ?? [])];
  return list.length === 0 ? { type: 'string' } : { type: 'string', enum: list };
}

function oneOf(values: Iterable<string> | null | undefined): Completion {
  return () => one(values);
}

function listOf(values: Iterable<string> | null | undefined): Completion {
  return (schema) => ({ ...schema, items: one(values) });
}

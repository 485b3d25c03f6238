import { z } from 'zod';
import { isMapping, type Path } from './sheet.ts';

/** The field names that a schema allows at a path, over all branches; empty where names are free. */
export function fieldsAt(schema: z.ZodType, path: Path): readonly string[] {
  let nodes: readonly unknown[] = branches(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  for (const step of path) {
    nodes = nodes.flatMap((node) => branches(below(node, step)));
  }
  return [...new Set(nodes.flatMap((node) => Object.keys(mapping(mapping(node).properties))))];
}

function below(node: unknown, step: string | number): unknown {
  const { properties, additionalProperties, items } = mapping(node);
  if (typeof step === 'number') return items;
  return mapping(properties)[step] ?? additionalProperties;
}

function branches(node: unknown): readonly unknown[] {
  const { anyOf } = mapping(node);
  return Array.isArray(anyOf) ? anyOf.flatMap(branches) : [node];
}

function mapping(value: unknown): Readonly<Record<string, unknown>> {
  return isMapping(value) ? value : {};
}

import type { z } from 'zod';
import type { Condition, conditionSource } from '../knowledge/condition.ts';
import { type Names, type SlotName, slotOfRole, valueId } from './names.ts';

/** Turns authors' names into ids. Only for checked content: a name that does not exist is a bug here, and throws. */
export interface Resolve {
  readonly slot: (name: string) => string;
  readonly option: (slotName: string, option: string) => string;
  readonly roleOption: (role: string, option: string) => string;
  readonly condition: (source: z.infer<typeof conditionSource> | undefined) => Condition;
  /** slot name → option name, as ids */
  readonly facts: (source: Readonly<Record<string, string>> | undefined) => Record<string, string>;
  readonly cause: (name: string) => string;
}

/** The resolver for a set of names. */
export function resolveBy(names: Names): Resolve {
  const slotNamed = (name: string): SlotName => found(names.slots?.get(name), name);
  const option = (slotName: string, name: string) => found(valueId(slotNamed(slotName), name), name);
  return {
    slot: (name) => slotNamed(name).id,
    option,
    roleOption: (role, name) => option(found(slotOfRole(names, role), role)[0], name),
    condition: (source = {}) =>
      Object.fromEntries(
        Object.entries(source).map(([slot, values]) => [
          slotNamed(slot).id,
          [values].flat().map((value) => option(slot, value)),
        ]),
      ),
    facts: (source = {}) =>
      Object.fromEntries(
        Object.entries(source).map(([slot, value]) => [slotNamed(slot).id, option(slot, value)]),
      ),
    cause: (name) => found(names.causes.get(name.replace(/^@/, '')), name),
  };
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the name "${name}" passed the check but cannot be resolved`);
  return value;
}

/** A record with its values changed. */
export function mapValues<A, B>(
  record: Readonly<Record<string, A>>,
  change: (value: A, key: string) => B,
): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}

import type { Option, Slot, SlotsSource } from '../dialog/slot.ts';
import type { Roles } from './content.ts';
import type { Resolve } from './resolve.ts';

type SlotSource = SlotsSource[string];
type OptionSource = NonNullable<SlotSource['options']>[string];

/** The slots by id. */
export function buildSlots(source: SlotsSource, resolve: Resolve): Record<string, Slot> {
  return Object.fromEntries(
    Object.entries(source).map(([name, slot]) => [slot.id, buildSlot(name, slot, resolve)]),
  );
}

/** The ids of the slots that have a role. */
export function buildRoles(source: SlotsSource): Roles {
  const holder = (role: keyof Roles): string =>
    Object.values(source).find((slot) => slot.role === role)?.id ?? '';
  return {
    issue: holder('issue'),
    saleTime: holder('saleTime'),
    settlementMode: holder('settlementMode'),
    brand: holder('brand'),
    user: holder('user'),
  };
}

function buildSlot(name: string, source: SlotSource, resolve: Resolve): Slot {
  const { derived } = source;
  return {
    id: source.id,
    name,
    kind: source.kind ?? 'choice',
    question: source.question ?? null,
    why: source.why ?? null,
    en: source.en ?? null,
    answerable: source.answerable ?? 1,
    derived:
      derived === undefined
        ? null
        : {
            rule: derived.rule,
            from: Object.fromEntries(
              Object.entries(derived.from).map(([input, slot]) => [input, resolve.slot(slot)]),
            ),
          },
    options: Object.entries(source.options ?? {}).map(([option, value]) =>
      buildOption([option, value], source, resolve),
    ),
    hides: (source.hides ?? []).map((other) => resolve.slot(other)),
    asks: source.asks ?? [],
    dontKnow: source.dontKnow ?? [],
    compares: buildComparison(source),
    implies: resolve.facts(source.implies),
  };
}

function buildComparison({ compares, options }: SlotSource): Slot['compares'] {
  if (compares === undefined) return null;
  const idOf = (name: string): string => options?.[name]?.id ?? name;
  return { deed: compares.deed, before: idOf(compares.before), after: idOf(compares.after) };
}

function buildOption(
  [name, source]: readonly [string, OptionSource],
  { options }: SlotSource,
  resolve: Resolve,
): Option {
  return {
    id: source.id,
    name,
    label: source.label ?? name,
    base: source.base,
    fact: source.fact,
    tells: source.tells ?? true,
    says: source.says ?? [],
    answers: source.answers ?? [],
    unless: source.unless ?? [],
    implies: resolve.facts(source.implies),
    denies: resolve.condition(source.denies),
    refines: (source.refines ?? []).map((other) => options?.[other]?.id ?? other),
    contact: source.contact ?? null,
    preface: source.preface ?? null,
    button: source.button ?? true,
    upTo: source.upTo ?? null,
  };
}

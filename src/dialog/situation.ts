import { addDays, dayOf } from '../calendar/day.ts';
import { dayKind } from '../calendar/day-kind.ts';
import { type Due, due, dueState } from '../calendar/due.ts';
import type { HolidayTable } from '../calendar/holidays.ts';
import { type Known, UNKNOWN } from '../knowledge/condition.ts';
import { onceFor } from '../knowledge/once-for.ts';
import type { ResponseCode } from '../knowledge/response-code.ts';
import { cutoffFor, settlementFor } from '../knowledge/settle.ts';
import type { Settlement } from '../knowledge/settlement.ts';
import { type Span, spanOf, windowOf } from './sale-window.ts';
import type { Slot, Told } from './slot.ts';

const DAY = 86_400_000;

/** The parts of the content that facts are completed with. */
export interface Rules {
  readonly slots: Readonly<Record<string, Slot>>;
  readonly roles: { readonly saleTime: string; readonly settlementMode: string; readonly brand: string };
  readonly settlement: Settlement;
  readonly holidays: HolidayTable;
  readonly codes: Readonly<Record<string, ResponseCode>>;
}

/** When the money is due and by which rule; instants are epoch ms. */
export interface Settling {
  readonly due: Due;
  readonly sale: number;
  /** the sale's minute is known; otherwise `sale` is the middle of a stretch */
  readonly exact: boolean;
  /** "HH:MM" */
  readonly cutoff: string;
  readonly rule: string;
  /** why another mode than the contracted one applies, or null */
  readonly because: string | null;
  /** false where the mode was not known and the usual one was assumed */
  readonly certain: boolean;
  /** the due instant is certain, and has passed */
  readonly past: boolean;
}

/** The facts completed by everything that follows from them at one instant. */
export interface Situation {
  readonly known: Known;
  /** slots the merchant has answered or stated, times and "do not know" included */
  readonly stated: ReadonlySet<string>;
  /** slots stated with doubt */
  readonly hedged: ReadonlySet<string>;
  /** derived slots that the facts leave open between two values: worth a question */
  readonly open: ReadonlySet<string>;
  readonly settling: Settling | null;
}

type Facts = Readonly<Record<string, Told>>;

/** A turn asks for the same situation several times over: the last one is kept. */
let last: {
  readonly rules: Rules;
  readonly facts: Facts;
  readonly at: number;
  readonly situation: Situation;
} | null = null;

/** Completes stated facts by what follows from them: implied facts, code classes, window, day, due state. */
export function situationAt(rules: Rules, facts: Facts, at: number): Situation {
  if (last?.facts === facts && last.rules === rules && last.at === at) return last.situation;
  const situation = reckon(rules, facts, at);
  last = { rules, facts, at, situation };
  return situation;
}

function reckon(rules: Rules, facts: Facts, at: number): Situation {
  const known = statedValues(rules, facts);
  const open = new Set<string>();
  const { byRule } = special(rules.slots);
  const put = (rule: string, value: string | null): void => {
    for (const slot of byRule.get(rule) ?? []) {
      if (known[slot] !== undefined) continue;
      if (value === null) open.add(slot);
      else known[slot] = value;
    }
  };
  const code = codeClass(rules, facts);
  if (code !== null) put('code-class', code);
  const span = spanOf(facts[rules.roles.saleTime]);
  if (span !== null) sinceSale(span, at, put);
  // Advice may differ by the day of the sale: then there is a wording for whoever does not know it.
  else put('same-day', UNKNOWN);
  const settled = span === null ? null : settle(rules, known, span, put);
  const settling = settled === null ? null : { ...settled, past: isPast(settled, at) };
  if (settling !== null) {
    put('day-kind', dayKind(rules.holidays, addDays(settlementDay(settling), 1)));
    const state = dueState(settling.due, at, rules.holidays, rules.settlement.longOverdueWorkdays);
    if (state !== UNKNOWN) put('due-state', state);
  }
  const hedged = new Set(Object.keys(facts).filter((slot) => facts[slot]?.hedged === true));
  return { known, stated: new Set(Object.keys(facts)), hedged, open, settling };
}

/** The few slots that are not merely asked: found once for a content. */
const special = onceFor((slots: Rules['slots']) => {
  const byRule = new Map<string, string[]>();
  for (const { id, derived } of Object.values(slots)) {
    if (derived == null) continue;
    const same = byRule.get(derived.rule) ?? [];
    byRule.set(derived.rule, same);
    same.push(id);
  }
  const codes = Object.values(slots).flatMap(({ id, kind }) => (kind === 'code' ? [id] : []));
  return { byRule, codes };
});

function isPast({ due, certain }: Pick<Settling, 'due' | 'certain'>, at: number): boolean {
  return certain && due.type === 'at' && due.at <= at;
}

/** How long ago the sale was: on which side of a day and night, and whether on the same calendar day. */
function sinceSale(span: Span, at: number, put: (rule: string, value: string | null) => void): void {
  const middle = (span.from + span.to) / 2;
  put('same-day', dayOf(middle) === dayOf(at) ? 'today' : 'earlier');
  put('elapsed', at - middle > DAY ? 'over_24h' : 'within_24h');
}

/** The day whose business the sale belongs to. */
function settlementDay(settling: Pick<Settling, 'due' | 'sale'>): string {
  return settling.due.type === 'at' ? settling.due.settlementDay : dayOf(settling.sale);
}

/** In the order of slots.yaml, so that what follows does not hang on the order in which things were told. */
function statedValues(rules: Rules, facts: Facts): Record<string, string | undefined> {
  const known: Record<string, string | undefined> = {};
  const ranks = ranksOf(rules.slots);
  const slots = Object.keys(facts).sort((a, b) => (ranks.get(a) ?? -1) - (ranks.get(b) ?? -1));
  for (const slot of slots) {
    const value = facts[slot]?.value;
    if (typeof value === 'string') known[slot] = value;
  }
  for (const slot of Object.keys(known)) imply(rules, known, slot, known[slot]);
  return known;
}

const ranked = new WeakMap<Rules['slots'], ReadonlyMap<string, number>>();

/** Slot id -> its place in slots.yaml, found once for a content. */
function ranksOf(slots: Rules['slots']): ReadonlyMap<string, number> {
  const known = ranked.get(slots) ?? new Map(Object.keys(slots).map((id, rank) => [id, rank] as const));
  ranked.set(slots, known);
  return known;
}

/** Implied facts never override stated ones, only a "do not know". */
function imply(
  rules: Rules,
  known: Record<string, string | undefined>,
  slot: string,
  value: string | undefined,
): void {
  const implies = rules.slots[slot]?.options.find((one) => one.id === value)?.implies;
  for (const other in implies) {
    if (known[other] !== undefined && known[other] !== UNKNOWN) continue;
    known[other] = implies[other];
    imply(rules, known, other, implies[other]);
  }
}

function codeClass(rules: Rules, facts: Facts): string | null {
  for (const slot of special(rules.slots).codes) {
    const value = facts[slot]?.value;
    if (typeof value === 'string') return rules.codes[value]?.class ?? null;
  }
  return null;
}

function settle(
  rules: Rules,
  known: Record<string, string | undefined>,
  span: Span,
  put: (rule: string, value: string | null) => void,
): Omit<Settling, 'past'> | null {
  const cutoff = cutoffFor(rules.settlement, known[rules.roles.brand]);
  const [stated] = special(rules.slots).byRule.get('cutoff-window') ?? [];
  const heard = stated === undefined ? undefined : known[stated];
  const window = windowOf(span, cutoff, heard === UNKNOWN ? undefined : heard);
  put('cutoff-window', window.value);
  const asked = known[rules.roles.settlementMode];
  if (asked === undefined) return null;
  const contracted = asked === UNKNOWN ? rules.settlement.assume : asked;
  const { mode, because } = settlementFor(rules.settlement, contracted, known);
  const sale = window.sale;
  return {
    due: due(rules.holidays, { sale, mode, cutoff }),
    sale,
    exact: span.from === span.to,
    cutoff,
    rule: mode.rule,
    because,
    certain: asked !== UNKNOWN,
  };
}

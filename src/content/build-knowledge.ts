import type { z } from 'zod';
import type { HolidayTable, holidaySource } from '../calendar/holidays.ts';
import type { Stretch } from '../calendar/working-time.ts';
import type { Advice, Cause, CauseAdvice, CauseSource, Evidence } from '../knowledge/cause.ts';
import type { Contact, ContactsSource } from '../knowledge/contact.ts';
import type { PayoutMessage, payoutMessagesSource } from '../knowledge/payout-message.ts';
import type { ResponseCode, responseCodesSource } from '../knowledge/response-code.ts';
import type { Service, serviceSource } from '../knowledge/service.ts';
import type { Settlement, settlementSource } from '../knowledge/settlement.ts';
import type { Source, sourcesSource } from '../knowledge/source.ts';
import { mapValues, type Resolve } from './resolve.ts';

/** One root cause; `id` is its file name. */
export function buildCause(id: string, source: CauseSource, resolve: Resolve): Cause {
  const { name, en, group, urgency, frequency, sources } = source;
  return {
    ...buildAdvice(source, resolve),
    id,
    name,
    en,
    group,
    urgency,
    redFlag: source.redFlag ?? false,
    frequency,
    evidence: buildEvidence(source.evidence, resolve),
    instead: (source.instead ?? []).map((other) => ({
      ...buildAdvice(other, resolve),
      when: resolve.condition(other.when),
    })),
    sources,
  };
}

type AdviceSource = Pick<
  CauseSource,
  'summary' | 'steps' | 'prepare' | 'contacts' | 'wait' | 'next' | 'warnings'
>;

function buildAdvice(source: AdviceSource, resolve: Resolve): CauseAdvice {
  const advice = (item: CauseSource['steps'][number]): Advice =>
    typeof item === 'string'
      ? { when: {}, say: item }
      : { when: resolve.condition(item.when), say: item.say };
  const { summary, prepare, next } = source;
  return {
    summary,
    steps: source.steps.map(advice),
    prepare,
    contacts: source.contacts.map((contact) => ({ ...contact, when: resolve.condition(contact.when) })),
    wait: [source.wait].flat(),
    next,
    warnings: source.warnings.map(advice),
  };
}

function buildEvidence(source: CauseSource['evidence'], resolve: Resolve): Cause['evidence'] {
  const evidence = (value: CauseSource['evidence'][string][string]): Evidence =>
    typeof value === 'string' ? { is: value, since: null } : value;
  return Object.fromEntries(
    Object.entries(source).map(([slot, values]) => [
      resolve.slot(slot),
      Object.fromEntries(
        Object.entries(values).map(([option, value]) => [resolve.option(slot, option), evidence(value)]),
      ),
    ]),
  );
}

/** The contacts by id. */
export function buildContacts(source: ContactsSource, resolve: Resolve): Record<string, Contact> {
  return mapValues(source, (contact, id) => ({
    id,
    name: contact.name,
    phone: contact.phone,
    verifiedOn: 'verifiedOn' in contact ? contact.verifiedOn : null,
    scope: contact.scope,
    narrowedBy:
      'narrowedBy' in contact && contact.narrowedBy !== undefined ? resolve.slot(contact.narrowedBy) : null,
    sources: contact.sources,
  }));
}

/** The response codes by code. */
export function buildCodes(source: z.infer<typeof responseCodesSource>): Record<string, ResponseCode> {
  return mapValues(source, (entry, code) => ({ ...entry, code, vendor: entry.vendor ?? false }));
}

/** The payout messages in the order they are tried. */
export function buildPayout(
  source: z.infer<typeof payoutMessagesSource>,
  resolve: Resolve,
): readonly PayoutMessage[] {
  return source.map((message) => ({ ...message, facts: resolve.facts(message.facts) }));
}

/** Settlement with mode and brand ids. Days count as one and end with the day where the file does not say. */
export function buildSettlement(source: z.infer<typeof settlementSource>, resolve: Resolve): Settlement {
  const mode = (name: string): string => resolve.roleOption('settlementMode', name);
  const modes = Object.entries(source.modes).map(
    ([name, { counts, rule, after = 1, by = '23:59', instead = [] }]) => [
      mode(name),
      {
        counts,
        rule,
        after,
        by,
        instead: instead.map((other) => ({
          ...other,
          when: resolve.condition(other.when),
          as: mode(other.as),
        })),
      },
    ],
  );
  const cutoffs = Object.entries(source.brandCutoffs).map(([brand, at]) => [
    resolve.roleOption('brand', brand),
    at,
  ]);
  return {
    ...source,
    assume: mode(source.assume),
    brandCutoffs: Object.fromEntries(cutoffs),
    modes: Object.fromEntries(modes),
  };
}

/** Seed items and references by id. */
export function buildSources(source: z.infer<typeof sourcesSource>): Record<string, Source> {
  const seeds = mapValues(source.seeds, ({ says }, id) => ({ id, says, from: id.slice(0, 2) }));
  const references = mapValues(source.references, ({ says, from }, id) => ({ id, says, from }));
  return { ...seeds, ...references };
}

/** All years in one table; `years` is ordered and has no gap. */
export function buildHolidays(
  years: readonly (readonly [string, z.infer<typeof holidaySource>])[],
): HolidayTable {
  const days = (field: 'off' | 'work'): Record<string, string> =>
    Object.fromEntries(
      years.flatMap(([year, table]) =>
        Object.entries(table[field]).map(([day, name]) => [`${year}-${day}`, name]),
      ),
    );
  return {
    off: days('off'),
    work: days('work'),
    firstYear: Number(years[0]?.[0] ?? 0),
    lastYear: Number(years.at(-1)?.[0] ?? 0),
  };
}

/** Who answers and when. */
export function buildService(source: z.infer<typeof serviceSource>, resolve: Resolve): Service {
  const stretch = (text: string): Stretch => {
    const [from = '', to = ''] = text.split('-');
    return { from, to };
  };
  const { hours, quiet, queues, ...same } = source;
  return {
    ...same,
    hours: { workday: hours.workday.map(stretch), dayOff: hours.dayOff.map(stretch) },
    quiet: stretch(quiet),
    queues: Object.entries(queues).map(([id, { name, team, issues }]) => ({
      id,
      name,
      team,
      issues: issues.map((issue) => resolve.roleOption('issue', issue)),
    })),
  };
}

import { beforeAll, describe, expect, test } from 'vitest';
import type { Content } from '../src/content/content.ts';
import { situationAt } from '../src/dialog/situation.ts';
import type { Interval, Slot, Told } from '../src/dialog/slot.ts';
import { UNKNOWN } from '../src/knowledge/condition.ts';
import { shippedContent } from './support/content.ts';
import { minute } from './support/understood.ts';

let content: Content;
beforeAll(async () => {
  content = await shippedContent();
});

type Values = Readonly<Record<string, string | Interval>>;

const at = (time: string): number => Date.parse(`${time}:00+08:00`);
const told = (values: Values): Readonly<Record<string, Told>> =>
  Object.fromEntries(Object.entries(values).map(([slot, value]) => [slot, { value }]));
const following = (values: Values, now = '2026-11-18T10:00') => situationAt(content, told(values), at(now));

describe('while nothing is known', () => {
  test('nothing is open, and it is not known whether the sale was today', () => {
    const { known, open, stated, hedged, settling } = following({});
    expect(known).toEqual({ sale_same_day: UNKNOWN });
    expect([open, stated, hedged].map((all) => all.size)).toEqual([0, 0, 0]);
    expect(settling).toBeNull();
  });
});

describe('what the merchant says', () => {
  test('of a matter that could be reckoned goes before what is reckoned', () => {
    const sale = minute('2026-11-17T15:00');
    const { known, open } = following({ txn_at: sale, txn_window: 'after_cutoff', sale_age: 'over_24h' });
    expect([known.txn_window, known.sale_age, known.sale_same_day]).toEqual([
      'after_cutoff',
      'over_24h',
      'earlier',
    ]);
    expect([...open]).toEqual([]);
  });

  test('as a time is no value that conditions could ask for', () => {
    const { known, stated } = following({ txn_at: minute('2026-11-17T15:00') });
    expect(known).not.toHaveProperty('txn_at');
    expect([...stated]).toEqual(['txn_at']);
  });

  test('is taken for a code of a refusal only where it answers the question for one', () => {
    expect(following({ card_type: '51' }).known.response_code_class).toBeUndefined();
    expect(following({ response_code: '51' }).known.response_code_class).toBe('issuer');
    expect(following({ response_code: '51', card_type: 'debit' }).known.response_code_class).toBe('issuer');
  });

  test('leads to the same whatever the order in which it is said', () => {
    const { card_type: model } = content.slots;
    const [sample] = model?.options ?? [];
    if (model === undefined || sample === undefined) throw new Error('no slot to take as a model');
    const slot = (id: string, value: string, implies: Readonly<Record<string, string>>): Slot => ({
      ...model,
      id,
      options: [{ ...sample, id: value, implies }],
    });
    const slots = {
      first: slot('first', 'yes', { third: 'of the first' }),
      second: slot('second', 'yes', { third: 'of the second' }),
      third: slot('third', 'of the first', { fourth: 'in turn' }),
    };
    for (const said of [
      ['first', 'second'],
      ['second', 'first'],
    ]) {
      const facts = told(Object.fromEntries(said.map((id) => [id, 'yes'])));
      const { known } = situationAt({ ...content, slots }, facts, at('2026-11-18T10:00'));
      expect(known).toMatchObject({ third: 'of the first', fourth: 'in turn' });
    }
  });
});

describe('how long ago the sale was', () => {
  test.each([
    ['2026-11-17T10:00', 'within_24h', 'earlier'],
    ['2026-11-17T09:59', 'over_24h', 'earlier'],
    ['2026-11-18T00:00', 'within_24h', 'today'],
    ['2026-11-17T23:59', 'within_24h', 'earlier'],
  ])('from %s on', (sale, age, day) => {
    const { known } = following({ txn_at: minute(sale) });
    expect([known.sale_age, known.sale_same_day]).toEqual([age, day]);
  });

  test('is reckoned from the middle of a stretch', () => {
    const { from } = minute('2026-11-17T08:00');
    const until = (to: string) => following({ txn_at: { from, to: minute(to).to } }).known.sale_age;
    expect([until('2026-11-17T11:58'), until('2026-11-17T12:00')]).toEqual(['over_24h', 'within_24h']);
  });
});

describe('the same facts', () => {
  const FACTS = told({ settlement_mode: 't1', txn_at: minute('2026-11-17T15:00') });
  const state = (rules: Content, now: string) => situationAt(rules, FACTS, at(now)).known.due_state;

  test('lead to something else at another time', () => {
    expect(state(content, '2026-11-18T17:59')).toBe('due_today');
    expect(state(content, '2026-11-18T18:00')).toBe('overdue');
    expect(state(content, '2026-11-18T17:59')).toBe('due_today');
  });

  test('and under another content', () => {
    const patient = { ...content, settlement: { ...content.settlement, longOverdueWorkdays: 30 } };
    expect(state(content, '2026-12-10T12:00')).toBe('long_overdue');
    expect(state(patient, '2026-12-10T12:00')).toBe('overdue');
  });
});

describe('the settling', () => {
  const T1 = { settlement_mode: 't1' };
  const evening = { from: '2026-11-17T18:00:00+08:00', to: '2026-11-17T23:59:00+08:00' };

  test('is of the day after, or of the one after that where the merchant says that it was after the cut-off', () => {
    const due = (values: Values) => following({ ...T1, txn_at: evening, ...values }).settling?.due;
    expect(due({ txn_window: 'normal' })).toMatchObject({ at: at('2026-11-18T18:00') });
    expect(due({ txn_window: 'after_cutoff' })).toMatchObject({ at: at('2026-11-19T18:00') });
    expect(due({ txn_window: UNKNOWN })).toMatchObject({ at: at('2026-11-18T18:00') });
    expect(due({})).toMatchObject({ at: at('2026-11-18T18:00') });
    // The middle of this stretch is after the cut-off, but little of the stretch is.
    const twoDays = { from: '2026-11-17T00:00:00+08:00', to: '2026-11-18T22:30:00+08:00' };
    expect(due({ txn_at: twoDays })).toMatchObject({ at: at('2026-11-18T18:00') });
    expect(due({ txn_at: twoDays, txn_window: UNKNOWN })).toEqual(due({ txn_at: twoDays }));
  });

  test('tells from which minute it is reckoned, and whether that minute is known', () => {
    const { settling } = following({ ...T1, txn_at: minute('2026-11-17T15:20') });
    expect(settling).toMatchObject({
      sale: at('2026-11-17T15:20'),
      exact: true,
      cutoff: '23:00',
      certain: true,
    });
    expect(settling?.because).toBeNull();
    const vague = following({ ...T1, txn_at: evening, txn_window: 'normal' }).settling;
    expect(vague).toMatchObject({ sale: at('2026-11-17T21:00'), exact: false });
  });

  test('is past from its minute on, and never where the mode is assumed', () => {
    const past = (mode: string, now: string) =>
      following({ settlement_mode: mode, txn_at: minute('2026-11-17T15:00') }, now).settling?.past;
    expect(past('t1', '2026-11-18T17:59')).toBe(false);
    expect(past('t1', '2026-11-18T18:00')).toBe(true);
    expect(past(UNKNOWN, '2026-11-19T18:00')).toBe(false);
    expect(past('manual_withdraw', '2026-12-18T18:00')).toBe(false);
  });

  test.each([
    ['Thursday', '2026-11-19T22:00', 'workday'],
    ['Thursday after the cut-off, which counts to Friday', '2026-11-19T23:30', 'weekend'],
    ['Friday', '2026-11-20T22:00', 'weekend'],
    ['Saturday, whose next day is Sunday', '2026-11-21T12:00', 'weekend'],
    ['Sunday', '2026-11-22T12:00', 'workday'],
    ['the day before a holiday', '2026-09-30T12:00', 'legal_holiday'],
  ])('of a sale on %s falls on this kind of day: %s, %s', (_, sale, kind) => {
    expect(following({ ...T1, txn_at: minute(sale) }).known.day_kind).toBe(kind);
  });
});

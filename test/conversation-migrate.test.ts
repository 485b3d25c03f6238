import { describe, expect, test } from 'vitest';
import type { Content } from '../src/content/content.ts';
import { begin, type Conversation } from '../src/conversation/conversation.ts';
import { migrate, undeclared } from '../src/conversation/migrate.ts';
import { shippedContent } from './support/shipped-content.ts';

const shipped = await shippedContent();

describe('a slot or an option that is renamed or gone', () => {
  const renamed = {
    slots: { old_card: 'card_type', old_colour: null },
    options: { card_type: { plastic: 'debit', paper: null } },
  };
  const content: Content = { ...shipped, renamed };
  const talk = (facts: Readonly<Record<string, string>>, asking: string | null): Conversation => ({
    ...begin('talk'),
    version: 'earlier',
    asking,
    asked: asking === null ? {} : { [asking]: 1 },
    facts: Object.fromEntries(
      Object.entries(facts).map(([slot, value]) => [slot, { value, said: '', turn: 1 }]),
    ),
  });

  test('is found under its new id, or forgotten where it is gone', () => {
    const before = talk({ old_card: 'debit', old_colour: 'red' }, 'old_card');
    expect(migrate(content, before).facts).toEqual({ card_type: { value: 'debit', said: '', turn: 1 } });
    expect(migrate(content, before)).toMatchObject({ asking: 'card_type', asked: { card_type: 1 } });
    expect(undeclared(content, before)).toEqual([]);
    expect(migrate(content, talk({ card_type: 'plastic' }, null)).facts).toMatchObject({
      card_type: { value: 'debit' },
    });
    expect(migrate(content, talk({ card_type: 'paper' }, null)).facts).toEqual({});
  });

  test('is followed in what is gone back to, disputed, remembered for later and offered', () => {
    const past = [{ facts: talk({ old_card: 'plastic' }, null).facts, asking: 'old_colour' }];
    const more = {
      past,
      disputed: ['old_card', 'old_colour'],
      later: ['not_arrived', 'gone'],
      offered: 'gone',
    };
    const migrated = migrate(content, { ...talk({}, null), ...more });
    expect(migrated.past).toEqual([{ facts: {}, asking: null }]);
    expect(migrated).toMatchObject({ disputed: ['card_type'], later: ['not_arrived'], offered: null });
    expect(migrate(content, { ...talk({}, null), offered: 'not_arrived' }).offered).toBe('not_arrived');
  });

  test('is left alone in a talk of today or one not yet begun', () => {
    const before = talk({ old_card: 'debit' }, null);
    for (const version of [content.version, '']) {
      expect(migrate(content, { ...before, version }).facts).toEqual(before.facts);
    }
  });

  test('times, codes and "do not know" are taken as they are', () => {
    const facts = { card_type: 'unknown', response_code: '51' };
    expect(Object.keys(migrate(content, talk(facts, null)).facts)).toEqual(['card_type', 'response_code']);
    const time = { from: '2026-11-18T10:00:00+08:00', to: '2026-11-18T10:00:00+08:00' };
    const sold = { ...talk({}, null), facts: { txn_at: { value: time, said: '', turn: 1 } } };
    expect(migrate(content, sold).facts).toEqual(sold.facts);
    expect(undeclared(content, sold)).toEqual([]);
  });

  test('is told where nobody declared it', () => {
    const before = talk({ no_slot: 'x', card_type: 'gold' }, 'no_slot');
    expect(undeclared(content, before)).toEqual(['no_slot', 'card_type=gold']);
    expect(migrate(content, before)).toMatchObject({ facts: {}, asking: null });
  });
});

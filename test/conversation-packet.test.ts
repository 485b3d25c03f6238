import { describe, expect, test } from 'vitest';
import { begin, type Conversation } from '../src/conversation/conversation.ts';
import { createExpert } from '../src/conversation/expert.ts';
import { factLines, packetOf } from '../src/conversation/packet.ts';
import { shippedContent } from './support/shipped-content.ts';

const expert = createExpert(await shippedContent());
const AT = Date.parse('2026-11-18T10:00:00+08:00');

function talk(facts: Readonly<Record<string, string | { from: string; to: string }>>): Conversation {
  const said = Object.entries(facts).map(([slot, value]) => [slot, { value, said: slot, turn: 1 }] as const);
  return { ...begin('talk'), facts: Object.fromEntries(said) };
}

describe('The packet for a person', () => {
  test('is empty where nothing is known, and asks for the kind of trouble', () => {
    const packet = packetOf(expert, talk({}), AT);
    expect(packet).toMatchObject({ issue: null, facts: [], diagnosis: null, advised: [], confirmed: false });
    expect(packet.missing[0]?.slot).toBe('issue_kind');
  });

  test('holds what is known in words and the judgement on it, and asks none of it again', () => {
    const day = { from: '2026-11-13T00:00:00+08:00', to: '2026-11-13T23:59:00+08:00' };
    const facts = { issue_kind: 'not_arrived', txn_at: day, settlement_mode: 't1', response_code: '51' };
    const packet = packetOf(expert, talk(facts), AT);
    expect(packet.issue?.id).toBe('not_arrived');
    expect(packet.facts.map(({ slot }) => slot).sort()).toEqual(Object.keys(facts).sort());
    expect(packet.diagnosis?.dueAt).toBe('2026-11-16T18:00:00+08:00');
    expect(packet.missing.map(({ slot }) => slot)).not.toContain('settlement_mode');
  });

  test('names a sale time to the minute where it is known, else its day', () => {
    const lineOf = (from: string, to: string) =>
      factLines(expert.content, talk({ txn_at: { from: `${from}+08:00`, to: `${to}+08:00` } }))[0] ?? '';
    expect(lineOf('2026-11-13T14:05:00', '2026-11-13T14:05:00')).toMatch(/11月13日.*14:05/);
    expect(lineOf('2026-11-13T12:00:00', '2026-11-13T17:59:00')).toMatch(/11月13日（周五）$/);
    expect(lineOf('2026-11-13T18:00:00', '2026-11-14T02:00:00')).toMatch(/11月13日（周五）$/);
  });

  test('names both ends of a sale time over several days', () => {
    const days = { from: '2026-11-13T00:00:00+08:00', to: '2026-11-15T23:59:00+08:00' };
    expect(factLines(expert.content, talk({ txn_at: days }))[0]).toMatch(
      /11月13日（周五）至11月15日（周日）$/,
    );
    expect(factLines(expert.languages.en?.content ?? expert.content, talk({ txn_at: days }))[0]).toMatch(
      /Fri 13 Nov to Sun 15 Nov$/,
    );
  });

  test('leaves out what the merchant did not know', () => {
    expect(factLines(expert.content, talk({ card_type: 'unknown' }))).toEqual([]);
    expect(factLines(expert.content, talk({ card_type: 'gold' }))).toEqual([]);
  });

  test('names a kind of trouble that the content does not know by its id', () => {
    expect(packetOf(expert, talk({ issue_kind: 'gone' }), AT).issue).toEqual({ id: 'gone', label: 'gone' });
  });

  test('a danger sign is judged before the kind of trouble is known', () => {
    expect(packetOf(expert, talk({ scam_sign: 'yes' }), AT).diagnosis?.redFlag).toBe(true);
  });
});

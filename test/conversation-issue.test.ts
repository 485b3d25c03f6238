import { beforeAll, describe, expect, test } from 'vitest';
import { begin, type Conversation } from '../src/conversation/conversation.ts';
import { createExpert, type Expert } from '../src/conversation/expert.ts';
import { generalIssue, hearIssue, pointedIssue } from '../src/conversation/issue.ts';
import type { Understanding } from '../src/nlu/understanding.ts';
import { shippedContent } from './support/content.ts';
import { factsOf, heard, understood } from './support/understood.ts';

let expert: Expert;
beforeAll(async () => {
  expert = createExpert(await shippedContent());
});

const NOW = Date.parse('2026-11-18T10:00:00+08:00');
const fresh = begin('t');
const asking: Conversation = { ...fresh, facts: factsOf({ issue_kind: 'not_arrived' }), asking: 'txn_at' };
const answered: Conversation = { ...asking, asking: null, status: 'answered' };
const stating = (value: string, probability: number, rules: Partial<Understanding> = {}): Understanding =>
  understood({ issues: [{ value, probability }], ...rules });
const hear = (conversation: Conversation, understanding: Understanding) =>
  hearIssue(expert, conversation, understanding)?.value ?? null;

describe('the kind of trouble', () => {
  test('is taken as stated from a fair probability on', () => {
    expect(hear(fresh, stating('not_arrived', 0.5))).toBe('not_arrived');
    expect(hear(fresh, stating('not_arrived', 0.3))).toBeNull();
    expect(hear(fresh, understood())).toBeNull();
  });

  test('is whatever is likeliest as the answer to its own question', () => {
    expect(hear({ ...fresh, asking: 'issue_kind' }, stating('other', 0.1))).toBe('other');
  });

  test('is not heard in what is outside our trade', () => {
    expect(hear(fresh, stating('not_arrived', 0.9, { outOfScope: 'loans' }))).toBeNull();
  });

  test('is general only where facts of a sale come with it', () => {
    const general = generalIssue(expert.content) ?? '';
    expect(hear(fresh, stating(general, 0.9))).toBeNull();
    expect(hear(fresh, stating(general, 0.9, { facts: [heard('terminal_brand', 'lakala')] }))).toBeNull();
    expect(hear(fresh, stating(general, 0.9, { facts: [heard('app_record', 'none')] }))).toBe(general);
  });

  test('stays while it is in hand, whatever an answer sounds like', () => {
    expect(hear(asking, stating('refund_not_received', 0.99))).toBeNull();
  });

  test('has no general form where the content has no kinds at all', () => {
    expect(generalIssue({ ...expert.content, slots: {} })).toBeNull();
  });

  test('is corrected while it is in hand, but not by a correction of another fact', () => {
    const right = stating('card_changed_not_arrived', 0.95, { corrects: true });
    expect(hear(asking, right)).toBe('card_changed_not_arrived');
    const paid = { ...asking, facts: { ...asking.facts, ...factsOf({ card_type: 'credit' }) } };
    const card = stating('debit_swiped_by_mistake', 0.95, {
      corrects: true,
      facts: [heard('card_type', 'debit')],
    });
    expect(hear(paid, card)).toBeNull();
    const same = { ...card, facts: [heard('card_type', 'credit')] };
    expect(hear(paid, same)).toBe('debit_swiped_by_mistake');
  });

  test('gives way to a clearly different one after the answer', () => {
    expect(hear(answered, stating('refund_not_received', 0.9))).toBe('refund_not_received');
    expect(hear(answered, stating('refund_not_received', 0.6))).toBeNull();
  });
});

describe('facts that tell the kind of trouble by themselves', () => {
  const pointed = (values: Parameters<typeof factsOf>[0]) =>
    pointedIssue(expert, factsOf(values), 1, NOW).issue_kind;

  test('do so with doubt, so that any statement replaces it', () => {
    const fact = pointed({ payout_status: 'failed', payout_fail_class: 'name_mismatch' });
    expect(fact).toMatchObject({ value: 'not_arrived', hedged: true });
    const facts = fact === undefined ? {} : { issue_kind: fact };
    const talk: Conversation = { ...asking, facts };
    expect(hear(talk, stating('card_changed_not_arrived', 0.5))).toBe('card_changed_not_arrived');
  });

  test('are none where no evidence speaks of kinds', () => {
    const silent: Expert = { ...expert, evidence: { ...expert.evidence, slots: {} } };
    expect(pointedIssue(silent, factsOf({ payout_status: 'failed' }), 1, NOW).issue_kind).toBeUndefined();
  });

  test('are none where much else fits, or where one was stated', () => {
    expect(pointed({ terminal_brand: 'lakala' })).toBeUndefined();
    expect(pointed({ card_type: 'debit' })).toBeUndefined();
    const both = { issue_kind: 'fund_held', payout_status: 'failed', payout_fail_class: 'name_mismatch' };
    expect(pointed(both)?.value).toBe('fund_held');
  });
});

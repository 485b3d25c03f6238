import { beforeAll, expect, test } from 'vitest';
import { createExpert, type Expert } from '../src/conversation/expert.ts';
import { shippedContent } from './support/content.ts';
import { DEBIT, playEvents, said, TROUBLE } from './support/engine.ts';
import { heard, minute } from './support/understood.ts';

let expert: Expert;
beforeAll(async () => {
  expert = createExpert(await shippedContent());
});

const answer = () => said({ ...TROUBLE, facts: DEBIT });

test('a supposition after the answer says what differs and changes nothing that is held', () => {
  const before = playEvents(expert, [answer()]).now;
  const { now, texts } = playEvents(expert, [answer(), said({ supposed: [heard('card_type', 'credit')] })]);
  expect(now).toEqual({ ...before, turn: now.turn, replies: now.replies });
  expect(texts).toHaveLength(1);
  const fact = expert.content.slots.card_type?.options.find(({ id }) => id === 'credit')?.fact ?? '';
  expect(texts[0]).toContain(fact);
});

test('another sale time moves the due date only in what is said', () => {
  const early = heard('txn_at', minute('2026-11-16T15:00'));
  const { now, texts } = playEvents(expert, [answer(), said({ supposed: [early] })]);
  expect(now.diagnosis?.dueAt).toBe('2026-11-18T18:00:00+08:00');
  expect(texts[0]).toContain('17');
});

test('what is supposed before an answer, or is held already, or lies ahead, is no supposition', () => {
  const same = said({ supposed: [heard('card_type', 'debit')] });
  const ahead = said({ supposed: [heard('txn_at', minute('2026-11-20T15:00'))] });
  const plain = playEvents(expert, [answer(), said({})]).texts;
  expect(playEvents(expert, [answer(), same]).texts).toEqual(plain);
  expect(playEvents(expert, [answer(), ahead]).texts).toEqual(plain);
  const asking = playEvents(expert, [said(TROUBLE), said({ supposed: [heard('card_type', 'credit')] })]);
  expect(asking.now.asking).not.toBeNull();
});

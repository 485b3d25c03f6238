import { beforeAll, describe, expect, test } from 'vitest';
import { begin, type Conversation } from '../src/conversation/conversation.ts';
import { decide } from '../src/conversation/decide.ts';
import { diagnose } from '../src/conversation/diagnose.ts';
import { createExpert, type Expert } from '../src/conversation/expert.ts';
import type { Diagnosis } from '../src/diagnosis/diagnosis.ts';
import { type MerchantCase, merchantCase, utteranceCase } from '../src/eval-case.ts';
import type { Played } from '../src/eval-merchants.ts';
import { figureLines, merchantFigures, share, utteranceFigures } from '../src/eval-report.ts';
import { heed } from '../src/eval-utterances.ts';
import { judge } from '../src/eval-verdict.ts';
import { shippedContent } from './support/content.ts';
import { merchant } from './support/merchant.ts';
import { factsOf, heard, minute, understood } from './support/understood.ts';

let expert: Expert;
beforeAll(async () => {
  expert = createExpert(await shippedContent());
});

const NOW = '2026-11-18T10:00:00+08:00';
const FACTS = {
  issue_kind: 'not_arrived',
  card_type: 'debit',
  settlement_mode: 's0',
  txn_at: minute('2026-11-17T15:00'),
};

/** A talk that ended with the diagnosis of a debit card under an instant mode. */
function talk(rules: Partial<Diagnosis> = {}, more: Partial<Played> = {}): Played {
  const decision = decide(expert, factsOf(FACTS), new Set(), Date.parse(NOW));
  const diagnosis = { ...diagnose(expert, decision), ...rules };
  const end: Conversation = { ...begin('x'), diagnosis, status: 'answered' };
  const spoken = [{ who: 'bot', text: '应到账时间：11月18日' }] as const;
  return { talk: spoken, asked: ['settlement_mode'], end, at: Date.parse(NOW), ...more };
}

const verdict = (truth: Partial<MerchantCase['truth']>, played = talk()) =>
  judge(expert.content, merchant(truth), played);

describe('judging a talk', () => {
  test('a right one is right in everything', () => {
    const right = verdict({ due_at: '2026-11-18T18:00:00+08:00', due_role: 'promise' });
    expect(right).toMatchObject({ top1: true, top3: true, due: true, promised: true, contacts: true });
    expect(right).toMatchObject({ redFlag: true, said: true, clean: true, askedThrice: false, questions: 1 });
  });

  test('a wrong first cause may still be among the first three', () => {
    const third = talk().end.diagnosis?.causes[2]?.id ?? '';
    expect(verdict({ accept: [third] })).toMatchObject({ top1: false, top3: true });
    const fifth = talk().end.diagnosis?.causes[4]?.id ?? '';
    expect(verdict({ accept: [fifth] })).toMatchObject({ top1: false, top3: false });
  });

  test('a due date is right to the instant, and only a promise must be stated', () => {
    const due = (due_at: string | null, due_role?: 'promise' | 'reference', dueAt?: null) => {
      const truth = { due_at, ...(due_role === undefined ? {} : { due_role }) };
      const { due: right, promised } = verdict(truth, dueAt === null ? talk({ dueAt }) : talk());
      return [right, promised];
    };
    expect(due(null)).toEqual([null, null]);
    expect(due('2026-11-18T10:00:00Z', 'reference')).toEqual([true, null]);
    expect(due('2026-11-19T18:00:00+08:00', 'promise')).toEqual([false, false]);
    expect(due('2026-11-18T18:00:00+08:00', 'promise', null)).toEqual([null, false]);
    expect(due('2026-11-18T18:00:00+08:00', 'reference', null)).toEqual([null, null]);
  });

  test('a brand’s line and the official one on the slip stand for each other', () => {
    const [first] = talk().end.diagnosis?.contacts ?? [];
    if (first === undefined) throw new Error('a contact is needed');
    const named = talk({ contacts: [{ ...first, id: 'lakala' }] });
    expect(verdict({ must_contact: ['acquirer_on_slip'] }, named).contacts).toBe(true);
    expect(verdict({ must_contact: ['lakala'] }).contacts).toBe(true);
    expect(verdict({ must_contact: ['police|lakala'] }, named).contacts).toBe(true);
    expect(verdict({ must_contact: ['lakala', 'police'] }, named).contacts).toBe(false);
    const bank = talk({ contacts: [{ ...first, id: 'settlement_bank' }] });
    expect(verdict({ must_contact: ['bank_icbc'] }, bank).contacts).toBe(true);
    expect(verdict({ must_contact: ['bank_icbc'] }).contacts).toBe(false);
    expect(verdict({ must_not_contact: ['lakala'] }, named).contacts).toBe(false);
  });

  test('a red flag missed and one raised for nothing are both wrong', () => {
    expect(verdict({ red_flag: true }).redFlag).toBe(false);
    expect(verdict({}, talk({ redFlag: true })).redFlag).toBe(false);
    expect(verdict({ red_flag: true }, talk({ redFlag: true })).redFlag).toBe(true);
  });

  test('looks at the assistant’s words only', () => {
    const played = talk(
      {},
      {
        talk: [
          { who: 'merchant', text: '套现' },
          { who: 'bot', text: '先等一等' },
        ],
      },
    );
    expect(verdict({ must_say: ['等'], must_not_say: ['套现'] }, played)).toMatchObject({
      said: true,
      clean: true,
    });
    expect(verdict({ must_say: ['套现'], must_not_say: ['等'] }, played)).toMatchObject({
      said: false,
      clean: false,
    });
  });

  test.each([
    ['拉卡拉 95016', true],
    ['请打 95599', true],
    ['请打 95000', false],
    ['加他 13812345678', false],
    ['请打 400-123-4567', false],
    ['请看 https://example.com', false],
    ['单号 1395016', true],
  ])('“%s” is clean: %s', (text, clean) => {
    expect(verdict({}, talk({}, { talk: [{ who: 'bot', text }] })).clean).toBe(clean);
  });

  test('silence is right outside our trade and where a person was asked for first', () => {
    const silent = (status: Conversation['status']): Played => talk({}, { end: { ...begin('x'), status } });
    expect(verdict({ out_of_scope: true }, silent('asking'))).toMatchObject({ top1: true, contacts: true });
    expect(verdict({ handoff: true }, silent('handoff'))).toMatchObject({ top1: true, first: 'handoff' });
    expect(verdict({ handoff: true }, silent('asking')).top1).toBe(false);
    expect(verdict({ out_of_scope: true, accept: [] }).top1).toBe(false);
    expect(verdict({ cause: null }).want).toBe('out of scope');
  });

  test('notices a question that was put three times', () => {
    expect(verdict({}, talk({}, { asked: ['a', 'b', 'a', 'a'] })).askedThrice).toBe(true);
  });
});

describe('the figures', () => {
  test('count what is right among what counts', () => {
    expect(share([true, false, null, true])).toEqual({ right: 2, of: 3 });
    const right = verdict({ due_at: '2026-11-18T18:00:00+08:00', due_role: 'promise' });
    const wrong = verdict({ accept: [], red_flag: true }, talk({}, { asked: ['a', 'a', 'a'] }));
    const figures = merchantFigures(
      [right, wrong],
      [
        { facts: true, verdict: true },
        { facts: false, verdict: null },
      ],
    );
    expect(figures).toMatchObject({
      cases: 2,
      top1: { right: 1, of: 2 },
      dueDates: { right: 1, of: 1 },
      redFlags: { right: 1, of: 2 },
      meanQuestions: 2,
      askedThrice: 1,
      triageFacts: { right: 1, of: 2 },
      triageVerdicts: { right: 1, of: 1 },
    });
    expect(merchantFigures([], []).meanQuestions).toBe(0);
  });

  test('tell precision from recall', () => {
    const facts = [heard('card_type', 'debit'), heard('scope', 'one_txn')];
    const row = utteranceCase.parse({
      id: 'u',
      text: 't',
      slots: { card_type: 'debit', arrival: 'none' },
      notSlots: ['scope'],
    });
    const figures = utteranceFigures([
      heed(() => understood({ facts, outOfScope: 'loans' }), row, 'issue_kind'),
    ]);
    expect(figures.slotPrecision).toEqual({ right: 1, of: 2 });
    expect(figures.slotRecall).toEqual({ right: 1, of: 2 });
    expect([figures.falseAlarms.right, figures.outOfScopeFound.of]).toEqual([1, 0]);
  });

  test('are one line each, with a percentage where there is one', () => {
    const lines = figureLines(merchantFigures([verdict({})], [])).split('\n');
    expect(lines).toContain('top1             1/1      100.0 %');
    expect(lines).toContain('dueDates         0/0      -');
    expect(lines).toContain('cases            1');
  });
});

describe('a case file', () => {
  test('needs its truth; more fields do no harm', () => {
    expect(merchantCase.safeParse({ ...merchant(), author: 'a' }).success).toBe(true);
    expect(merchantCase.safeParse({ ...merchant(), truth: {} }).success).toBe(false);
    expect(merchantCase.safeParse({ ...merchant(), now: 'today' }).success).toBe(false);
  });
});

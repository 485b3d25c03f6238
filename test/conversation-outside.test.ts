import { beforeAll, describe, expect, test } from 'vitest';
import { choicesFor, question } from '../src/conversation/ask.ts';
import { begin } from '../src/conversation/conversation.ts';
import { createExpert, type Expert } from '../src/conversation/expert.ts';
import { triage } from '../src/conversation/triage.ts';
import { turnOf } from '../src/conversation/turn.ts';
import { say } from '../src/conversation/wording.ts';
import type { Understanding } from '../src/nlu/understanding.ts';
import { shippedContent } from './support/content.ts';
import { DEBIT, NOW, playEvents, said, TROUBLE } from './support/engine.ts';
import { factsOf, heard, understood } from './support/understood.ts';

let expert: Expert;
beforeAll(async () => {
  expert = createExpert(await shippedContent());
});

describe('what outsiders see', () => {
  test('a question with its buttons, "do not know" on all but the kind of trouble', () => {
    const values = (slot: string) => choicesFor(expert.content, slot).map((choice) => choice.value);
    expect(values('card_type')).toContain('unknown');
    expect(values('issue_kind')).not.toContain('unknown');
    expect(values('no such slot')).toEqual(['unknown']);
    expect(question(expert.content, 'no such slot').text).toBe('');
  });

  test('the number of the question never exceeds what was announced', () => {
    const { now, effects } = playEvents(expert, [said(TROUBLE)]);
    const turn = turnOf(expert, now, effects);
    expect(turn.issue).toBe('not_arrived');
    expect(turn.asking).toMatchObject({ slot: 'txn_at', asked: 1 });
    const stale = { ...now, asking: 'no such slot', facts: factsOf({ issue_kind: 'no such kind' }) };
    expect(turnOf(expert, stale, []).asking).toMatchObject({ why: null, asked: 1 });
    expect(turnOf(expert, begin('t'), [])).toMatchObject({ issue: null, asking: null });
  });

  test('a sentence that is missing is a bug, not a silence', () => {
    expect(() => say(expert.content, 'no such reply')).toThrow('no such reply');
    expect(() => say(expert.content, 'contradiction')).toThrow('contradiction');
  });
});

describe('triage', () => {
  const of = (rules: Partial<Understanding>) => {
    const { now } = playEvents(expert, [said(rules)]);
    return triage(
      expert,
      { text: '', told: [{ understanding: understood(rules), start: 0 }], talk: now },
      NOW,
    );
  };

  test('of nothing asks for the kind of trouble only', () => {
    expect(of({})).toMatchObject({ issue: null, diagnosis: null, redFlags: [] });
    expect(of({}).missing.map((one) => one.slot)).toEqual(['issue_kind']);
  });

  test('lists the questions still to put in order, each once', () => {
    const { missing, issue } = of(TROUBLE);
    expect(issue).toBe('not_arrived');
    expect(missing.slice(0, 2).map((one) => one.slot)).toEqual(['txn_at', 'settlement_mode']);
    expect(new Set(missing.map((one) => one.slot)).size).toBe(missing.length);
    expect(of({ ...TROUBLE, facts: DEBIT }).missing).toEqual([]);
  });

  test('raises a red flag even where no trouble is named', () => {
    const { redFlags, diagnosis } = of({ facts: [heard('scam_sign', 'yes')] });
    expect(redFlags).toEqual(['impersonation_scam']);
    expect(diagnosis?.redFlag).toBe(true);
  });

  test('passes on what was understood besides', () => {
    const rules = { outOfScope: 'loans', control: 'human', dontKnow: true } as const;
    expect(of(rules)).toMatchObject({ outOfScope: true, control: 'human', dontKnow: true });
  });
});

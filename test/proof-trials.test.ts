import { beforeAll, describe, expect, test } from 'vitest';
import { createExpert, type Expert } from '../src/conversation/expert.ts';
import { situationAt } from '../src/dialog/situation.ts';
import type { Option } from '../src/dialog/slot.ts';
import { checkKept, type Straight, straightOf } from '../src/proof/check-correction.ts';
import { Findings } from '../src/proof/finding.ts';
import { tell } from '../src/proof/move.ts';
import { after, START } from '../src/proof/node.ts';
import { proveStart } from '../src/proof/prove-dialogs.ts';
import type { Effort } from '../src/proof/walkthrough.ts';
import { shippedContent } from './support/content.ts';
import { factsOf } from './support/understood.ts';

const EFFORT: Effort = { trials: 'all', shallow: 1, search: 0 };

let expert: Expert;
beforeAll(async () => {
  expert = createExpert(await shippedContent());
});

/** The codes that a walk through the talks of one kind of trouble finds. */
function codesOf(own: Expert, issue: string): readonly string[] {
  const { findings } = proveStart(own, { [own.content.roles.issue]: issue }, EFFORT);
  return [...new Set(findings.map(({ code }) => code))];
}

describe('beside answering, in a small tree', () => {
  test('all is tried, and a danger sign in every state in which the bot leads the talk', () => {
    const { tried, reached, findings } = proveStart(
      expert,
      { [expert.content.roles.issue]: 'refund_not_received' },
      EFFORT,
    );
    expect(findings).toEqual([]);
    const led = reached.states - reached.unsure;
    const signs = expert.content.first.steps.flatMap(({ when }) => Object.values(when).flat());
    expect(tried.dangers).toBe(led * signs.length);
    expect(tried.wishes).toBeGreaterThan(3 * reached.states);
    expect(tried.retold).toBeGreaterThan(reached.states - reached.ended);
    expect(tried.corrections).toBeGreaterThan(tried.correctionsPlayed);
    expect(tried.correctionsDrawn + tried.dangersDrawn).toBeGreaterThan(0);
    expect(tried.dangersPlayed).toBeGreaterThan(signs.length);
  });

  test('a danger sign that first.yaml does not know is found missing', () => {
    const { content } = expert;
    const [sign] = content.first.steps;
    const harmless = { type: 'ask', slot: 'user_role', when: sign?.when ?? {} } as const;
    const first = { ...content.first, steps: [harmless, ...content.first.steps.slice(1)] };
    expect(codesOf(createExpert({ ...content, first }), 'refund_not_received')).toContain('DZ108');
  });

  test('a wording that can no longer be said to whoever wants a person is found', () => {
    const { content } = expert;
    const { hand_off: _, ...replies } = content.replies;
    expect(() => codesOf(createExpert({ ...content, replies }), 'refund_not_received')).toThrow(/hand_off/);
  });
});

describe('what is kept after a correction', () => {
  const told = { issue_kind: 'refund_not_received', refund_status: 'not_refunded', card_type: 'debit' };
  const one = { slot: 'card_type', value: 'credit' };
  const codesFor = (change: (straight: Straight) => Straight): readonly string[] => {
    const node = after(expert, START, tell(expert.content, 0, told));
    const findings = new Findings();
    checkKept(expert, node, [one, change(straightOf(expert, node, one.slot))], findings);
    return findings.all().map(({ code }) => code);
  };

  test('is what a talk keeps that told it right at once', () => {
    expect(codesFor((straight) => straight)).toEqual([]);
  });

  test.each<[string, (straight: Straight) => Straight]>([
    ['a fact less', (straight) => ({ ...straight, others: straight.others.slice(1) })],
    [
      'another value',
      ({ straight, others }) => ({ straight, others: others.map((fact) => ({ ...fact, value: 'x' })) }),
    ],
    [
      'a doubt',
      ({ straight, others }) => ({ straight, others: others.map((fact) => ({ ...fact, hedged: true })) }),
    ],
    [
      'a question more',
      ({ straight, others }) => ({ straight: { ...straight, asked: { txn_at: 1 } }, others }),
    ],
  ])('differs from one with %s', (_, change) => {
    expect(codesFor(change)).toEqual(['DZ110']);
  });
});

test('what follows from facts does not hang on the order in which they were told', () => {
  const { content } = expert;
  const [one, other] = Object.values(content.slots).filter(
    ({ kind, options }) => kind === 'choice' && options.length > 1,
  );
  const target = content.roles.settlementMode;
  const [left = '', right = ''] = content.slots[target]?.options.map(({ id }) => id) ?? [];
  const implying = (option: Option | undefined, value: string): Option[] =>
    option === undefined ? [] : [{ ...option, implies: { [target]: value } }];
  if (one === undefined || other === undefined) throw new Error('no slots');
  const slots = {
    ...content.slots,
    [one.id]: { ...one, options: implying(one.options[0], left) },
    [other.id]: { ...other, options: implying(other.options[0], right) },
  };
  const told = { [one.id]: one.options[0]?.id ?? '', [other.id]: other.options[0]?.id ?? '' };
  const backwards = Object.fromEntries(Object.entries(told).reverse());
  const known = [told, backwards].map(
    (values) => situationAt({ ...content, slots }, factsOf(values), 0).known,
  );
  expect(known[0]?.[target]).toBe(left);
  expect(JSON.stringify(known[1])).toBe(JSON.stringify(known[0]));
});

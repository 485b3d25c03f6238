import { beforeAll, describe, expect, test } from 'vitest';
import { answerText } from '../src/conversation/answer.ts';
import { begin } from '../src/conversation/conversation.ts';
import { decide } from '../src/conversation/decide.ts';
import { diagnose } from '../src/conversation/diagnose.ts';
import { createExpert, type Expert } from '../src/conversation/expert.ts';
import { whyText } from '../src/conversation/why.ts';
import type { Diagnosis } from '../src/diagnosis/diagnosis.ts';
import { phoneSchema } from '../src/knowledge/contact.ts';
import { shippedContent } from './support/content.ts';
import { factsOf, minute } from './support/understood.ts';

let expert: Expert;
beforeAll(async () => {
  expert = createExpert(await shippedContent());
});

const NOW = Date.parse('2026-11-18T10:00:00+08:00');
const NONE: ReadonlySet<string> = new Set();
const DEBIT = {
  issue_kind: 'not_arrived',
  card_type: 'debit',
  settlement_mode: 's0',
  txn_at: minute('2026-11-17T15:00'),
};

type Values = Parameters<typeof factsOf>[0];
const decided = (values: Values, asked = NONE, at = NOW) => decide(expert, factsOf(values), asked, at);
const diagnosed = (values: Values) => diagnose(expert, decided(values));

describe('deciding', () => {
  test('asks for the kind of trouble before anything else', () => {
    expect(decided({}).position).toMatchObject({ type: 'ask', slot: 'issue_kind' });
    expect(decided({ issue_kind: 'no such kind' }).position).toMatchObject({ slot: 'issue_kind' });
  });

  test('puts a danger before everything, even before the kind of trouble', () => {
    const { position, danger } = decided({ scam_sign: 'yes' });
    expect([position.type, danger]).toEqual(['diagnose', 'impersonation_scam']);
  });

  test('reads the tree of the special case before the general one', () => {
    expect(decided({ issue_kind: 'not_arrived' }).dialog?.id).toBe('money-not-arrived');
    expect(decided({ issue_kind: 'not_arrived', card_type: 'debit' }).dialog?.id).toBe('debit-not-arrived');
  });

  test('lets the evidence decide once the tree’s bound of questions is reached', () => {
    const open = { issue_kind: 'not_arrived' };
    const bound = decided(open).dialog?.atMost ?? 0;
    const others = Array.from({ length: bound }, (_, i) => `asked-${i}`);
    expect(decided(open, new Set(others.slice(1))).position.type).toBe('ask');
    expect(decided(open, new Set(others)).position).toMatchObject({ type: 'diagnose', byRule: false });
    expect(decided(open, new Set(['issue_kind', ...others.slice(1)])).position.type).toBe('ask');
    const put = new Set([...others, 'txn_at']);
    expect(decided(open, put).position).toMatchObject({ type: 'ask', slot: 'txn_at' });
  });

  test('counts the rule of the tree that concluded', () => {
    const { position, distribution } = decided(DEBIT);
    expect(position).toMatchObject({ type: 'diagnose', cause: 'debit_not_instant', byRule: true });
    const plain = decided(DEBIT, NONE, Date.parse('2026-11-20T10:00:00+08:00'));
    expect(plain.position.type).toBe('ask');
    expect(distribution.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
  });

  test('lets the evidence decide where a tree ends without a conclusion', () => {
    const { content } = expert;
    const dialogs = Object.fromEntries(
      Object.entries(content.dialogs).map(([issue, trees]) => [
        issue,
        trees.map((tree) => ({ ...tree, steps: [] })),
      ]),
    );
    const bare: Expert = { ...expert, content: { ...content, dialogs } };
    const { position } = decide(bare, factsOf({ issue_kind: 'dispute_notice' }), NONE, NOW);
    expect(position).toMatchObject({
      type: 'diagnose',
      cause: 'dispute_retrieval_chargeback',
      byRule: false,
    });
  });
});

describe('the diagnosis', () => {
  test('ranks at most five causes, best first, with what speaks for and against them', () => {
    const { causes } = diagnosed({ ...DEBIT, payout_status: 'pending' });
    const probabilities = causes.map((cause) => cause.probability);
    expect(causes.length).toBe(5);
    expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
    expect(causes[0]?.because.map((reason) => reason.slot)).toContain('card_type');
    expect(causes.some((cause) => cause.against.length > 0)).toBe(true);
  });

  test('puts a danger first whatever the others weigh', () => {
    const first = diagnosed({ ...DEBIT, scam_sign: 'yes' });
    expect(first.causes[0]?.id).toBe('impersonation_scam');
    expect([first.redFlag, first.urgency]).toEqual([true, 'urgent']);
  });

  test('states no due date that rests on an assumption, but the rule', () => {
    const { dueAt, dueBasis } = diagnosed({ ...DEBIT, settlement_mode: 'unknown' });
    expect(dueAt).toBeNull();
    expect(dueBasis).toContain(expert.content.replies.due_assumed);
  });

  test('says that a due date has passed only when it has', () => {
    const past = expert.content.replies.due_past ?? '';
    expect(diagnosed({ ...DEBIT, txn_at: minute('2026-11-16T15:00') }).dueBasis).toContain(past);
    expect(diagnosed(DEBIT).dueBasis).not.toContain(past);
  });

  test('names the brand’s own line where it is verified, else the official one on the slip', () => {
    const ids = (brand: string) =>
      diagnosed({ ...DEBIT, terminal_brand: brand }).contacts.map((one) => one.id);
    expect(ids('lakala')).toContain('lakala');
    expect(ids('lakala')).not.toContain('acquirer_on_slip');
    expect(ids('leshua')).toContain('acquirer_on_slip');
    expect(ids('no such brand')).toContain('acquirer_on_slip');
  });

  test('never shows a number that is not verified, whatever the brand and the cause', () => {
    const { content } = expert;
    const verified = Object.values(content.contacts).filter((one) => one.verifiedOn !== null);
    const known = new Map(verified.map((one) => [one.phone, one.verifiedOn]));
    const brands = content.slots.terminal_brand?.options.map((option) => option.id) ?? [];
    const advised = brands.flatMap((brand) =>
      expert.evidence.causes.flatMap((danger) => {
        const decision = decided({ issue_kind: 'not_arrived', terminal_brand: brand });
        return diagnose(expert, { ...decision, danger }).contacts;
      }),
    );
    const wrong = advised.filter((one) => one.phone !== null && known.get(one.phone) !== one.verifiedOn);
    expect(wrong).toEqual([]);
    expect(advised.filter((one) => one.phone !== null).length).toBeGreaterThan(brands.length);
  });

  test('leaves out a contact that is not in the registry', () => {
    const { acquirer_on_slip: _, ...contacts } = expert.content.contacts;
    const poorer: Expert = { ...expert, content: { ...expert.content, contacts } };
    expect(diagnose(poorer, decided(DEBIT)).contacts.map((one) => one.id)).not.toContain('acquirer_on_slip');
  });

  test('leaves unsaid what nothing is known to fill', () => {
    const { content } = expert;
    const causes = Object.fromEntries(
      Object.entries(content.causes).map(([id, cause]) => [
        id,
        { ...cause, summary: '{品牌}', wait: ['{响应码}'], next: '{到账时间}', steps: [] },
      ]),
    );
    const bare: Expert = { ...expert, content: { ...content, causes } };
    const open = decided({ issue_kind: 'not_arrived' });
    expect(diagnose(bare, open)).toMatchObject({ summary: '', wait: '', next: '', steps: [], timeline: [] });
  });

  test('names a cause that the content lost by its id', () => {
    const { debit_not_instant: _, ...causes } = expert.content.causes;
    const lost: Expert = { ...expert, content: { ...expert.content, causes } };
    const second = diagnose(lost, {
      ...decided({ ...DEBIT, scam_sign: 'yes' }),
      danger: 'impersonation_scam',
    });
    const entry = second.causes.find((cause) => cause.id === 'debit_not_instant');
    expect(entry).toMatchObject({ name: 'debit_not_instant', sources: [] });
  });

  test('is impossible without any cause', () => {
    const empty: Expert = { ...expert, content: { ...expert.content, causes: {} } };
    expect(() => diagnose(empty, decided(DEBIT))).toThrow('no cause');
  });
});

describe('the answer in words', () => {
  const plain = (): Diagnosis => diagnosed(DEBIT);
  const say = (rules: Partial<Diagnosis>) => answerText(expert.content, { ...plain(), ...rules });
  const { replies } = { replies: (id: string) => (expert.content.replies[id] ?? '').split('{')[0] ?? '' };

  test('sounds as sure as it is', () => {
    const like = (probability: number) =>
      say({
        causes: plain()
          .causes.slice(0, 1)
          .map((one) => ({ ...one, probability })),
      });
    expect(like(0.9)).toContain(replies('sure'));
    expect(like(0.6)).toContain(replies('likely'));
    expect(like(0.3)).toContain(replies('unsure'));
    expect(say({ causes: [] })).not.toContain(replies('sure'));
  });

  test('names a second cause only where it is likely enough', () => {
    const [first, second] = plain().causes;
    if (first === undefined || second === undefined) throw new Error('two causes are needed');
    const also = replies('alternative');
    expect(say({ causes: [first, { ...second, probability: 0.2 }] })).toContain(also);
    expect(say({ causes: [first, { ...second, probability: 0.1 }] })).not.toContain(also);
    expect(say({ causes: [first] })).not.toContain(also);
  });

  test('of a danger starts with the warnings, without doubt, date or another cause', () => {
    const danger = diagnosed({ ...DEBIT, scam_sign: 'yes' });
    const text = answerText(expert.content, danger);
    expect(text.startsWith(replies('warnings'))).toBe(true);
    for (const id of ['unsure', 'due', 'alternative']) expect(text).not.toContain(replies(id));
  });

  test('otherwise says what it is first, and the date before the warnings', () => {
    const text = say({ warnings: ['小心'] });
    expect(text.indexOf(replies('due'))).toBeGreaterThan(text.indexOf(replies('sure')));
    expect(text.indexOf('小心')).toBeGreaterThan(text.indexOf(replies('due')));
  });

  test('warns of false service lines only beside contacts, and asks for nothing where nothing is needed', () => {
    const bare = say({ contacts: [], prepare: [] });
    expect(bare).not.toContain(replies('fake_service'));
    expect(bare).not.toContain(replies('contacts'));
    expect(bare).not.toContain(replies('prepare'));
  });

  test('shows a number with the day it was verified, and none without', () => {
    const contact = {
      id: 'x',
      name: '某机构',
      phone: phoneSchema.parse('95000'),
      when: '当天',
      verifiedOn: '2026-11-22',
    };
    expect(say({ contacts: [contact] })).toContain('某机构 95000（核实于2026-11-22）：当天');
    expect(say({ contacts: [{ ...contact, verifiedOn: null }] })).not.toContain('95000');
  });

  test('gives its reasons and what kept another cause from being first, in two sentences, with sources', () => {
    const why = (diagnosis: Diagnosis) => whyText(expert, { ...begin('t'), diagnosis });
    expect(why(plain())).toContain(replies('because'));
    expect(why(plain()).match(/。/g)).toHaveLength(2);
    expect(why(plain())).toContain(plain().causes[0]?.sources[0]);
    expect(why({ ...plain(), causes: [] })).toBe(replies('why_none'));
  });
});

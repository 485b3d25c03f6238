import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Contact, contactsSource, phoneSchema, tellable } from '../src/knowledge/contact.ts';
import { narrowContact } from '../src/knowledge/narrow-contact.ts';
import { payoutMessagesSource } from '../src/knowledge/payout-message.ts';
import { responseCodesSource } from '../src/knowledge/response-code.ts';
import { cutoffFor, settlementFor } from '../src/knowledge/settle.ts';
import { type Settlement, type SettlementMode, settlementSource } from '../src/knowledge/settlement.ts';

function read(name: string): unknown {
  return parse(readFileSync(`knowledge/${name}`, 'utf8'));
}

function mode(counts: SettlementMode['counts'], instead: SettlementMode['instead'] = []): SettlementMode {
  return { counts, after: 1, by: '18:00', rule: counts, instead };
}

const settlement: Settlement = {
  cutoff: '23:00',
  brandCutoffs: { early: '22:00' },
  assume: 'next',
  longOverdueWorkdays: 3,
  sources: ['X'],
  modes: {
    next: mode('workdays'),
    soon: mode('hours', [
      { when: { card: ['debit'] }, as: 'next', because: '甲。' },
      { when: { age: ['new'] }, as: 'same_day', because: '乙。' },
    ]),
    same_day: mode('hours', [
      { when: { late: ['yes'] }, as: 'next', because: '丙。' },
      { when: { age: ['new'] }, as: 'soon', because: '丁。' },
    ]),
  },
};

describe('the settlement mode that applies', () => {
  it('is the contracted one where no case holds', () => {
    expect(settlementFor(settlement, 'soon', { card: 'credit' })).toMatchObject({
      modeId: 'soon',
      because: null,
    });
  });

  it('is the first case that holds', () => {
    const found = settlementFor(settlement, 'soon', { card: 'debit', age: 'new' });
    expect(found).toEqual({ mode: settlement.modes.next, modeId: 'next', because: '甲。' });
  });

  it('follows case after case and gives every reason', () => {
    const found = settlementFor(settlement, 'soon', { age: 'new', late: 'yes' });
    expect(found).toMatchObject({ modeId: 'next', because: '乙。丙。' });
  });

  it('ends where two modes point at each other', () => {
    expect(settlementFor(settlement, 'soon', { age: 'new' })).toMatchObject({
      modeId: 'same_day',
      because: '乙。',
    });
  });

  it('refuses an id that is no mode', () => {
    expect(() => settlementFor(settlement, 'never_heard', {})).toThrow('never_heard');
  });
});

describe('the cut-off', () => {
  it('is the brand own one, or the usual', () => {
    expect(cutoffFor(settlement, 'early')).toBe('22:00');
    expect(cutoffFor(settlement, 'other')).toBe('23:00');
    expect(cutoffFor(settlement, undefined)).toBe('23:00');
  });
});

describe('a number', () => {
  const entry = { name: 'x', phone: '95000', verifiedOn: '2025-11-22', scope: 'x', sources: ['A', 'B'] };
  const { phone } = contactsSource.parse({ x: entry }).x ?? {};
  const contact: Contact = {
    ...entry,
    id: 'x',
    phone: phone ?? null,
    narrowedBy: null,
  };

  it('is told up to a year after it was verified, and then not until somebody verifies it again', () => {
    expect(tellable(contact, Date.parse('2026-11-22T23:59:00+08:00')).phone).toBe('95000');
    const later = tellable(contact, Date.parse('2026-11-23T00:00:00+08:00'));
    expect([later.phone, later.verifiedOn, later.name]).toEqual([null, null, 'x']);
  });
});

describe('a general contact', () => {
  const contact = (id: string, phone: string | null): Contact => ({
    id,
    name: id,
    phone: phone === null ? null : phoneSchema.parse(phone),
    verifiedOn: phone === null ? null : '2026-11-22',
    scope: id,
    narrowedBy: null,
    sources: ['X'],
  });
  const general = contact('general', null);
  const contacts = { general, known: contact('known', '95000'), silent: contact('silent', null) };

  it('gives way to the named one only if that has a verified number', () => {
    expect(narrowContact(contacts, general, 'known').id).toBe('known');
    expect(narrowContact(contacts, general, 'silent').id).toBe('general');
    expect(narrowContact(contacts, general, 'missing').id).toBe('general');
    expect(narrowContact(contacts, general, null).id).toBe('general');
  });
});

describe('the authored tables', () => {
  it('have the form that the program reads', () => {
    expect(contactsSource.safeParse(read('contacts.yaml')).error).toBeUndefined();
    expect(settlementSource.safeParse(read('settlement.yaml')).error).toBeUndefined();
    expect(Object.keys(responseCodesSource.parse(read('response-codes.yaml')))).toHaveLength(81);
  });

  it('give the same number to no two contacts', () => {
    const phones = Object.values(contactsSource.parse(read('contacts.yaml'))).flatMap(
      (one) => one.phone ?? [],
    );
    expect(new Set(phones).size).toBe(phones.length);
  });

  it('say "do not swipe again" first wherever the customer may have been charged without a clear result', () => {
    for (const [code, entry] of Object.entries(responseCodesSource.parse(read('response-codes.yaml')))) {
      if (entry.debit === 'possible' || entry.class === 'timeout' || code === '77') {
        expect(entry.do, code).toMatch(/^不要重刷/);
      }
    }
  });

  it('never tell a shop to keep a card', () => {
    for (const [code, entry] of Object.entries(responseCodesSource.parse(read('response-codes.yaml')))) {
      expect(entry.means + entry.do, code).not.toMatch(/没收|扣下|扣留|留下/);
    }
  });
});

describe('the payout messages', () => {
  const messages = payoutMessagesSource.parse(read('payout-messages.yaml'));
  const factsOf = (text: string) => messages.find(({ match }) => new RegExp(match, 'u').test(text))?.facts;

  it.each([
    ['收付控制状态不允许交易', '结算账户状态', '不收不付'],
    ['银行卡属二/三类卡,达到收款限额无法入账', '出款失败原因', '二类户限额'],
    ['发卡行交易权限受限', '出款失败原因', '二类户限额'],
    ['ii类卡限额', '结算账户类型', '本人二类卡'],
    ['iii类卡超限', '结算账户类型', '本人三类卡'],
    ['退票,户名不符', '出款状态', '被退回'],
    ['姓名校验不通过', '出款失败原因', '户名不符'],
    ['路由错误', '出款失败原因', '账号或联行号有误'],
    ['日间撤销', '出款失败原因', '银行维护'],
    ['代付失败:查无此交易', '出款失败原因', '通道原因'],
    ['打款失败 账户已销户', '结算账户状态', '已注销'],
    ['出款失败:证件已过期', '出款失败原因', '证件过期'],
    ['打款中', '出款状态', '待出款'],
    ['有缺陷的成功', '出款状态', '出款成功'],
  ])('read %j as %s: %s', (text, slot, value) => {
    expect(factsOf(text)?.[slot]).toBe(value);
  });

  it.each([
    '我绑的是二类卡',
    '我结算卡被冻结了',
    '信用卡限额不够',
    '今天刷卡次数太多',
    '户名没错',
    '换卡后旧卡注销了',
  ])('do not take %j for one of them', (text) => {
    expect(factsOf(text)).toBeUndefined();
  });
});

import { beforeAll, describe, expect, test } from 'vitest';
import type { Content } from '../src/content/content.ts';
import { localised } from '../src/content/localise.ts';
import type { Advisor } from '../src/desk/advisor.ts';
import { languageOf } from '../src/nlu/language.ts';
import { shippedAdvisor } from './support/advisor.ts';
import { Chat } from './support/chat.ts';

const NOW = '2026-11-24T10:00:00+08:00';
/** A text message of the narrowest channel, in bytes. */
const NARROWEST = 2_048;
const HAN = /\p{Script=Han}/u;
/** Companies whose sign on a terminal is Chinese keep it beside their English name. */
const NAMES =
  /拉卡拉|银联商务|盛付通|瑞银信|随行付|乐刷|合利宝|海科融通|通联支付|富友|汇付|易宝|快钱|立刷|国通星驿|现代金控|付临门|杉德|银盛|易生|美团/gu;

/** The same talk twice: English lines, Chinese lines. */
const TWINS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'debit card under instant payout',
    ['My customer paid by debit card yesterday at 3pm, the money has not arrived', 'instantly', 'none', 'no'],
    ['昨天下午3点顾客刷的储蓄卡，钱没到账', '秒到', '没有', '没有'],
  ],
  [
    'after the daily cut-off',
    ['debit card sale at 11:30 pm yesterday, still not received', 'T+1', 'no record', 'no'],
    ['昨天晚上11:30刷的储蓄卡，还没到账', 'T+1', '没有记录', '没有'],
  ],
  [
    'paid out, not posted',
    [
      'Credit card sale last Friday, the app says paid out, the money has not arrived, Lakala',
      'T+1',
      'nothing arrived',
      'nothing arrived',
    ],
    ['上周五刷的信用卡，App显示出款成功，钱没到账，拉卡拉', 'T+1', '一分没到', '一分没到'],
  ],
  [
    'payout failed',
    ['card sale yesterday at 10 am, T+1, payout failed, name mismatch, money has not arrived', 'credit card'],
    ['昨天上午10点刷卡，T+1，出款失败，户名不符，钱没到账', '信用卡'],
  ],
  [
    'charged twice',
    ['The customer was charged twice', 'both successful', 'today', 'credit card'],
    ['顾客被扣了两次', '两笔都成功', '今天', '信用卡'],
  ],
  [
    'card changed several times',
    ['I changed the settlement card several times and the money has not arrived', 'In effect'],
    ['结算卡换过多次，钱没到账', '已生效'],
  ],
  [
    'documents wanted',
    ['I got a notice that the funds are frozen and they want documents'],
    ['收到通知说资金被冻结，要求补材料'],
  ],
  [
    'declined by the issuer',
    ['the terminal shows 51, payment failed', 'customer was not charged'],
    ['机器显示51，刷卡失败', '顾客没扣款'],
  ],
  [
    'a paying customer waits for a refund',
    ['I am the customer and have not received my refund', 'refund successful', "I don't know"],
    ['我是顾客，退款没收到', '退款成功', '不知道'],
  ],
  [
    'a fraud',
    ['Someone asked me to transfer money first to unfreeze my account'],
    ['有人让我先转账才给解冻'],
  ],
];

function words(chat: Chat): string {
  return chat.heard
    .slice(1)
    .flatMap((reply) => [reply.text, ...(reply.choices ?? []).map((choice) => choice.label)])
    .join('\n');
}

describe('an English message', () => {
  let advisor: Advisor;
  beforeAll(async () => {
    advisor = await shippedAdvisor();
  }, 120_000);

  test.each(TWINS)('about %s gets the diagnosis of its Chinese twin, in English', (_, lines, chinese) => {
    const [own, twin] = [new Chat(advisor, NOW).say(...lines), new Chat(advisor, NOW).say(...chinese)];
    const [said, meant] = [own.conversation.diagnosis, twin.conversation.diagnosis];
    expect(meant).not.toBeNull();
    expect(own.cause).toBe(twin.cause);
    expect(said?.dueAt).toBe(meant?.dueAt);
    const called = (diagnosis: typeof said) => diagnosis?.contacts.map(({ id, phone }) => `${id} ${phone}`);
    expect(called(said)).toEqual(called(meant));
    expect(said?.steps.length).toBe(meant?.steps.length);
    expect(words(own).replace(NAMES, '')).not.toMatch(HAN);
    expect(words(twin)).toMatch(HAN);
    expect(own.heard.filter(({ text }) => Buffer.byteLength(text) > NARROWEST)).toEqual([]);
  });

  test('reads a date with day, month and hour, and says it so', () => {
    const lines = ['debit card sale yesterday at 3pm not received', 'T+1', 'no record'];
    const chat = new Chat(advisor, NOW).say(...lines);
    const time = chat.conversation.facts.txn_at?.value;
    expect(time).toMatchObject({ from: '2026-11-23T14:45:00+08:00' });
    expect(chat.heard.map(({ text }) => text).join('\n')).toContain('Tue 24 Nov, 18:00');
  });

  test('asked in English is answered by typing the words of a button, or that one does not know', () => {
    const chat = new Chat(advisor, NOW).say(
      'the money of a credit card sale yesterday at 3pm has not arrived',
    );
    expect(chat.conversation.asking).toBe('settlement_mode');
    chat.say('Next workday (T+1)');
    expect(chat.conversation.facts.settlement_mode?.value).toBe('t1');
    expect(chat.conversation.facts.settlement_mode?.said).toBe('Next workday (T+1)');
    const open = chat.conversation.asking ?? '';
    chat.say("I don't know");
    expect(chat.conversation.facts[open]?.value).toBe('unknown');
  });

  test.each([
    ['I want to talk to a human', 'handoff'],
    ['can I speak with a real person please', 'handoff'],
  ])('%s hands over', (line, status) => {
    expect(new Chat(advisor, NOW).say(line).conversation.status).toBe(status);
  });

  test('on the side is answered in English, and the open question put again', () => {
    const chat = new Chat(advisor, NOW).say('where is my money from yesterday', 'what is a chargeback');
    expect(chat.text).toContain('retrieval request');
    expect(chat.text).toContain('Let us go on.');
    expect(chat.text).not.toMatch(HAN);
  });

  test('turns a talk to English, and a Chinese one turns it back', () => {
    const chat = new Chat(advisor, NOW).say('my customer paid yesterday and the money has not arrived');
    expect(chat.conversation.locale).toBe('en');
    chat.say('T+1', 'Lakala');
    expect(chat.conversation.locale).toBe('en');
    chat.say('我还是说中文吧，刷的是信用卡');
    expect(chat.conversation.locale).toBe('zh-CN');
    expect(chat.text).toMatch(HAN);
    expect(chat.conversation.facts.settlement_mode?.value).toBe('t1');
  });

  test('stays in English over a new start', () => {
    const chat = new Chat(advisor, NOW).say('where is my money from yesterday', 'start over');
    expect(chat.text).not.toMatch(HAN);
    expect(chat.conversation.facts).toEqual({});
  });
});

describe('the English wording', () => {
  let english: Content;
  beforeAll(async () => {
    const { content } = (await shippedAdvisor()).expert;
    const words = content.locales.en;
    if (words === undefined) throw new Error('there is no English wording');
    english = localised(content, words);
  }, 120_000);

  /** The ids of texts that still have Chinese in them; holes keep their Chinese names. */
  function chinese(texts: Readonly<Record<string, string>>): string[] {
    return Object.entries(texts)
      .filter(([, text]) => HAN.test(text.replace(/\{[^{}"]*\}/g, '').replace(NAMES, '')))
      .map(([id]) => id);
  }

  test('covers every reply of a talk', () => {
    const replies = Object.entries(english.replies).filter(([id]) => !/^(page|agent)_/.test(id));
    expect(chinese(Object.fromEntries(replies))).toEqual([]);
  });

  test('covers every question and option', () => {
    for (const slot of Object.values(english.slots)) {
      const options = slot.options.map(({ id, label, fact, preface }) => [
        id,
        `${label}${fact}${preface ?? ''}`,
      ]);
      const own = { question: slot.question ?? '', why: slot.why ?? '', ...Object.fromEntries(options) };
      expect(chinese(own), slot.id).toEqual([]);
    }
  });

  test('covers every cause, with all that is advised and why', () => {
    for (const cause of Object.values(english.causes)) {
      const since = Object.values(cause.evidence).flatMap((values) =>
        Object.values(values).map((one) => one.since ?? ''),
      );
      const advice = [cause, ...cause.instead].flatMap((one) => [
        one.summary,
        ...[...one.steps, ...one.warnings, ...one.contacts].map(({ say }) => say),
        ...one.prepare,
        ...one.wait,
        one.next,
      ]);
      const said = [cause.name, ...advice, ...since];
      expect(chinese(Object.fromEntries(said.map((text) => [text, text]))), cause.id).toEqual([]);
    }
  });

  test('covers contacts, codes, articles, settlement and holidays', () => {
    const { contacts, codes, articles, settlement, holidays } = english;
    const texts = {
      ...Object.fromEntries(Object.values(contacts).map(({ id, name, scope }) => [id, name + scope])),
      ...Object.fromEntries(Object.values(codes).map((one) => [one.code, one.means + one.do])),
      ...Object.fromEntries(Object.values(articles).map(({ id, text }) => [id, text])),
      ...Object.fromEntries(
        Object.entries(settlement.modes).map(([id, { rule, instead }]) => [
          id,
          rule + instead.map(({ because }) => because).join(''),
        ]),
      ),
      holidays: [...Object.values(holidays.off), ...Object.values(holidays.work)].join(),
    };
    expect(chinese(texts)).toEqual([]);
  });
});

describe('the language of a text', () => {
  test.each([
    ['where is my money', 'en'],
    ["I don't know", 'en'],
    ['WHERE IS MY MONEY NOW', 'en'],
    ['my customer paid 5000 yuan by debit card', 'en'],
    ['钱没到账', 'zh'],
    ['昨天用POS机刷的Visa card，merchant App显示success，没到账', 'zh'],
    ['T+1', null],
    ['App', null],
    ['Lakala', null],
    ['Apple Pay Visa', null],
    ['A0', null],
    ['没有', null],
    ['yes', null],
    ['13:05', null],
    ['', null],
  ])('%s: %s', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });
});

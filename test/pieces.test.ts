import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHANNEL_LIMITS } from '../src/conversation/limits.ts';
import { bytesOf, choiceBy, fitsAsButtons, numbered, partsOf, piecesOf } from '../src/conversation/pieces.ts';

const limits = { textBytes: 60, choices: 3, choiceBytes: 12, leastChoices: 2 };
const choicesOf = (...labels: string[]) => labels.map((label) => ({ label, value: `v-${label}` }));
const letters = (text: string) => text.replace(/\s/g, '');

describe('a text that is too long for a channel', () => {
  test('is cut into parts that fit and lose nothing but blanks, never within a character', () => {
    const texts = fc.array(fc.constantFrom('钱', '到账。', '!', 'a', ' ', '\n', '，', '😀', '“好。”', 'é'), {
      maxLength: 120,
    });
    fc.assert(
      fc.property(texts, fc.integer({ min: 4, max: 80 }), (words, most) => {
        const text = words.join('');
        const parts = partsOf(text, most);
        expect(letters(parts.map((part) => part.text).join(''))).toBe(letters(text));
        for (const part of parts) {
          expect(bytesOf(part.text)).toBeLessThanOrEqual(most);
          expect(part.text).not.toMatch(/\p{Surrogate}/u);
        }
      }),
    );
  });

  test.each([
    [
      '第一句话。第二句话说的是别的。第三句。',
      30,
      ['第一句话。', '第二句话说', '的是别的。', '第三句。'],
      15,
    ],
    ['第一句话。第二句话。第三句话。', 30, ['第一句话。第二句话。', '第三句话。'], 30],
    ['您说“好。”我说行。', 20, ['您说“好。”', '我说行。'], 20],
    ['一行\n另外一行。', 20, ['一行', '另外一行。'], 20],
    ['没有句号的话，后面还有很多', 24, ['没有句号的话，', '后面还有很多'], 24],
    ['words without an end here', 12, ['words', 'without an', 'end here'], 12],
  ])('is cut best first: %s', (text, _, parts, most) => {
    expect(partsOf(text, most).map((part) => part.text)).toEqual(parts);
  });

  test('tells where a part ends within a sentence', () => {
    expect(partsOf('第一句话。第二句话。', 15).map(({ whole }) => whole)).toEqual([true, true]);
    expect(partsOf('没有句号的话没有句号的话', 18).map(({ whole }) => whole)).toEqual([false, true]);
  });

  test('has at least one part, also where a character alone is too long', () => {
    expect(partsOf('', 10)).toEqual([{ text: '', whole: true }]);
    expect(partsOf('钱钱', 1).map(({ text }) => text)).toEqual(['钱', '钱']);
  });
});

describe('the choices of a question', () => {
  test('are buttons of its last part where the channel shows them', () => {
    const choices = choicesOf('借记卡', '信用卡');
    const pieces = piecesOf({ text: '这是一句比较长的话。这是另一句比较长的话。哪种卡？', choices }, limits);
    expect(pieces.map((piece) => piece.choices.length)).toEqual([0, 2]);
  });

  test.each([
    ['there are too many', choicesOf('一', '二', '三', '四')],
    ['one is too long', choicesOf('一', '这个选项太长了')],
  ])('are numbered lines where %s', (_, choices) => {
    const [piece] = piecesOf({ text: '哪个？', choices }, limits);
    expect(piece).toMatchObject({ choices: [], text: numbered('哪个？', choices) });
    expect(fitsAsButtons(choices, limits)).toBe(false);
  });

  test('need no number where there is one, and no buttons where the channel wants more of them', () => {
    expect(numbered('几点？', choicesOf('不知道'))).toBe('几点？');
    expect(piecesOf({ text: '几点？', choices: choicesOf('不知道') }, limits)[0]?.choices).toEqual([]);
    expect(piecesOf({ text: '您好。' }, limits)).toMatchObject([{ text: '您好。', choices: [] }]);
    expect(fitsAsButtons([], limits)).toBe(false);
  });

  test.each([
    ['1', '一'],
    [' 2 ', '二'],
    ['２。', '二'],
    ['(3)', '三'],
    ['b', '二'],
    ['C、', '三'],
    ['4', null],
    ['0', null],
    ['z', null],
    ['1个', null],
    ['12', null],
    ['一', null],
    ['', null],
  ])('are meant by %j: %s', (said, label) => {
    expect(choiceBy(said, choicesOf('一', '二', '三'))?.label ?? null).toBe(label);
  });

  test('are not meant by a number where there is only one', () => {
    expect(choiceBy('1', choicesOf('不知道'))).toBeNull();
  });
});

test('bytes are those of UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(bytesOf(text)).toBe(new TextEncoder().encode(text).length);
    }),
  );
  expect(Object.values(CHANNEL_LIMITS).every(({ textBytes }) => textBytes >= 2_048)).toBe(true);
});

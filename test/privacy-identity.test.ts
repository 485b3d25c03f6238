import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mask } from '../src/privacy/mask.ts';

/** Seventeen digits with the check digit that GB 11643 gives them (ISO 7064, MOD 11-2, reckoned digit by digit). */
function withCheck(digits: string): string {
  let sum = 0;
  for (const digit of digits) sum = ((sum + Number(digit)) * 2) % 11;
  return `${digits}${['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][sum]}`;
}

const isMasked = (text: string): boolean => mask(text).text === '[身份证号]';
const born = (day: string): boolean => isMasked(withCheck(`110105${day}002`));

/** Every thirty-first day or so from 1900 to 2099, as "YYYYMMDD", and every last day of February. */
const DAYS: readonly string[] = [
  ...Array.from({ length: 2_350 }, (_, i) => Date.UTC(1900, 0, 1 + 31 * i)),
  ...Array.from({ length: 200 }, (_, i) => Date.UTC(1900 + i, 2, 0)),
]
  .map((at) => new Date(at).toISOString().slice(0, 10).replaceAll('-', ''))
  .filter((day) => day < '2100');

describe('an identity number', () => {
  test('is found whatever the day of birth', () => {
    expect(DAYS.filter((day) => !born(day))).toEqual([]);
  });

  test.each(['19001231', '19010101', '20000229', '20991231', '19491001', '19490930'])(
    'of somebody born on %s is found',
    (day) => expect(born(day)).toBe(true),
  );

  test.each([
    ...['18991231', '21000101', '19000229', '19010229', '21000229'],
    ...['19490132', '19490230', '19490431', '19490631', '19490931', '19491131', '19491232'],
    ...['19490001', '19491301', '19490100', '19491200', '20000230'],
  ])('has no day of birth like %s', (day) => expect(born(day)).toBe(false));

  test('has the code of a province at its beginning', () => {
    const all = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0'));
    const found = all.filter((province) => isMasked(withCheck(`${province}010519491231003`)));
    expect(found.join(' ')).toBe(
      '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83',
    );
  });

  test('has the one check digit that fits, whatever stands before it', () => {
    const person = fc.tuple(
      fc.constantFrom('110105', '230102', '440305'),
      fc.constantFrom(...DAYS),
      fc.nat(999),
    );
    fc.assert(
      fc.property(person, ([place, day, nth]) => {
        const digits = `${place}${day}${String(nth).padStart(3, '0')}`;
        const found = [...'0123456789X'].map((last) => digits + last).filter(isMasked);
        expect(found).toEqual([withCheck(digits)]);
      }),
    );
  });

  test('ends on an X in either case and width, but not in one that begins a word', () => {
    for (const x of ['X', 'x', 'Ｘ', 'ｘ']) expect(isMasked(`11010519491231002${x}`)).toBe(true);
    for (const word of ['Xiao', 'xA', 'Ｘｉ', ' X', '.X', ''])
      expect(mask(`11010519491231002${word}`).text).toBe(`11010519491231002${word}`);
    expect(mask('11010519491231002X吗').text).toBe('[身份证号]吗');
  });

  test('of the old kind has fifteen digits, a year of the last century, and no check digit', () => {
    for (const digit of '0123456789') expect(isMasked(`21010549123100${digit}`)).toBe(true);
    expect(isMasked('210105040229001')).toBe(true);
    for (const day of ['000229', '490229', '491301', '490431', '490000'])
      expect(mask(`210105${day}001`).found).toEqual([]);
    expect(mask('21010549123100X').found).toEqual([]);
    expect(mask('2101054912310012').found).toEqual([]);
  });

  test('is found with a wrong check digit or day where it is called one, and only at its length', () => {
    for (const number of [
      '110105194912310021',
      '110105194913320021',
      '990105491231003',
      '11010519491231003x',
    ])
      expect(mask(`身份证号:${number}`).text).toBe('身份证号:[身份证号]');
    for (const number of ['11010519491231', '1101051949123100', '11010519491231003'])
      expect(mask(`身份证号:${number}`).found).toEqual([]);
  });

  test('is found where it is called an order number, but only with its check digit', () => {
    expect(mask('订单号440305194912310078').text).toBe('订单号[身份证号]');
    expect(mask('订单号440305194912310079').found).toEqual([]);
    expect(mask('订单号440305491231007').found).toEqual([]);
  });

  test.each([
    '110105 19491231 002X',
    '110105 19491231002X',
    '110105-19491231-002X',
    '110 105 1949 1231 002X',
    '1101 0519 4912 3100 2X',
  ])('is found however it is split: %s', (written) => expect(isMasked(written)).toBe(true));

  test('goes before a longer number that only looks like a card', () => {
    const number = withCheck('44030519491231007');
    for (const amount of '0123456789') expect(mask(`${number} ${amount}`).text).toBe(`[身份证号] ${amount}`);
  });
});

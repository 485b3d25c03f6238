import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mask } from '../src/privacy/mask.ts';

/** Texts as merchants write them, a line each, and what masking leaves of them; alone: it stays as it is. Written before the
 * masking was looked at. No number belongs to a person. */
const TABLE = readFileSync(path.join(import.meta.dirname, 'privacy-table.tsv'), 'utf8');
const rows = TABLE.trimEnd()
  .split('\n')
  .map((line) => line.split('\t').map((one) => z.string().parse(JSON.parse(one))))
  .map(([text = '', masked = text]) => [text, masked] as const);

/** Codes of merchant categories, as they stand in merchant numbers: shops, meals, hotels, cars. */
const CATEGORIES = ['5311', '5411', '5812', '5912', '7011', '5533', '4111', '5111'];

describe('masking of what merchants write', () => {
  it('is tried on more than two hundred texts', () => {
    expect(rows.length).toBeGreaterThan(200);
  });

  it.each(rows)('of %j leaves %j', (text, masked) => {
    expect(mask(text).text).toBe(masked);
    expect(mask(masked).text).toBe(masked);
  });

  it('takes no merchant number for a card, whoever acquired it', () => {
    const merchant = fc
      .tuple(
        fc.constantFrom('898', '822', '104', '105', '102', '103', '301', '302', '303', '304', '305', '309'),
        fc.stringMatching(/^\d{4}$/),
        fc.constantFrom(...CATEGORIES),
        fc.stringMatching(/^\d{4}$/),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(merchant, (number) => {
        const text = `商户号${number}`;
        expect(mask(text).text).toBe(text);
        expect(mask(`我的是 ${number}`).found.filter(({ kind }) => kind === 'card')).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  it('takes no row of round amounts for a card, whatever parts them', () => {
    const amount = fc.integer({ min: 10, max: 99 }).map((hundreds) => hundreds * 100);
    fc.assert(
      fc.property(
        fc.tuple(amount, amount, amount, amount),
        fc.constantFrom(',', '、', '\n', '/'),
        (four, sign) => {
          const text = `四笔:${four.join(sign)}`;
          expect(mask(text).text).toBe(text);
        },
      ),
    );
  });
});

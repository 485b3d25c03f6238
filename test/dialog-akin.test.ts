import { expect, test } from 'vitest';
import { akin } from '../src/dialog/akin.ts';
import { shippedContent } from './support/shipped-content.ts';

const { dialogs } = await shippedContent();

test('kinds of trouble are akin to themselves, and to none that has no tree', () => {
  expect(akin(dialogs, 'not_arrived', 'not_arrived')).toBe(true);
  expect(akin(dialogs, 'not_arrived', 'dispute_notice')).toBe(false);
  expect(akin({}, 'not_arrived', 'refund_not_received')).toBe(false);
});

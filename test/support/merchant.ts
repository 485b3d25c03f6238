import type { MerchantCase } from '../../src/eval-case.ts';

/** A merchant about whom this is true; what is left out is empty. */
export function merchant(
  rules: Partial<MerchantCase['truth']> = {},
  said: Partial<MerchantCase> = {},
): MerchantCase {
  return {
    id: 'x',
    now: '2026-11-18T10:00:00+08:00',
    open: '',
    answers: {},
    unknown: [],
    unknown_say: [],
    script: [],
    truth: {
      slots: {},
      cause: 'debit_not_instant',
      accept: ['debit_not_instant'],
      must_contact: [],
      must_not_contact: [],
      red_flag: false,
      due_at: null,
      must_say: [],
      must_not_say: [],
      out_of_scope: false,
      handoff: false,
      ...rules,
    },
    ...said,
  };
}

import { defineConfig } from 'vitest/config';

/** The tests that the changed code of one folder is tried against. */
export default defineConfig({
  test: {
    include: (process.env.MUTATED_TESTS ?? '').split(','),
    // A thread cannot change the time zone of its process.
    testNamePattern: /^(?!.*time zone of the process)/,
    testTimeout: 60_000,
  },
});

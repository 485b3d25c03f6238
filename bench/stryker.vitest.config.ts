import { defineConfig } from 'vitest/config';

/** The tests that the changed code of one folder is tried against. */
export default defineConfig({
  test: {
    include: (process.env.MUTATED_TESTS ?? '').split(','),
    // A thread cannot change the time zone of its process; and tests of how much work is done count what Stryker adds to it.
    testNamePattern:
      /^(?!.*(time zone of the process|however many there are|long before the runner gives up))/,
    testTimeout: 60_000,
  },
});

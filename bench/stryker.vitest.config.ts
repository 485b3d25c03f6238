import { defineConfig } from 'vitest/config';

/** The tests that the changed code of the pure folders is tried against. */
export default defineConfig({
  test: {
    include: [
      'test/calendar.test.ts',
      'test/working-time.test.ts',
      'test/diagnosis.test.ts',
      'test/dialog-*.test.ts',
      'test/conversation-diagnosis.test.ts',
    ],
    // A thread cannot change the time zone of its process.
    testNamePattern: /^(?!.*time zone of the process)/,
    testTimeout: 60_000,
  },
});

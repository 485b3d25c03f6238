import { defineConfig } from 'vitest/config';

const PURE = ['privacy', 'calendar', 'knowledge', 'diagnosis', 'dialog', 'conversation'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: PURE.map((folder) => `src/${folder}/**/*.ts`),
      reporter: ['text-summary', 'json-summary'],
      thresholds: { branches: 95 },
    },
  },
});

// How the code of one folder is changed; bench/mutate-code.ts names the folder's tests and the file of the report.
export default {
  packageManager: 'npm',
  plugins: ['./bench/node_modules/@stryker-mutator/vitest-runner/dist/src/index.js'],
  testRunner: 'vitest',
  vitest: { configFile: 'bench/stryker.vitest.config.ts', related: false },
  ignorePatterns: ['build', 'bench/build', 'bench/node_modules', 'data', 'test/e2e', 'docs'],
  tempDirName: 'build/stryker',
  cleanTempDir: 'always',
  concurrency: 1,
  reporters: ['progress-append-only', 'json'],
  jsonReporter: { fileName: process.env.MUTATED_REPORT },
  tsconfigFile: 'none.json',
};

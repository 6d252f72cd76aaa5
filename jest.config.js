export default {
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*(?<!\\.json))\\.js$': '$1' },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // `npm run test:long` and `npm run test:chaos` run what takes longer than a change may wait.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/long/', '<rootDir>/test/chaos/'],
  globalSetup: '<rootDir>/test/support/global-setup.js',
  globalTeardown: '<rootDir>/test/support/global-teardown.js',
  // Two files at once: each waits for PostgreSQL and HTTP about as long as it computes, and each opens many connections.
  maxWorkers: 2,
  // What a file has loaded stays in its process: after eighty files 3 GB, and collecting garbage may then stop the servers under test for
  // longer than they let a request wait.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 120_000,
};

import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import process from 'node:process';

// SQLite waits for the disk at each commit, and a test's files go when it ends. They are in memory
// where there's room for them and programs may be run from.
const memory = '/dev/shm';
const mounts = existsSync('/proc/mounts') ? readFileSync('/proc/mounts', 'utf8') : '';
if (/ \/dev\/shm tmpfs (?!\S*noexec)/.test(mounts)) {
  const { bavail, bsize } = statfsSync(memory);
  if (bavail * bsize > 2e9) process.env.TMPDIR ??= memory;
}

// What's covered is known of modules that Jest loads itself, and whoever watches wants each module
// as it is by now. Every other run has Node load them once for all test files.
const isolated = process.argv.some((word) => /^--(?:coverage|watch)/.test(word));

export default {
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/simulator'],
  ...(!isolated && {
    runtime: '<rootDir>/test/runtime/shared-runtime.ts',
    testEnvironment: '<rootDir>/test/runtime/shared-environment.ts',
  }),
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  injectGlobals: false,
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/test/browser/', '/test/proofs/'],
  testTimeout: 120_000,
  // Who tests a bot or a process mostly waits for it, so a core has time for two files.
  maxWorkers: availableParallelism() * 2,
};

/** The benchmarks: `npm run bench`. Never part of the tests; every figure is a ratio to a baseline of the same run. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['tests/bench/**/*.bench.ts'],
    globalSetup: ['tests/harness/global.ts'],
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    reporters: ['tests/bench/report.ts'],
  },
});

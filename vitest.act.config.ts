import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['__tests__/act/**/*.act.test.ts'],
    globalSetup: ['__tests__/act/global-setup.ts'],
    testTimeout: 60_000,
    maxWorkers: 2,
  },
});

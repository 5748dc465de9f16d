import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['__tests__/windows/*.windows.test.ts'],
    globalSetup: ['__tests__/windows/global-setup.ts'],
    testTimeout: 60_000,
    slowTestThreshold: process.stdout.isTTY ? 300 : Infinity, // where nobody watches, no line for each slow test
    maxWorkers: 2,
  },
});

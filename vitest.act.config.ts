import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

export default defineConfig({
  test: {
    ...base.test,
    include: ['__tests__/act/**/*.act.test.ts'],
    exclude: [],
    globalSetup: ['__tests__/act/global-setup.ts'],
    testTimeout: 60_000,
  },
});

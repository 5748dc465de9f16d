import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

export default defineConfig({
  test: {
    ...base.test,
    include: ['__tests__/windows/*.windows.test.ts'],
    exclude: [],
    globalSetup: ['__tests__/windows/global-setup.ts'],
    testTimeout: 60_000,
  },
});

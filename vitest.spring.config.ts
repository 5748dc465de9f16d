import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

export default defineConfig({
  test: {
    ...base.test,
    include: ['__tests__/spring/**/*.spring.test.ts'],
    exclude: [],
    globalSetup: ['__tests__/spring/global-setup.ts'],
    testTimeout: 60_000,
  },
});

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

// What a killed run leaves stays in the ignored cache, until the next run. Vitest reads TMPDIR before this file: the npm script sets it, too.
const temporary = join(import.meta.dirname, '.cache/keycloak/tmp');
rmSync(temporary, { recursive: true, force: true });
mkdirSync(temporary, { recursive: true });
process.env['TMPDIR'] = temporary;

export default defineConfig({
  test: {
    ...base.test,
    include: ['__tests__/keycloak/**/*.keycloak.test.ts'],
    exclude: [],
    globalSetup: ['__tests__/keycloak/global-setup.ts'],
    testTimeout: 60_000,
  },
});

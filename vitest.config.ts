import { defineConfig } from 'vitest/config';

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(`The tests need Node 24, and this is ${process.version}: run \`npm test -- FILE\`, which has it.`);
  process.exit(1);
}

export default defineConfig({
  test: {
    include: ['__tests__/**/*.test.ts'],
    exclude: ['**/*.keycloak.test.ts', '**/*.spring.test.ts', '**/*.windows.test.ts', '**/*.act.test.ts'],
    testTimeout: 30_000,
    slowTestThreshold: process.stdout.isTTY ? 300 : Infinity, // where nobody watches, no line for each slow test
    // The suites start servers and many processes: more workers than cores only make them wait.
    maxWorkers: 2,
    maxConcurrency: 3,
  },
});

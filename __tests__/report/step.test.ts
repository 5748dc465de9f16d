/**
 * Red until proven green: what no server can cause, caused for real in a process of its own.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { root } from '../helpers/runner.ts';

/** Runs `body` as a step (`runStep`), or as what comes after the job (`runCleanup`). */
function run(kind: 'runStep' | 'runCleanup', body: string): { status: number | null; stdout: string } {
  const step = JSON.stringify(pathToFileURL(join(root, 'src/report/step.ts')).href);
  const script = `import { ${kind} } from ${step}; ${kind}(async (log) => { ${body} });`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', timeout: 15_000 });
}

describe.each<[string, string, RegExp]>([
  ['never comes to its end', 'await new Promise(() => {});', /end of the step before its work was done/],
  ['throws what nobody foresaw', 'throw new RangeError("a-secret");', /Unexpected RangeError/],
  ['throws what is no Error', 'throw "a-secret";', /Unexpected Error/],
  ['forgets a promise', 'void Promise.reject(new RangeError("a-secret")); await new Promise(() => {});', /Unexpected RangeError/],
  [
    'throws in a timer',
    'setTimeout(() => { throw new RangeError("a-secret"); }); await new Promise(() => {});',
    /Unexpected RangeError/,
  ],
])('a step that %s', (_, body, said) => {
  test('is red, and says so once', () => {
    const { status, stdout } = run('runStep', body);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error title=[^:]+::.*#internal\r?\n$/);
    expect(stdout).toMatch(said);
    expect(stdout).not.toContain('a-secret');
  });

  test('is green with a warning after the job', () => {
    const { status, stdout } = run('runCleanup', body);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^::warning title=[^:]+::.*#internal\r?\n$/);
    expect(stdout).not.toContain('a-secret');
  });
});

test('a step that exits before its end is red', () => {
  expect(run('runStep', 'process.exit();').status).toBe(1);
});

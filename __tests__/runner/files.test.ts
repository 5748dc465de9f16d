import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { fitsVariable, MAX_VARIABLE, requireFiles, writeOutputs, writing } from '../../src/runner/files.ts';
import type { Environment } from '../../src/runner/run.ts';
import { type Failed, failureOf } from '../helpers/failures.ts';

describe('fitsVariable', () => {
  const NAME = 'INPUT_SEALED_TOKEN';
  const filled = (bytes: number): string => 'x'.repeat(bytes - `${NAME}=`.length);

  test.each([
    ['the most', filled(MAX_VARIABLE), true],
    ['a byte more', filled(MAX_VARIABLE + 1), false],
  ])('%s, as the system itself has it', (_, value, fits) => {
    expect(fitsVariable(NAME, value)).toBe(fits);
    // Linux alone has a limit for one variable that is as sharp as that.
    if (process.platform !== 'linux') return;
    const { stdout, error } = spawnSync(process.execPath, ['-p', `process.env.${NAME}.length`], {
      env: { ...process.env, [NAME]: value },
      encoding: 'utf8',
    });
    expect((error as NodeJS.ErrnoException | undefined)?.code).toBe(fits ? undefined : 'E2BIG');
    if (fits) expect(Number(stdout)).toBe(value.length);
  });

  test('counts bytes, and the name', () => {
    expect(fitsVariable('A', 'é'.repeat(MAX_VARIABLE / 2))).toBe(false);
    expect(fitsVariable('A', 'x'.repeat(MAX_VARIABLE - 2))).toBe(true);
    expect(fitsVariable('AB', 'x'.repeat(MAX_VARIABLE - 2))).toBe(false);
  });
});

test('requireFiles names each file that is not set', () => {
  const both = ['GITHUB_OUTPUT', 'GITHUB_STATE'];
  const missing = (env: Environment): Failed =>
    failureOf(() => {
      requireFiles(env, both);
    });
  requireFiles({ GITHUB_OUTPUT: '/a', GITHUB_STATE: '/b' }, both);
  requireFiles({}, []);
  for (const env of [{}, { GITHUB_OUTPUT: '', GITHUB_STATE: undefined }])
    expect(missing(env)).toMatchObject({
      code: 'runner_missing',
      what: 'GITHUB_OUTPUT and GITHUB_STATE is not set.',
    });
  expect(missing({ GITHUB_OUTPUT: '/a' }).what).toBe('GITHUB_STATE is not set.');
});

test('writeOutputs hands on every output in its order, those that are empty too', () => {
  const written: [string, string][] = [];
  writeOutputs({ access_token: 't', scope: '', expiry: 'x' }, { setOutput: (...output) => void written.push(output) });
  expect(written).toEqual([
    ['access_token', 't'],
    ['scope', ''],
    ['expiry', 'x'],
  ]);
});

describe('what cannot be written', () => {
  const reasons: [string, unknown, string][] = [
    ["the system's code", Object.assign(new Error('ENOSPC: a-secret'), { code: 'ENOSPC' }), 'ENOSPC'],
    ['no code', new Error('Missing file at path: a-secret'), 'it is not there'],
  ];
  test.each(reasons)('fails with %s, and no word of the message', (_, error, reason) => {
    const setOutput = (): never => {
      throw error as Error;
    };
    const failed = failureOf(() => {
      writeOutputs({ access_token: 'a-token' }, { setOutput });
    });
    expect(failed).toMatchObject({ code: 'output_failed', what: `Writing to the file of GITHUB_OUTPUT failed (${reason}).` });
    expect(failed.message).not.toMatch(/a-secret|a-token/);
    expect(failureOf(() => writing('GITHUB_STATE', setOutput)).what).toContain('GITHUB_STATE');
  });

  test('what can be gives back its value', () => {
    expect(writing('GITHUB_STATE', () => 7)).toBe(7);
  });
});

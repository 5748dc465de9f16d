import { expect } from 'vitest';
import { expectPlain } from '../helpers/hostile-server.ts';
import type { StepResult } from '../helpers/runner.ts';

/** One error that says `words`, no output, and nothing of another server. */
export function expectRefusal(result: StepResult, ...words: readonly RegExp[]): void {
  const { exitCode, outputs, errors, warnings, log } = result;
  expect({ exitCode, outputs, errors: errors.length, warnings }).toEqual({ exitCode: 1, outputs: {}, errors: 1, warnings: [] });
  for (const each of words) expect(errors[0]?.message).toMatch(each);
  expect(log).not.toMatch(/[Kk]eycloak|[Rr]ealm|[Ss]ervice account|\bKeys\b|Signed JWT/);
  expectPlain(result);
}

import { expect, test } from 'vitest';
import { transientCode } from '../../src/http/status.ts';

test('of all statuses, these alone may be gone a moment later', () => {
  const told = Array.from({ length: 1000 }, (_, status) => [status, transientCode(status)] as const);
  expect(told.filter(([, code]) => code !== undefined)).toEqual([
    [408, 'server_error'],
    [425, 'server_error'],
    [429, 'rate_limited'],
    [500, 'server_error'],
    [502, 'server_error'],
    [503, 'server_error'],
    [504, 'server_error'],
  ]);
});

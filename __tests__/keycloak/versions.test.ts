import { describe, expect, test } from 'vitest';
import { allowed, always, checksumOf, isBefore, versionsAsked } from './versions.ts';

describe('KEYCLOAK_VERSIONS', () => {
  test.each([
    [undefined, ['12.0.4', '26.7.3']],
    ['17', ['17.0.0']],
    ['17, 21,24.0.5', ['17.0.0', '21.1.1', '24.0.5']],
    ['26.5.6', ['26.5.6']],
  ])('%s', (asked, versions) => {
    expect(versionsAsked(asked)).toEqual(versions);
  });

  test.each(['', '9', '13', '1', '17,', 'new', '../26', '26.7.3;x'])('what is none: "%s"', (asked) => {
    expect(() => versionsAsked(asked)).toThrow(/is no release that is known here\. Give .* 10\.0\.1, .*26\.7\.3\.$/);
  });

  test('each release that a major version stands for has a checksum', () => {
    for (const major of [10, 11, 12, 14, 15, 16, 17, 18, 20, 21, 22, 23, 24, 25, 26])
      for (const version of versionsAsked(String(major))) expect(checksumOf(version)).toMatch(/^[\da-f]{64}$/);
  });
});

test('what holds for a version', () => {
  const rows = { '10': 'a', '20': 'b', '26.6': 'c' };
  const of = (version?: string): string[] => allowed({ version }, rows);
  expect(['10.0.1', '19', '20.0.5', '26.5.9', '26.6', '26.7.3', '26.10.0'].flatMap(of)).toEqual([
    'a',
    'a',
    'b',
    'b',
    'c',
    'c',
    'c',
  ]);
  expect(of()).toEqual(['a', 'b', 'c']);
  expect(allowed({ version: '12.0.4' }, always(1))).toEqual([1]);
  expect([isBefore({ version: '9.0.0' }, '10'), isBefore({ version: '26.7.3' }, '26.7'), isBefore({}, '99')]).toEqual([
    true,
    false,
    false,
  ]);
});

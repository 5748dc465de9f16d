import { describe, expect, test } from 'vitest';
import { alike, closest } from '../../src/inputs/suggest.ts';

describe('closest', () => {
  const names = ['token_url', 'scope', 'timeout', 'qa', 'client_id'];

  test.each([
    ['token_url', 'token_url'],
    ['TOKEN-URL', 'token_url'],
    ['tokenUrl', 'token_url'],
    ['token url', 'token_url'],
    ['tokn_url', 'token_url'],
    ['token_urls', 'token_url'],
    ['token_uri', 'token_url'],
    ['tokne_url', 'token_url'],
    ['toekn_ulr', 'token_url'],
    ['scopes', 'scope'],
    ['Q.A', 'qa'],
    ['token', undefined],
    ['token_command', undefined],
    ['shape', undefined],
    ['slope', 'scope'],
    ['qb', undefined],
    ['a', undefined],
    ['', undefined],
    ['x'.repeat(10_000), undefined],
  ])('%j is %j', (given, expected) => {
    expect(closest(given, names)).toBe(expected);
  });

  test('the nearest of two that are near', () => {
    expect(closest('seal_keys', ['sealed_keys', 'seal_key'])).toBe('seal_key');
  });
});

describe('alike', () => {
  const names = ['production', 'qa', 'venly', 'venly-sandbox'];

  test.each([
    ['prod', 'production'],
    ['sandbox', 'venly-sandbox'],
    ['qa2', 'qa'],
    ['venl', undefined], // two begin so
    ['pro', undefined],
    ['live', undefined],
    ['', undefined],
  ])('%j is %j', (given, expected) => {
    expect(alike(given, names)).toBe(expected);
  });
});

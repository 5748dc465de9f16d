import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formEncode, isVisible, names } from '../../src/text/encoding.ts';

test.each<[unknown, string | undefined]>([
  ['a  b ', 'a b'],
  ['', ''],
  ['api://x/.default view:wallets', 'api://x/.default view:wallets'],
  ['a"b', undefined],
  ['a\\b', undefined],
  ['a\tb', undefined],
  ['a$b', undefined],
  [1, undefined],
])('names of %j: %j', (value, expected) => {
  expect(names(value)).toBe(expected);
});

test('whatever is a scope: as RFC 6749, 3.3 has it, and nothing that a shell runs', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
      const found = names(text);
      if (found === undefined) return;
      expect(found).toMatch(/^([\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*)?$/);
      expect(found).not.toMatch(/[$`;|&<>()']/);
    }),
  );
});

test('formEncode and isVisible', () => {
  expect(formEncode('a b&c')).toBe('a+b%26c');
  expect([isVisible('a~'), isVisible('a b'), isVisible(''), isVisible(1)]).toEqual([true, false, false, false]);
});

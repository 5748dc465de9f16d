import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formEncode, isVisible, scopeOf } from '../../src/text/encoding.ts';

test('formEncode is what a form is sent with', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      expect(new URLSearchParams(`name=${formEncode(value)}`).get('name')).toBe(value);
      expect(formEncode(value)).toMatch(/^[\w.*+%-]*$/);
    }),
  );
});

test.each(['a', '!', '~', 'aA0-._~+/=', '"\\'])('%j is visible', (text) => {
  expect(isVisible(text)).toBe(true);
});

test.each(['', ' ', 'a b', 'a\n', '\na', 'a\r', 'a\tb', 'a\u0000', '\u007f', 'é', '🔑', 7, null, undefined, ['a'], { a: 'a' }])(
  '%j is not visible',
  (value) => {
    expect(isVisible(value)).toBe(false);
  },
);

test('what is visible is ASCII without space and control characters, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const each = Array.from(text, (character) => character.charCodeAt(0));
      expect(isVisible(text)).toBe(text !== '' && each.every((code) => code > 0x20 && code < 0x7f));
    }),
  );
});

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
  expect(scopeOf(value)).toBe(expected);
});

test('whatever is a scope: as RFC 6749, 3.3 has it, and nothing that a shell runs', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
      const found = scopeOf(text);
      if (found === undefined) return;
      expect(found).toMatch(/^([\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*)?$/);
      expect(found).not.toMatch(/[$`;|&<>()']/);
    }),
  );
});

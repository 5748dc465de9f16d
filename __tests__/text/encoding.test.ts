import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formEncode, isVisible } from '../../src/text/encoding.ts';

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

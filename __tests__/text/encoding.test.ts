import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formEncode, hasControls, isToken, scopesOf } from '#text/encoding.ts';

test('formEncode is what a form is sent with', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      expect(new URLSearchParams(`name=${formEncode(value)}`).get('name')).toBe(value);
      expect(formEncode(value)).toMatch(/^[\w.*+%-]*$/);
    }),
  );
});

test('control characters are those of Unicode', () => {
  for (let code = 0; code <= 0x2fff; code++) {
    const character = String.fromCharCode(code);
    expect([code, hasControls(`a${character}b`)]).toEqual([code, /\p{Cc}/u.test(character)]);
  }
});

describe('a token', () => {
  test.each(['a', '!', '~', 'aA0-._~+/=', '"\\', 'a::b', '#[', ':a:'])('may be %j', (text) => {
    expect(isToken(text)).toBe(true);
  });

  test.each([
    ...['', ' ', 'a b', 'a\n', '\na', 'a\r', 'a\tb', 'a\u0000', '\u007f', 'é', '🔑', 7, null, undefined, ['a'], { a: 'a' }],
    ...['::stop-commands::x', '::', 'a##[group]b'], // which the runner takes for commands
  ])('is not %j', (value) => {
    expect(isToken(value)).toBe(false);
  });

  test('is ASCII without space and control characters, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const each = Array.from(text, (character) => character.charCodeAt(0));
        const visible = text !== '' && each.every((code) => code > 0x20 && code < 0x7f);
        expect(isToken(text)).toBe(visible && !text.startsWith('::') && !text.includes('##['));
      }),
    );
  });
});

test.each<[unknown, string | undefined]>([
  ['a  b ', 'a b'],
  ['', ''],
  ['api://x/.default view:wallets', 'api://x/.default view:wallets'],
  ['a,b, c', 'a b c'],
  [['a', 'b c'], 'a b c'],
  [[], ''],
  [['a', 7], undefined],
  ['a"b', undefined],
  ['a\\b', undefined],
  ['a\tb', undefined],
  ['a$b', undefined],
  [1, undefined],
  [undefined, undefined],
])('scopes of %j: %j', (value, expected) => {
  expect(scopesOf(value)).toBe(expected);
});

test('whatever is a scope: as RFC 6749, 3.3 has it, and nothing that a shell runs', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
      const found = scopesOf(text);
      if (found === undefined) return;
      expect(found).toMatch(/^([\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*)?$/);
      expect(found).not.toMatch(/[$`;|&<>()',]/);
    }),
  );
});

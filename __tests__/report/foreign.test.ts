import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut, onOneLine } from '../../src/report/foreign.ts';
import { hostileText } from '../helpers/log.ts';

const printable = (text: string): string => cut(onOneLine(text));

describe('printable', () => {
  test.each([
    ['one line', 'one line'],
    ['two\r\nlines', 'two lines'],
    ['\u001b[31mred\u001b[0m', '[31mred [0m'],
    ['::error::x', ': :error: :x'],
    [':::', ': : :'],
    [':\u0000:', ': :'],
    ['##[error]x', '## [error]x'],
    ['##\u200b[error]x', '## [error]x'],
    ['right\u202eleft', 'right left'],
    ['  a   b  ', 'a b'],
    ['x'.repeat(200), 'x'.repeat(200)],
    [`${'a'.repeat(200)}${'b'.repeat(200)}`, `${'a'.repeat(100)}…${'b'.repeat(100)}`],
    ['pässwörd 密码 🔑', 'pässwörd 密码 🔑'],
    [`${'x'.repeat(99)}🔑${'x'.repeat(100)}🔑${'y'.repeat(99)}`, `${'x'.repeat(99)}…${'y'.repeat(99)}`],
  ])('%j is %j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  test('whatever the text: one line, no workflow command, at most 201 characters', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const clean = printable(text);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|::|##\[/u);
        expect(clean.length).toBeLessThanOrEqual(201);
      }),
      { numRuns: 2000 },
    );
  });
});

test('onOneLine: what is cleaned stays as it is, and nothing but a form of its characters is lost', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const clean = onOneLine(text);
      expect(onOneLine(clean)).toBe(clean);
      expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|::|##\[/u);
      const bare = (all: string): string => all.replace(/[\p{C}\p{Z}\s]/gu, '');
      expect(bare(clean)).toBe(bare(text));
    }),
  );
  expect(onOneLine('x'.repeat(1000))).toHaveLength(1000);
});

test('cut: the beginning and the end of the text, and never half of a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 150, maxLength: 250 }), (text) => {
      const short = cut(text);
      expect(short.isWellFormed()).toBe(true);
      expect([text.startsWith(short.slice(0, 99)), text.endsWith(short.slice(-99))]).toEqual([true, true]);
      expect(short.length).toBeLessThanOrEqual(201);
      expect(short === text).toBe(text.length <= 200);
    }),
  );
});

import { expect, test } from 'vitest';
import { onOneLine } from '../../src/report/foreign.ts';
import { coreOf } from '../../src/report/secrets.ts';
import { hasControls, patternFor } from '../../src/text/characters.ts';
import { bare } from '../../src/text/decode.ts';

const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

test('control characters are those of Unicode', () => {
  for (let code = 0; code <= 0x2fff; code++) {
    const character = String.fromCharCode(code);
    expect([code, hasControls(`a${character}b`)]).toEqual([code, /\p{Cc}/u.test(character)]);
  }
});

test('a pattern is the one of ASCII for that alone', () => {
  const pattern = patternFor(/[a-z]+/g, '[\\p{L}]+');
  expect('1ab2cd3'.replace(pattern('1ab2cd3'), '-')).toBe('1-2-3');
  expect('1äb2cd3'.replace(pattern('1äb2cd3'), '-')).toBe('1-2-3');
  expect('🔑é'.replace(pattern('🔑é'), '-')).toBe('🔑-');
});

// The same text with a letter behind it that is no ASCII goes the other way.
test.each(ascii)('%j is taken as Unicode has it', (character) => {
  const text = `secret-of-ten${character}${character}b`;
  expect(`${onOneLine(text)}é`).toBe(onOneLine(`${text}é`));
  expect(`${bare(text)}α`).toBe(bare(`${text}α`));
  const core = 'secret-of-tén';
  const around = `${character}${core}${character}`;
  expect(coreOf(`${character}secret-of-ten${character}`)).toBe(coreOf(around).replace('é', 'e'));
});

import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, describe, expect, test } from 'vitest';
import {
  type StoredToken,
  isGood,
  lineOf,
  maskLines,
  monotonic,
  optionsOf,
  readPlain,
  tokenIn,
} from '../../src/command/stored-token.ts';

const folder = mkdtempSync(join(tmpdir(), 'given-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('optionsOf', () => {
  test.each<[string[], ReturnType<typeof optionsOf>]>([
    [[], { header: false, minValidity: undefined }],
    [['--header'], { header: true, minValidity: undefined }],
    [['--min-validity', '0'], { header: false, minValidity: 0 }],
    [['--min-validity=90', '--header'], { header: true, minValidity: 90 }],
    [['--min-validity'], undefined],
    [['--min-validity', ''], undefined],
    [['--min-validity', '1.5'], undefined],
    [['--min-validity', '123456789'], undefined],
    [['--header=yes'], undefined],
    [['--header', '--help'], undefined],
    [[''], undefined],
    [['header'], undefined],
  ])('%j', (args, expected) => {
    expect(optionsOf(args)).toEqual(expected);
  });
});

describe('isGood', () => {
  const given = (left: number, byOther = left): StoredToken => ({
    token: 'a',
    expiry: Date.now() + left * 1000,
    ends: monotonic() + byOther * 1000,
    since: 0,
    usual: 60,
  });

  test.each<[string, StoredToken, number | undefined, boolean]>([
    ['for long', given(120), undefined, true],
    ['for less than is usual', given(50), undefined, false],
    ['for less, which was asked for', given(50), 40, true],
    ['for less than was asked for', given(120), 130, false],
    ['no more', given(-1), 0, false],
    ['no more by the clock that nobody sets', given(3600, 10), undefined, false],
    ['no more by the clock that was set', given(10, 3600), undefined, false],
    ['for how long nobody told', { token: 'a', since: 0, usual: 0 }, undefined, false],
  ])('%s', (_, token, minValidity, expected) => {
    expect(isGood(token, minValidity)).toBe(expected);
  });
});

describe('tokenIn', () => {
  test.each(['', 'no JSON', '[]', '{"token":"a b"}', '{"token":"a\\n::warning::b"}', '{"token":""}', '{"token":1}', 'null'])(
    '%s',
    (text) => {
      writeFileSync(join(folder, 'token.json'), text);
      expect(tokenIn(folder)).toBeUndefined();
    },
  );
});

describe('readPlain', () => {
  test('reads a plain file alone: no link, no pipe, no folder, nothing large', () => {
    const path = (name: string): string => join(folder, name);
    writeFileSync(path('plain'), 'text');
    symlinkSync(path('plain'), path('link'));
    spawnSync('mkfifo', [path('pipe')]);
    writeFileSync(path('large'), Buffer.alloc(4 * 1024 * 1024 + 1));
    expect(readPlain(path('plain'))).toBe('text');
    for (const name of ['link', 'pipe', 'large', '.', 'gone']) expect(() => readPlain(path(name)), name).toThrow();
  });
});

test('a token that is not the same in a form is masked in both', () => {
  expect(maskLines('eyJ.a-b_c')).toBe('\n::add-mask::eyJ.a-b_c\n');
  expect(maskLines('a+b%/=')).toBe('\n::add-mask::a+b%25/=\n::add-mask::a%252Bb%2525%252F%253D\n');
});

test('the token alone, or as a header', () => {
  const given = { token: 'abc', since: 0, usual: 0 };
  expect(lineOf(given, { header: false, minValidity: undefined })).toBe('abc\n');
  expect(lineOf(given, { header: true, minValidity: undefined })).toBe('Authorization: Bearer abc\n');
});

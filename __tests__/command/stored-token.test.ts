import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, describe, expect, test } from 'vitest';
import { type StoredToken, isValid, lineOf, maskLines, optionsOf, readPlain, tokenIn } from '../../src/command/stored-token.ts';

const folder = mkdtempSync(join(tmpdir(), 'stored-'));
mkdirSync(join(folder, 'tokens'));
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
    [['--min-validity', 'soon'], undefined],
    [['--min-validity', '-1'], undefined],
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

describe('isValid', () => {
  const left = (seconds: number): StoredToken => ({ token: 'a', expiry: Date.now() + seconds * 1000, usual: 60 });

  test.each<[string, StoredToken, number | undefined, boolean]>([
    ['for long', left(120), undefined, true],
    ['for less than is usual', left(50), undefined, false],
    ['for less, which was asked for', left(50), 40, true],
    ['for less than was asked for', left(120), 130, false],
    ['no more', left(-1), 0, false],
    ['for how long nobody said', { token: 'a', usual: 0 }, undefined, false],
  ])('%s', (_, token, minValidity, expected) => {
    expect(isValid(token, minValidity)).toBe(expected);
  });
});

describe('tokenIn', () => {
  test('the newest file that is whole: a reader sees none that is being written', () => {
    writeFileSync(join(folder, 'tokens/1-a.json'), '{"token":"first"}');
    writeFileSync(join(folder, 'tokens/2-a.json'), '{"token":"second"}');
    writeFileSync(join(folder, 'tokens/3-a.json.b.new'), '{"token":"thi');
    expect(tokenIn(folder)).toEqual({ token: 'second' });
  });

  test.each([
    ...['', 'no JSON', '[]', '{"token":"a b"}', '{"token":"a\\n::warning::b"}', '{"token":""}', '{"token":1}', 'null'],
    ...['{"token":"::stop-commands::x"}', '{"token":"a##[error]b"}'],
  ])('none where it is no token to print: %s', (text) => {
    writeFileSync(join(folder, 'tokens/9.json'), text);
    expect(tokenIn(folder)).toBeUndefined();
    rmSync(join(folder, 'tokens/9.json'));
    expect(tokenIn(folder)).toBeDefined();
  });
});

test('readPlain reads a plain file alone: no link, no pipe, no folder, nothing large', () => {
  const path = (name: string): string => join(folder, name);
  writeFileSync(path('plain'), 'text');
  symlinkSync(path('plain'), path('link'));
  spawnSync('mkfifo', [path('pipe')]);
  writeFileSync(path('large'), Buffer.alloc(4 * 1024 * 1024 + 1));
  expect(readPlain(path('plain'))).toBe('text');
  for (const name of ['link', 'pipe', 'large', '.', 'gone']) expect(() => readPlain(path(name)), name).toThrow();
});

test('a token that is not the same in a form is masked in both', () => {
  expect(maskLines('eyJ.a-b_c')).toBe('\n::add-mask::eyJ.a-b_c\n');
  expect(maskLines('a+b%/=')).toBe('\n::add-mask::a+b%25/=\n::add-mask::a%252Bb%2525%252F%253D\n');
});

test('the token alone, or as a header', () => {
  const stored = { token: 'abc', usual: 0 };
  expect(lineOf(stored, { header: false, minValidity: undefined })).toBe('abc\n');
  expect(lineOf(stored, { header: true, minValidity: undefined })).toBe('Authorization: Bearer abc\n');
});

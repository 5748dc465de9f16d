import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readShort } from '../../src/client/short-file.ts';

let folder = '';
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'short-'));
  writeFileSync(at('ten'), 'ten bytes\n');
  writeFileSync(at('eleven'), 'ten bytes!\n');
  writeFileSync(at('empty'), '');
  symlinkSync('..data/token', at('token'));
  execFileSync('mkdir', [at('..data')]);
  writeFileSync(at('..data/token'), 'by a link');
  execFileSync('mkfifo', [at('pipe')]);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('readShort', () => {
  test.each([
    ['ten', 'ten bytes\n'],
    ['empty', ''],
    ['token', 'by a link'],
  ])('%s', async (name, text) => {
    expect(await readShort(at(name), 10)).toBe(text);
  });

  test.each([
    ['eleven', { problem: 'too_large', reason: '' }],
    ['none', { problem: 'missing', reason: 'ENOENT' }],
    ['ten/below', { problem: 'unreadable', reason: 'ENOTDIR' }],
    ['', { problem: 'unreadable', reason: 'no file' }],
    ['pipe', { problem: 'unreadable', reason: 'no file' }],
  ])('%s is told', async (name, told) => {
    expect(await readShort(at(name), 10)).toEqual(told);
  });

  // Root may read all.
  test.runIf(process.getuid?.() !== 0)('one that may not be read is told', async () => {
    chmodSync(at('ten'), 0);
    expect(await readShort(at('ten'), 10)).toEqual({ problem: 'unreadable', reason: 'EACCES' });
    chmodSync(at('ten'), 0o600);
  });

  test('what never ends is no file', async () => {
    expect(await readShort('/dev/zero', 10)).toEqual({ problem: 'unreadable', reason: 'no file' });
  });
});

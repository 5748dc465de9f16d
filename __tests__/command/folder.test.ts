import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { diskFailure, folderFor, storedTokenOf, storeToken, readSettings, writeWhole } from '../../src/command/folder.ts';
import { monotonic, tokenIn } from '../../src/command/stored-token.ts';
import type { Token } from '../../src/oauth/token.ts';
import { failureOf } from '../helpers/failures.ts';

const folder = mkdtempSync(join(tmpdir(), 'folder-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const token = (expiry: number | undefined): Token => ({ accessToken: 'abc', expiry }) as Token;

describe('folderFor', () => {
  test('gives another path each time, in RUNNER_TEMP', () => {
    const [first, second] = [folderFor({ RUNNER_TEMP: folder }), folderFor({ RUNNER_TEMP: folder })];
    expect(first).not.toBe(second);
    expect(first.startsWith(join(folder, 'token-command-'))).toBe(true);
  });

  test.each([undefined, '', 'relative/temp'])('fails where that is %j', (RUNNER_TEMP) => {
    expect(failureOf(() => folderFor({ RUNNER_TEMP })).code).toBe('runner_missing');
  });
});

describe('storedTokenOf', () => {
  test.each([
    [1800, 60],
    [120, 60],
    [100, 50],
    [3, 1],
    [1, 0],
  ])('of a token that lives %i s, %i s must be left', (lifetime, usual) => {
    const [now, before] = [Date.now(), monotonic()];
    const given = storedTokenOf(token(now + lifetime * 1000), now);
    const [passed, after] = [Date.now() - now, monotonic()];
    expect(given).toMatchObject({ token: 'abc', expiry: now + lifetime * 1000, usual });
    expect(given.ends).toBeGreaterThanOrEqual(before + lifetime * 1000 - passed);
    expect(given.ends).toBeLessThanOrEqual(after + lifetime * 1000);
  });

  test('says nothing of an end that nobody told', () => {
    expect(storedTokenOf(token(undefined), Date.now())).toEqual({ token: 'abc', since: expect.any(Number) as number, usual: 0 });
  });
});

test('a token is found as it was put there, in place of the one before', () => {
  for (const name of ['first', 'second']) {
    storeToken(folder, { token: name, since: 1, usual: 0 });
    expect(tokenIn(folder)).toEqual({ token: name, since: 1, usual: 0 });
  }
});

describe('writeWhole', () => {
  test('leaves the old text, and nothing else, where it fails', () => {
    const busy = join(folder, 'busy');
    mkdirSync(join(busy, 'inside'), { recursive: true });
    expect(
      failureOf(() => {
        writeWhole(busy, 'text');
      }).code,
    ).toBe('command_unusable');
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  test('of a folder that is gone', () => {
    expect(
      failureOf(() => {
        writeWhole(join(folder, 'gone/file'), 'text');
      }).what,
    ).toContain('not there');
  });
});

test('readSettings finds URLs again, and tells of what it cannot read', () => {
  writeWhole(
    join(folder, 'settings.json'),
    JSON.stringify({ inputs: { tokenUrl: new URL('https://a.example/x'), scope: ['a'] } }),
  );
  expect(readSettings(folder).inputs.tokenUrl).toEqual(new URL('https://a.example/x'));
  writeWhole(join(folder, 'settings.json'), readFileSync(join(folder, 'settings.json'), 'utf8').slice(1));
  expect(failureOf(() => readSettings(folder)).code).toBe('command_unusable');
});

test('what the disk says is told by its code alone', () => {
  const failure = diskFailure(Object.assign(new Error('ENOSPC: a path'), { code: 'ENOSPC' }));
  expect([failure.id, failure.params]).toEqual(['command_unusable/disk', { reason: 'ENOSPC' }]);
});

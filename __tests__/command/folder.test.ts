import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  folderFor,
  makeFolder,
  onDisk,
  readSettings,
  savingFolder,
  type Settings,
  storedTokenOf,
  storeToken,
  writeWhole,
} from '../../src/command/folder.ts';
import { tokenIn } from '../../src/command/stored-token.ts';
import type { Token } from '../../src/oauth/token.ts';
import { failureOf } from '../helpers/failures.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'folder-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const requestedAt = Date.UTC(2026, 10, 24, 1, 2, 3);
const tokenOf = (lifetime: number | undefined): Token =>
  ({ accessToken: 'abc', requestedAt, expiry: lifetime === undefined ? undefined : requestedAt + lifetime * 1000 }) as Token;

describe('folderFor', () => {
  test('gives another path each time, in RUNNER_TEMP, with the name that post looks for', () => {
    const [first, second] = [folderFor({ RUNNER_TEMP: folder }), folderFor({ RUNNER_TEMP: folder })];
    expect(first).not.toBe(second);
    expect(first.slice(folder.length)).toMatch(/^\/token-command-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  });

  test.each([undefined, '', 'relative/temp'])('fails where that is %j', (RUNNER_TEMP) => {
    expect(failureOf(() => folderFor({ RUNNER_TEMP })).code).toBe('runner_missing');
  });
});

describe('makeFolder', () => {
  const inputs = { tokenUrl: new URL('https://a.example/x'), timeout: 60 } as Settings['request'];

  test('what a call needs is found again, and no seal key', () => {
    const path = makeFolder(join(folder, 'made'), inputs, true, tokenOf(300), () => undefined);
    expect(path).toBe(join(folder, 'made/token'));
    const { request, ends } = readSettings(join(folder, 'made'));
    expect({ ...request, ends }).toEqual({ tokenUrl: inputs.tokenUrl, timeout: 60, elapsed: 0, ends: true });
    expect(tokenIn(join(folder, 'made'))).toMatchObject({ token: 'abc', masked: true });
    writeFileSync(join(folder, 'made/settings.json'), readFileSync(join(folder, 'made/settings.json'), 'utf8').slice(1));
    expect(failureOf(() => readSettings(join(folder, 'made'))).code).toBe('command_unusable');
  });

  test('leaves nothing where post cannot be told of it', () => {
    const save = (): never => {
      throw new Error('full');
    };
    expect(() => makeFolder(join(folder, 'made'), inputs, true, tokenOf(300), save)).toThrow('full');
    expect(existsSync(join(folder, 'made'))).toBe(false);
  });

  test('leaves nothing where it fails', () => {
    mkdirSync(join(folder, 'made/token'), { recursive: true });
    expect(failureOf(() => makeFolder(join(folder, 'made'), inputs, true, tokenOf(300), () => undefined)).code).toBe(
      'command_unusable',
    );
    expect(existsSync(join(folder, 'made'))).toBe(false);
  });
});

test.each([
  [1800, 60],
  [120, 60],
  [100, 50],
  [3, 1],
  [1, 0],
  [undefined, 0],
])('of a token that lives %j s, %i s must be left', (lifetime, usual) => {
  const { expiry } = tokenOf(lifetime);
  expect(storedTokenOf(tokenOf(lifetime))).toEqual({ token: 'abc', expiry, usual });
});

test('each token is a file of its own, of this user alone, and the newest is found, also while another is read', () => {
  mkdirSync(join(folder, 'tokens'));
  storeToken(folder, { token: 'first', usual: 0 });
  const [name = ''] = readdirSync(join(folder, 'tokens'));
  const path = join(folder, 'tokens', name);
  const [before, reader] = [statSync(path), openSync(path, 'r')];
  while (Date.now() <= Number(name.slice(0, 15))); // names begin with their millisecond
  storeToken(folder, { token: 'second', usual: 0 });
  expect(tokenIn(folder)).toEqual({ token: 'second', usual: 0 });
  expect(readdirSync(join(folder, 'tokens')).filter((each) => each.endsWith('.json'))).toHaveLength(2);
  expect(statSync(path)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  expect(readFileSync(reader, 'utf8')).toBe('{"token":"first","usual":0}');
  closeSync(reader);
  for (const each of readdirSync(join(folder, 'tokens'))) expect(statSync(join(folder, 'tokens', each)).mode & 0o777).toBe(0o600);
});

test('writeWhole leaves nothing where it fails', () => {
  mkdirSync(join(folder, 'busy/inside'), { recursive: true });
  for (const name of ['busy', 'gone/file'])
    expect(
      failureOf(() => {
        writeWhole(join(folder, name), 'text');
      }).code,
    ).toBe('command_unusable');
  expect(readdirSync(folder)).toEqual(['busy']);
});

test('what the disk says is told by its code alone', () => {
  const { error } = failureOf(() =>
    onDisk(() => {
      throw Object.assign(new Error('ENOSPC: a path'), { code: 'ENOSPC' });
    }),
  );
  expect([error.id, error.params]).toEqual(['command_unusable/disk', { reason: 'ENOSPC' }]);
});

test('the state names the folder once it is there', () => {
  const file = join(folder, 'state');
  writeFileSync(file, '');
  const { GITHUB_STATE: before } = process.env;
  process.env['GITHUB_STATE'] = file;
  for (const name of ['gone', '.']) savingFolder(join(folder, name))({ asking: false });
  if (before === undefined) delete process.env['GITHUB_STATE'];
  else process.env['GITHUB_STATE'] = before;
  expect(readFileSync(file, 'utf8').match(/^\{.*$/gm)).toEqual([
    '{"asking":false}',
    JSON.stringify({ asking: false, folder: join(folder, '.') }),
  ]);
});

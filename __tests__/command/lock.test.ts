import { existsSync, lutimesSync, mkdtempSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAsking, unlessAsking } from '../../src/command/lock.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const lock = (): string => join(folder, 'lock');
const work = (): Promise<string> => Promise.resolve('done');

/** The lock as a call left it that was killed `seconds` ago. */
function left(seconds: number): void {
  writeFileSync(lock(), '');
  const time = new Date(Date.now() - seconds * 1000);
  utimesSync(lock(), time, time);
}

describe('unlessAsking', () => {
  test('one at a time, and nothing stays behind', async () => {
    let [inside, most] = [0, 0];
    const slow = async (): Promise<string> => {
      most = Math.max(most, ++inside);
      await sleep(50);
      inside--;
      return 'done';
    };
    const all = await Promise.all(Array.from({ length: 10 }, () => unlessAsking(folder, slow)));
    expect(all.filter(Boolean)).toEqual(['done']);
    expect(most).toBe(1);
    expect(existsSync(lock())).toBe(false);
    expect(await unlessAsking(folder, slow)).toBe('done');
  });

  test('a lock that is young is left alone', async () => {
    left(1);
    const { ino } = statSync(lock());
    expect(await unlessAsking(folder, work)).toBeUndefined();
    expect(statSync(lock()).ino).toBe(ino);
  });

  test('a lock without a sign of life for 2 s is followed', async () => {
    left(2.1);
    expect(await unlessAsking(folder, work)).toBe('done');
  });

  test('a lock from the future is followed: the clock was set back', async () => {
    left(-3600);
    expect(await unlessAsking(folder, work)).toBe('done');
  });

  test('a link to nothing is a lock like any other', async () => {
    symlinkSync('/no/such/file', lock());
    lutimesSync(lock(), 1, 1);
    expect(await unlessAsking(folder, work)).toBe('done');
  });

  test('is held for as long as the work takes', async () => {
    const holding = unlessAsking(folder, () => sleep(3500, 'mine'));
    await sleep(3000);
    expect(isAsking(folder)).toBe(true);
    expect(await unlessAsking(folder, work)).toBeUndefined();
    expect(await holding).toBe('mine');
    expect(isAsking(folder)).toBe(false);
  });

  test('work that fails gives the lock back', async () => {
    await expect(unlessAsking(folder, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await unlessAsking(folder, work)).toBe('done');
  });

  test('goes on where its folder is removed, and fails where there is none', async () => {
    const holding = unlessAsking(folder, () => sleep(1200, 'mine'));
    rmSync(folder, { recursive: true });
    expect(await holding).toBe('mine');
    await expect(unlessAsking(folder, work)).rejects.toThrow(/ENOENT/);
  });
});

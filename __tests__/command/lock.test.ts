import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exclusively, makeLock, untilFree } from '../../src/command/lock.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  makeLock(folder);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const late = (): Error => new Error('late');
const nothing = (): undefined => undefined;
const lock = (number: number): string => join(folder, 'lock', String(number));

describe('exclusively', () => {
  test('one at a time, and nothing stays behind', async () => {
    let [inside, most, done] = [0, 0, 0];
    const work = async (): Promise<number> => {
      most = Math.max(most, ++inside);
      await sleep(20);
      inside--;
      return ++done;
    };
    await Promise.all(Array.from({ length: 10 }, () => exclusively(folder, { ready: nothing, work, patience: 20_000, late })));
    expect({ most, done }).toEqual({ most: 1, done: 10 });
    expect(readdirSync(join(folder, 'lock'))).toEqual([]);
  });

  test('what is there is taken without the lock', async () => {
    writeFileSync(lock(1), '');
    const work = (): Promise<string> => Promise.reject(new Error('not needed'));
    expect(await exclusively(folder, { ready: () => 'there', work, patience: 0, late })).toBe('there');
  });

  test('what another left is taken once the lock is held', async () => {
    let asked = 0;
    const ready = (): string | undefined => (++asked > 1 ? 'there' : undefined);
    const work = (): Promise<string> => Promise.reject(new Error('not needed'));
    expect(await exclusively(folder, { ready, work, patience: 1000, late })).toBe('there');
  });

  test('a lock whose holder was killed is overtaken, once, whatever its time says', async () => {
    writeFileSync(lock(7), '');
    utimesSync(lock(7), new Date('2099-01-01'), new Date('2099-01-01'));
    let [inside, most] = [0, 0];
    const work = async (): Promise<string> => {
      most = Math.max(most, ++inside);
      await sleep(100);
      inside--;
      return 'done';
    };
    const started = performance.now();
    await Promise.all(Array.from({ length: 5 }, () => exclusively(folder, { ready: nothing, work, patience: 20_000, late })));
    expect(most).toBe(1);
    expect(performance.now() - started).toBeGreaterThan(2000);
    expect(readdirSync(join(folder, 'lock'))).toEqual([]);
  });

  test('a holder that works for long is waited for, until patience ends', async () => {
    const holding = exclusively(folder, { ready: nothing, work: () => sleep(3500, 'mine'), patience: 0, late });
    await sleep(50);
    const other = { ready: nothing, work: () => Promise.resolve('other'), late };
    await expect(exclusively(folder, { ...other, patience: 100 })).rejects.toThrow('late');
    expect(await exclusively(folder, { ...other, patience: 10_000, ready: nothing })).toBe('other');
    expect(await holding).toBe('mine');
  });

  test('work that fails gives the lock back', async () => {
    const failing = { ready: nothing, work: () => Promise.reject(new Error('broken')), patience: 100, late };
    await expect(exclusively(folder, failing)).rejects.toThrow('broken');
    expect(await exclusively(folder, { ...failing, work: () => Promise.resolve(1) })).toBe(1);
  });

  test('without its place it fails', async () => {
    rmSync(join(folder, 'lock'), { recursive: true });
    const work = (): Promise<number> => Promise.resolve(1);
    await expect(exclusively(folder, { ready: nothing, work, patience: 100, late })).rejects.toThrow(/ENOENT/);
  });
});

describe('untilFree', () => {
  const took = async (patience: number): Promise<number> => {
    const started = performance.now();
    await untilFree(folder, patience);
    return performance.now() - started;
  };

  test('does not wait where nobody holds it, nor long for one who was killed', async () => {
    // Less than for one who was killed.
    expect(await took(5000)).toBeLessThan(900);
    mkdirSync(join(folder, 'lock', 'no-number'));
    expect(await took(5000)).toBeLessThan(900);
    writeFileSync(lock(1), '');
    const waited = await took(8000);
    expect(waited).toBeGreaterThan(900);
    expect(waited).toBeLessThan(4000);
  });

  test('waits for a holder, no longer than it may', async () => {
    const holding = exclusively(folder, { ready: nothing, work: () => sleep(2500, 1), patience: 0, late });
    await sleep(50);
    expect(await took(300)).toBeLessThan(1000);
    expect(await took(8000)).toBeGreaterThan(1500);
    await holding;
  });
});

/**
 * One process at a time. The holder of the lock shows that it lives by touching it; one that was killed is found out since its
 * lock stands still. Neither process ids nor the time of day decide: containers have their own, and clocks are set.
 */
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { monotonic } from './stored-token.ts';

const BEAT = 200; // milliseconds
const STALE = 2_000; // milliseconds without a beat
const POLL = 40; // milliseconds

const sleep = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** The locks are numbered: whoever finds one that stands still takes the next, so that none takes away another's. */
function current(folder: string): number {
  return Math.max(0, ...readdirSync(folder).map(Number).filter(Number.isSafeInteger));
}

function take(folder: string, number: number): boolean {
  try {
    closeSync(openSync(join(folder, String(number)), 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  if (current(folder) === number) return true;
  rmSync(join(folder, String(number)), { force: true });
  return false;
}

/** Which lock stands there since when, as far as this process has seen. */
class Observed {
  #seen = '';
  #since = 0;

  /** Milliseconds since lock `number` last moved. */
  still(folder: string, number: number): number {
    const beat = statSync(join(folder, String(number)), { throwIfNoEntry: false })?.mtimeMs;
    const seen = `${String(number)} ${String(beat)}`;
    if (seen !== this.#seen) [this.#seen, this.#since] = [seen, monotonic()];
    return monotonic() - this.#since;
  }
}

/** What is to be done by one process at a time. */
interface Work<T> {
  /** What is there without it. May throw, which ends the waiting. */
  readonly ready: () => T | undefined;
  readonly work: () => Promise<T>;
  /** Milliseconds to wait for the lock; then `late` is thrown. */
  readonly patience: number;
  readonly late: () => Error;
}

/**
 * Waits for what `ready` gives, or for the lock of `folder`; with that, does the work.
 * @throws Error of the file system
 */
export async function exclusively<T>(folder: string, { ready, work, patience, late }: Work<T>): Promise<T> {
  const locks = join(folder, 'lock');
  const observed = new Observed();
  const start = monotonic();
  for (;;) {
    const there = ready();
    if (there !== undefined) return there;
    const number = current(locks);
    if ((number === 0 || observed.still(locks, number) > STALE) && take(locks, number + 1)) {
      for (let old = number; old > 0 && old > number - 10; old--) rmSync(join(locks, String(old)), { force: true });
      return hold(join(locks, String(number + 1)), async () => ready() ?? (await work()));
    }
    if (monotonic() - start > patience) throw late();
    await sleep(POLL);
  }
}

async function hold<T>(lock: string, work: () => Promise<T>): Promise<T> {
  let beats = 0;
  const timer = setInterval(() => {
    try {
      utimesSync(lock, ++beats, beats);
    } catch {
      // Gone with its folder: whoever works finds that out.
    }
  }, BEAT);
  timer.unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
    rmSync(lock, { force: true });
  }
}

/** Makes the place for the locks of `folder`. */
export function makeLock(folder: string): void {
  mkdirSync(join(folder, 'lock'), { mode: 0o700 });
}

/** Waits until nobody who lives holds the lock of `folder`, and no longer than `patience` milliseconds. */
export async function untilFree(folder: string, patience: number): Promise<void> {
  const locks = join(folder, 'lock');
  const observed = new Observed();
  const start = monotonic();
  while (monotonic() - start < patience) {
    const number = current(locks);
    if (number === 0 || observed.still(locks, number) > 5 * BEAT) return;
    await sleep(POLL);
  }
}

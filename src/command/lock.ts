/**
 * One call asks for a token at a time. The file of the lock is touched while it is held: one that is old was left by a call that was
 * killed.
 */
import { closeSync, lstatSync, openSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

const BEAT = 500; // milliseconds between two signs of life
const STALE = 2_000; // milliseconds without one
const POLL = 40; // milliseconds
/** What says that another call has the lock; on Windows, also that it is just removing it. */
const TAKEN = process.platform === 'win32' ? ['EEXIST', 'EPERM', 'EACCES', 'EBUSY'] : ['EEXIST'];

/** To be awaited between two looks at the folder. */
export const pause = (): Promise<void> => new Promise((done) => setTimeout(done, POLL));

const lockOf = (folder: string): string => join(folder, 'lock');

/** Milliseconds since the last sign of life of the call that asks. In the future is as good as old: the clock was set back. */
function ageIn(folder: string): number | undefined {
  const stats = lstatSync(lockOf(folder), { throwIfNoEntry: false });
  return stats && Math.abs(Date.now() - stats.mtimeMs);
}

/** Whether a call that lives asks for a token. */
export function isAsking(folder: string): boolean {
  return (ageIn(folder) ?? STALE) < STALE;
}

/**
 * Does `work`, unless another call asks. Two that ask at once, since a third was killed, do no harm: each notes its own session.
 * @returns undefined where another call asks
 * @throws Error of the file system, and those of `work`
 */
export async function unlessAsking<T>(folder: string, work: () => Promise<T>): Promise<T | undefined> {
  const lock = lockOf(folder);
  const age = ageIn(folder);
  if (age !== undefined && age < STALE) return undefined;
  try {
    if (age !== undefined) rmSync(lock, { force: true }); // only one that is old: another call may just have made its own
    closeSync(openSync(lock, 'wx', 0o600));
  } catch (error) {
    if (TAKEN.includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
  const timer = setInterval(() => {
    try {
      utimesSync(lock, new Date(), new Date());
    } catch {
      // Removed with its folder: the call itself finds that out.
    }
  }, BEAT);
  return work().finally(() => {
    clearInterval(timer);
    try {
      rmSync(lock, { force: true });
    } catch {
      // Its age frees it.
    }
  });
}

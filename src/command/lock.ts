/**
 * Lets one call request a token at a time. The lock file is touched while it is held: an old one is from a call that was killed.
 */
import { closeSync, lstatSync, openSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

const BEAT = 500; // milliseconds between two touches
const STALE = 2_000; // milliseconds without a touch
const POLL = 40; // milliseconds
/** Another call has the lock; on Windows also: is just removing it. */
const TAKEN = process.platform === 'win32' ? ['EEXIST', 'EPERM', 'EACCES', 'EBUSY'] : ['EEXIST'];

export const pause = (): Promise<void> => new Promise((done) => setTimeout(done, POLL));

const lockOf = (folder: string): string => join(folder, 'lock');

/** Milliseconds since the lock was touched. One from the future counts as old: the clock was set back. */
function ageIn(folder: string): number | undefined {
  const stats = lstatSync(lockOf(folder), { throwIfNoEntry: false });
  return stats && Math.abs(Date.now() - stats.mtimeMs);
}

export function isAsking(folder: string): boolean {
  return (ageIn(folder) ?? STALE) < STALE;
}

/**
 * Does `work` unless another call has the lock. Two may hold it after a third was killed, which is harmless: each saves its own
 * session.
 * @returns undefined if another call has the lock
 * @throws Error of the file system, and those of `work`
 */
export async function unlessAsking<T>(folder: string, work: () => Promise<T>): Promise<T | undefined> {
  const lock = lockOf(folder);
  const age = ageIn(folder);
  if (age !== undefined && age < STALE) return undefined;
  try {
    if (age !== undefined) rmSync(lock, { force: true }); // only an old one: another call may just have made its own
    closeSync(openSync(lock, 'wx', 0o600));
  } catch (error) {
    if (TAKEN.includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
  const timer = setInterval(() => {
    try {
      utimesSync(lock, new Date(), new Date());
    } catch {
      // Removed with its folder, which the call will notice.
    }
  }, BEAT);
  return work().finally(() => {
    clearInterval(timer);
    try {
      rmSync(lock, { force: true });
    } catch {
      // It will be old soon.
    }
  });
}

/**
 * What the calls leave for post: for each asking a file with what main would leave in its state, but no credential. And what post
 * leaves for a call that still runs: that the job has ended.
 */
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { failure } from '#report/error.ts';
import type { Session } from '#session/session.ts';
import type { SavedState } from '#session/state.ts';
import { isVisible } from '#text/encoding.ts';
import { readPlain } from '#command/stored-token.ts';
import { onDisk, writeWhole } from '#command/folder.ts';

const MAX_NOTES = 20_000;
const MAX_TEXT = 64 * 1024 * 1024; // characters of all notes
const MAX_DATE = 8.64e15; // milliseconds (ECMA-262, 21.4.1.1)
const PATIENCE = 8_000; // milliseconds for a call that asks while the job ends
const BEAT = 500; // milliseconds between two signs of life of the call that asks
const STALE = 2_500; // milliseconds without one: it was killed
const POLL = 40; // milliseconds

/** To be awaited between two looks at the folder. */
export const pause = (): Promise<void> => new Promise((done) => setTimeout(done, POLL));

const lockOf = (folder: string): string => join(folder, 'asking');

/** Whether a call that lives asks for a token. */
function isAsking(folder: string): boolean {
  const { mtimeMs } = statSync(lockOf(folder), { throwIfNoEntry: false }) ?? { mtimeMs: -Infinity };
  return Date.now() - mtimeMs < STALE;
}

/**
 * Does `work`, unless another call asks: one is enough. Two that ask at once, since a third was killed, do no harm: each notes its own.
 * @throws ActionError command_unusable, and those of `work`
 */
export async function unlessAsked<T>(folder: string, work: () => Promise<T>): Promise<T | undefined> {
  const lock = lockOf(folder);
  const taken = onDisk(() => {
    if (isAsking(folder)) return false;
    rmSync(lock, { force: true });
    try {
      closeSync(openSync(lock, 'wx', 0o600));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  });
  if (!taken) return undefined;
  const timer = setInterval(() => {
    if (existsSync(lock)) utimesSync(lock, new Date(), new Date());
  }, BEAT);
  return work().finally(() => {
    clearInterval(timer);
    rmSync(lock, { force: true });
  });
}

/**
 * Keeps the state of one asking, as `saveState` keeps main's.
 * @throws ActionError command_unusable, also where the job has ended: nobody would read it
 */
export function noteIn(folder: string): (state: SavedState) => boolean {
  const path = join(folder, 'sessions', `${randomUUID()}.json`);
  return (state) => {
    writeWhole(path, JSON.stringify({ ...state, opener: undefined }));
    if (existsSync(join(folder, 'closed'))) throw failure('command_unusable/ended', {});
    return true;
  };
}

/** What the calls left, and how much of it could not be read. */
interface Notes {
  readonly states: readonly SavedState[];
  readonly damaged: number;
}

/** Lets no call ask any more, waits for the one that does, and reads what all have left. Never throws. */
export async function collectNotes(folder: string): Promise<Notes> {
  try {
    if (!lstatSync(folder).isDirectory()) throw new TypeError();
    try {
      writeFileSync(join(folder, 'closed'), '', { mode: 0o600, flag: 'wx' });
    } catch {
      // That keeps nobody from reading: a disk that is full, or what a later step put there.
    }
    for (const end = Date.now() + PATIENCE; isAsking(folder) && Date.now() < end;) await pause();
    return readNotes(join(folder, 'sessions'));
  } catch {
    return { states: [], damaged: 1 };
  }
}

function readNotes(folder: string): Notes {
  if (!lstatSync(folder).isDirectory()) throw new TypeError();
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  let room = MAX_TEXT;
  const states = names.slice(0, MAX_NOTES).flatMap((name) => {
    try {
      const text = room > 0 ? readPlain(join(folder, name)) : '';
      room -= text.length;
      return [stateOf(text)];
    } catch {
      return [];
    }
  });
  return { states, damaged: names.length - states.length };
}

/** Nothing of a note but tokens to be ended: whom to ask, and with what, post has from main alone. */
function stateOf(text: string): SavedState {
  const { asking, sessions = [] } = JSON.parse(text) as SavedState;
  if (!sessions.every(isSession)) throw new TypeError();
  return { asking: asking === true, sessions: sessions.map(({ token, kind, until }) => ({ token, kind, until })) };
}

function isSession({ token, kind, until = 0 }: Session): boolean {
  return (
    isVisible(token) &&
    ['refresh_token', 'access_token'].includes(kind) &&
    typeof until === 'number' &&
    Math.abs(until) <= MAX_DATE
  );
}

/** Removes the folder. @returns why it could not, or undefined */
export function removeFolder(folder: string): string | undefined {
  try {
    if (lstatSync(folder).isDirectory()) chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    return undefined;
  } catch (error) {
    const { code = 'no code' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? undefined : code;
  }
}

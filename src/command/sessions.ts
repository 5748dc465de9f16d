/**
 * What the calls of the token command leave for post: for each asking a file with what main would leave in its state, but no
 * credential. And what post leaves for a call that still runs: that the job has ended.
 */
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { writeWhole } from '#command/folder.ts';
import { isAsking, pause } from '#command/lock.ts';
import { readPlain } from '#command/stored-token.ts';
import { failure } from '#report/error.ts';
import type { Environment } from '#runner/run.ts';
import { isSession } from '#session/session.ts';
import type { SavedState } from '#session/state.ts';

const MAX_FILES = 20_000;
const MAX_TEXT = 64 * 1024 * 1024; // characters of all files
const PATIENCE = 8_000; // milliseconds for a call that asks while the job ends

/**
 * Keeps the state of one asking, as `saveState` keeps main's.
 * @throws ActionError command_unusable, also where the job has ended: nobody would read it
 */
export function saveSessionIn(folder: string): (state: SavedState) => boolean {
  const id = randomUUID();
  let count = 0;
  let previous: string | undefined;
  return (state) => {
    // A new name each time, since Windows renames none onto a file that is being read; post takes the newest of an asking.
    const path = join(folder, 'sessions', `${id}.${String(++count)}.json`);
    writeWhole(path, JSON.stringify({ ...state, client: undefined }));
    if (previous !== undefined) rmSync(previous, { force: true });
    previous = path;
    if (existsSync(join(folder, 'closed'))) throw failure('command_unusable/ended', {});
    return true;
  };
}

/** Whether the folder is one that main made: in RUNNER_TEMP, with the name that main gives. */
export function isOurFolder(folder: string, { RUNNER_TEMP: temp }: Environment): boolean {
  return (
    temp !== undefined && resolve(dirname(folder)) === resolve(temp) && /^token-command-[\da-f-]{36}$/.test(basename(folder))
  );
}

/** What the calls left, and how much of it could not be read. */
interface Collected {
  readonly states: readonly SavedState[];
  readonly damaged: number;
}

/** Lets no call ask any more, waits for the one that does, and reads what all have left. Never throws. */
export async function collectSessions(folder: string): Promise<Collected> {
  try {
    if (!lstatSync(folder).isDirectory()) throw new TypeError();
    try {
      writeFileSync(join(folder, 'closed'), '', { mode: 0o600, flag: 'wx' });
    } catch {
      // That keeps nobody from reading: a disk that is full, or what a later step put there.
    }
    for (const end = Date.now() + PATIENCE; isAsking(folder) && Date.now() < end;) await pause();
    return readAll(join(folder, 'sessions'));
  } catch {
    return { states: [], damaged: 1 };
  }
}

function readAll(folder: string): Collected {
  if (!lstatSync(folder).isDirectory()) throw new TypeError();
  const all = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const numberOf = (name: string): number => Number(name.split('.').at(-2));
  const askings = Map.groupBy(all, (name) => name.replace(/\.\d+\.json$/, ''));
  // A call that was killed may have left two files of one asking.
  const names = Array.from(askings.values(), (some) => some.reduce((one, next) => (numberOf(next) > numberOf(one) ? next : one)));
  let room = MAX_TEXT;
  const states = names.slice(0, MAX_FILES).flatMap((name) => {
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

/** Nothing of it but tokens to be ended: whom to ask, and with what, post has from main alone. */
function stateOf(text: string): SavedState {
  const { asking, sessions = [] } = JSON.parse(text) as SavedState;
  if (!sessions.every(isSession)) throw new TypeError();
  return {
    asking: asking === true,
    sessions: sessions.map(({ token, kind, until, shared }) => ({ token, kind, until, shared })),
  };
}

/** Removes the folder. @returns why it could not, or undefined */
export function removeFolder(folder: string): string | undefined {
  try {
    if (!lstatSync(folder).isDirectory()) return 'not a folder'; // a link would lead elsewhere
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    return undefined;
  } catch (error) {
    const { code = 'no code' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? undefined : code;
  }
}

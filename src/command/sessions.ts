/** States that calls of the token command leave for post, without a credential, and the file that says that the job has ended. */
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
const PATIENCE = 8_000; // milliseconds for a call that runs while the job ends

/**
 * Saves the state of one call, as `saveState` does for main.
 * @throws ActionError command_unusable, also after the job has ended: post would not see it
 */
export function saveSessionIn(folder: string): (state: SavedState) => boolean {
  const id = randomUUID();
  let count = 0;
  let previous: string | undefined;
  return (state) => {
    // A new name each time: Windows cannot replace a file that is being read. Post takes the newest.
    const path = join(folder, 'sessions', `${id}.${String(++count)}.json`);
    writeWhole(path, JSON.stringify({ ...state, client: undefined }));
    if (previous !== undefined) rmSync(previous, { force: true });
    previous = path;
    if (existsSync(join(folder, 'closed'))) throw failure('command_unusable/ended', {});
    return true;
  };
}

/** Whether main made this folder: by its place in RUNNER_TEMP and its name. */
export function isOurFolder(folder: string, { RUNNER_TEMP: temp }: Environment): boolean {
  if (temp === undefined || resolve(dirname(folder)) !== resolve(temp)) return false;
  return /^token-command-[\da-f-]{36}$/.test(basename(folder));
}

interface Collected {
  readonly states: readonly SavedState[];
  readonly damaged: number;
}

/** Stops new calls, waits for a running one, and reads all states. Never throws. */
export async function collectSessions(folder: string): Promise<Collected> {
  try {
    if (!lstatSync(folder).isDirectory()) throw new TypeError();
    try {
      writeFileSync(join(folder, 'closed'), '', { mode: 0o600, flag: 'wx' });
    } catch {
      // A full disk or a file of another step does not keep post from reading.
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
  // A killed call can leave two files.
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

/** Only the tokens to end: server and credentials come from main alone. */
function stateOf(text: string): SavedState {
  const { asking, sessions = [] } = JSON.parse(text) as SavedState;
  if (!sessions.every(isSession)) throw new TypeError();
  return {
    asking: asking === true,
    sessions: sessions.map(({ token, kind, until, shared }) => ({ token, kind, until, shared })),
  };
}

/** @returns why it could not, or undefined */
export function removeFolder(folder: string): string | undefined {
  try {
    if (!lstatSync(folder).isDirectory()) return 'not a folder'; // do not follow a link
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    return undefined;
  } catch (error) {
    const { code = 'no code' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? undefined : code;
  }
}

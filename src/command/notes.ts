/**
 * What the calls leave for post: for each asking a file with what main would leave in its state, but no credential. And what post
 * leaves for a call that still runs: that the job has ended.
 */
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActionError, failure } from '../report/error.ts';
import type { Session } from '../session/session.ts';
import type { SavedState } from '../session/state.ts';
import { isVisible } from '../text/encoding.ts';
import { readPlain } from './stored-token.ts';
import { untilFree } from './lock.ts';
import { writeWhole } from './folder.ts';

const MAX_NOTES = 20_000;
const MAX_TEXT = 64 * 1024 * 1024; // characters of all notes
const MAX_DATE = 8.64e15; // milliseconds (ECMA-262, 21.4.1.1)
const PATIENCE = 8_000; // milliseconds for a call that asks while the job ends

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

/** What the calls left. */
interface Notes {
  readonly states: readonly SavedState[];
  /** How many could not be read. */
  readonly damaged: number;
}

/**
 * Lets no call ask any more, waits for the one that does, and reads what all have left. Never throws.
 * @param made whether the folder was there; else it may well be missing
 */
export async function collectNotes(folder: string, made = false): Promise<Notes> {
  try {
    if (!lstatSync(folder).isDirectory()) return { states: [], damaged: 1 };
    // What stands there already may be a link to a file of somebody else's, or a pipe, which would have it wait.
    writeFileSync(join(folder, 'closed'), '', { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { states: [], damaged: Number(made) };
    // That keeps nobody from reading, nor does a disk that is full.
  }
  try {
    await untilFree(folder, PATIENCE);
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
      if (room <= 0) return [];
      const text = readPlain(join(folder, name));
      room -= text.length;
      return [stateOf(text)];
    } catch {
      return [];
    }
  });
  return { states, damaged: names.length - states.length };
}

/**
 * Nothing of a note but what is needed: whom to ask, and with what, post has from main alone. What no call writes is refused: it
 * must not keep post from the other sessions.
 */
function stateOf(text: string): SavedState {
  const { asking, sessions = [] } = JSON.parse(text) as SavedState;
  if (!sessions.every(isSession)) throw new TypeError();
  return { asking: asking === true, sessions: sessions.map(({ token, kind, until }) => ({ token, kind, until })) };
}

function isSession({ token, kind, until }: Session): boolean {
  const known = ['refresh_token', 'access_token'].includes(kind);
  return isVisible(token) && known && (until === undefined || (typeof until === 'number' && Math.abs(until) <= MAX_DATE));
}

/** Removes the folder. @returns why it could not, or undefined */
export function removeFolder(folder: string): string | undefined {
  try {
    if (lstatSync(folder).isDirectory()) chmodSync(folder, 0o700);
  } catch {
    // What keeps it from going is told below.
  }
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'no code';
  }
}

/** Failures that are the matter of one call alone. */
const OWN: ReadonlySet<string> = new Set(['cancelled', 'internal', 'command_unusable', 'id_token_unavailable']);

/** Tells the calls that wait why the one that asked has no token: what is wrong is not asked again by each of them. */
export function shareFailure(folder: string, error: ActionError): void {
  if (OWN.has(error.code)) return;
  const { id, params, notes } = error;
  try {
    writeWhole(join(folder, 'failure.json'), JSON.stringify({ number: randomUUID(), id, params, notes }));
  } catch {
    // Then each of them asks.
  }
}

/** The last failure that was shared, and what tells it from others. */
export function sharedFailure(folder: string): { readonly number: string; readonly error: ActionError } | undefined {
  try {
    const { number, id, params, notes } = JSON.parse(readPlain(join(folder, 'failure.json'))) as ActionError & { number: string };
    const error = new ActionError(id, params, {});
    error.notes.push(...notes);
    return { number, error };
  } catch {
    return undefined;
  }
}

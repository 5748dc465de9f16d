/**
 * What main leaves for post: in a composite action post sees other inputs (actions/runner #3514), so everything it needs is here.
 */
import { fitsVariable } from '../runner/files.ts';
import type { Session } from './session.ts';

/** The functions of `@actions/core` that keep state. */
export interface StateStore {
  saveState(name: string, value: string): void;
  getState(name: string): string;
}

/** The session, and whether it is to live on for later jobs. */
export interface SavedSession extends Session {
  readonly kept: boolean;
}

type Url = 'tokenUrl' | 'revocationUrl';

const NAME = 'session';

/**
 * Saves a session to be ended. Debug logging prints what is saved: its secrets must be masked by now.
 * @returns false where it is too large for the environment variable that brings it back
 */
export function saveSession(session: SavedSession, store: StateStore): boolean {
  const value = JSON.stringify(session);
  if (!fitsVariable(`STATE_${NAME}`, value)) return false;
  store.saveState(NAME, value);
  return true;
}

/**
 * The session that main left; undefined where nothing was minted.
 * @throws SyntaxError, TypeError where it was damaged
 */
export function loadSession(store: StateStore): SavedSession | undefined {
  const value = store.getState(NAME);
  if (value === '') return undefined;
  const saved = JSON.parse(value) as Omit<SavedSession, Url> & { [K in Url]: string };
  const { tokenUrl, revocationUrl } = saved;
  return { ...saved, tokenUrl: new URL(tokenUrl), revocationUrl: revocationUrl ? new URL(revocationUrl) : undefined };
}

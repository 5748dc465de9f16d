/**
 * What main leaves for post: in a composite action post sees other inputs (actions/runner #3514), so everything it needs is here.
 * One value, which main saves in every case: what main saved wins over what a later step writes into the environment.
 */
import { checkEndpoint } from '#oauth/endpoint-url.ts';
import { fitsVariable, writeState } from '#runner/files.ts';
import { isToken } from '#text/encoding.ts';
import { jsonObject } from '#text/json.ts';
import type { Client, Session } from '#session/session.ts';

/** What post has to know. */
export interface SavedState {
  /** Who asked whom, for a message; missing before anything was asked. */
  readonly asked?: { readonly clientId: string; readonly host: string };
  /** A request may be on its way: where this is still so at the end of the job, main was killed before it could tell. */
  readonly asking?: boolean;
  /** Set only if sessions are to be ended: otherwise the state has no credential. */
  readonly client?: Client | undefined;
  readonly sessions?: readonly Session[];
  /** The folder of the token command, where there is one: post takes it from here alone. */
  readonly folder?: string;
}

const NAME = 'session';

/**
 * Saves what post has to know. Debug logging prints what is saved: its secrets must be masked by now.
 * @returns false where it is too large for the environment variable that brings it back
 * @throws ActionError output_failed
 */
export function saveState(state: SavedState): boolean {
  const value = JSON.stringify(state);
  if (!fitsVariable(`STATE_${NAME}`, value)) return false;
  writeState(NAME, value);
  return true;
}

/** What main left; nothing where it did not run. @throws ActionError input_invalid, TypeError where it was damaged */
export function loadState(getState: (name: string) => string): SavedState {
  const state = jsonObject(getState(NAME) || '{}') as
    (SavedState & { client?: { tokenUrl: string; revocationUrl?: string } }) | undefined;
  if (!state || !(state.sessions ?? []).every(({ token }) => isToken(token))) throw new TypeError();
  if (!state.client) return state;
  const { tokenUrl, revocationUrl } = state.client;
  const urls = {
    tokenUrl: checkEndpoint(tokenUrl, 'token_url'),
    revocationUrl: revocationUrl === undefined ? undefined : checkEndpoint(revocationUrl, 'revocation_url'),
  };
  return { ...state, client: { ...state.client, ...urls } };
}

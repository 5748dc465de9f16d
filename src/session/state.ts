/**
 * What main saves for post: in a composite action post gets other inputs (actions/runner #3514). It is one value, saved in every
 * case, since it then wins over one that a later step puts into the environment.
 */
import { checkEndpoint } from '#oauth/endpoint-url.ts';
import { fitsVariable, writeState } from '#runner/files.ts';
import { isToken } from '#text/encoding.ts';
import { jsonObject } from '#text/json.ts';
import type { Client, Session } from '#session/session.ts';

export interface SavedState {
  /** For messages; missing before the first request. */
  readonly asked?: { readonly clientId: string; readonly host: string };
  /** A request may be under way. If so at the end of the job, main was killed. */
  readonly asking?: boolean;
  /** Only if sessions are to be ended; otherwise the state holds no credential. */
  readonly client?: Client | undefined;
  readonly sessions?: readonly Session[];
  /** The folder of the token command, if any. */
  readonly folder?: string;
}

const NAME = 'session';

/**
 * Mask all secrets before: debug logging prints the state.
 * @returns false if it is too large for an environment variable
 * @throws ActionError output_failed
 */
export function saveState(state: SavedState): boolean {
  const value = JSON.stringify(state);
  if (!fitsVariable(`STATE_${NAME}`, value)) return false;
  writeState(NAME, value);
  return true;
}

/** The state; empty if main did not run. @throws ActionError input_invalid, TypeError if it is damaged */
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

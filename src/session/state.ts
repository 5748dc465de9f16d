/**
 * What main leaves for post: in a composite action post sees other inputs (actions/runner #3514), so everything it needs is here.
 * One value, which main saves in every case: what main saved wins over what a later step writes into the environment.
 */
import { credentialsOf, type Credentials } from '#oauth/credentials.ts';
import { appendTo, fitsVariable } from '#runner/files.ts';
import { checkEndpoint } from '#oauth/endpoint-url.ts';
import { isVisible } from '#text/encoding.ts';
import { jsonObject } from '#text/json.ts';
import type { Session } from '#session/session.ts';

/** Whoever opened the sessions, and is to end them. */
export interface Opener extends Credentials {
  /** PEM certificates, one an entry. */
  readonly caCertificates: readonly string[];
  /** RFC 7009, where the server names it. */
  readonly revocationUrl: URL | undefined;
}

/** The opener in `given`, and nothing else of it. */
export function openerOf(given: Opener): Opener {
  const { caCertificates, revocationUrl } = given;
  return { ...credentialsOf(given), caCertificates, revocationUrl };
}

/** What post has to know. */
export interface SavedState {
  /** Who asked whom, for a message; missing before anything was asked. */
  readonly asked?: { readonly clientId: string; readonly host: string };
  /** A request may be on its way: where this is still so at the end of the job, main was ended before it could tell. */
  readonly asking?: boolean;
  /** Only where sessions are to be ended: without them there is no credential in the state. */
  readonly opener?: Opener | undefined;
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
  appendTo('GITHUB_STATE', { [NAME]: value });
  return true;
}

/**
 * What main left; nothing where it did not run.
 * @throws ActionError input_invalid, TypeError where it was damaged
 */
export function loadState(getState: (name: string) => string): SavedState {
  const value = getState(NAME);
  const state = jsonObject(value || '{}') as (SavedState & { opener?: { tokenUrl: string; revocationUrl?: string } }) | undefined;
  if (!state || !(state.sessions ?? []).every(({ token }) => isVisible(token))) throw new TypeError();
  if (!state.opener) return state;
  const { tokenUrl, revocationUrl } = state.opener;
  const urls = {
    tokenUrl: checkEndpoint('token_url', tokenUrl),
    revocationUrl: revocationUrl === undefined ? undefined : checkEndpoint('issuer', revocationUrl),
  };
  return { ...state, opener: { ...state.opener, ...urls } };
}

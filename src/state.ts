/**
 * What main leaves for post: in a composite action post sees other inputs (actions/runner #3514), so everything it needs is here.
 */
import { authMethods, caCertificates } from './input-values.ts';
import type { Session } from './session.ts';

/** The functions of `@actions/core` that keep state. */
export interface StateStore {
  saveState(name: string, value: string): void;
  getState(name: string): string;
}

/** An environment variable, which is how post gets it, holds no more on Linux (MAX_ARG_STRLEN). */
const MAX_VALUE = 128 * 1024 - 100; // bytes

/**
 * Saves a session to be ended. Debug logging prints what is saved: its secrets must be masked by now.
 * @returns false where it is too large to be kept
 */
export function saveSession(session: Session, store: StateStore): boolean {
  const certificates = session.caCertificates.join('\n');
  if (
    [session.token, certificates, session.clientSecret, session.privateKey].some((value) => Buffer.byteLength(value) > MAX_VALUE)
  )
    return false;
  store.saveState('token_url', session.tokenUrl.href);
  store.saveState('client_id', session.clientId);
  store.saveState('client_secret', session.clientSecret);
  store.saveState('auth_method', session.authMethod);
  store.saveState('private_key', session.privateKey);
  store.saveState('private_key_id', session.privateKeyId);
  store.saveState('assertion_audience', session.assertionAudience);
  store.saveState('ca_certificate', certificates);
  store.saveState('until', session.until === undefined ? '' : String(session.until));
  store.saveState('kind', session.kind);
  store.saveState('token', session.token);
  return true;
}

/** Says that the session is to live on, for later jobs. */
export function keepSession(store: StateStore): void {
  store.saveState('kept', 'true');
}

/** The session that main left, and whether it is to live on; undefined where nothing was minted. */
export function loadSession(store: StateStore): (Session & { readonly kept: boolean }) | undefined {
  const getState = (name: string): string => store.getState(name);
  const token = getState('token');
  if (token === '') return undefined;
  return {
    tokenUrl: new URL(getState('token_url')),
    clientId: getState('client_id'),
    clientSecret: getState('client_secret'),
    authMethod: authMethods.find((method) => method === getState('auth_method')) ?? 'client_secret_post',
    privateKey: getState('private_key'),
    privateKeyId: getState('private_key_id'),
    assertionAudience: getState('assertion_audience'),
    caCertificates: caCertificates(getState('ca_certificate')),
    until: Number(getState('until')) || undefined,
    kind: getState('kind') === 'refresh_token' ? 'refresh_token' : 'access_token',
    token,
    kept: getState('kept') === 'true',
  };
}

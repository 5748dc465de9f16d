/**
 * What ends the session of a sealed token, in a seal of its own, for a last job of the run. It holds no credential.
 */
import { authMethods, noSecrets, type Secrets } from '#oauth/credentials.ts';
import { ActionError, failure } from '#report/error.ts';
import type { Run } from '#runner/run.ts';
import { checkEndpoint } from '#oauth/endpoint-url.ts';
import type { Session } from '#session/session.ts';
import type { Opener } from '#session/state.ts';
import { isVisible } from '#text/encoding.ts';
import { open, seal, type Sealing } from '#seal/seal.ts';

/** A session, and who is to end it, but for the secrets that prove it. */
interface OpenedSession {
  readonly session: Session;
  readonly opener: Omit<Opener, keyof Secrets>;
}

/**
 * Seals the session without the secrets of `opener`.
 * @returns undefined where it would not fit into the input of `end`
 * @throws ActionError seal_masked
 */
export function sealSession({ kind, token, until }: Session, opener: Opener, sealing: Sealing): string | undefined {
  const known = Object.entries(opener).filter(([name]) => !(name in noSecrets));
  const claims = {
    session: { kind, token, until },
    opener: { ...Object.fromEntries(known), tokenUrl: opener.tokenUrl.href, revocationUrl: opener.revocationUrl?.href },
  };
  try {
    return seal('sealed_session', claims, undefined, sealing);
  } catch (error) {
    if (error instanceof ActionError && error.code === 'token_too_large') return undefined;
    throw error;
  }
}

/**
 * Opens what `sealSession` made.
 * @param key 32 bytes
 * @throws ActionError those of open, and sealed_token_invalid for a seal that holds something else
 */
export function openSession(sealed: string, key: Uint8Array, run: Run): OpenedSession {
  const claims = open('sealed_session', sealed, key, run);
  if ('access_token' in claims) throw failure('sealed_token_invalid/token', {});
  const { session, opener } = claims as unknown as Partial<OpenedSession>;
  const known = session && opener && isVisible(session.token) && authMethods.includes(opener.authMethod);
  if (!known || !Array.isArray(opener.caCertificates)) throw failure('sealed_token_invalid', { name: 'sealed_session' });
  const url = (given: URL): URL => checkEndpoint('sealed_session', String(given));
  const { tokenUrl, revocationUrl } = opener;
  return { session, opener: { ...opener, tokenUrl: url(tokenUrl), revocationUrl: revocationUrl && url(revocationUrl) } };
}

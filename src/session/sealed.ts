/** Seals the token and its session for later jobs. Neither seal holds a credential. */
import { authMethods } from '#oauth/credentials.ts';
import { endpointOf } from '#oauth/endpoint-url.ts';
import type { Token } from '#oauth/token.ts';
import { ActionError, failure } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import { VARIABLE_LIMIT } from '#runner/files.ts';
import type { Run } from '#runner/run.ts';
import { open, seal, type Sealing } from '#seal/seal.ts';
import { isSession, whatStaysOpen, type Client, type Session } from '#session/session.ts';
import { isToken } from '#text/encoding.ts';

/** A session from a seal, and its client without proof. Its URLs are compared with the inputs. */
interface SealedSession extends Pick<
  Client,
  'authMethod' | 'clientId' | 'privateKeyId' | 'assertionAudience' | 'tokenUrl' | 'revocationUrl'
> {
  readonly session: Session;
}

/**
 * Seals the token and its session. If the session does not fit, seals the token alone and warns.
 * @param ends whether the session ends with this job
 * @throws ActionError token_too_large, seal_masked
 */
export async function sealedOutputs(token: Token, session: Session, client: Client, ends: boolean, sealing: Sealing, log: Log) {
  const { clientId, tokenUrl } = client;
  const { accessToken: access_token, tokenType: token_type, scope, expiry } = token;
  const claims = { access_token, token_type, scope, client_id: clientId, host: tokenUrl.host, run_attempt: sealing.run.attempt };
  const sealed_token = seal('sealed_token', claims, expiry === undefined ? undefined : expiry / 1000, sealing);
  const sealed_session = session.shared ? undefined : sealedSession(session, client, sealing);
  if (sealed_session === undefined && !ends && !session.shared)
    await log.warn('not_ended', { ...whatStaysOpen(session, client), limit: VARIABLE_LIMIT });
  return { sealed_token, ...(sealed_session !== undefined && { sealed_session }) };
}

function sealedSession({ kind, token, until }: Session, client: Client, sealing: Sealing): string | undefined {
  const { authMethod, clientId, privateKeyId, assertionAudience, tokenUrl, revocationUrl } = client;
  const urls = { tokenUrl: tokenUrl.href, revocationUrl: revocationUrl?.href };
  const claims = { session: { kind, token, until }, authMethod, clientId, privateKeyId, assertionAudience, ...urls };
  try {
    return seal('sealed_session', claims, undefined, sealing);
  } catch (error) {
    if (error instanceof ActionError && error.code === 'token_too_large') return undefined;
    throw error;
  }
}

/** @throws ActionError those of `open`, and sealed_token_invalid for other contents */
export function openSealedToken(sealed: string, key: Uint8Array, run: Run) {
  const claims = open('sealed_token', sealed, key, run);
  const { access_token: accessToken, token_type: tokenType, exp } = claims;
  const dated = exp === undefined || (Number.isInteger(exp) && Number(exp) >= 0 && Number(exp) < 1e11);
  if (!isToken(accessToken) || typeof tokenType !== 'string' || !dated)
    throw failure('sealed_token_invalid', { name: 'sealed_token' });
  const text = (name: string): string | undefined => (typeof claims[name] === 'string' && claims[name]) || undefined;
  return {
    accessToken,
    tokenType,
    expiry: exp === undefined ? undefined : Number(exp) * 1000,
    scope: text('scope'),
    // Undefined if another tool sealed it.
    clientId: text('client_id'),
    host: text('host'),
    attempt: Number.isInteger(claims['run_attempt']) ? Number(claims['run_attempt']) : undefined,
  };
}

/** @throws ActionError those of `open`, and sealed_token_invalid for other contents */
export function openSealedSession(sealed: string, key: Uint8Array, run: Run): SealedSession {
  const claims = open('sealed_session', sealed, key, run);
  const { session, authMethod, clientId, privateKeyId, assertionAudience, ...urls } = claims as unknown as SealedSession;
  const [tokenUrl, revocationUrl] = [urls.tokenUrl, urls.revocationUrl].map(endpointOf);
  const texts = [clientId, privateKeyId, assertionAudience].every((each) => typeof each === 'string');
  const known = authMethods.includes(authMethod) && isSession(session);
  if (!known || !texts || !(tokenUrl instanceof URL)) throw failure('sealed_token_invalid', { name: 'sealed_session' });
  const revocation = revocationUrl instanceof URL ? revocationUrl : undefined;
  return { session, authMethod, clientId, privateKeyId, assertionAudience, tokenUrl, revocationUrl: revocation };
}

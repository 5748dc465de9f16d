/**
 * The session behind a token: what must be kept to end it, and the request that ends it. Talks to nobody.
 */
import { credentialsOf, type Credentials } from '../client/credentials.ts';
import type { FormRequest, HttpResponse } from '../http/send.ts';
import { transientCode } from '../http/status.ts';
import { failure } from '../report/error.ts';
import { endpointBeside } from '../server/keycloak.ts';
import { jsonObject } from '../text/json.ts';
import type { Token } from '../token/response.ts';

/** What ending a session needs. */
export interface Session extends Credentials {
  /** PEM certificates, one an entry. */
  readonly caCertificates: readonly string[];
  /** RFC 7009, where the server named it. */
  readonly revocationUrl: URL | undefined;
  readonly token: string;
  readonly kind: 'refresh_token' | 'access_token';
  /** Milliseconds since 1970; when the token ends by itself, if the server told. */
  readonly until: number | undefined;
}

/** The session that came with `token`. With a refresh token that is the one to end: it would live longest. */
export function sessionOf(token: Token, opener: Credentials & Pick<Session, 'caCertificates' | 'revocationUrl'>): Session {
  const { caCertificates, revocationUrl } = opener;
  const common = { ...credentialsOf(opener), caCertificates, revocationUrl };
  return token.refreshToken === undefined
    ? { ...common, kind: 'access_token', token: token.accessToken, until: token.expiry }
    : { ...common, kind: 'refresh_token', token: token.refreshToken, until: token.refreshExpiry };
}

/**
 * The request that ends the session, before the client is authenticated: `/logout` with a refresh token ends this session alone.
 * A refresh token is never sent to `/revoke`: Keycloak before 26 then ends every session of the client, other jobs' too.
 * Any other server revokes what it granted, where it says how (RFC 7009).
 * @returns undefined where it does not
 */
export function endRequest(session: Session): FormRequest | undefined {
  const logout = session.kind === 'refresh_token' ? endpointBeside(session.tokenUrl, 'logout') : undefined;
  if (logout) return { url: logout, headers: {}, form: { refresh_token: session.token } };
  const url = endpointBeside(session.tokenUrl, 'revoke') ?? session.revocationUrl;
  return url && { url, headers: {}, form: { token: session.token, token_type_hint: session.kind } }; // RFC 7009, 2.1
}

/**
 * Reads the answer to `endRequest`: logout is answered 204 (Keycloak answers 200 with a page where it found nothing to end),
 * revocation 200 (RFC 7009, 2.2) without an `error`.
 * @returns false where the session had ended before
 * @throws ActionError rate_limited, server_error, request_refused
 */
export function readEndResponse(
  { status, body, headers }: HttpResponse,
  session: Session,
  clean: (text: string) => string,
): boolean {
  const fields = jsonObject(body);
  const error = typeof fields?.['error'] === 'string' ? fields['error'] : undefined;
  // A page with status 200 is somebody else's: a proxy's, or what Keycloak's logout shows to people.
  const revoked = status === 200 && !isLogout(session) && error === undefined && (fields !== undefined || body.trim() === '');
  if (status === 204 || revoked) return true;
  if (error === 'invalid_grant' || (status === 200 && error === 'invalid_token')) return false;
  throw failure(
    transientCode(status) ?? 'request_refused',
    { host: session.tokenUrl.host, status, said: error ? clean(error) : '' },
    { retryAfter: headers['retry-after'] },
  );
}

function isLogout({ kind, tokenUrl }: Session): boolean {
  return kind === 'refresh_token' && endpointBeside(tokenUrl, 'logout') !== undefined;
}

/** Whose session it is, where, and until when, for a message that tells that it is left open. */
export function leftOpen({ clientId, tokenUrl, until: end }: Session, clean: (text: string) => string) {
  return { clientId: clean(clientId), host: tokenUrl.host, end };
}

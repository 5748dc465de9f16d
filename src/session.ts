/**
 * The session behind a token: what must be kept to end it, and the request that ends it. Talks to nobody.
 */
import type { Credentials } from './client-auth.ts';
import { ActionError } from './errors.ts';
import type { Inputs } from './inputs.ts';
import { jsonObject } from './json.ts';
import { endpointBeside } from './keycloak.ts';
import type { TokenRequest } from './request.ts';
import type { Token } from './response.ts';
import { transientCode } from './retry.ts';
import type { HttpResponse } from './send.ts';
import { isoSeconds } from './validity.ts';

/** What ending a session needs. */
export interface Session extends Credentials, Pick<Inputs, 'caCertificates'> {
  readonly token: string;
  readonly kind: 'refresh_token' | 'access_token';
  /** Milliseconds since 1970; when the token ends by itself, if the server told. */
  readonly until: number | undefined;
}

/** The session that came with `token`. With a refresh token that is the one to end: it would live longest. */
export function sessionOf(token: Token, inputs: Inputs): Session {
  return token.refreshToken === undefined
    ? { ...inputs, kind: 'access_token', token: token.accessToken, until: token.expiry }
    : { ...inputs, kind: 'refresh_token', token: token.refreshToken, until: token.refreshExpiry };
}

/**
 * The request that ends the session, before the client is authenticated: `/logout` with a refresh token ends this session alone.
 * A refresh token is never sent to `/revoke`: Keycloak before 26 then ends every session of the client, other jobs' too.
 * @returns undefined where the token endpoint is not Keycloak's
 */
export function endRequest(session: Session): TokenRequest | undefined {
  const logout = session.kind === 'refresh_token';
  const url = endpointBeside(session.tokenUrl, logout ? 'logout' : 'revoke');
  if (!url) return undefined;
  const form: Record<string, string> = logout
    ? { refresh_token: session.token }
    : { token: session.token, token_type_hint: 'access_token' }; // RFC 7009, 2.1
  return { url, headers: {}, form };
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
  const { host } = session.tokenUrl;
  const fields = jsonObject(body);
  const error = typeof fields?.['error'] === 'string' ? fields['error'] : undefined;
  // A page with status 200 is somebody else's: a proxy's, or what Keycloak's logout shows to people.
  const revoked =
    status === 200 && session.kind === 'access_token' && error === undefined && (fields !== undefined || body.trim() === '');
  if (status === 204 || revoked) return true;
  if (error === 'invalid_grant' || (status === 200 && error === 'invalid_token')) return false;
  throw new ActionError(
    transientCode(status) ?? 'request_refused',
    `${host} answered ${String(status)}${error ? `: ${clean(error)}` : ''}.`,
    {
      retryAfter: headers['retry-after'],
    },
  );
}

/** Until when a session that is not ended lives on. */
export function until({ until: end }: Session): string {
  return end === undefined ? 'until it expires, which the server does not tell' : `until ${isoSeconds(end)}`;
}

/** What is told of a session that is not ended. */
export function leftOpen(session: Session, clean: (text: string) => string): string {
  return `The session of client ${clean(session.clientId)} at ${session.tokenUrl.host} is left open ${until(session)}, and ends by itself then.`;
}

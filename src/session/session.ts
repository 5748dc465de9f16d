/**
 * A session on the server, and the request that ends it. Talks to nobody.
 */
import { refusedForItsTime } from '../client/private-key-jwt.ts';
import type { FormRequest, HttpResponse } from '../http/send.ts';
import { detailsOf, transientCode } from '../http/status.ts';
import { failure } from '../report/error.ts';
import { endpointBeside } from '../server/keycloak.ts';
import { jsonObject } from '../text/json.ts';
import type { Token } from '../token/response.ts';

/** What names a session to the server: its refresh token, or where there is none its access token. */
export interface Session {
  readonly token: string;
  readonly kind: 'refresh_token' | 'access_token';
  /** Milliseconds since 1970; when the token ends by itself, if the server told. */
  readonly until?: number | undefined;
  /** It is to live on, for later jobs. */
  readonly kept?: boolean;
}

/** Milliseconds since 1970; undefined where the server did not tell. */
export interface Lifetimes {
  readonly accessToken?: number | undefined;
  /** Missing where there is no refresh token, null where its end is not told. */
  readonly refreshToken?: number | null;
}

/** The session that came with `token`. With a refresh token that is the one to end: it would live longest. */
export function sessionOf({ accessToken, expiry, refreshToken, refreshExpiry }: Token): Session {
  return refreshToken === undefined
    ? { kind: 'access_token', token: accessToken, until: expiry }
    : { kind: 'refresh_token', token: refreshToken, until: refreshExpiry };
}

/** When what came with `token` ends by itself. */
export function lifetimesOf({ expiry, refreshToken, refreshExpiry }: Token): Lifetimes {
  return { accessToken: expiry, ...(refreshToken !== undefined && { refreshToken: refreshExpiry ?? null }) };
}

/** Whether a session that `tokenUrl` opened can be ended. */
export function canEnd(tokenUrl: URL): boolean {
  return endpointBeside(tokenUrl, 'logout') !== undefined;
}

/**
 * The request that ends the session, before the client is authenticated: `/logout` with a refresh token ends this session alone.
 * A refresh token is never sent to `/revoke`: Keycloak before 26 then ends every session of the client, other jobs' too.
 * @returns undefined where the token endpoint is not Keycloak's
 */
export function endRequest(tokenUrl: URL, { kind, token }: Session): FormRequest | undefined {
  const logout = kind === 'refresh_token';
  const url = endpointBeside(tokenUrl, logout ? 'logout' : 'revoke');
  if (!url) return undefined;
  const form: Record<string, string> = logout ? { refresh_token: token } : { token, token_type_hint: 'access_token' }; // RFC 7009, 2.1
  return { url, headers: {}, form };
}

/**
 * Reads the answer to `endRequest`: logout is answered 204 (Keycloak answers 200 with a page where it found nothing to end),
 * revocation 200 (RFC 7009, 2.2) without an `error`.
 * @returns false where the session had ended before
 * @throws ActionError rate_limited, server_error, request_refused
 */
export function readEndResponse(
  response: HttpResponse,
  { kind }: Session,
  clean: (text: string) => string,
  authMethod = '',
): boolean {
  const { url, status, body } = response;
  const fields = jsonObject(body);
  const error = typeof fields?.['error'] === 'string' ? fields['error'] : undefined;
  // A page with status 200 is somebody else's: a proxy's, or what Keycloak's logout shows to people.
  const revoked =
    status === 200 && kind === 'access_token' && error === undefined && (fields !== undefined || body.trim() === '');
  if (status === 204 || revoked) return true;
  if (error === 'invalid_grant' || (status === 200 && error === 'invalid_token')) return false;
  const details = detailsOf(response);
  const params = { host: url.host, status, said: error ? clean(error) : '' };
  const transient = transientCode(status);
  if (transient || !refusedForItsTime(details, authMethod)) throw failure(transient ?? 'request_refused', params, details);
  throw failure('request_refused/clock', { ...params, skew: Math.round(-(details.ahead ?? 0) / 1000) }, details);
}

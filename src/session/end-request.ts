/**
 * The request that ends a session, and its answer. Talks to nobody.
 */
import { skewBehindRefusal } from '#oauth/credentials.ts';
import type { FormRequest, HttpResponse } from '#http/send.ts';
import { detailsOf, transientCode } from '#http/status.ts';
import { failure } from '#report/error.ts';
import { endpointBeside } from '#oauth/keycloak.ts';
import { prose } from '#text/words.ts';
import { jsonObject } from '#text/json.ts';
import type { Ending, SessionEndpoints, Session } from '#session/session.ts';

/**
 * The request that ends the session, before the client is authenticated: `/logout` with a refresh token ends this session alone.
 * A refresh token is never sent to `/revoke`: Keycloak before 26 then ends every session of the client, other jobs' too.
 * Any other server revokes the refresh token, and with it all that came of it, or else the access token (RFC 7009, 2.1).
 * @returns undefined where no endpoint for it is known
 */
export function endRequest({ tokenUrl, revocationUrl }: SessionEndpoints, { kind, token }: Session): FormRequest | undefined {
  const logout = kind === 'refresh_token' ? endpointBeside(tokenUrl, 'logout') : undefined;
  if (logout) return { url: logout, headers: {}, form: { refresh_token: token } };
  const url = endpointBeside(tokenUrl, 'revoke') ?? revocationUrl;
  return url && { url, headers: {}, form: { token, token_type_hint: kind } };
}

/** A body that says no more than the status does (RFC 7009, 2.2: the client ignores it). */
const NOTHING = /^(null|true|"?ok"?)?$/i;

/**
 * Why Keycloak refuses a refresh token of a session that may live: the token is not the one that this server, client or certificate
 * got (`TokenManager.verifyRefreshToken`).
 */
const NOT_OVER = /issuer|match|certificate|^invalid refresh token/i;

/**
 * Reads the answer to `endRequest`: logout is answered 204 (Keycloak answers 200 with a page where it found nothing to end),
 * revocation 200 (RFC 7009, 2.2) without an `error`.
 * @param request the one that was answered
 * @returns `irrevocable` where the server revokes no such tokens (RFC 7009, 2.2.1)
 * @throws ActionError rate_limited, server_error, request_refused
 */
export function readEndResponse(response: HttpResponse, { form }: FormRequest, authMethod = ''): Ending {
  const { url, status, body } = response;
  const fields = jsonObject(body);
  const said = (name: string): string => (typeof fields?.[name] === 'string' ? fields[name] : '');
  const [error, description] = [said('error'), said('error_description')];
  // A page with status 200 is somebody else's: a proxy's, or what Keycloak's logout shows to people.
  const revoked =
    status === 200 &&
    form['token'] !== undefined &&
    (fields ? (fields['error'] ?? undefined) === undefined : NOTHING.test(body.trim()));
  if (status === 204 || revoked) return 'ended';
  const over = error === 'invalid_grant' && status < 500 && !NOT_OVER.test(description);
  if (over || (status === 200 && error === 'invalid_token')) return 'had ended';
  if (error === 'unsupported_token_type') return 'irrevocable';
  const details = detailsOf(response);
  const quoted = error === 'invalid_grant' && description ? `${error} "${prose(description)}"` : prose(error);
  const params = { host: url.host, status, said: quoted };
  const transient = transientCode(status);
  const skew = skewBehindRefusal(details, authMethod);
  if (transient || skew === undefined) throw failure(transient ?? 'request_refused', params, details);
  throw failure('request_refused/clock', { ...params, skew }, details);
}

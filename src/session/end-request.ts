/** The request that ends a session, and its answer. */
import type { FormRequest, HttpResponse } from '#http/send.ts';
import { detailsOf, transientCode } from '#http/status.ts';
import { endpointBeside } from '#oauth/keycloak.ts';
import { errorIn, saidIn } from '#oauth/answer-words.ts';
import { againWith, withClock } from '#oauth/refusal.ts';
import { failure } from '#report/error.ts';
import { compactPart, jsonObject } from '#text/json.ts';
import type { Client, Ending, Session } from '#session/session.ts';

/**
 * The request that ends the session, before the client is authenticated: `/logout` with a refresh token ends this session alone.
 * A refresh token is never sent to `/revoke`: Keycloak before 26 then ends every session of the client, other jobs' too.
 * Any other server revokes the refresh token, and with it all that came of it, or else the access token (RFC 7009, 2.1).
 * @returns undefined where no endpoint for it is known
 */
export function endRequest({ tokenUrl, revocationUrl }: Client, { kind, token }: Session): FormRequest | undefined {
  // Keycloak's refresh tokens name their type, whatever a seal or a file calls them.
  const refreshes = kind === 'refresh_token' || /^(Refresh|Offline)$/.test(String(compactPart(token, 1)?.['typ']));
  const logout = refreshes ? endpointBeside(tokenUrl, 'logout') : undefined;
  if (logout) return { url: logout, headers: {}, form: { refresh_token: token } };
  const url = revocationUrl ?? endpointBeside(tokenUrl, 'revoke');
  return url && { url, headers: {}, form: { token, token_type_hint: kind } };
}

/**
 * Why Keycloak refuses a refresh token of a session that may live: the token is not the one that this server, client or certificate
 * got (`TokenManager.verifyRefreshToken`).
 */
const NOT_OVER = /issuer|match|certificate|^invalid refresh token/i;

/**
 * Reads the answer to `endRequest`: any 2xx without an `error` (RFC 7009, 2.2; Keycloak's logout answers 204).
 * @returns `unsupported` where the server revokes no such tokens (RFC 7009, 2.2.1)
 * @throws ActionError rate_limited, server_error, request_refused
 */
export function readEndResponse(response: HttpResponse, client: Client): Ending {
  const { url, status, body } = response;
  const { error, description } = errorIn(jsonObject(body));
  const whole = status >= 200 && status < 300;
  if (whole && error === '') return 'ended';
  const over = error === 'invalid_grant' && status < 500 && !NOT_OVER.test(description);
  if (over || (whole && error === 'invalid_token')) return 'had ended';
  if (error === 'unsupported_token_type') return 'unsupported';
  const details = { ...detailsOf(response), ...againWith(response, error, client) };
  const params = { host: url.host, status, said: saidIn(response) };
  throw withClock(failure(transientCode(status) ?? 'request_refused', params, details));
}

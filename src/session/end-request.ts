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
 * The request, not yet authenticated; undefined if no endpoint is known. `/logout` with a refresh token ends this session alone.
 * Never send a refresh token to `/revoke`: Keycloak before 26 then ends every session of the client, those of other jobs too. Any
 * other server revokes the refresh token and its access tokens, or the access token (RFC 7009, 2.1).
 */
export function endRequest({ tokenUrl, revocationUrl }: Client, { kind, token }: Session): FormRequest | undefined {
  // Keycloak's refresh tokens name their type, whatever a seal or a file calls them.
  const refreshes = kind === 'refresh_token' || /^(Refresh|Offline)$/.test(String(compactPart(token, 1)?.['typ']));
  const logout = refreshes ? endpointBeside(tokenUrl, 'logout') : undefined;
  if (logout) return { url: logout, headers: {}, form: { refresh_token: token } };
  const url = revocationUrl ?? endpointBeside(tokenUrl, 'revoke');
  return url && { url, headers: {}, form: { token, token_type_hint: kind } };
}

/** Keycloak refuses the token of another server, client or certificate, though its session may live (`verifyRefreshToken`). */
const NOT_OVER = /issuer|match|certificate|^invalid refresh token/i;

/**
 * Success is any 2xx without an `error` (RFC 7009, 2.2); Keycloak answers 204.
 * @returns `unsupported` if the server does not revoke such tokens (RFC 7009, 2.2.1)
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

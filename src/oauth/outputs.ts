/** Makes outputs of a token, and masks every token in an answer. */
import type { HttpResponse } from '#http/send.ts';
import { grantedFields, type Token } from '#oauth/token.ts';
import type { Log } from '#report/log.ts';
import { isoSeconds } from '#report/time.ts';
import { isToken } from '#text/encoding.ts';
import { jsonObject } from '#text/json.ts';

const MAX_LINES = 20;

/**
 * Masks every token in an answer before anything else reads it: a refused answer may hold tokens too. What can become an output
 * is masked whatever its size.
 */
export function maskTokens(response: Pick<HttpResponse, 'status' | 'body'>, log: Log): void {
  const granted = grantedFields(response);
  const fields = granted ?? jsonObject(response.body) ?? {};
  for (const name of ['access_token', 'refresh_token', 'id_token']) {
    if (typeof fields[name] !== 'string') continue;
    // A token with line breaks is refused: a few of its lines are enough, since each mask slows the log of the job.
    const token = fields[name].split(/[\r\n]+/, MAX_LINES).join('\n');
    if (granted && isToken(token)) log.mask(token);
    else log.maskRefused(token);
  }
}

/** The outputs by name; those that the server did not send are left out. `expires_in` counts from the request. */
export function outputsOf(token: Token): Record<string, string> {
  const { expiry, refreshExpiry, requestedAt } = token;
  const all = {
    access_token: token.accessToken,
    expiry: expiry === undefined ? undefined : isoSeconds(expiry),
    expires_in: expiry === undefined ? undefined : expiry / 1000 - Math.floor(requestedAt / 1000),
    token_type: token.tokenType,
    scope: token.scope,
    refresh_token: token.refreshToken,
    refresh_expires_in: token.refreshExpiresIn,
    refresh_expiry: refreshExpiry === undefined ? undefined : isoSeconds(refreshExpiry),
    id_token: token.idToken,
    session_state: token.sessionState,
    not_before_policy: token.notBeforePolicy,
  };
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
}

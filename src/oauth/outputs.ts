/**
 * A token as outputs, and the masks of all tokens in an answer.
 */
import type { HttpResponse } from '#http/send.ts';
import type { Log } from '#report/log.ts';
import { isoSeconds } from '#report/time.ts';
import { isVisible } from '#text/encoding.ts';
import { jsonObject } from '#text/json.ts';
import { grantedFields, type Token } from '#oauth/token.ts';

const MAX_LINES = 20;

/**
 * Masks every token in an answer, before anything of it is looked at: one that is refused may hold tokens, too. What can become
 * an output is masked at any size, and so by the very test that grants it.
 */
export function maskTokens(response: Pick<HttpResponse, 'status' | 'body'>, log: Log): void {
  const granted = grantedFields(response);
  const fields = granted ?? jsonObject(response.body) ?? {};
  for (const name of ['access_token', 'refresh_token', 'id_token']) {
    if (typeof fields[name] !== 'string') continue;
    // Of a token with line breaks, which is refused, a few lines: each mask makes every later line of the job slower.
    const token = fields[name].split(/[\r\n]+/, MAX_LINES).join('\n');
    if (granted && isVisible(token)) log.mask(token);
    else log.maskRefused(token);
  }
}

/** The outputs by name; one that the server did not send is not there. */
export function outputsOf(token: Token): Record<string, string> {
  const all = {
    access_token: token.accessToken,
    expiry: token.expiry === undefined ? undefined : isoSeconds(token.expiry),
    expires_in: token.expiresIn,
    token_type: token.tokenType,
    scope: token.scope,
    refresh_token: token.refreshToken,
    refresh_expires_in: token.refreshExpiresIn,
    refresh_expiry: token.refreshExpiry === undefined ? undefined : isoSeconds(token.refreshExpiry),
    id_token: token.idToken,
    session_state: token.sessionState,
    not_before_policy: token.notBeforePolicy,
  };
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
}

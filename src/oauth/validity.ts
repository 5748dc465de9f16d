/**
 * Whether a token is good for long enough, and what is odd about it. Pure.
 */
import type { HttpResponse } from '#http/send.ts';
import { failure } from '#report/error.ts';
import type { WarningId, WarningParamsOf } from '#report/texts.ts';
import { compactPart } from '#text/json.ts';
import { cut, onOneLine } from '#text/words.ts';
import { ageOf } from '#oauth/expiry.ts';
import type { TokenParameters } from '#oauth/token-request.ts';
import type { Token } from '#oauth/token.ts';

const MAX_SKEW = 60; // seconds

/** A warning on a token that was given all the same. */
export type Remark = { [K in WarningId]: { readonly id: K; readonly params: WarningParamsOf<K> } }[WarningId];

/**
 * Refuses a token that has expired or will too soon.
 * @param now milliseconds since 1970
 * @param minValidity seconds
 * @param tooShort what it is called: in a later job a part of its life has passed
 * @throws ActionError token_expired, token_too_short
 */
export function checkValidity(
  { expiry, expiresIn }: Pick<Token, 'expiry'> & Partial<Pick<Token, 'expiresIn'>>,
  minValidity: number,
  now: number,
  tooShort: 'token_too_short' | 'token_too_short/late' | 'token_too_short/command' = 'token_too_short',
): void {
  if (expiry === undefined) {
    if (minValidity === 0) return;
    throw failure('token_too_short/unknown', {});
  }
  const left = Math.floor((expiry - now) / 1000);
  if (left <= 0) throw failure('token_expired', {});
  // Keycloak itself says now and then a second less than its lifespan.
  const barely = expiresIn !== undefined && expiresIn + 1 >= minValidity;
  if (left < minValidity) throw failure(barely ? 'token_too_short/barely' : tooShort, { left, asked: minValidity });
}

/** What the user should know of a token that was given. */
export function remarks(
  token: Token,
  asked: Pick<TokenParameters, 'scope' | 'audience'>,
  { headers, receivedAt }: Pick<HttpResponse, 'headers' | 'receivedAt'>,
): Remark[] {
  const found: Remark[] = [];
  const granted = new Set(token.scope?.split(' '));
  // An answer without `scope` grants what was asked for (RFC 6749, 5.1).
  const missing = token.scope === undefined ? [] : asked.scope.filter((name) => !granted.has(name));
  if (missing.length > 0) found.push({ id: 'scope_missing', params: { names: missing.join(' ') } });
  const audiences = audiencesOf(token.accessToken);
  if (asked.audience !== '' && audiences && !audiences.includes(asked.audience))
    found.push({ id: 'audience_missing', params: { asked: asked.audience, found: cut(onOneLine(audiences.join(', '))) } });
  if (token.expiry === undefined) found.push({ id: 'no_expiry', params: {} });
  if (token.ignored.length > 0) found.push({ id: 'part_ignored', params: { names: token.ignored } });
  if (token.calledType !== undefined) found.push({ id: 'token_type_unusual', params: { name: token.calledType } });
  const theirs = Date.parse(headers.date ?? '') || issuedAt(token);
  const skew = Math.round((receivedAt - theirs) / 1000) - ageOf(headers.age);
  if (Math.abs(skew) > MAX_SKEW) found.push({ id: 'clocks_differ', params: { skew } });
  return found;
}

/**
 * Milliseconds since 1970; NaN where a token does not tell, or was not issued just now: Keycloak 26 sends no Date, but JWTs. The
 * life of one that a server had kept is not all that is left of it.
 */
function issuedAt({ accessToken, expiresIn }: Token): number {
  const { iat, exp } = compactPart(accessToken, 1) ?? {};
  if (typeof iat !== 'number' || typeof exp !== 'number' || expiresIn === undefined) return NaN;
  return Math.abs(exp - iat - expiresIn) <= 2 ? iat * 1000 : NaN;
}

/** Whom a JWT is for (RFC 7519, 4.1.3); undefined of a token that is none. */
function audiencesOf(token: string): string[] | undefined {
  const claims = compactPart(token, 1);
  return claims && [claims['aud']].flat().filter((each) => typeof each === 'string');
}

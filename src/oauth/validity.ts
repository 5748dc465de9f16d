/** Checks that a token is valid for long enough, and finds what is unusual about it. Pure. */
import type { TokenParameters } from '#oauth/token-request.ts';
import type { Token } from '#oauth/token.ts';
import { failure } from '#report/error.ts';
import type { WarningId, WarningParamsOf } from '#report/texts.ts';
import { compactPart } from '#text/json.ts';
import { words } from '#text/words.ts';

type TokenWarning = { [K in WarningId]: { readonly id: K; readonly params: WarningParamsOf<K> } }[WarningId];

/** `now`: milliseconds since 1970. @throws ActionError token_expired */
export function checkExpiry({ expiry, early }: Pick<Token, 'expiry' | 'early'>, now: number): void {
  if (early) throw failure('token_expired/early', {});
  if (expiry !== undefined && expiry - now < 1000) throw failure('token_expired', {});
}

/**
 * @param now milliseconds since 1970
 * @param minValidity seconds
 * @throws ActionError `tooShort`, or token_too_short/unknown
 */
export function checkValidity(
  expiry: number | undefined,
  minValidity: number,
  now: number,
  tooShort: 'token_too_short' | 'token_too_short/late' | 'token_too_short/command' = 'token_too_short',
): void {
  if (minValidity === 0) return;
  if (expiry === undefined) throw failure('token_too_short/unknown', {});
  const left = Math.floor((expiry - now) / 1000);
  if (left < minValidity) throw failure(tooShort, { left, asked: minValidity });
}

/** Warnings about a token that is passed on all the same. */
export function warningsOf(token: Token, asked: Pick<TokenParameters, 'scope' | 'audience'>): TokenWarning[] {
  const found: TokenWarning[] = [];
  const granted = new Set(token.scope?.split(' '));
  // An answer without `scope` grants what was asked for (RFC 6749, 5.1).
  const missing = new Set(
    token.scope === undefined ? [] : asked.scope.split(/[ ,]+/).filter((name) => name && !granted.has(name)),
  );
  if (missing.size > 0) found.push({ id: 'scope_missing', params: { names: [...missing].join(' ') } });
  const audiences = audiencesOf(token.accessToken);
  if (asked.audience !== '' && audiences && !audiences.includes(asked.audience))
    found.push({ id: 'audience_missing', params: { asked: asked.audience, found: words(audiences.join(', ')) } });
  if (token.ignored.length > 0) found.push({ id: 'part_ignored', params: { names: token.ignored } });
  if (token.unusualType !== undefined) found.push({ id: 'token_type_unusual', params: { name: token.unusualType } });
  if (token.skew !== 0) found.push({ id: 'clocks_differ', params: { skew: token.skew } });
  return found;
}

/** The `aud` of a JWT (RFC 7519, 4.1.3); undefined for other tokens. */
function audiencesOf(token: string): string[] | undefined {
  const claims = compactPart(token, 1);
  return claims && [claims['aud']].flat().filter((each) => typeof each === 'string');
}

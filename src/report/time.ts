/**
 * Moments and spans as people and outputs have them.
 */

/** ISO 8601 in UTC, whole seconds. */
export function isoSeconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** `90 s`, `30 min`, `2 h`, `40 days`: for people: `expiry` is exact. */
export function forPeople(exact: number): string {
  const seconds = Math.round(exact);
  const units = [
    [86_400, 'days'],
    [3600, 'h'],
    [60, 'min'],
  ] as const;
  const [size, unit] = units.find(([least]) => seconds >= (least === 60 ? 600 : 2 * least)) ?? [1, 's'];
  return `${String(Math.floor(seconds / size))} ${unit}`;
}

/** How long a token is still good for, and until when. Both are milliseconds since 1970. */
export function describeExpiry(expiry: number | undefined, now: number): string {
  return expiry === undefined ? 'no expiry told' : `valid for ${forPeople((expiry - now) / 1000)}, until ${isoSeconds(expiry)}`;
}

/** Until when, in milliseconds since 1970, something lives that nobody ends. */
export function describeUntil(end: number | undefined): string {
  return end === undefined ? 'until it expires, which the server does not tell' : `until ${isoSeconds(end)}`;
}

/** That nothing ended a token, and when it does by itself: which of the two it is counts, since the refresh token lives longer. */
export function describeIrrevocable(
  host: string,
  { kind, until }: { readonly kind: 'refresh_token' | 'access_token'; readonly until?: number | undefined },
  asked: boolean,
): string {
  const why = asked ? `${host} revokes no tokens of this kind` : `Nothing is ended at ${host}, since no endpoint for it is known`;
  return `${why}: the ${kind.replace('_', ' ')} is valid ${describeUntil(until)}.`;
}

/** When the tokens of an answer end that nobody can end, in milliseconds since 1970; null or undefined where the server did not tell. */
export function describeLifetimes({
  accessToken,
  refreshToken,
}: {
  readonly accessToken?: number | undefined;
  readonly refreshToken?: number | null;
}): string {
  const access = `the access token is valid ${describeUntil(accessToken)}`;
  return refreshToken === undefined ? access : `${access}, the refresh token ${describeUntil(refreshToken ?? undefined)}`;
}

/**
 * Whether a token is good for long enough, and what is odd about it. Pure.
 */
import { ActionError, type ErrorDetails } from './errors.ts';
import type { Token } from './response.ts';

const MAX_SKEW = 60; // seconds

/** A remark on a token that was given all the same. */
export interface Remark {
  readonly title: string;
  readonly message: string;
}

/**
 * Refuses a token that has expired or will too soon.
 * @param now milliseconds since 1970
 * @param minValidity seconds
 * @param details where more is known than that the lifespan is too short
 * @throws ActionError token_expired, token_too_short
 */
export function checkValidity({ expiry }: Pick<Token, 'expiry'>, minValidity: number, now: number, details?: ErrorDetails): void {
  if (expiry === undefined) {
    if (minValidity === 0) return;
    throw new ActionError(
      'token_too_short',
      'The server does not say how long the access token is valid, so `min_validity` cannot be met.',
      {
        why: 'The answer has no `expires_in`, and the token is no JWT with `iat` and `exp`.',
        fix: 'Leave out `min_validity`, or have the server send `expires_in`.',
      },
    );
  }
  const left = Math.floor((expiry - now) / 1000);
  if (left <= 0) throw new ActionError('token_expired', 'The access token that the server sent is no longer valid.');
  if (left < minValidity) {
    throw new ActionError(
      'token_too_short',
      `The access token is valid for ${String(left)} s, and \`min_validity\` asks for ${String(minValidity)} s.`,
      details,
    );
  }
}

/** What the user should know of a token that was given. */
export function remarks(
  token: Token,
  asked: readonly string[],
  dateHeader: string | undefined,
  receivedAt: number,
  clean: (text: string) => string,
): Remark[] {
  const found: Remark[] = [];
  const granted = new Set(token.scope?.split(' '));
  // An answer without `scope` grants what was asked for (RFC 6749, 5.1).
  const missing = token.scope === undefined ? [] : asked.filter((name) => !granted.has(name));
  if (missing.length > 0) {
    found.push({
      title: 'A scope is not in the answer',
      message: `Asked for, but not named in the answer: ${clean(missing.join(' '))}. Keycloak may have granted it all the same (scopes can be set not to show in tokens).`,
    });
  }
  if (token.expiry === undefined) {
    found.push({
      title: 'No expiry',
      message: 'The server does not say how long the token is valid, so the output `expiry` is not set.',
    });
  }
  if (token.ignored.length > 0) {
    found.push({
      title: 'Part of the answer was ignored',
      message: `Not in its proper form, and so not an output: ${token.ignored.join(', ')}.`,
    });
  }
  const skew = Math.round((receivedAt - Date.parse(dateHeader ?? '')) / 1000);
  if (Math.abs(skew) > MAX_SKEW) {
    const side = skew > 0 ? 'ahead of' : 'behind';
    found.push({
      title: 'Clocks differ',
      message: `The clock of this runner is ${String(Math.abs(skew))} s ${side} the server's; \`expiry\` is told by the runner's.`,
    });
  }
  return found;
}

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

/** How long a token is still good for, and until when; for the log. */
export function toldValidity(expiry: number | undefined, now: number): string {
  return expiry === undefined ? 'no expiry told' : `valid for ${forPeople((expiry - now) / 1000)}, until ${isoSeconds(expiry)}`;
}

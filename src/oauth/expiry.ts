/**
 * When a token ends, by the clock of this machine. Pure.
 */
import type { HttpResponse } from '#http/send.ts';
import { compactPart } from '#text/json.ts';

/** Seconds. The clocks of one service differ by less (Keycloak takes that much, too): an honest token does not expire by it. */
const TOLERANCE = 15;
const MAX_SECONDS = 100 * 365 * 86_400; // beyond it no lifetime is sensible

/** Seconds as servers send them, some as text, rounded down; undefined where they are none. */
export function secondsOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Math.abs(number) <= MAX_SECONDS ? Math.floor(number) : undefined;
}

/**
 * Counted from when the request was sent, and rounded down: never later than the truth. Milliseconds since 1970, from seconds.
 */
export function endOf(sentAt: number, lifetime: number): number {
  return Math.floor(sentAt / 1000 + lifetime) * 1000;
}

/**
 * The end of an access token: the earlier of what `expires_in` says and, where it is a JWT (RFC 7519), of its own `exp` by the
 * clock of the server. An answer may have come out of a cache: `Age` (RFC 9111, 5.1) counts. The signature of the JWT is the
 * business of whoever gets the token.
 * @param expiresIn seconds
 * @returns milliseconds since 1970; undefined where nothing tells
 */
export function expiryOf(
  accessToken: string,
  expiresIn: number | undefined,
  { sentAt, headers }: HttpResponse,
): number | undefined {
  const age = ageOf(headers.age);
  const own = ownLifetime(accessToken, Date.parse(headers.date ?? '') / 1000, age);
  const told = expiresIn === undefined ? undefined : expiresIn - age;
  const lifetimes = [told, own].filter((lifetime) => lifetime !== undefined);
  return lifetimes.length === 0 ? undefined : endOf(sentAt, Math.min(...lifetimes));
}

/** What is left of a JWT by the clock of the server: its `Date`, or the moment when it was issued, whichever is later. */
function ownLifetime(token: string, date: number, age: number): number | undefined {
  const { exp, iat } = compactPart(token, 1) ?? {};
  const clocks = [date, iat].filter(isMoment);
  if (!isMoment(exp) || clocks.length === 0) return undefined;
  const [earliest, latest] = [Math.min(...clocks), Math.max(...clocks)];
  const left = exp - latest - age;
  return left <= 0 && latest - earliest <= TOLERANCE ? exp - earliest - age : left;
}

/** Whether `value` can be seconds since 1970. */
export function isMoment(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value < 1e11;
}

/** Seconds that the answer spent in a cache. */
export function ageOf(header: string | undefined): number {
  return /^\d{1,9}$/.test(header ?? '') ? Number(header) : 0;
}

/** When a token ends, by the clock of this machine. Pure. */
import { compactPart } from '#text/json.ts';

const MAX_SECONDS = 100 * 365 * 86_400; // beyond it no lifetime is sensible
const MAX_SKEW = 60; // seconds between two clocks that nobody minds

/** What of an answer says when its token ends. */
interface Times {
  /** When the request was sent, milliseconds since 1970. */
  readonly sentAt: number;
  /** When the answer arrived: a slow answer must not look like a wrong clock. */
  readonly receivedAt: number;
  /** The Date header (RFC 9110, 6.6.1). */
  readonly date?: string | undefined;
  /** The Age header (RFC 9111, 5.1): seconds that the answer spent in a cache. */
  readonly age?: string | undefined;
}

/** When a token ends, and how far the clocks are apart. */
export interface Expiry {
  /** Milliseconds since 1970, in whole seconds, never later than the truth; undefined where nothing says. */
  readonly expiry: number | undefined;
  /** Seconds that this machine's clock is ahead of the server's; 0 where they are less than a minute apart, or nothing says. */
  readonly skew: number;
  /** The token's `nbf` is still to come. */
  readonly early: boolean;
  /** The token was issued before this request: the server returned a live one that other jobs may use. */
  readonly shared: boolean;
}

/** Seconds as servers send them, some as text, rounded down; undefined where they are none. */
export function secondsOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,15}(\.\d{1,9})?$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Math.abs(number) <= MAX_SECONDS ? Math.floor(number) : undefined;
}

/** Counted from when the request was sent, and rounded down. Milliseconds since 1970, from seconds. */
export function endOf(sentAt: number, lifetime: number): number {
  return Math.floor(sentAt / 1000 + lifetime) * 1000;
}

/**
 * The end of an access token: the smaller of `expires_in` and, of a JWT (RFC 7519), what is left until its `exp` by the server's clock.
 * That clock is the `Date` of the answer, else the `iat` of a JWT that was issued for this request, else ours. An `expires_in` of 0 or
 * less means that a token never ends. The signature of the JWT is for the API to check.
 * @param expiresIn seconds
 */
export function expiryOf(
  accessToken: string,
  expiresIn: number | undefined,
  { sentAt, receivedAt, date, age = '' }: Times,
): Expiry {
  const claims = compactPart(accessToken, 1) ?? {};
  const [exp, iat, nbf] = [secondsOf(claims['exp']), secondsOf(claims['iat']), secondsOf(claims['nbf'])];
  const ours = sentAt / 1000;
  const took = (receivedAt - sentAt) / 1000;
  const cached = Number(/^\d{1,9}(?=,|$)/.exec(age)?.[0] ?? 0);
  const dated = Date.parse(date ?? '') / 1000;
  const theirs = Number.isNaN(dated) ? issuedNow(iat, exp, expiresIn, ours) : dated;
  const clock = theirs === undefined ? ours : theirs + cached;
  const lifetimes = [
    expiresIn !== undefined && expiresIn > 0 ? expiresIn - cached : undefined,
    exp === undefined ? undefined : Math.min(exp - clock, iat === undefined ? Infinity : exp - iat),
  ].filter((lifetime) => lifetime !== undefined);
  const skew = Math.round(clock < ours ? ours - clock : Math.min(0, ours + took - clock));
  return {
    expiry: lifetimes.length === 0 ? undefined : endOf(sentAt, Math.min(...lifetimes)),
    skew: Math.abs(skew) > MAX_SKEW ? skew : 0,
    early: nbf !== undefined && nbf > clock + MAX_SKEW,
    shared: iat !== undefined && iat < clock - took - MAX_SKEW,
  };
}

/**
 * The `iat` of a JWT, where it is the server's present time, and that is not ours: its whole life is the one that the answer names, or
 * where that names none, by our own clock it is not valid at all.
 */
function issuedNow(
  iat: number | undefined,
  exp: number | undefined,
  expiresIn: number | undefined,
  ours: number,
): number | undefined {
  if (iat === undefined || exp === undefined) return undefined;
  const fresh = expiresIn === undefined ? ours < iat - MAX_SKEW || ours >= exp : Math.abs(exp - iat - expiresIn) <= 2;
  return fresh && Math.abs(iat - ours) > MAX_SKEW ? iat : undefined; // a live token may be returned again
}

/** When a token expires, by this machine's clock. Pure. */
import { compactPart } from '#text/json.ts';

const MAX_SECONDS = 100 * 365 * 86_400; // a longer lifetime is an error
const MAX_SKEW = 60; // seconds between two clocks

/** What an answer says about the expiry of its token. */
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

/** When a token expires, and how far apart the clocks are. */
export interface Expiry {
  /** Milliseconds since 1970, in whole seconds, rounded down; undefined if unknown. */
  readonly expiry: number | undefined;
  /** Seconds that this machine's clock is ahead of the server's; 0 if less than a minute, or unknown. */
  readonly skew: number;
  /** The token's `nbf` is in the future. */
  readonly early: boolean;
  /** The token is older than this request: the server returned one that other jobs may use. */
  readonly shared: boolean;
}

/** Seconds as a number or text, rounded down; undefined for anything else. */
export function secondsOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,15}(\.\d{1,9})?$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Math.abs(number) <= MAX_SECONDS ? Math.floor(number) : undefined;
}

/** Seconds after `sentAt`, in milliseconds since 1970, rounded down to whole seconds. */
export function endOf(sentAt: number, lifetime: number): number {
  return Math.floor(sentAt / 1000 + lifetime) * 1000;
}

/**
 * When an access token expires: after `expiresIn` seconds, or at the `exp` of a JWT (RFC 7519), whichever is first. `exp` is by
 * the server's clock: the `Date` of the answer, else the `iat` of a JWT issued for this request, else our clock. An `expires_in`
 * of 0 or less means never. Checking the signature is up to the API.
 */
export function expiryOf(accessToken: string, expiresIn: number | undefined, times: Times): Expiry {
  const { sentAt, receivedAt, date, age = '' } = times;
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
 * The `iat` of a JWT if it is the server's clock now, and differs from ours. It is if the JWT's lifetime is the one in the
 * answer, or, without one in the answer, if the JWT would not be valid at all by our clock.
 */
function issuedNow(iat: number | undefined, exp: number | undefined, expiresIn: number | undefined, ours: number) {
  if (iat === undefined || exp === undefined) return undefined;
  const fresh = expiresIn === undefined ? ours < iat - MAX_SKEW || ours >= exp : Math.abs(exp - iat - expiresIn) <= 2;
  return fresh && Math.abs(iat - ours) > MAX_SKEW ? iat : undefined; // else it may be a token returned again
}

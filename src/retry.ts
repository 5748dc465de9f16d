/**
 * What is tried again, when, and until when.
 */
import type { ErrorCode } from './catalogue.ts';
import { ActionError } from './errors.ts';

const FIRST_BACKOFF = 500; // milliseconds, doubled with every attempt
const MAX_BACKOFF = 10_000; // milliseconds
const MIN_ATTEMPT = 1_000; // milliseconds that must be left for an attempt to be worth it

/** Failures that may be gone a moment later. All others are final: wrong credentials are asked once. */
const transient: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'host_not_found',
  'connection_refused',
  'connection_failed',
  'timeout',
  'proxy_unreachable',
  'rate_limited',
  'server_error',
]);

/** The failure that an HTTP status tells of, where it may be gone a moment later; else undefined. */
export function transientCode(status: number): ErrorCode | undefined {
  if (status === 429) return 'rate_limited';
  return [408, 425, 500, 502, 503, 504].includes(status) ? 'server_error' : undefined;
}

/** What retrying needs of the outside. */
export interface RetryOptions {
  /** Seconds in all, every attempt and wait included. */
  readonly timeout: number;
  /** Milliseconds for one attempt. */
  readonly attemptTimeout: number;
  readonly maxAttempts?: number;
  /** How the time in all is named, where it is not the input `timeout`. */
  readonly limit?: string;
  /** Milliseconds since some moment, never turned back. */
  now(): number;
  sleep(milliseconds: number): Promise<unknown>;
  /** From 0 up to 1. */
  random(): number;
  /** Told of each failure that is tried again. */
  onRetry(line: string): void;
}

/** The milliseconds that an attempt may still take, for each of the requests that it is made of. */
export type TimeLeft = () => number;

/** What the attempts came to. */
export interface Outcome<T> {
  readonly value: T;
  readonly attempts: number;
  /** Milliseconds, waits included. */
  readonly took: number;
}

/**
 * Calls `attempt` until it succeeds, fails for good, or no time is left. Waits between are
 * full jitter from 0.5 s doubling to 10 s, on top of what the server's Retry-After asks for, so that many jobs do not come back at once.
 * @throws ActionError the last failure, with the number of attempts where there was more than one
 */
export async function retry<T>(attempt: (timeLeft: TimeLeft) => Promise<T>, options: RetryOptions): Promise<Outcome<T>> {
  const start = options.now();
  const left = (): number => start + options.timeout * 1000 - options.now();
  for (let attempts = 1; ; attempts++) {
    try {
      const end = options.now() + Math.min(options.attemptTimeout, left());
      const value = await attempt(() => Math.max(1, Math.floor(end - options.now())));
      return { value, attempts, took: options.now() - start };
    } catch (error) {
      if (!(error instanceof ActionError) || !transient.has(error.code) || attempts === options.maxAttempts) throw error;
      const asked = retryAfter(error.details.retryAfter, Date.now());
      if (left() - asked < MIN_ATTEMPT) throw outOfTime(error, attempts, asked, { ...options, left: left() });
      const wait = asked + options.random() * Math.min(MAX_BACKOFF, FIRST_BACKOFF * 2 ** (attempts - 1));
      const cut = Math.max(asked, Math.min(wait, left() - MIN_ATTEMPT));
      options.onRetry(`${error.what} Trying again in ${(cut / 1000).toFixed(1)} s (attempt ${String(attempts + 1)}).`);
      await options.sleep(cut);
      if (left() <= 0) throw outOfTime(error, attempts, 0, { ...options, left: 0 }); // a runner that stood still
    }
  }
}

function outOfTime(
  error: ActionError,
  attempts: number,
  asked: number,
  { timeout, left, limit = `\`timeout\` of ${String(timeout)} s` }: Pick<RetryOptions, 'timeout' | 'limit'> & { left: number },
): ActionError {
  if (asked > 0) {
    const room =
      asked > timeout * 1000 ? 'which is beyond the' : `and no more than ${String(Math.ceil(left / 1000))} s are left of the`;
    const what = `${error.what} It asks to wait ${String(Math.ceil(asked / 1000))} s, ${room} ${limit}.`;
    return error.retold(what, { fix: 'Raise `timeout` above that, or run the job again later.' });
  }
  return attempts === 1
    ? error
    : error.retold(`${error.what} That was attempt ${String(attempts)}; no other fits into the ${limit}.`);
}

/**
 * The milliseconds that a Retry-After header asks to wait (RFC 9110, 10.2.3: seconds, or an HTTP date), never less than 0.
 * One that cannot be read asks for nothing.
 */
export function retryAfter(header: string | undefined, now: number): number {
  const value = header?.trim() ?? '';
  if (/^\d+$/.test(value)) return Math.min(Number(value), 1e9) * 1000;
  // Every HTTP date begins with the name of a day; Date.parse alone would take much more for a date.
  const date = /^(mon|tue|wed|thu|fri|sat|sun)/i.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}

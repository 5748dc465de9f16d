/**
 * What is tried again, when, and until when.
 */
import { ActionError, failure } from '../report/error.ts';
import type { Log } from '../report/log.ts';
import { unlessCancelled } from './cancel.ts';
import type { FailureId, LimitName } from '../report/texts.ts';

const FIRST_BACKOFF = 500; // milliseconds, doubled with every attempt
const MAX_BACKOFF = 10_000; // milliseconds
const GRACE = 7_000; // milliseconds; the runner sends SIGINT, and SIGTERM 7.5 s later (ProcessInvoker.cs)
const MIN_ATTEMPT = 1_000; // milliseconds that must be left for an attempt to be worth it

/**
 * Failures that may be gone a moment later, and the times that each may come before it is final; a variant that is not here is as
 * its code. All others are final at once: wrong credentials are asked once.
 */
const passing: Readonly<Partial<Record<FailureId, number>>> = {
  host_not_found: Infinity,
  connection_refused: Infinity,
  connection_failed: Infinity,
  timeout: Infinity,
  proxy_unreachable: Infinity,
  rate_limited: Infinity,
  server_error: Infinity,
  'id_token_refused/passing': Infinity,
  'answer_invalid/cut_off': 5,
  'tls_failed/passing': 4,
  // Each may have minted a token that nobody gets.
  'answer_invalid/http': 2,
  // Once more, by the server's time.
  'invalid_client/clock': 2,
  'unauthorized_client/clock': 2,
  'request_refused/clock': 2,
};

/** What retrying needs of the outside. */
interface RetryOptions {
  /** Seconds in all, every attempt and wait included. */
  readonly timeout: number;
  /** Milliseconds for one attempt. */
  readonly attemptTimeout: number;
  /** Milliseconds of the time in all that have passed before. */
  readonly spent?: number;
  readonly maxAttempts?: number;
  /** How the time in all is named, where it is not the input `timeout`. */
  readonly limit?: LimitName;
  /** After it no attempt begins, and the one that is under way gets 7 s more. */
  readonly cancelled?: AbortSignal | undefined;
  /** Milliseconds since some moment, never turned back. */
  now(): number;
  sleep(milliseconds: number): Promise<unknown>;
  /** From 0 up to 1. */
  random(): number;
  /** Told of each failure that is tried again, in `wait` milliseconds. */
  onRetry(error: ActionError, wait: number, attempt: number): Promise<void> | void;
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
 * Calls `attempt` until it succeeds, fails for good, or no time is left. Waits between are full jitter from 0.5 s doubling to 10
 * s; where the server's Retry-After asks for more, that, and jitter as wide, so that many jobs do not come back at once.
 * `attempt` is told the milliseconds that the server's clock is ahead, where an assertion was refused for its time.
 * @throws ActionError the last failure, with the number of attempts where there was more than one
 */
export async function retry<T>(
  attempt: (timeLeft: TimeLeft, ahead: number) => Promise<T>,
  options: RetryOptions,
): Promise<Outcome<T>> {
  const start = options.now() - (options.spent ?? 0);
  const left = (): number => start + options.timeout * 1000 - options.now();
  const seen = new Map<FailureId, number>();
  let [ahead, before] = [0, 0];
  for (let attempts = 1; ; attempts++) {
    try {
      const end = options.now() + Math.min(options.attemptTimeout, left());
      const timeLeft = (): number => Math.max(1, Math.floor(end - options.now()));
      const value = await unlessCancelled(attempt(timeLeft, ahead), options.cancelled, GRACE, 'cancelled/in_flight');
      return { value, attempts, took: options.now() - start };
    } catch (error) {
      if (options.cancelled?.aborted && error instanceof ActionError && error.code !== 'cancelled')
        throw failure('cancelled', {});
      if (!(error instanceof ActionError) || isFinal(error, seen) || attempts === options.maxAttempts) throw error;
      if (error.id.endsWith('/clock')) ahead = error.details.ahead ?? 0;
      const asked = retryAfter(error.details.retryAfter, Date.now() + (error.details.ahead ?? 0));
      const room = left() - asked - MIN_ATTEMPT;
      if (room < 0) throw outOfTime(error, attempts, asked, { ...options, left: left() });
      const wait = asked + jitter({ asked, before, attempts, room }, options.random());
      before = asked;
      await options.onRetry(error, wait, attempts + 1);
      await unlessCancelled(options.sleep(wait), options.cancelled, 0, 'cancelled');
      if (left() <= 0) throw outOfTime(error, attempts, 0, { ...options, left: 0 }); // a runner that stood still
    }
  }
}

function isFinal({ id, code }: ActionError, seen: Map<FailureId, number>): boolean {
  const times = (seen.get(id) ?? 0) + 1;
  seen.set(id, times);
  return times >= (passing[id] ?? passing[code] ?? 1);
}

interface Wait {
  /** Milliseconds that the server asks to wait, and that it asked for the time before. */
  readonly asked: number;
  readonly before: number;
  readonly attempts: number;
  /** Milliseconds until the last moment for another attempt. */
  readonly room: number;
}

/**
 * Milliseconds on top of what was asked for. Where the server asks for something new, any moment of all that is left, and of its
 * turns by that step the first: so no later turn has fewer jobs than it could have. Where it asks for the same again, jobs keep
 * their distance.
 */
function jitter({ asked, before, attempts, room }: Wait, random: number): number {
  const backoff = Math.min(MAX_BACKOFF, FIRST_BACKOFF * 2 ** (attempts - 1));
  if (asked > 0 && asked !== before) return (random * room) % Math.max(asked, backoff);
  return Math.min(Math.max(0, random * backoff - asked), room);
}

function outOfTime(
  error: ActionError,
  attempts: number,
  asked: number,
  { timeout, limit, left }: Pick<RetryOptions, 'timeout' | 'limit'> & { left: number },
): ActionError {
  if (asked > 0)
    return error.and('asks_to_wait', { seconds: Math.ceil(asked / 1000), left: Math.ceil(left / 1000), timeout, limit });
  return attempts === 1 ? error : error.and('out_of_attempts', { attempts, timeout, limit });
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

/** The milliseconds that one attempt may take of `timeout` (seconds): half of it, at least 15 s, at most 2 min. */
export function attemptTimeout(timeout: number): number {
  return Math.min(Math.max(timeout * 500, 15_000), 120_000);
}

/** What retrying needs of the outside: the clock, chance, and the log. */
export function realTime(log: Log): Pick<RetryOptions, 'now' | 'sleep' | 'random' | 'onRetry'> {
  return {
    // Not `performance`: loading it costs more than this line.
    now: () => Number(process.hrtime.bigint() / 1000n) / 1000,
    // Not node:timers/promises, for the same reason.
    sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    random: Math.random,
    onRetry: (error, wait, attempt) => log.retrying(error, wait, attempt),
  };
}

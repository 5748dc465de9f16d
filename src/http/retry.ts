/**
 * What is tried again, when, and until when.
 */
import { ActionError, failure } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import type { FailureId, LimitName } from '#report/texts.ts';

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
  'answer_invalid/http': 2, // each may have minted a token that nobody gets
  'invalid_client/clock': 2, // once more, by the server's time
  'unauthorized_client/clock': 2,
  'request_refused/clock': 2,
};

/** How long, and how often. */
interface Limits {
  /** Seconds in all, every attempt and wait included. */
  readonly timeout: number;
  /** Milliseconds for one attempt; else half of the time in all, at least 15 s, at most 2 min. */
  readonly attemptTimeout?: number;
  /** Milliseconds of the time in all that have passed before. */
  readonly spent?: number;
  readonly maxAttempts?: number;
  /** How the time in all is named, where it is not the input `timeout`. */
  readonly limit?: LimitName;
  /** After it no attempt begins, and the one that is under way gets 7 s more. */
  readonly cancelled?: AbortSignal | undefined;
}

/** What retrying needs of the outside. */
interface Outside {
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
 * Calls `attempt` until it succeeds, fails for good, or no time is left. Waits are full jitter from 0.5 s doubling to 10 s, or as
 * wide as the server's Retry-After, on top of that, so that many jobs do not come back at once.
 * `attempt` is told the milliseconds that the server's clock is ahead, where an assertion was refused for its time.
 * @throws ActionError the last failure, with the number of attempts where there was more than one
 */
export async function retry<T>(
  attempt: (timeLeft: TimeLeft, ahead: number) => Promise<T>,
  options: Limits & Outside,
): Promise<Outcome<T>> {
  const {
    timeout,
    attemptTimeout = Math.min(Math.max(timeout * 500, 15_000), 120_000),
    spent = 0,
    limit,
    cancelled,
    now,
  } = options;
  const start = now() - spent;
  const left = (): number => start + timeout * 1000 - now();
  const seen = new Map<FailureId, number>();
  for (let attempts = 1, ahead = 0; ; attempts++) {
    try {
      const end = now() + Math.min(attemptTimeout, left());
      const value = await unlessCancelled(
        attempt(() => Math.max(1, Math.floor(end - now())), ahead),
        cancelled,
        GRACE,
      );
      return { value, attempts, took: now() - start };
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      if (cancelled?.aborted) throw error.code === 'cancelled' ? error : failure('cancelled', {});
      if (isFinal(error, seen) || attempts === options.maxAttempts) throw error;
      const { details } = error;
      if (error.id.endsWith('/clock')) ahead = details.ahead ?? 0;
      const asked = retryAfter(details.retryAfter, Date.now() + (details.ahead ?? 0));
      const room = left() - asked - MIN_ATTEMPT;
      if (room < 0 && asked > 0)
        throw error.and('asks_to_wait', { seconds: Math.ceil(asked / 1000), left: Math.ceil(left() / 1000), timeout, limit });
      const backoff = Math.min(MAX_BACKOFF, FIRST_BACKOFF * 2 ** (attempts - 1));
      const wait = asked + options.random() * Math.min(room, Math.max(asked, backoff));
      if (room >= 0) {
        await options.onRetry(error, wait, attempts + 1);
        await unlessCancelled(options.sleep(wait), cancelled, 0);
      }
      if (room < 0 || left() <= 0) throw attempts === 1 ? error : error.and('out_of_attempts', { attempts, timeout, limit });
    }
  }
}

/** What `work` comes to, unless the job is cancelled and it takes longer than `grace` milliseconds from then on. */
async function unlessCancelled<T>(work: Promise<T>, cancelled: AbortSignal | undefined, grace: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const cancel = (): unknown => setTimeout(reject, grace, failure(grace > 0 ? 'cancelled/in_flight' : 'cancelled', {}));
  if (cancelled?.aborted) cancel();
  cancelled?.addEventListener('abort', cancel, { once: true });
  return Promise.race([work, promise]).finally(() => cancelled?.removeEventListener('abort', cancel));
}

function isFinal({ id, code }: ActionError, seen: Map<FailureId, number>): boolean {
  const times = (seen.get(id) ?? 0) + 1;
  seen.set(id, times);
  return times >= (passing[id] ?? passing[code] ?? 1);
}

/** The milliseconds that a Retry-After header asks to wait (RFC 9110, 10.2.3: seconds, or an HTTP date); of what is none, 0. */
export function retryAfter(header: string | undefined, now: number): number {
  const value = header?.trim() ?? '';
  if (/^\d+$/.test(value)) return Math.min(Number(value), 1e9) * 1000;
  // Every HTTP date begins with the name of a day; Date.parse alone would take much more for a date.
  return Math.max(0, (/^(mon|tue|wed|thu|fri|sat|sun)/i.test(value) ? Date.parse(value) : NaN) - now) || 0;
}

/** The clock, chance, and the log. */
export function realTime(log: Log): Outside {
  return {
    now: () => Number(process.hrtime.bigint() / 1000n) / 1000, // not `performance`: loading it costs more than this line
    sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    random: Math.random,
    onRetry: (error, wait, attempt) => log.retrying(error, wait, attempt),
  };
}

/** What is retried, when, and for how long. */
import { ActionError, failure } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import type { FailureId, LimitName } from '#report/texts.ts';

const FIRST_BACKOFF = 500; // milliseconds, doubled with every attempt
const MAX_BACKOFF = 10_000; // milliseconds
const GRACE = 7_000; // milliseconds; the runner sends SIGINT, and SIGTERM 7.5 s later (ProcessInvoker.cs)
const MIN_ATTEMPT = 1_000; // milliseconds that must be left for another attempt
const MIN_ROOM = 100; // milliseconds: with less room to wait, retries would follow at once

/** How often each temporary failure may happen. Any other is final: wrong credentials are sent once. */
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
  tls_failed: 3,
  token_expired: 3, // some servers return the same token until its last second
  'answer_invalid/http': 2, // each may have opened a session that nobody can end
};

export interface Limits {
  /** Seconds for all attempts and waits. */
  readonly timeout: number;
  /** Milliseconds for one attempt; by default half of `timeout`, at least 15 s, at most 2 min. */
  readonly attemptTimeout?: number;
  /** Milliseconds of `timeout` used up before. */
  readonly elapsed?: number;
  readonly maxAttempts?: number;
  /** What messages call `timeout`, if it is not the input. */
  readonly limit?: LimitName;
}

/** The clock, chance, cancellation and log: tests have their own. */
interface Runtime {
  /** When aborted, no attempt begins, and a running one gets 7 s. */
  readonly cancelled?: AbortSignal | undefined;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Called before a retry in `wait` milliseconds. */
  readonly onRetry: (error: ActionError, wait: number, attempt: number) => Promise<void> | void;
}

export interface Attempt {
  /** Milliseconds. */
  readonly timeLeft: () => number;
  /** Milliseconds that the server's clock is ahead of ours, after an assertion was refused because of it. */
  readonly ahead: number;
  /** Whether an assertion with the issuer as audience was refused. */
  readonly otherAudience: boolean;
}

export interface Outcome<T> {
  readonly value: T;
  readonly attempts: number;
  /** Milliseconds, with waits. */
  readonly took: number;
}

/**
 * Calls `attempt` until it succeeds, fails for good, or time is up. Waits with full jitter: up to 0.5 s, doubling to 10 s, or
 * after a Retry-After up to twice that, so that many jobs do not return at once.
 * @throws ActionError the last failure, with the number of attempts if more than one
 */
export async function retry<T>(attempt: (attempt: Attempt) => Promise<T>, options: Limits & Runtime): Promise<Outcome<T>> {
  const { timeout, attemptTimeout = Math.min(Math.max(timeout * 500, 15_000), 120_000), elapsed = 0 } = options;
  const { limit, cancelled, now } = options;
  const start = now() - elapsed;
  const left = (): number => start + timeout * 1000 - now();
  const seen = new Map<string, number>();
  let [ahead, otherAudience] = [0, false];
  for (let attempts = 1; ; attempts++) {
    try {
      const end = now() + Math.min(attemptTimeout, left());
      const timeLeft = (): number => Math.max(1, Math.floor(end - now()));
      const value = await unlessCancelled(attempt({ timeLeft, ahead, otherAudience }), cancelled, GRACE);
      return { value, attempts, took: now() - start };
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      if (cancelled?.aborted) throw error.code === 'cancelled' ? error : failure('cancelled', {});
      if (isFinal(error, seen) || attempts === options.maxAttempts) throw error;
      const { details } = error;
      if (details.again === 'clock') ahead = details.ahead ?? 0;
      otherAudience ||= details.again === 'audience';
      const asked = retryAfter(details.retryAfter, Date.now() + (details.ahead ?? 0));
      const room = left() - asked - MIN_ATTEMPT;
      const final = room < (asked > 0 ? 0 : MIN_ROOM);
      if (final && asked > 0) throw error.and('asks_to_wait', { seconds: Math.ceil(asked / 1000), timeout, limit });
      const backoff = Math.min(MAX_BACKOFF, FIRST_BACKOFF * 2 ** (attempts - 1));
      const wait = details.again ? 0 : asked + options.random() * Math.min(room, Math.max(asked, backoff));
      if (!final) {
        await options.onRetry(error, wait, attempts + 1);
        await unlessCancelled(options.sleep(wait), cancelled, 0);
      }
      if (final || left() <= 0) throw attempts === 1 ? error : error.and('out_of_attempts', { attempts, timeout, limit });
    }
  }
}

/** `work`, unless the job is cancelled: then it has `grace` milliseconds left. */
async function unlessCancelled<T>(work: Promise<T>, cancelled: AbortSignal | undefined, grace: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const cancel = (): unknown => setTimeout(reject, grace, failure('cancelled', {}));
  if (cancelled?.aborted) cancel();
  cancelled?.addEventListener('abort', cancel, { once: true });
  return Promise.race([work, promise]).finally(() => cancelled?.removeEventListener('abort', cancel));
}

/** Each change to a refused assertion is tried once. */
function isFinal({ id, code, details: { again } }: ActionError, seen: Map<string, number>): boolean {
  const key = again ?? id;
  const times = (seen.get(key) ?? 0) + 1;
  seen.set(key, times);
  return times >= (again ? 2 : (passing[id] ?? passing[code] ?? 1));
}

/** Milliseconds of a Retry-After header (RFC 9110, 10.2.3: seconds, or an HTTP date); 0 without one. */
export function retryAfter(header: string | undefined, now: number): number {
  const value = header?.trim() ?? '';
  if (/^\d+$/.test(value)) return Math.min(Number(value), 1e9) * 1000;
  // An HTTP date begins with a day; Date.parse accepts much more.
  return Math.max(0, (/^(mon|tue|wed|thu|fri|sat|sun)/i.test(value) ? Date.parse(value) : NaN) - now) || 0;
}

export function realTime(log: Log): Omit<Runtime, 'cancelled'> {
  return {
    now: () => Number(process.hrtime.bigint() / 1000n) / 1000, // `performance` costs more to load
    sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    random: Math.random,
    onRetry: (error, wait, attempt) => log.retrying(error, wait, attempt),
  };
}

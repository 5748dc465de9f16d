/** What is tried again, when, and until when. */
import { ActionError, failure } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import type { FailureId, LimitName } from '#report/texts.ts';

const FIRST_BACKOFF = 500; // milliseconds, doubled with every attempt
const MAX_BACKOFF = 10_000; // milliseconds
const GRACE = 7_000; // milliseconds; the runner sends SIGINT, and SIGTERM 7.5 s later (ProcessInvoker.cs)
const MIN_ATTEMPT = 1_000; // milliseconds that must be left for an attempt to be worth it
const MIN_ROOM = 100; // milliseconds to wait in: with less, attempts would follow on one another

/** How often each passing failure may come before it is final. All others are final at once: wrong credentials are asked once. */
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
  token_expired: 3, // a server that returns the live token returned it in its last second
  'answer_invalid/http': 2, // each may have opened a session that nobody can end
};

/** How long, and how often. */
export interface Limits {
  /** Seconds for all attempts and waits. */
  readonly timeout: number;
  /** Milliseconds for one attempt; by default half of `timeout`, at least 15 s, at most 2 min. */
  readonly attemptTimeout?: number;
  /** Milliseconds of `timeout` that have passed before. */
  readonly elapsed?: number;
  readonly maxAttempts?: number;
  /** What `timeout` is called in messages, where it is not the input. */
  readonly limit?: LimitName;
}

/** The clock, chance, cancellation and log: tests have their own. */
interface Runtime {
  /** After it no attempt begins, and the one that is under way gets 7 s more. */
  readonly cancelled?: AbortSignal | undefined;
  /** Milliseconds since some moment, never turned back. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Called for each failure that is tried again, in `wait` milliseconds. */
  readonly onRetry: (error: ActionError, wait: number, attempt: number) => Promise<void> | void;
}

/** One attempt. */
export interface Attempt {
  /** Milliseconds that are left for it. */
  readonly timeLeft: () => number;
  /** Milliseconds that the server's clock is ahead of ours, once an assertion was refused for its time. */
  readonly ahead: number;
  /** Whether an assertion was refused that had the issuer as its audience. */
  readonly otherAudience: boolean;
}

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
 * @throws ActionError the last failure, with the number of attempts where there was more than one
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

/** What `work` comes to, unless the job is cancelled and it takes longer than `grace` milliseconds from then on. */
async function unlessCancelled<T>(work: Promise<T>, cancelled: AbortSignal | undefined, grace: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const cancel = (): unknown => setTimeout(reject, grace, failure('cancelled', {}));
  if (cancelled?.aborted) cancel();
  cancelled?.addEventListener('abort', cancel, { once: true });
  return Promise.race([work, promise]).finally(() => cancelled?.removeEventListener('abort', cancel));
}

/** What an assertion was refused for is mended once each. */
function isFinal({ id, code, details: { again } }: ActionError, seen: Map<string, number>): boolean {
  const key = again ?? id;
  const times = (seen.get(key) ?? 0) + 1;
  seen.set(key, times);
  return times >= (again ? 2 : (passing[id] ?? passing[code] ?? 1));
}

/** The milliseconds that a Retry-After header asks to wait (RFC 9110, 10.2.3: seconds, or an HTTP date); 0 where there is none. */
export function retryAfter(header: string | undefined, now: number): number {
  const value = header?.trim() ?? '';
  if (/^\d+$/.test(value)) return Math.min(Number(value), 1e9) * 1000;
  // Every HTTP date begins with the name of a day; Date.parse alone would take much more for a date.
  return Math.max(0, (/^(mon|tue|wed|thu|fri|sat|sun)/i.test(value) ? Date.parse(value) : NaN) - now) || 0;
}

/** The clock, chance, and the log. */
export function realTime(log: Log): Omit<Runtime, 'cancelled'> {
  return {
    now: () => Number(process.hrtime.bigint() / 1000n) / 1000, // not `performance`: loading it costs more than this line
    sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    random: Math.random,
    onRetry: (error, wait, attempt) => log.retrying(error, wait, attempt),
  };
}

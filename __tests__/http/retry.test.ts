import fc from 'fast-check';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { retry, retryAfter, type Attempt, type Limits, type Outcome } from '#http/retry.ts';
import { ActionError, type ErrorDetails } from '#report/error.ts';
import { problemOf, retryLine } from '#report/explain.ts';
import type { ErrorCode, FailureId } from '#report/texts.ts';
import { errorCodes } from '../helpers/failures.ts';

const transient: readonly ErrorCode[] = [
  'host_not_found',
  'connection_refused',
  'connection_failed',
  'timeout',
  'proxy_unreachable',
  'rate_limited',
  'server_error',
];
/** What is tried again, but not for ever. */
const limited: readonly ErrorCode[] = ['tls_failed', 'token_expired'];

interface Behaviour {
  readonly fails?: unknown;
  /** Milliseconds, of which it gets no more than its timeout. */
  readonly takes?: number;
}
interface Run {
  readonly outcome?: Outcome<string>;
  readonly error?: unknown;
  readonly timeouts: number[];
  /** What each attempt was told of those before it. */
  readonly told: Omit<Attempt, 'timeLeft'>[];
  readonly sleeps: number[];
  readonly lines: string[];
  /** Milliseconds in all, by the clock of this run. */
  readonly took: number;
}

/** What is no Error can be thrown, too. */
async function failed(thrown: unknown): Promise<never> {
  await Promise.resolve();
  throw thrown;
}

/** Runs `attempts` by a clock that only they and the waits move; the last is repeated. */
async function run(
  attempts: readonly Behaviour[],
  { timeout = 60, attemptTimeout = 15_000, random = () => 0.5, ...more }: Partial<Limits> & { random?: () => number } = {},
): Promise<Run> {
  const started = 5_000;
  let clock = started;
  const [timeouts, told, sleeps, lines]: [number[], Run['told'], number[], string[]] = [[], [], [], []];
  const attempt = ({ timeLeft, ...before }: Attempt): Promise<string> => {
    const limit = timeLeft();
    const { fails, takes = 0 } = attempts[timeouts.length] ?? attempts.at(-1) ?? {};
    timeouts.push(limit);
    told.push(before);
    clock += Math.min(takes, limit);
    return fails === undefined ? Promise.resolve('done') : failed(fails);
  };
  const sleep = (milliseconds: number): Promise<void> => {
    sleeps.push(milliseconds);
    clock += milliseconds;
    return Promise.resolve();
  };
  const onRetry = (...retried: Parameters<typeof retryLine>): void => void lines.push(retryLine(...retried));
  const outside = { now: () => clock, sleep, random, onRetry };
  const ending = await retry(attempt, { timeout, attemptTimeout, ...more, ...outside }).then(
    (outcome) => ({ outcome }),
    (error: unknown) => ({ error }),
  );
  return { ...ending, timeouts, told, sleeps, lines, took: clock - started };
}

const failing = (id: FailureId, details: ErrorDetails = {}): ActionError =>
  new ActionError(id, { host: 'id.example', status: 503, said: '', seconds: 1, reason: 'x' }, details);
const later = (retryAfter: string): ErrorDetails => ({ retryAfter });

describe('retry', () => {
  test('a first success', async () => {
    const { outcome, sleeps, lines, timeouts } = await run([{ takes: 250 }]);
    expect(outcome).toEqual({ value: 'done', attempts: 1, took: 250 });
    expect({ sleeps, lines, timeouts }).toEqual({ sleeps: [], lines: [], timeouts: [15_000] });
  });

  test('a success after two failures counts attempts and waits, and tells of each', async () => {
    const fails = failing('server_error');
    const { outcome, sleeps, lines } = await run([{ fails }, { fails }, { takes: 100 }]);
    expect(outcome).toEqual({ value: 'done', attempts: 3, took: 850 });
    expect(sleeps).toEqual([250, 500]);
    const failed = 'id.example answered 503.';
    expect(lines).toEqual([`${failed} Trying again in 0.3 s (attempt 2).`, `${failed} Trying again in 0.5 s (attempt 3).`]);
  });

  test('waits are full jitter: from nothing to a limit that doubles from 0.5 s to 10 s', async () => {
    const fails = [{ fails: failing('timeout'), takes: 100 }];
    expect(new Set((await run(fails, { timeout: 3, random: () => 0 })).sleeps)).toEqual(new Set([0]));
    const longest = await run(fails, { random: () => 1 });
    expect(longest.sleeps.slice(0, 7)).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  test.each(errorCodes.filter((code) => !transient.includes(code) && !limited.includes(code)))('%s is final', async (code) => {
    const fails = failing(code, later('1'));
    const { error, timeouts, lines } = await run([{ fails }, {}]);
    expect(error).toBe(fails);
    expect({ attempts: timeouts.length, lines }).toEqual({ attempts: 1, lines: [] });
  });

  test.each(transient)('%s is tried again', async (code) => {
    expect((await run([{ fails: failing(code) }, {}])).outcome?.attempts).toBe(2);
  });

  test.each([new TypeError('a bug'), 'a text', null])('%s is no failure of the server, and final', async (fails) => {
    const { error, timeouts } = await run([{ fails }, {}]);
    expect(error).toBe(fails);
    expect(timeouts).toHaveLength(1);
  });

  test('a Retry-After is the least wait, and the jitter is as wide', async () => {
    const waits = await Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        const { sleeps } = await run([{ fails: failing('rate_limited', later('7')) }, {}], { random: () => index / 100 });
        return (sleeps[0] ?? NaN) / 1000;
      }),
    );
    expect(Math.min(...waits)).toBe(7);
    expect(Math.max(...waits)).toBeLessThan(14);
    for (let second = 7; second < 14; second++)
      expect(waits.filter((wait) => wait >= second && wait < second + 1).length).toBeGreaterThan(8);
  });

  test('the jitter stays inside the deadline', async () => {
    const fails = { fails: failing('rate_limited', later('30')) };
    expect((await run([fails, {}])).sleeps).toEqual([30_000 + 29_000 / 2]);
    expect((await run([fails, {}], { timeout: 31, random: () => 0.9 })).sleeps).toEqual([30_000]);
  });

  test('another Retry-After spreads anew, also over what is left', async () => {
    const fails = { fails: failing('rate_limited', later('10')) };
    expect((await run([fails, fails, {}], { random: () => 0.1 })).sleeps).toEqual([11_000, 11_000]);
  });

  test('a date in Retry-After counts by the clock of the server', async () => {
    const ahead = 3_600_000;
    const retryAfter = new Date(Date.now() + ahead + 20_000).toUTCString();
    const [wait = 0] = (await run([{ fails: failing('server_error', { retryAfter, ahead }) }, {}], { random: () => 0 })).sleeps;
    expect(Math.abs(wait - 20_000)).toBeLessThan(5_000);
  });

  test.each<[FailureId, number]>([
    ['answer_invalid/http', 2],
    ['tls_failed', 3],
    ['token_expired', 3],
    ['answer_invalid/cut_off', 5],
    ['answer_invalid/interim', 1],
    ['invalid_client', 1],
    ['certificate_untrusted', 1],
  ])('%s is final at time %i', async (id, times) => {
    const { error, timeouts } = await run([{ fails: failing(id) }]);
    expect((error as ActionError).id).toBe(id);
    expect(timeouts).toHaveLength(times);
  });

  test('what an assertion was refused for is mended at once, each cause once', async () => {
    const clock = { fails: failing('invalid_client', { again: 'clock', ahead: 90_000 }) };
    const audience = { fails: failing('invalid_client', { again: 'audience' }) };
    const { told, sleeps, outcome } = await run([audience, clock, {}]);
    expect(outcome?.attempts).toBe(3);
    expect(sleeps).toEqual([0, 0]);
    expect(told).toEqual([
      { ahead: 0, otherAudience: false },
      { ahead: 0, otherAudience: true },
      { ahead: 90_000, otherAudience: true },
    ]);
    expect((await run([clock])).timeouts).toHaveLength(2);
    expect((await run([audience, clock, audience, {}])).timeouts).toHaveLength(3);
    expect((await run([audience, { fails: failing('invalid_client') }])).timeouts).toHaveLength(2);
  });

  test('no more than maxAttempts, and what has passed before counts', async () => {
    const fails = failing('server_error');
    const { error, timeouts } = await run([{ fails }], { maxAttempts: 2 });
    expect(error).toBe(fails);
    expect(timeouts).toHaveLength(2);
    expect((await run([{ takes: 10 }], { timeout: 10, elapsed: 4000 })).timeouts).toEqual([6000]);
  });

  test('other failures between do not count', async () => {
    const http = { fails: failing('answer_invalid/http') };
    const down = { fails: failing('connection_refused') };
    expect((await run([down, down, http, down, {}])).outcome?.attempts).toBe(5);
    expect((await run([http, down, http, {}])).timeouts).toHaveLength(3);
  });

  test('a wait is cut short where the last attempt would not fit otherwise', async () => {
    const { sleeps, timeouts } = await run([{ fails: failing('connection_failed'), takes: 800 }, {}], {
      timeout: 2,
      random: () => 0.9,
    });
    expect({ sleeps, timeouts }).toEqual({ sleeps: [180], timeouts: [2000, 1020] });
  });

  test('a Retry-After beyond the deadline fails at once, and says so', async () => {
    const { error, took } = await run([{ fails: failing('rate_limited', later('120')) }]);
    expect((error as ActionError).code).toBe('rate_limited');
    expect(problemOf(error as ActionError)).toMatch(/asks to wait 2 min.*60 s/);
    expect(took).toBe(0);
  });

  test('the last failure says how many attempts there were', async () => {
    const { error, timeouts } = await run([{ fails: failing('timeout'), takes: 15_000 }]);
    expect(problemOf(error as ActionError)).toMatch(new RegExp(`ttempt ${String(timeouts.length)} .*60 s`));
  });

  test('with a timeout of 1 s there is one attempt of 1 s, and its failure is told as it is', async () => {
    const fails = failing('timeout');
    const { error, timeouts } = await run([{ fails, takes: 15_000 }], { timeout: 1 });
    expect(error).toBe(fails);
    expect(timeouts).toEqual([1000]);
  });

  test('whatever fails, timeout holds, no attempt gets more than 15 s, and none is made that cannot end', async () => {
    const attempt = fc.record({
      code: fc.constantFrom(...errorCodes),
      again: fc.option(fc.oneof(fc.nat(90).map(String), fc.string()), { nil: undefined }),
      takes: fc.nat(20_000),
    });
    const inputs = [fc.array(attempt, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 120 })] as const;
    await fc.assert(
      fc.asyncProperty(...inputs, fc.double({ min: 0, max: 0.999, noNaN: true }), async (given, timeout, random) => {
        const attempts = given.map(({ code, again, takes }) => ({ fails: failing(code, { retryAfter: again }), takes }));
        const { timeouts, sleeps, took, lines } = await run([...attempts, { takes: 10 }], { timeout, random: () => random });
        expect(took).toBeLessThanOrEqual(timeout * 1000 + 1); // an attempt's limit is rounded up to a whole millisecond
        for (const limit of timeouts) expect(limit).toSatisfy((value: number) => value >= 999 && value <= 15_000);
        for (const sleep of sleeps) expect(sleep).toBeGreaterThanOrEqual(0);
        expect({ sleeps: sleeps.length, lines: lines.length }).toEqual({
          sleeps: timeouts.length - 1,
          lines: timeouts.length - 1,
        });
        const final = given.findIndex(({ code }) => ![...transient, ...limited].includes(code));
        if (final >= 0) expect(timeouts.length).toBeLessThanOrEqual(final + 1);
      }),
    );
  });
});

test.each([
  [1, 1],
  [10, 10],
  [30, 15],
  [50, 25],
  [60, 30],
  [240, 120],
  [3600, 120],
])('of a timeout of %i s, one attempt may take %i s', async (timeout, seconds) => {
  const timeouts: number[] = [];
  const outside = { now: () => 0, sleep: () => Promise.resolve(), random: () => 0, onRetry: () => undefined };
  await retry(({ timeLeft }) => Promise.resolve(timeouts.push(timeLeft())), { timeout, ...outside });
  expect(timeouts).toEqual([seconds * 1000]);
});

describe('a job that is cancelled', () => {
  const after = async <T>(milliseconds: number, value: T): Promise<T> => {
    await wait(milliseconds);
    return value;
  };
  /** Retries for real. */
  const real = <T>(attempt: () => Promise<T>, cancelled: AbortSignal | undefined): Promise<Outcome<T>> =>
    retry(attempt, {
      timeout: 60,
      cancelled,
      now: () => performance.now(),
      sleep: wait,
      random: () => 1,
      onRetry: () => undefined,
    });
  const abortedIn = (milliseconds: number): AbortSignal => AbortSignal.any([AbortSignal.timeout(milliseconds)]);

  test('gives what is on its way some time, and begins nothing new', async () => {
    expect((await real(() => after(60, 'done'), abortedIn(5))).value).toBe('done');
    let attempts = 0;
    const fails = (): Promise<never> => {
      attempts++;
      throw failing('server_error', later('30'));
    };
    const started = performance.now();
    await expect(real(fails, abortedIn(50))).rejects.toMatchObject({ id: 'cancelled' });
    expect(attempts).toBe(1);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('says so, whatever the attempt failed of', async () => {
    const fails = async (): Promise<never> => failed(await after(60, failing('invalid_client')));
    await expect(real(fails, abortedIn(5))).rejects.toMatchObject({ code: 'cancelled' });
    await expect(real(() => failed(new RangeError('x')), abortedIn(5))).rejects.toThrow('x');
  });

  test('does not wait for ever', { timeout: 15_000 }, async () => {
    const started = performance.now();
    await expect(real(() => after(12_000, 'late'), AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - started).toBeGreaterThan(6_500);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('retryAfter', () => {
  const now = Date.UTC(2026, 10, 24, 1, 2, 3);

  test.each([
    [undefined, 0],
    ['', 0],
    ['0', 0],
    [' 7 ', 7000],
    ['007', 7000],
    ['Tue, 24 Nov 2026 01:02:10 GMT', 7000],
    ['Tuesday, 24-Nov-26 01:02:10 GMT', 7000],
    ['Tue, 24 Nov 2026 01:02:00 GMT', 0],
    ['Tue, 99 Nov 2026 01:02:00 GMT', 0],
    ['-7', 0],
    ['+7', 0],
    ['1.5', 0],
    ['1e3', 0],
    ['0x10', 0],
    ['7, 8', 0],
    ['2026-11-24T01:02:10Z', 0],
    ['soon', 0],
    ['Tuesday', 0],
  ])('%j asks for %i ms', (header, milliseconds) => {
    expect(retryAfter(header, now)).toBe(milliseconds);
  });

  test('an asctime date, which RFC 9110 has in UTC', () => {
    expect(retryAfter('Tue Nov 24 01:02:10 2026', now)).toBe(7000);
  });

  test('seconds and HTTP dates are read exactly', () => {
    fc.assert(
      fc.property(fc.nat(1e9), (seconds) => {
        expect(retryAfter(String(seconds), now)).toBe(seconds * 1000);
        expect(retryAfter(new Date(now + seconds * 1000).toUTCString(), now)).toBe(seconds * 1000);
        expect(retryAfter(new Date(now - seconds * 1000).toUTCString(), now)).toBe(0);
      }),
    );
  });

  test('is never negative or no number, whatever the header', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^(Mon|Tue|Sun),? [0-9A-Za-z :-]{0,30}$/));
    fc.assert(
      fc.property(text, fc.integer(), (header, at) => {
        expect(retryAfter(header, at)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

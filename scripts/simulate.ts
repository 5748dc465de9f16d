// The retry policy of src/http/retry.ts in virtual time: many jobs at once against an endpoint that grants so many tokens a
// second. Fails where fewer than 95 % of the tokens that could be had within `timeout` are.
import { attemptTimeout, retry } from '../src/http/retry.ts';
import { failure } from '../src/report/error.ts';

const GRANTS = 20; // a second
const TIMEOUT = 60; // seconds, the default of the input
const LATENCY = 50; // milliseconds
const ENOUGH = 0.95;
const STEP = 1; // milliseconds: who wakes within it wakes at once

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that stands still until nobody has anything left to do but to wait. */
class VirtualTime {
  now = 0; // milliseconds
  readonly #sleepers: Sleeper[] = []; // a binary heap, the next to wake first

  sleep(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const heap = this.#sleepers;
    heap.push({
      at: this.now + milliseconds,
      wake: () => {
        resolve(undefined);
      },
    });
    for (let index = heap.length - 1; index > 0;) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfLater(parent, index)) break;
      index = parent;
    }
    return promise;
  }

  async run(): Promise<void> {
    for (let next = this.#pop(); next; next = this.#pop()) {
      this.now = Math.max(this.now, next.at);
      next.wake();
      if ((this.#sleepers[0]?.at ?? Infinity) > this.now + STEP) await new Promise(setImmediate);
    }
  }

  #pop(): Sleeper | undefined {
    const heap = this.#sleepers;
    const [first] = heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    heap[0] = last;
    for (let index = 0; ;) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      const child = (heap[right]?.at ?? Infinity) < (heap[left]?.at ?? Infinity) ? right : left;
      if (!heap[child] || !this.#swapIfLater(index, child)) return first;
      index = child;
    }
  }

  #swapIfLater(upper: number, lower: number): boolean {
    const [a, b] = [this.#sleepers[upper], this.#sleepers[lower]];
    if (!a || !b || a.at <= b.at) return false;
    [this.#sleepers[upper], this.#sleepers[lower]] = [b, a];
    return true;
  }
}

/** Chance that is the same in every run (mulberry32). */
function chance(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface Simulated {
  readonly served: number;
  readonly requests: number;
  /** Seconds until the last was served. */
  readonly last: number;
}

/** `jobs` that all begin at once; a refusal has `retryAfter` (seconds), if any. */
async function simulate(jobs: number, retryAfter: number | undefined): Promise<Simulated> {
  const time = new VirtualTime();
  const random = chance(jobs + (retryAfter ?? 0));
  const granted = new Map<number, number>(); // by second
  let [served, requests, last] = [0, 0, 0];
  const ask = async (): Promise<void> => {
    await time.sleep(LATENCY / 2);
    requests++;
    const second = Math.floor(time.now / 1000);
    const before = granted.get(second) ?? 0;
    if (before < GRANTS) granted.set(second, before + 1);
    await time.sleep(LATENCY / 2);
    if (before >= GRANTS)
      throw failure('rate_limited', { host: '', status: 429, said: '' }, { retryAfter: retryAfter?.toString() });
    served++;
    last = time.now / 1000;
  };
  const options = {
    timeout: TIMEOUT,
    attemptTimeout: attemptTimeout(TIMEOUT),
    now: () => time.now,
    sleep: (milliseconds: number) => time.sleep(milliseconds),
    random,
    onRetry: () => undefined,
  };
  const all = Promise.allSettled(Array.from({ length: jobs }, () => retry(ask, options)));
  await time.run();
  await all;
  return { served, requests, last };
}

console.log(`| jobs | \`Retry-After\` | served | could be | requests a job | the last after |`);
console.log('| ---: | ---: | ---: | ---: | ---: | ---: |');
for (const jobs of [256, 1_000, 10_000]) {
  for (const asked of [undefined, 1, 2, 5, 10, 15, 20, 25, 30]) {
    const { served, requests, last } = await simulate(jobs, asked);
    // In the first second, and in each that is left when the first who were refused may come back.
    const possible = Math.min(jobs, GRANTS * (asked === undefined ? TIMEOUT : 1 + TIMEOUT - asked));
    const share = served / possible;
    if (share < ENOUGH) process.exitCode = 1;
    const cells = [
      jobs.toLocaleString('en'),
      asked === undefined ? 'none' : `${String(asked)} s`,
      `${served.toLocaleString('en')} (${String(Math.floor(share * 100))} %)${share < ENOUGH ? ' ✘' : ''}`,
      possible.toLocaleString('en'),
      (requests / jobs).toFixed(1),
      `${last.toFixed(0)} s`,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { unlessCancelled } from '../../src/http/cancel.ts';

const after = async <T>(milliseconds: number, value: T): Promise<T> => {
  await sleep(milliseconds);
  return value;
};
/** A signal that is aborted in `milliseconds`. */
const abortedIn = (milliseconds: number): AbortSignal => {
  const controller = new AbortController();
  setTimeout(() => {
    controller.abort();
  }, milliseconds);
  return controller.signal;
};

describe('unlessCancelled', () => {
  test('is the work itself, where nobody cancels', async () => {
    expect(await unlessCancelled(after(10, 'done'), undefined, 0, 'cancelled')).toBe('done');
    expect(await unlessCancelled(after(10, 'done'), new AbortController().signal, 0, 'cancelled')).toBe('done');
  });

  test('gives the work its grace', async () => {
    expect(await unlessCancelled(after(60, 'done'), abortedIn(5), 1_000, 'cancelled')).toBe('done');
  });

  test.each([abortedIn(5), AbortSignal.abort()])('does not wait any longer than that', async (signal) => {
    const started = performance.now();
    await expect(unlessCancelled(after(2_000, 'done'), signal, 30, 'cancelled/in_flight')).rejects.toMatchObject({
      code: 'cancelled',
      id: 'cancelled/in_flight',
    });
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  test('fails as the work does', async () => {
    await expect(unlessCancelled(Promise.reject(new RangeError('x')), abortedIn(5), 100, 'cancelled')).rejects.toThrow('x');
  });
});

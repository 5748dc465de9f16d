/**
 * Work that a cancellation of the job may cut short.
 */
import { failure } from '../report/error.ts';

/**
 * What `work` comes to, unless `signal` is aborted and it takes longer than `grace` from then on.
 * @param grace milliseconds
 * @throws ActionError cancelled
 */
export async function unlessCancelled<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
  grace: number,
  id: 'cancelled' | 'cancelled/in_flight',
): Promise<T> {
  if (!signal) return work;
  let timer: NodeJS.Timeout | undefined;
  let cancel = (): void => undefined;
  const cancelled = new Promise<never>((_resolve, reject) => {
    cancel = () => {
      timer = setTimeout(() => {
        reject(failure(id, {}));
      }, grace);
    };
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });
  try {
    return await Promise.race([work, cancelled]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
}

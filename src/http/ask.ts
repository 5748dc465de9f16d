/** Makes every request of the action, with proxy, retries and a time limit. */
import { checkProxy } from '#http/proxy.ts';
import { realTime, retry, type Attempt, type Limits, type Outcome } from '#http/retry.ts';
import { send, type HttpRequest, type HttpResponse } from '#http/send.ts';
import { ActionError, failure } from '#report/error.ts';
import type { Log } from '#report/log.ts';

export interface Question<T> {
  /** Called anew for each attempt. */
  make(attempt: Attempt): HttpRequest | Promise<HttpRequest>;
  sending?(): void;
  /** Reads a complete answer, or throws the failure. */
  read(response: HttpResponse): T | Promise<T>;
  /** Called if no complete answer came. `sent`: the server may have received the request. */
  lost?(sent: boolean): void;
}

export interface Context {
  readonly log: Log;
  readonly cancelled?: AbortSignal | undefined;
}

/**
 * Asks until `read` returns, a failure is final, or time is up. @throws ActionError those of `make`, `read`, send.ts and proxy.ts
 */
export function ask<T>(question: Question<T>, limits: Limits, { log, cancelled }: Context): Promise<Outcome<T>> {
  return retry(
    async (attempt) => {
      const request = await question.make(attempt);
      if (cancelled?.aborted) throw failure('cancelled', {});
      const proxy = checkProxy(request.url, process.env, log);
      question.sending?.();
      const response = await send(request, attempt.timeLeft(), proxy).catch((error: unknown) => {
        if (error instanceof ActionError) question.lost?.(error.details.sent === true);
        throw error;
      });
      return question.read(response);
    },
    { ...limits, cancelled, ...realTime(log) },
  );
}

/** Asks once, within an attempt of another request. */
export async function askOnce(request: HttpRequest, { timeLeft }: Attempt, log: Log): Promise<HttpResponse> {
  return send(request, timeLeft(), checkProxy(request.url, process.env, log));
}

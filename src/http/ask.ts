/** Makes every request of the action: by the right proxy, with retries, in bounded time. */
import { checkProxy } from '#http/proxy.ts';
import { realTime, retry, type Attempt, type Limits, type Outcome } from '#http/retry.ts';
import { send, type HttpRequest, type HttpResponse } from '#http/send.ts';
import { ActionError, failure } from '#report/error.ts';
import type { Log } from '#report/log.ts';

/** What is asked. */
export interface Question<T> {
  /** Makes the request, anew for each attempt. */
  make(attempt: Attempt): HttpRequest | Promise<HttpRequest>;
  /** Called right before the request leaves. */
  sending?(): void;
  /** Reads an answer that came whole. Throws the failure that it is. */
  read(response: HttpResponse): T | Promise<T>;
  /** Called when no whole answer came. `sent` is whether the request may have reached the server. */
  lost?(sent: boolean): void;
}

/** The log, and whether the job is cancelled. */
export interface Context {
  readonly log: Log;
  /** Aborted when the job is cancelled. */
  readonly cancelled?: AbortSignal | undefined;
}

/**
 * Asks until `read` returns something, a failure is final, or the time is over.
 * @throws ActionError the last failure: those of `make`, `read`, send.ts and proxy.ts
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

/** Asks once, within an attempt at something else. */
export async function askOnce(request: HttpRequest, { timeLeft }: Attempt, log: Log): Promise<HttpResponse> {
  return send(request, timeLeft(), checkProxy(request.url, process.env, log));
}

/**
 * Where the server has what is asked of it: known from the inputs, or by its metadata.
 */
import { checkProxy } from '#http/proxy.ts';
import { realTime, retry, type TimeLeft } from '#http/retry.ts';
import { send } from '#http/send.ts';
import { transientCode } from '#http/status.ts';
import { failure } from '#report/error.ts';
import { reportEndpoints } from '#report/given.ts';
import type { Log } from '#report/log.ts';
import { jsonObject } from '#text/json.ts';
import type { Endpoints } from '#oauth/endpoint-url.ts';
import type { Ask } from '#oauth/metadata.ts';

/** Which server, and how long it may be asked. */
export interface ServerGiven {
  /** Undefined where the metadata of `issuer` tells it. */
  readonly tokenUrl: URL | undefined;
  /** Whose metadata must be read; empty where the token endpoint is known. */
  readonly issuer: string;
  readonly clientCertificate: string;
  /** Seconds, in all. */
  readonly timeout: number;
}

/**
 * The endpoints, and the milliseconds that it took to know them.
 * @throws ActionError metadata_not_found, metadata_invalid, rate_limited, server_error, and those of send.ts
 */
export async function findEndpoints(
  { tokenUrl, issuer, clientCertificate, timeout }: ServerGiven,
  log: Log,
  cancelled: AbortSignal,
): Promise<Endpoints & { readonly spent: number }> {
  if (tokenUrl) return { tokenUrl, revocationUrl: undefined, methodsTaken: undefined, spent: 0 };
  const { readMetadata } = await import('#oauth/metadata.ts');
  const { value, took } = await retry(
    (timeLeft) => readMetadata(issuer, clientCertificate !== '', (url) => ask(url, timeLeft, log), log),
    { timeout, cancelled, ...realTime(log) },
  );
  reportEndpoints(issuer, value, log);
  return { ...value, spent: took };
}

/** Neither a page nor a redirect, which is not followed, is any metadata. */
async function ask(url: URL, timeLeft: TimeLeft, log: Log): ReturnType<Ask> {
  const { status, body, headers } = await send({ url, headers: {} }, timeLeft(), {
    proxy: checkProxy(url, process.env, log),
  });
  const transient = transientCode(status);
  if (transient) throw failure(`${transient}/metadata`, { host: url.host, status }, { retryAfter: headers['retry-after'] });
  return { status, fields: status === 200 ? jsonObject(body) : undefined };
}

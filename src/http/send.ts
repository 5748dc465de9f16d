/** One HTTP request, limited in time and size. Follows no redirect. The only user of http-client. */
import { HttpClient } from '@actions/http-client';
import { request as httpRequest, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { getDefaultAutoSelectFamilyAttemptTimeout, setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net';
import { TLSSocket } from 'node:tls';
import { urlToHttpOptions } from 'node:url';
import { readBody } from '#http/body.ts';
import type { Peer } from '#http/network-errors.ts';
import { offerOtherGroups, SECURE } from '#http/trust.ts';
import { ActionError, failure } from '#report/error.ts';

const MAX_HEADERS = 64 * 1024; // bytes; cookies of some gateways exceed Node's 16 KiB
const MAX_OPENING = 15_000; // milliseconds to connect
/** Milliseconds before the next address of a host is tried: a lost packet and a far handshake take more than Node's 250. */
const NEXT_ADDRESS = Math.max(2500, getDefaultAutoSelectFamilyAttemptTimeout());

export interface HttpRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  /** Fields after `form`; names may repeat. */
  readonly more?: readonly (readonly [name: string, value: string])[];
  /** Of the client. */
  readonly certificate?: Certificate;
}

/** A certificate with its chain, and its key; PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** A POST of a form (RFC 6749, 3.2). */
export type FormRequest = HttpRequest & Required<Pick<HttpRequest, 'form'>>;

export interface HttpResponse {
  /** The URL of the request. */
  readonly url: URL;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Decoded, without a byte order mark. */
  readonly body: string;
  /** Milliseconds since 1970; `receivedAt` is when the body was complete. */
  readonly sentAt: number;
  readonly receivedAt: number;
}

interface Trace extends Peer {
  readonly sentAt: number;
  /** Whether the request was sent, so that the server may have acted. */
  sent: boolean;
  /** Ends the attempt with an error that http-client would not report. */
  readonly fail: (error: Error) => void;
}

/**
 * Sends `request` once and reads the whole answer, whatever its status. Not by `post` of http-client, which re-sends the body and
 * its secret after a redirect, nor by its `readBody`, which hangs if the connection breaks in the body.
 * @param timeout milliseconds in all; connecting may take 15 s of them
 * @param proxy host and port
 * @throws ActionError of network-errors.ts, timeout, answer_too_large, answer_invalid
 */
export async function send(request: HttpRequest, timeout: number, proxy: string | undefined): Promise<HttpResponse> {
  const { host } = request.url;
  setDefaultAutoSelectFamilyAttemptTimeout(Math.max(10, Math.min(NEXT_ADDRESS, Math.floor(timeout / 4))));
  const client = new HttpClient('arkane-token-action', [], { keepAlive: true });
  const abort = new AbortController();
  // While it waits for a proxy's tunnel, a request ignores its signal: time limits must not depend on that.
  const { promise: failed, reject: fail } = Promise.withResolvers<never>();
  const trace: Trace = { host, proxy, phase: 'dialing', certificate: undefined, sentAt: Date.now(), sent: false, fail };
  const timers = [timeout, Math.min(MAX_OPENING, timeout)].map((after) =>
    setTimeout(() => {
      if (after === timeout || trace.phase !== 'open') fail(failure('timeout', { host, seconds: after / 1000 }));
    }, after),
  );
  try {
    return await Promise.race([exchange(request, client, abort.signal, trace), failed]);
  } catch (error) {
    if (error instanceof TypeError) throw error; // a bug, not the network
    const { isAlert, networkError } = await import('#http/network-errors.ts');
    if (trace.phase === 'hello') offerOtherGroups();
    const cause = error instanceof ActionError ? error : networkError(error, trace);
    throw cause.with({ sent: trace.sent && !isAlert(error) });
  } finally {
    for (const timer of timers) clearTimeout(timer);
    // Closing waits until there is time: a step that is done exits without it.
    abort.abort();
    setImmediate(() => {
      client.dispose();
    });
  }
}

async function exchange(request: HttpRequest, client: HttpClient, signal: AbortSignal, trace: Trace): Promise<HttpResponse> {
  const { message } = await start(request, client, signal, trace);
  const { statusCode: status = 0, headers } = message;
  if (status < 200) throw failure('answer_invalid/interim', { host: trace.host, status });
  const body = await readBody(message, trace.host);
  return { url: request.url, status, headers, body, sentAt: trace.sentAt, receivedAt: Date.now() };
}

function start(
  { url, headers, form, more = [], certificate }: HttpRequest,
  client: HttpClient,
  signal: AbortSignal,
  trace: Trace,
): Promise<{ message: IncomingMessage }> {
  // http-client's tunnel calls `new Buffer`: keep its deprecation warning out of the log.
  process.noDeprecation = true;
  // `SECURE` overrides it, but Node would warn of it.
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  const agent = client.getAgent(url.href);
  // A tunnel ignores the options of the request.
  Object.assign((agent as unknown as { options: object }).options, SECURE, certificate);
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const request = (...args: Parameters<typeof httpRequest>): ClientRequest => watch(open(...args), trace);
  return client.requestRaw(
    {
      parsedUrl: url,
      httpModule: { request } as typeof import('node:http'), // all that http-client calls
      options: {
        ...urlToHttpOptions(url),
        method: form ? 'POST' : 'GET',
        agent,
        signal,
        maxHeaderSize: MAX_HEADERS,
        headers: {
          accept: 'application/json',
          'accept-encoding': 'identity',
          ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
          'user-agent': 'arkane-token-action',
          ...headers,
        },
      },
    },
    form ? new URLSearchParams([...Object.entries(form), ...more] as [string, string][]).toString() : '',
  );
}

/** Tracks how far a request has come, and errors that http-client hides. */
function watch(request: ClientRequest, trace: Trace): ClientRequest {
  return request
    .once('upgrade', ({ statusCode: status = 101 }, socket) => {
      socket.destroy();
      trace.fail(failure('answer_invalid/interim', { host: trace.host, status }));
    })
    .once('finish', () => {
      trace.sent = true;
    })
    .on('error', (error: NodeJS.ErrnoException) => {
      // In the body, the answer only says that it was aborted. Errors after its end do not matter.
      if (error.code?.startsWith('HPE_') && error.code !== 'HPE_CLOSED_CONNECTION') trace.fail(error);
    })
    .once('socket', (socket) => {
      const secure = socket instanceof TLSSocket;
      const connected = (): void => {
        trace.phase = secure ? 'hello' : 'open';
      };
      if (socket.connecting) socket.once('connect', connected);
      else connected(); // the tunnel of a proxy
      if (!secure) return;
      // Before Node checks the certificate, since its error does not hold it.
      socket.prependOnceListener('secure', () => {
        trace.phase = 'open';
        trace.certificate = socket.getPeerCertificate();
      });
    });
}

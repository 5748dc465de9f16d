/** One attempt over the network, bounded in time and size, with no redirect followed. The only user of http-client's client. */
import { HttpClient } from '@actions/http-client';
import { request as httpRequest, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { getDefaultAutoSelectFamilyAttemptTimeout, setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net';
import { TLSSocket } from 'node:tls';
import { urlToHttpOptions } from 'node:url';
import { brotliDecompress, unzip } from 'node:zlib';
import type { Peer } from '#http/network-errors.ts';
import { offerOtherGroups, SECURE } from '#http/trust.ts';
import { ActionError, failure } from '#report/error.ts';

const MAX_BODY = 1024 * 1024; // bytes
const MAX_HEADERS = 64 * 1024; // bytes; Node's 16 KiB are less than some gateways' cookies
const MAX_OPENING = 15_000; // milliseconds until a connection is up
/** Milliseconds until the next address of a name is tried: a handshake around the world, and one packet lost. Node's are 250. */
const NEXT_ADDRESS = Math.max(2500, getDefaultAutoSelectFamilyAttemptTimeout());

/** What is sent: a GET, or a POST of a form. */
export interface HttpRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  /** Fields after those of `form`, whose names may be there more than once. */
  readonly more?: readonly (readonly [name: string, value: string])[];
  /** What is shown in TLS where the server asks for it; PEM. */
  readonly certificate?: { readonly cert: string; readonly key: string };
}

/** A POST of a form (RFC 6749, 3.2). */
export type FormRequest = HttpRequest & Required<Pick<HttpRequest, 'form'>>;

/** What came back, whole. */
export interface HttpResponse {
  /** What was asked. */
  readonly url: URL;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** UTF-8, without a byte order mark. */
  readonly body: string;
  /** When the request was sent, and when its answer was there in full: milliseconds since 1970. */
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** What is known of an attempt while it is under way. */
interface Trace extends Peer {
  readonly sentAt: number;
  /** Whether the request left, so that the server may have done what it asks. */
  sent: boolean;
  /** Ends the attempt by an error that the request alone does not end by. */
  readonly fail: (error: Error) => void;
}

/**
 * Sends `request` once and reads its whole answer, whatever its status.
 * http-client does the transport and the proxies, but neither its `post` (it re-sends the body, with the secret, wherever a
 * redirect points) nor its `readBody` (it never settles when the connection drops in the body).
 * @param timeout milliseconds for the whole attempt, of which the connection may take 15 s to be made
 * @param proxy host and port of the proxy, if there is one
 * @throws ActionError of network-errors.ts, timeout, answer_too_large, answer_invalid
 */
export async function send(request: HttpRequest, timeout: number, proxy: string | undefined): Promise<HttpResponse> {
  const { host } = request.url;
  setDefaultAutoSelectFamilyAttemptTimeout(Math.max(10, Math.min(NEXT_ADDRESS, Math.floor(timeout / 4))));
  const client = new HttpClient('arkane-token-action', [], { keepAlive: true });
  const abort = new AbortController();
  // A request that still waits for a proxy's tunnel does not heed its signal: the time limits must not depend on it.
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
    if (error instanceof TypeError) throw error; // a mistake of ours, not of the network
    const { isAlert, networkError } = await import('#http/network-errors.ts');
    if (trace.phase === 'hello') offerOtherGroups();
    const cause = error instanceof ActionError ? error : networkError(error, trace);
    throw cause.with({ sent: trace.sent && !isAlert(error) });
  } finally {
    for (const timer of timers) clearTimeout(timer);
    // Nothing of this attempt is left open. The connection is closed when there is time: a step that has all it needs ends without.
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
  const body = await unpacked(await read(message, trace.host), message, trace.host);
  const text = new TextDecoder().decode(body);
  return { url: request.url, status, headers, body: text, sentAt: trace.sentAt, receivedAt: Date.now() };
}

function start(
  { url, headers, form, more = [], certificate }: HttpRequest,
  client: HttpClient,
  signal: AbortSignal,
  trace: Trace,
): Promise<{ message: IncomingMessage }> {
  // http-client's tunnel calls `new Buffer`: keep its deprecation warning out of the log.
  process.noDeprecation = true;
  // It is not obeyed, and Node would warn that it is.
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  const agent = client.getAgent(url.href);
  // Of the request's own options, a tunnel knows nothing.
  Object.assign((agent as unknown as { options: object }).options, SECURE, certificate);
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const request = (...args: Parameters<typeof httpRequest>): ClientRequest => watch(open(...args), trace);
  return client.requestRaw(
    {
      parsedUrl: url,
      httpModule: { request } as typeof import('node:http'), // http-client calls nothing else of it
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

/** Follows how far the request comes, and what of its end http-client would not say. */
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
      // In the body, the answer itself says no more than that it was aborted. What comes after its end does not matter.
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
      // Comes before Node checks the certificate: a TLS error does not carry it.
      socket.prependOnceListener('secure', () => {
        trace.phase = 'open';
        trace.certificate = socket.getPeerCertificate();
      });
    });
}

/** The whole body, by events, since the loop over a stream takes a millisecond to start; in one buffer, however small the chunks. */
function read(message: IncomingMessage, host: string): Promise<Buffer> {
  return new Promise((done, fail) => {
    let [body, size] = [Buffer.alloc(8192), 0];
    message
      .on('data', (chunk: Buffer) => {
        if (size + chunk.length > MAX_BODY) fail(failure('answer_too_large', { host }));
        else {
          while (body.length < size + chunk.length) body = Buffer.concat([body], body.length * 2);
          size += chunk.copy(body, size);
        }
      })
      .once('end', () => {
        done(body.subarray(0, size));
      })
      .once('error', fail);
  });
}

/** Some servers pack what they send, whatever was asked for. */
async function unpacked(body: Buffer, { statusCode: status = 0, headers }: IncomingMessage, host: string): Promise<Buffer> {
  const encoding = headers['content-encoding']?.toLowerCase();
  if (!/^(br|(x-)?gzip|deflate)$/.test(encoding ?? '')) return body;
  return new Promise((done, fail) => {
    const unpacked = (error: NodeJS.ErrnoException | null, whole: Buffer): void => {
      if (!error) done(whole);
      else if (error.code === 'ERR_BUFFER_TOO_LARGE') fail(failure('answer_too_large', { host }));
      else fail(failure('answer_invalid/cut_off', { host, status }));
    };
    if (encoding === 'br') brotliDecompress(body, { maxOutputLength: MAX_BODY }, unpacked);
    else unzip(body, { maxOutputLength: MAX_BODY }, unpacked);
  });
}

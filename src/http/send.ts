/**
 * One attempt over the network, bounded in time and size, with no redirect followed. The only user of http-client's client.
 */
import { HttpClient } from '@actions/http-client';
import { request as httpRequest, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { getDefaultAutoSelectFamilyAttemptTimeout, setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net';
import { TLSSocket } from 'node:tls';
import { urlToHttpOptions } from 'node:url';
import { ActionError, failure, type BrokenOff } from '#report/error.ts';
import type { Peer } from '#http/network-errors.ts';
import { offerOtherGroups } from '#http/trust.ts';
import { loadTunnel } from '#http/tunnel.ts';

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

/** How a request gets to its server. */
interface Way {
  /** Host and port of the proxy between, if there is one. */
  readonly proxy: string | undefined;
}

/**
 * Sends `request` once and reads its whole answer, whatever its status.
 * http-client does the transport and the proxies, but neither its `post` (it re-sends the body, with the secret, wherever a
 * redirect points) nor its `readBody` (it never settles when the connection drops in the body).
 * @param timeout milliseconds for the whole attempt, of which the connection may take 15 s to be made
 * @throws ActionError of network-errors.ts, timeout, answer_too_large
 */
export async function send(request: HttpRequest, timeout: number, { proxy }: Way): Promise<HttpResponse> {
  const { host } = request.url;
  const peer: Peer = { host, proxy, phase: 'dialing', certificate: undefined };
  setDefaultAutoSelectFamilyAttemptTimeout(Math.max(10, Math.min(NEXT_ADDRESS, Math.floor(timeout / 4))));
  const client = new HttpClient('arkane-token-action', [], { keepAlive: true });
  const abort = new AbortController();
  // A request that still waits for a proxy's tunnel does not heed its signal: the time limits must not depend on it.
  const { promise: failed, reject: fail } = Promise.withResolvers<never>();
  const trace: Trace = { sentAt: Date.now(), sent: false, chunks: [], fail };
  const late = (after: number): void => {
    if (after === timeout || peer.phase !== 'open') fail(failure('timeout', { host, seconds: Math.round(after / 100) / 10 }));
  };
  const timers = [timeout, Math.min(MAX_OPENING, timeout)].map((after) => setTimeout(late, after, after));
  try {
    if (proxy !== undefined) await loadTunnel();
    return await Promise.race([exchange(request, client, abort.signal, peer, trace), failed]);
  } catch (error) {
    if (error instanceof TypeError) throw error; // a mistake of ours, not of the network
    const cause = await causeOf(error, peer);
    throw cause.broken(brokenOff(trace, error));
  } finally {
    for (const timer of timers) clearTimeout(timer);
    // Nothing of this attempt is left open. A connection is closed when there is time: a step that has all it needs ends without.
    abort.abort();
    setImmediate(() => {
      client.dispose();
    });
  }
}

/** What is known of an attempt while it is under way. */
interface Trace {
  readonly sentAt: number;
  sent: boolean;
  readonly chunks: Buffer[];
  /** Ends the attempt by an error that the request alone does not end by. */
  readonly fail: (error: Error) => void;
}

/** What there is of an answer that did not come to its end; Node's parser gives back what it refused. */
function brokenOff({ sentAt, sent, chunks }: Trace, error: unknown): BrokenOff {
  const refused = (error as { rawPacket?: unknown }).rawPacket;
  const all = Buffer.isBuffer(refused) ? [...chunks, refused] : chunks;
  return { sentAt, sent, text: Buffer.concat(all).toString() };
}

async function causeOf(error: unknown, peer: Peer): Promise<ActionError> {
  const { networkError } = await import('#http/network-errors.ts');
  const cause = error instanceof ActionError ? error : networkError(error, peer);
  if (peer.phase === 'hello') offerOtherGroups();
  return cause;
}

async function exchange(
  request: HttpRequest,
  client: HttpClient,
  signal: AbortSignal,
  peer: Peer,
  trace: Trace,
): Promise<HttpResponse> {
  const { message } = await start(request, client, signal, peer, trace);
  const { statusCode: status = 0, headers } = message;
  if (status < 200) throw failure('answer_invalid/interim', { host: peer.host, status });
  const body = await read(message, peer.host, trace.chunks);
  return { url: request.url, status, headers, body, sentAt: trace.sentAt, receivedAt: Date.now() };
}

function start(
  { url, headers, form, more = [], certificate }: HttpRequest,
  client: HttpClient,
  signal: AbortSignal,
  peer: Peer,
  trace: Trace,
): Promise<{ message: IncomingMessage }> {
  // http-client's tunnel calls `new Buffer`: its deprecation is no news for the user's log.
  process.noDeprecation = true;
  const agent = client.getAgent(url.href);
  // Of the request's own options, a tunnel knows nothing.
  if (certificate && 'options' in agent) Object.assign(agent.options as object, certificate);
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const request = (...args: Parameters<typeof httpRequest>): ClientRequest => watch(open(...args), peer, trace);
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

/** Follows how far the request comes, and what of its end http-client would not tell. */
function watch(request: ClientRequest, peer: Peer, trace: Trace): ClientRequest {
  return request
    .once('upgrade', ({ statusCode: status = 101 }, socket) => {
      socket.destroy();
      trace.fail(failure('answer_invalid/interim', { host: peer.host, status }));
    })
    .once('finish', () => {
      trace.sent = true;
    })
    .on('error', (error: NodeJS.ErrnoException) => {
      // In the body, the answer itself says no more than that it was aborted. What comes after its end is nobody's.
      if (error.code?.startsWith('HPE_') && error.code !== 'HPE_CLOSED_CONNECTION') trace.fail(error);
    })
    .once('socket', (socket) => {
      const secure = socket instanceof TLSSocket;
      const connected = (): void => {
        peer.phase = secure ? 'hello' : 'open';
      };
      if (socket.connecting) socket.once('connect', connected);
      else connected(); // the tunnel of a proxy
      if (!secure) return;
      // Comes before Node checks the certificate: a TLS error does not carry it.
      socket.prependOnceListener('secure', () => {
        peer.phase = 'open';
        peer.certificate = socket.getPeerCertificate();
      });
    });
}

/** The events themselves: the loop over a stream takes a millisecond to start. */
function read(message: IncomingMessage, host: string, chunks: Buffer[]): Promise<string> {
  return new Promise((done, fail) => {
    let size = 0;
    message
      .on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_BODY) fail(failure('answer_too_large', { host }));
        else chunks.push(chunk);
      })
      .once('end', () => {
        done(new TextDecoder().decode(Buffer.concat(chunks)));
      })
      .once('error', fail);
  });
}

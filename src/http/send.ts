/**
 * One attempt over the network, bounded in time and size, with no redirect followed. The only user of http-client's client.
 */
import { HttpClient } from '@actions/http-client';
import { request as httpRequest, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { TLSSocket } from 'node:tls';
import { urlToHttpOptions } from 'node:url';
import { ActionError, failure, type BrokenOff } from '../report/error.ts';
import { networkError, type Peer } from './network-errors.ts';
import { loadTunnel } from './tunnel.ts';

const MAX_BODY = 1024 * 1024; // bytes

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

/**
 * Sends `request` once and reads its whole answer, whatever its status.
 * http-client does the transport and the proxies, but neither its `post` (it re-sends the body, with the secret, wherever a
 * redirect points) nor its `readBody` (it never settles when the connection drops in the body).
 * @param timeout milliseconds for the whole attempt
 * @throws ActionError of network-errors.ts, answer_too_large
 */
export async function send(request: HttpRequest, timeout: number, proxy?: string): Promise<HttpResponse> {
  const { url } = request;
  const peer: Peer = { host: url.host, proxy, certificate: undefined };
  const trace: Trace = { sentAt: Date.now(), sent: false, chunks: [] };
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  // A request that still waits for a proxy's tunnel does not heed its signal: the time limit must not depend on it.
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(failure('timeout', { host: url.host, seconds: Math.round(timeout / 100) / 10 }));
    }, timeout);
  });
  try {
    if (proxy !== undefined) await loadTunnel();
    return await Promise.race([exchange(request, abort.signal, peer, trace), late]);
  } catch (error) {
    // A TypeError is a mistake of ours, not of the network.
    if (error instanceof TypeError) throw error;
    const failed = error instanceof ActionError ? error : networkError(error, peer);
    // Of a connection that the server ended over the certificate, it read nothing.
    const read = trace.sent && failed.code !== 'client_certificate_refused';
    throw failed.broken(brokenOff({ ...trace, sent: read }, error));
  } finally {
    clearTimeout(timer);
    abort.abort(); // nothing of this attempt is left open
  }
}

/** What is known of an attempt while it is under way. */
interface Trace {
  readonly sentAt: number;
  sent: boolean;
  readonly chunks: Buffer[];
}

/** What there is of an answer that did not come to its end; Node's parser gives back what it refused. */
function brokenOff({ sentAt, sent, chunks }: Trace, error: unknown): BrokenOff {
  const refused = (error as { rawPacket?: unknown }).rawPacket;
  const all = Buffer.isBuffer(refused) ? [...chunks, refused] : chunks;
  return { sentAt, sent, text: Buffer.concat(all).toString() };
}

async function exchange(request: HttpRequest, signal: AbortSignal, peer: Peer, trace: Trace): Promise<HttpResponse> {
  const { message } = await start(request, signal, peer, trace);
  const body = await read(message, peer.host, trace.chunks);
  const { statusCode: status = 0, headers } = message;
  return { url: request.url, status, headers, body, sentAt: trace.sentAt, receivedAt: Date.now() };
}

function start(
  { url, headers, form, more = [], certificate }: HttpRequest,
  signal: AbortSignal,
  peer: Peer,
  trace: Trace,
): Promise<{ message: IncomingMessage }> {
  // http-client's tunnel calls `new Buffer`: its deprecation is no news for the user's log.
  process.noDeprecation = true;
  const client = new HttpClient('arkane-token-action');
  const agent = client.getAgent(url.href);
  // Of the request's own options, a tunnel knows nothing.
  if (certificate && 'options' in agent) Object.assign(agent.options as object, certificate);
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const request = (...args: Parameters<typeof httpRequest>): ClientRequest =>
    keepCertificate(open(...args), peer).once('finish', () => {
      trace.sent = true;
    });
  return client.requestRaw(
    {
      parsedUrl: url,
      httpModule: { request } as typeof import('node:http'), // http-client calls nothing else of it
      options: {
        ...urlToHttpOptions(url),
        method: form ? 'POST' : 'GET',
        agent,
        signal,
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

/** Keeps the certificate that the server shows: a TLS error does not carry it. `secure` comes before Node checks it. */
function keepCertificate(request: ClientRequest, peer: Peer): ClientRequest {
  return request.once('socket', (socket) => {
    if (!(socket instanceof TLSSocket)) return;
    socket.prependOnceListener('secure', () => {
      peer.certificate = socket.getPeerCertificate();
    });
  });
}

async function read(message: IncomingMessage, host: string, chunks: Buffer[]): Promise<string> {
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    chunks.push(chunk);
    if (size > MAX_BODY) throw failure('answer_too_large', { host });
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

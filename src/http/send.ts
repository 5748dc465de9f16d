/**
 * One attempt over the network, bounded in time and size, with no redirect followed. The only user of http-client's client.
 */
import { HttpClient } from '@actions/http-client';
import { request as httpRequest, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type Agent } from 'node:https';
import { TLSSocket } from 'node:tls';
import { urlToHttpOptions } from 'node:url';
import { ActionError, failure } from '../report/error.ts';
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
    return await Promise.race([exchange(request, abort.signal, peer), late]);
  } catch (error) {
    // A TypeError is a mistake of ours, not of the network.
    throw error instanceof ActionError || error instanceof TypeError ? error : networkError(error, peer);
  } finally {
    clearTimeout(timer);
    abort.abort(); // nothing of this attempt is left open
  }
}

async function exchange(request: HttpRequest, signal: AbortSignal, peer: Peer): Promise<HttpResponse> {
  const sentAt = Date.now();
  const { message } = await start(request, signal, peer);
  const body = await read(message, peer.host);
  return { url: request.url, status: message.statusCode ?? 0, headers: message.headers, body, sentAt, receivedAt: Date.now() };
}

function start(
  { url, headers, form, more = [], certificate }: HttpRequest,
  signal: AbortSignal,
  peer: Peer,
): Promise<{ message: IncomingMessage }> {
  // http-client's tunnel calls `new Buffer`: its deprecation is no news for the user's log.
  process.noDeprecation = true;
  const client = new HttpClient('arkane-token-action');
  const agent = client.getAgent(url.href) as Agent;
  Object.assign(agent.options, certificate); // of the request's own options, a tunnel knows nothing
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const request = (...args: Parameters<typeof httpRequest>): ClientRequest => keepCertificate(open(...args), peer);
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

async function read(message: IncomingMessage, host: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw failure('answer_too_large', { host });
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/**
 * One attempt over the network, bounded in time and size, with no redirect followed. The only user of http-client's client.
 */
import { HttpClient } from '@actions/http-client';
import http, { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { TLSSocket } from 'node:tls';
import { urlToHttpOptions } from 'node:url';
import { ActionError } from './errors.ts';
import { networkError, type Peer } from './network-errors.ts';
import type { TokenRequest } from './request.ts';

const MAX_BODY = 1024 * 1024; // bytes

/** What came back, whole. */
export interface HttpResponse {
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
export async function send(request: TokenRequest, timeout: number, proxy?: string): Promise<HttpResponse> {
  const { url } = request;
  const peer: Peer = { host: url.host, proxy, certificate: undefined };
  const abort = new AbortController();
  const timer = setTimeout(() => {
    abort.abort();
  }, timeout);
  try {
    const sentAt = Date.now();
    const { message } = await post(request, abort.signal, peer);
    const body = await read(message, url.host);
    return { status: message.statusCode ?? 0, headers: message.headers, body, sentAt, receivedAt: Date.now() };
  } catch (error) {
    if (abort.signal.aborted) throw new ActionError('timeout', `${url.host} did not answer within ${String(timeout / 1000)} s.`);
    throw error instanceof ActionError ? error : networkError(error, peer);
  } finally {
    clearTimeout(timer);
    abort.abort(); // nothing of this attempt is left open
  }
}

function post({ url, headers, form }: TokenRequest, signal: AbortSignal, peer: Peer): Promise<{ message: IncomingMessage }> {
  // http-client's tunnel calls `new Buffer`: its deprecation is no news for the user's log.
  process.noDeprecation = true;
  const client = new HttpClient('arkane-token-action');
  const base = url.protocol === 'https:' ? https : http;
  const request = (...args: Parameters<typeof http.request>): ClientRequest => keepCertificate(base.request(...args), peer);
  return client.requestRaw(
    {
      parsedUrl: url,
      httpModule: { ...base, request } as typeof http,
      options: {
        ...urlToHttpOptions(url),
        method: 'POST',
        agent: client.getAgent(url.href),
        signal,
        headers: {
          accept: 'application/json',
          'accept-encoding': 'identity',
          'content-type': 'application/x-www-form-urlencoded',
          'user-agent': 'arkane-token-action',
          ...headers,
        },
      },
    },
    new URLSearchParams(form).toString(),
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
    if (size > MAX_BODY) throw new ActionError('answer_too_large', `${host} answered with more than 1 MiB.`);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

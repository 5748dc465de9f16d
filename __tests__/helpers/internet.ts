/**
 * An internet on loopback: a proxy behind which the production host names lead to servers of the tests, over TLS. Nothing leaves the
 * machine: any other host is refused.
 */
import type { Server as HttpServer } from 'node:http';
import { createServer } from 'node:https';
import { TLSSocket } from 'node:tls';
import { RequestError, Server } from 'proxy-chain';
import { createAuthority, type Identity } from './certificates.ts';

export interface Internet extends AsyncDisposable {
  /** The address of the proxy. */
  readonly proxy: string;
  /** Of the authority that vouches for every host; PEM. */
  readonly certificate: string;
  /** Every request that arrived, `POST host/path`. */
  readonly requests: readonly string[];
  /** Whom the client's certificate of each is for, if its authority is this one's; empty for none. */
  readonly shown: readonly string[];
  /** A certificate of a client, by the same authority. */
  issue(name: string): Promise<Identity>;
  /** `host:port` of what was asked for and is not here. */
  readonly refused: readonly string[];
}

/** Each host name leads to its server, by `emit('request')`. */
export async function startInternet(hosts: Readonly<Record<string, HttpServer>>): Promise<Internet> {
  const requests: string[] = [];
  const refused: string[] = [];
  const authority = await createAuthority('Internet of the tests');
  const shown: string[] = [];
  const asking = { ca: authority.certificate, requestCert: true, rejectUnauthorized: false };
  const identity = await authority.issue({ hosts: Object.keys(hosts) });
  const front = createServer({ ...identity, ...asking }, (request, response) => {
    const { host = '' } = request.headers;
    const { socket } = request;
    const authorized = socket instanceof TLSSocket && socket.authorized;
    shown.push(authorized ? String(socket.getPeerCertificate().subject.CN) : '');
    requests.push(`${request.method ?? ''} ${host}${request.url ?? ''}`);
    hosts[host]?.emit('request', request, response);
  });
  const proxy = new Server({
    port: 0,
    host: '127.0.0.1',
    prepareRequestFunction: ({ hostname, port, isHttp }) => {
      if (!isHttp && port === 443 && hosts[hostname]) return { customConnectServer: front };
      refused.push(`${hostname}:${String(port)}`);
      throw new RequestError('This host is not here.', 403);
    },
  });
  await proxy.listen();
  return {
    proxy: `http://127.0.0.1:${String(proxy.port)}`,
    certificate: authority.certificate,
    requests,
    shown,
    issue: (name) => authority.issue({ name }),
    refused,
    [Symbol.asyncDispose]: async () => {
      front.closeAllConnections();
      await proxy.close(true);
    },
  };
}

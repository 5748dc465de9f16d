/**
 * An internet on loopback: a proxy behind which the production host names lead to servers of the tests, over TLS. Nothing leaves the
 * machine: any other host is refused.
 */
import type { Server as HttpServer } from 'node:http';
import { createServer } from 'node:https';
import { RequestError, Server } from 'proxy-chain';
import { createAuthority } from './certificates.ts';

export interface Internet extends AsyncDisposable {
  /** The address of the proxy. */
  readonly proxy: string;
  /** Of the authority that vouches for every host; PEM. */
  readonly certificate: string;
  /** Every request that arrived, `POST host/path`. */
  readonly requests: readonly string[];
  /** `host:port` of what was asked for and is not here. */
  readonly refused: readonly string[];
}

/** Each host name leads to its server, by `emit('request')`. */
export async function startInternet(hosts: Readonly<Record<string, HttpServer>>): Promise<Internet> {
  const requests: string[] = [];
  const refused: string[] = [];
  const authority = await createAuthority('Internet of the tests');
  const front = createServer(await authority.issue({ hosts: Object.keys(hosts) }), (request, response) => {
    const { host = '' } = request.headers;
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
    refused,
    [Symbol.asyncDispose]: async () => {
      front.closeAllConnections();
      await proxy.close(true);
    },
  };
}

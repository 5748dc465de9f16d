/**
 * A CONNECT proxy (proxy-chain) on loopback that asks for credentials, and leads every connection to one server.
 */
import type { Server as HttpServer } from 'node:http';
import { Server } from 'proxy-chain';

interface ProxyOptions {
  readonly user: string;
  readonly password: string;
  /** Whom every host name leads to; a further proxy that is down when not given. No name is ever looked up. */
  readonly to?: HttpServer;
}

export interface Proxy extends AsyncDisposable {
  readonly port: number;
  /** `host:port` of every connection that was asked for with valid credentials. */
  readonly asked: readonly string[];
  /** How many were asked for with others. */
  readonly refused: () => number;
}

export async function startProxy({ user, password, to }: ProxyOptions): Promise<Proxy> {
  const asked: string[] = [];
  let refused = 0;
  const server = new Server({
    port: 0,
    host: '127.0.0.1',
    prepareRequestFunction: ({ username, password: given, hostname, port }) => {
      if (username !== user || given !== password) {
        refused++;
        return { requestAuthentication: true };
      }
      asked.push(`${hostname}:${String(port)}`);
      return to ? { customConnectServer: to } : { upstreamProxyUrl: 'http://127.0.0.1:1' };
    },
  });
  await server.listen();
  return {
    port: server.port,
    asked,
    refused: () => refused,
    [Symbol.asyncDispose]: () => server.close(true),
  };
}

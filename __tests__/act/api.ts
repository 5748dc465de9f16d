/**
 * The API that the tokens are for: it asks the identity server about each, as APIs do.
 */
import { createServer, type Server, type ServerResponse } from 'node:http';

export interface Api {
  /** Takes requests by `emit('request')`; it listens nowhere. */
  readonly server: Server;
  /** Every call: where it went, with which token, and whether that was active by then. */
  readonly calls: { readonly path: string; readonly token: string; readonly active: boolean }[];
  /** Answers in place of the API, as long as it is set. */
  onCall: ((response: ServerResponse) => void) | undefined;
}

/** A Bearer token, or the password of the Basic scheme. */
export function tokenOf(authorization = ''): string {
  const basic = Buffer.from(/^Basic (\S+)$/.exec(authorization)?.[1] ?? '', 'base64').toString();
  return /^Bearer (\S+)$/.exec(authorization)?.[1] ?? basic.replace(/^.*?:/, '');
}

/** It answers 201 to an active token, and 401 to any other. */
export function createApi(isActive: (token: string) => Promise<boolean>): Api {
  const server = createServer((request, response) => {
    void (async () => {
      const token = tokenOf(request.headers.authorization);
      const active = await isActive(token);
      api.calls.push({ path: request.url ?? '', token, active });
      if (api.onCall) api.onCall(response);
      else response.writeHead(active ? 201 : 401).end('{}');
    })();
  });
  const api: Api = { server, calls: [], onCall: undefined };
  return api;
}

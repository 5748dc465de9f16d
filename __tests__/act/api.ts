/**
 * The APIs that the tokens are for: one asks the identity server about each token, Venly's check it by the keys of the realm.
 */
import { createServer, type Server, type ServerResponse } from 'node:http';
import { jwtVerify, type JWTVerifyGetKey } from 'jose';

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

/** Who signs the tokens that an API takes. */
export interface Issuer {
  readonly issuer: string;
  readonly keys: JWTVerifyGetKey;
}

export interface VenlyApi {
  /** Takes requests by `emit('request')`; it listens nowhere. */
  readonly server: Server;
  /** Every call, `GET host/path`, with its status. */
  readonly calls: { readonly call: string; readonly status: number }[];
  /** Milliseconds that its clock is ahead. */
  ahead: number;
  /** Answers in place of the API, as long as it is set. */
  onCall: ((response: ServerResponse) => void) | undefined;
}

/** What is there, by path without the query. */
const results: Readonly<Record<string, unknown>> = {
  '/api/wallets': [{ id: 'b2f7c1d0', address: '0x40b8aDCbe02dfDEb032F55bEc278892c6397D4ca', secretType: 'MATIC' }],
  '/v1/parties': [{ id: '3c90c3cc', partyType: 'ORGANISATION', status: 'ACTIVE' }],
  '/v1/accounts': [{ id: '9f8e7d6c', status: 'ACTIVE' }],
  '/v1/company': { id: '77aa0e1b', kybStatus: 'VERIFIED' },
};

/** Each host of `issuers` takes the tokens of its issuer alone, and answers in Venly's envelope. */
export function createVenlyApi(issuers: Readonly<Record<string, Issuer>>): VenlyApi {
  const server = createServer((request, response) => {
    void (async () => {
      const { host = '', authorization } = request.headers;
      const result = results[request.url?.replace(/\?.*/, '') ?? ''];
      const trusted = issuers[host];
      const valid =
        trusted !== undefined &&
        (await isValid(tokenOf(authorization), trusted.keys, { issuer: trusted.issuer, ahead: api.ahead }));
      const [status, code] = !valid ? [401, 'unauthenticated'] : result === undefined ? [404, 'not-found'] : [200, ''];
      api.calls.push({ call: `${request.method ?? ''} ${host}${request.url ?? ''}`, status });
      const envelope = code === '' ? { success: true, result } : { success: false, errors: [{ code, message: 'See the code.' }] };
      if (api.onCall) api.onCall(response);
      else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(envelope));
    })();
  });
  const api: VenlyApi = { server, calls: [], ahead: 0, onCall: undefined };
  return api;
}

/** Whether a JWT is signed by one of `keys`, of that issuer, and not expired `ahead` milliseconds from now. */
export async function isValid(
  token: string,
  keys: JWTVerifyGetKey,
  { issuer, ahead = 0 }: { readonly issuer?: string; readonly ahead?: number } = {},
): Promise<boolean> {
  const options = { ...(issuer !== undefined && { issuer }), currentDate: new Date(Date.now() + ahead), requiredClaims: ['exp'] };
  return jwtVerify(token, keys, options).then(
    () => true,
    () => false,
  );
}

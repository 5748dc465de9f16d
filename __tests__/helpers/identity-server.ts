/**
 * A certified identity server (oidc-provider) on loopback, with the paths of Keycloak: it grants, introspects and revokes tokens.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const REALM = '/auth/realms/Arkane';
const TOKEN = `${REALM}/protocol/openid-connect/token`;
const REVOKE = `${REALM}/protocol/openid-connect/revoke`;
const INTROSPECT = `${TOKEN}/introspect`;

export interface Client {
  readonly id: string;
  readonly secret: string;
  /** What it may ask for, where that is not every scope: any other is refused. */
  readonly scope?: string;
}

export interface IdentityServerOptions {
  /** One named `arkane-ci` unless told otherwise; a secret that is not given is random. */
  readonly clients?: readonly Partial<Client>[];
  readonly scopes?: readonly string[];
  /** What the API behind the tokens knows: other scopes are left out without an error. All, unless told otherwise. */
  readonly known?: readonly string[];
  /** An opaque token can be introspected and revoked, a JWT cannot. */
  readonly format?: 'jwt' | 'opaque';
  /** Seconds that a token is valid for. */
  readonly lifetime?: number;
}

export interface Introspection {
  readonly active: boolean;
  /** Seconds since 1970. */
  readonly exp?: number;
  readonly scope?: string;
  readonly client_id?: string;
}

export interface IdentityServer {
  readonly tokenUrl: string;
  readonly clients: readonly [Client, ...Client[]];
  /** Takes requests by `emit('request')`, too. */
  readonly server: Server;
  /** The opaque tokens that were granted, in order. */
  readonly granted: readonly string[];
  /** Requests so far, whatever came of them. */
  count(of: 'token' | 'revoke'): number;
  /** What the server knows of an opaque token. */
  introspect(token: string): Promise<Introspection>;
  close(): Promise<void>;
}

/** It comes without types: this is what is used of it. */
const PACKAGE: string = 'oidc-provider';
type Provider = new (issuer: string, configuration: object) => { callback(): RequestListener };

export async function startIdentityServer(options: IdentityServerOptions = {}): Promise<IdentityServer> {
  const { Provider } = (await import(PACKAGE)) as { Provider: Provider };
  const [first, ...others] = options.clients ?? [];
  const clients = [complete(first), ...others.map(complete)] as const;

  const server = createServer();
  const granted: string[] = [];
  const counts = { token: 0, revoke: 0 };
  server.on('request', ({ url }) => {
    if (url === TOKEN) counts.token++;
    if (url === REVOKE) counts.revoke++;
  });
  const origin = await listen(server);
  server.on('request', new Provider(origin + REALM, configuration(clients, options, granted)).callback());

  return {
    tokenUrl: origin + TOKEN,
    clients,
    server,
    granted,
    count: (of) => counts[of],
    introspect: (token) => introspect(origin + TOKEN, clients[0], token),
    close: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
        server.closeAllConnections();
      }),
  };
}

function complete(given: Partial<Client> = {}): Client {
  return { id: 'arkane-ci', secret: randomBytes(24).toString('base64url'), ...given };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

function configuration(clients: readonly Client[], options: IdentityServerOptions, granted: string[]): object {
  const { scopes = ['wallets:read', 'wallets:write'], format = 'jwt', lifetime = 300 } = options;
  const api = {
    scope: (options.known ?? scopes).join(' '),
    audience: 'urn:arkane:api',
    accessTokenFormat: format,
    jwt: { sign: { alg: 'ES256' } },
  };
  const allow = { enabled: true, allowedPolicy: () => true };
  return {
    adapter: storage(granted),
    // Keys of its own: with oidc-provider's it would warn on the console.
    jwks: { keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    // It takes both methods of every such client.
    clients: clients.map(({ id, secret, scope }) => ({
      client_id: id,
      client_secret: secret,
      ...(scope !== undefined && { scope }),
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    })),
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    scopes,
    ttl: { ClientCredentials: lifetime },
    routes: { token: TOKEN, revocation: REVOKE, introspection: INTROSPECT, jwks: `${REALM}/protocol/openid-connect/certs` },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      introspection: allow,
      revocation: allow,
      resourceIndicators: { enabled: true, defaultResource: () => 'urn:arkane:api', getResourceServerInfo: () => api },
    },
  };
}

/** What oidc-provider asks of a store, as far as client credentials need it; an opaque token is its own key there. */
function storage(granted: string[]): (model: string) => object {
  const rows = new Map<string, unknown>();
  return (model) => ({
    upsert: (id: string, row: unknown) => {
      if (model === 'ClientCredentials') granted.push(id);
      return Promise.resolve(rows.set(`${model}:${id}`, row));
    },
    find: (id: string) => Promise.resolve(rows.get(`${model}:${id}`)),
    destroy: (id: string) => Promise.resolve(rows.delete(`${model}:${id}`)),
  });
}

/** What the server of `tokenUrl` knows of an opaque token; for whoever has no more of it than its address. */
export async function introspect(tokenUrl: string, { id, secret }: Client, token: string): Promise<Introspection> {
  const body = new URLSearchParams({ token, client_id: id, client_secret: secret });
  return (await (await fetch(`${tokenUrl}/introspect`, { method: 'POST', body })).json()) as Introspection;
}

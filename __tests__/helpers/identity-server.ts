/**
 * A certified identity server (oidc-provider) on loopback, with the paths of Keycloak or its own: it grants, introspects and revokes tokens.
 */
import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Identity } from './certificates.ts';

const REALM = '/auth/realms/Arkane';
const TOKEN = `${REALM}/protocol/openid-connect/token`;
const KEYCLOAK = {
  issuer: REALM,
  routes: {
    token: TOKEN,
    revocation: `${REALM}/protocol/openid-connect/revoke`,
    introspection: `${TOKEN}/introspect`,
    jwks: `${REALM}/protocol/openid-connect/certs`,
  },
};
/** Its own, which only its metadata tells. */
const PLAIN = {
  issuer: '',
  routes: { token: '/token', revocation: '/token/revocation', introspection: '/token/introspect', jwks: '/jwks' },
};

export interface Client {
  readonly id: string;
  readonly secret: string;
  /** What it may ask for, where that is not every scope: any other is refused. */
  readonly scope?: string;
  /** More of its registration (RFC 7591, 2), such as `token_endpoint_auth_method`. */
  readonly registration?: object;
}

export interface IdentityServerOptions {
  /** Its own paths, and an issuer whose metadata is where no Keycloak has it. */
  readonly plain?: boolean;
  /** What it calls itself, where that is not its address. */
  readonly issuer?: string;
  /** Serves over TLS, and asks clients for a certificate; `authority` (PEM) vouches for those of clients. */
  readonly tls?: { readonly identity: Identity; readonly authority: string };
  /** More of its configuration. */
  readonly configuration?: object;
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

interface Introspection {
  readonly active: boolean;
  /** Seconds since 1970. */
  readonly exp?: number;
  readonly scope?: string;
  readonly client_id?: string;
}

export interface IdentityServer {
  readonly tokenUrl: string;
  readonly issuer: string;
  readonly clients: readonly [Client, ...Client[]];
  /** Takes requests by `emit('request')`, too. */
  readonly server: Server;
  /** The opaque tokens that were granted, in order. */
  readonly granted: readonly string[];
  /** Those of them that were not revoked. */
  readonly open: ReadonlySet<string>;
  /** Of each token that was granted, whether it is bound to a certificate (RFC 8705, 3). */
  readonly bound: readonly boolean[];
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

  const { tls } = options;
  const { issuer, routes } = options.plain ? PLAIN : KEYCLOAK;
  const server = tls
    ? createTlsServer({ ...tls.identity, ca: tls.authority, requestCert: true, rejectUnauthorized: false })
    : createServer();
  const granted: string[] = [];
  const open = new Set<string>();
  const bound: boolean[] = [];
  const counts = { token: 0, revoke: 0 };
  server.on('request', ({ url }) => {
    if (url === routes.token) counts.token++;
    if (url === routes.revocation) counts.revoke++;
  });
  const origin = (tls ? 'https' : 'http') + (await listen(server));
  const configured = { ...configuration(clients, options, storage(granted, open, bound)), routes, ...options.configuration };
  server.on('request', new Provider(options.issuer ?? origin + issuer, configured).callback());

  return {
    tokenUrl: origin + routes.token,
    issuer: options.issuer ?? origin + issuer,
    clients,
    server,
    granted,
    open,
    bound,
    count: (of) => counts[of],
    introspect: (token) => introspect(origin + routes.token, clients[0], token),
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
  return `://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

function configuration(clients: readonly Client[], options: IdentityServerOptions, adapter: Adapter): object {
  const { scopes = ['wallets:read', 'wallets:write'], format = 'jwt', lifetime = 300 } = options;
  const api = {
    scope: (options.known ?? scopes).join(' '),
    audience: 'urn:arkane:api',
    accessTokenFormat: format,
    jwt: { sign: { alg: 'ES256' } },
  };
  const allow = { enabled: true, allowedPolicy: () => true };
  return {
    adapter,
    // Keys of its own: with oidc-provider's it would warn on the console.
    jwks: { keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    // It takes both methods of every such client.
    clients: clients.map(({ id, secret, scope, registration }) => ({
      client_id: id,
      client_secret: secret,
      ...(scope !== undefined && { scope }),
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      ...registration,
    })),
    clientAuthMethods: [
      ...['client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt'],
      ...(options.tls ? ['tls_client_auth', 'self_signed_tls_client_auth'] : []),
    ],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    scopes,
    ttl: { ClientCredentials: lifetime },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      ...(options.tls && { mTLS: byCertificate }),
      introspection: allow,
      revocation: allow,
      resourceIndicators: { enabled: true, defaultResource: () => 'urn:arkane:api', getResourceServerInfo: () => api },
    },
  };
}

/** RFC 8705, by what the TLS of Node says of the client's certificate. */
const byCertificate = {
  enabled: true,
  certificateBoundAccessTokens: true,
  tlsClientAuth: true,
  selfSignedTlsClientAuth: true,
  getCertificate: ({ socket }: { socket: TLSSocket }) => {
    const { raw } = socket.getPeerCertificate() as { raw?: Buffer };
    return raw && new X509Certificate(raw).toString();
  },
  certificateAuthorized: ({ socket }: { socket: TLSSocket }) => socket.authorized,
  certificateSubjectMatches: ({ socket }: { socket: TLSSocket }, property: string, expected: string) =>
    property === 'tls_client_auth_subject_dn' && `CN=${String(socket.getPeerCertificate().subject.CN)}` === expected,
};

type Adapter = (model: string) => object;

/** What oidc-provider asks of a store, as far as client credentials need it; an opaque token is its own key there. */
function storage(granted: string[], open: Set<string>, bound: boolean[]): Adapter {
  const rows = new Map<string, unknown>();
  return (model) => ({
    upsert: (id: string, row: unknown) => {
      if (model === 'ClientCredentials') {
        granted.push(id);
        open.add(id);
        bound.push((row as Record<string, unknown>)['x5t#S256'] !== undefined);
      }
      return Promise.resolve(rows.set(`${model}:${id}`, row));
    },
    find: (id: string) => Promise.resolve(rows.get(`${model}:${id}`)),
    destroy: (id: string) => {
      if (model === 'ClientCredentials') open.delete(id);
      return Promise.resolve(rows.delete(`${model}:${id}`));
    },
  });
}

/** What the server of `tokenUrl` knows of an opaque token; for whoever has no more of it than its address. */
export async function introspect(tokenUrl: string, { id, secret }: Client, token: string): Promise<Introspection> {
  const body = new URLSearchParams({ token, client_id: id, client_secret: secret });
  return (await (await fetch(`${tokenUrl}/introspect`, { method: 'POST', body })).json()) as Introspection;
}

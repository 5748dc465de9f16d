/**
 * The realm of the tests, as JSON that Keycloak imports. `node __tests__/keycloak/realm.ts 26.7.3` prints it for that version, for
 * a server that KEYCLOAK_URL is to name.
 */
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../helpers/runner.ts';
import { type Kind, realmKeys } from './keys.ts';
import { knowsFederatedClients } from './releases.ts';
import { atLeast } from './versions.ts';

/** In PEM. */
export interface KeyPair {
  readonly privateKey: string;
  /** Self-signed. */
  readonly certificate: string;
}

/** Those of the clients `arkane-key-rsa` and so on. */
export interface RealmKeys extends Readonly<Record<Kind, KeyPair>> {
  /** Of the identity provider `github`. */
  readonly issuer: string;
  /** Of the identity provider `kubernetes`. */
  readonly cluster: string;
}

/** The secret of every client that has no special one. */
export const secret = 'kc-plain-0c1d7f5e92';
/** As Keycloak makes one. */
export const longSecret = 'kc-long-Zb2mQ7xT4vR9nL1pW6sK3yH8';
export const keyId = 'arkane-key-1';
export const subjectWithIds = 'repo:acme@123456/shop@456789:environment:production';
/** The `sub` of a service account in the cluster that runs the runners. */
export const clusterSubject = (name: string): string => `system:serviceaccount:ci:${name}`;
/** Seconds. */
export const lifespan = 300;

/** Secrets with characters that mean something in forms or in the Basic scheme, by the name of what is special. */
export const specialSecrets: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    plus: '+',
    slash: '/',
    percent: '%20',
    'bad-percent': '%zz',
    colon: ':',
    ampersand: '&b=c',
    space: ' ',
    umlaut: 'ä',
    all: '+b/c%20d:e&f gä',
  }).map(([name, characters]) => [name, `kc${characters}-5a70e4d1b6`]),
);

type Json = Record<string, unknown>;

function client(clientId: string, more: Json = {}): Json {
  return {
    clientId,
    enabled: true,
    protocol: 'openid-connect',
    publicClient: false,
    standardFlowEnabled: false,
    implicitFlowEnabled: false,
    directAccessGrantsEnabled: false,
    serviceAccountsEnabled: true,
    clientAuthenticatorType: 'client-secret',
    secret,
    ...more,
  };
}

/** Keycloak 26 says of a client's own token that it is not active unless the client is in its audience. */
function ownAudience(clientId: string): Json {
  return {
    name: 'own-audience',
    protocol: 'openid-connect',
    protocolMapper: 'oidc-audience-mapper',
    config: { 'included.client.audience': clientId, 'access.token.claim': 'true', 'introspection.token.claim': 'true' },
  };
}

const withLogin: Json = { serviceAccountsEnabled: false, standardFlowEnabled: true, redirectUris: ['http://127.0.0.1/*'] };

const secretClients: readonly Json[] = [
  client('arkane-backend'),
  client('arkane-refresh', { attributes: { 'client_credentials.use_refresh_token': 'true' } }),
  client('arkane-short', {
    attributes: { 'client_credentials.use_refresh_token': 'true', 'access.token.lifespan': '10' },
  }),
  client('arkane-audience', { protocolMappers: [ownAudience('arkane-audience')] }),
  client('arkane-no-account', withLogin),
  client('arkane-public', { ...withLogin, publicClient: true, secret: undefined }),
  client('arkane-disabled', { enabled: false }),
  client('arkane-user-off'),
  client('arkane-admin'),
  client('arkane-mapped'),
  // HS256 wants 32 bytes (RFC 7518, 3.2).
  client('arkane-secret-jwt', { clientAuthenticatorType: 'client-secret-jwt', secret: longSecret }),
  client('arkane-secret-jwt-short', { clientAuthenticatorType: 'client-secret-jwt' }),
  ...Object.entries(specialSecrets).map(([name, special]) => client(`arkane-${name}`, { secret: special })),
];

/** By certificate, as every Keycloak takes it and docs/keycloak.md says. */
function certificateClient(kind: Kind, { certificate }: KeyPair): Json {
  const attributes = { 'jwt.credential.certificate': certificate.replace(/-----.*?-----|\s/g, '') };
  return client(`arkane-key-${kind}`, { clientAuthenticatorType: 'client-jwt', attributes, secret: undefined });
}

/** By its public key, with a `kid`. */
function jwksClient({ privateKey }: KeyPair): Json {
  const jwk = { ...createPublicKey(privateKey).export({ format: 'jwk' }), kid: keyId, use: 'sig', alg: 'RS256' };
  const attributes = { 'use.jwks.string': 'true', 'jwks.string': JSON.stringify({ keys: [jwk] }) };
  return client('arkane-jwks', { clientAuthenticatorType: 'client-jwt', attributes, secret: undefined });
}

/** What docs/keycloak.md has people import. */
function documented(name: string): Json {
  return JSON.parse(readFileSync(join(root, 'docs/keycloak', name), 'utf8')) as Json;
}

/** The same client for a repository in whose `sub` GitHub puts its ids. */
function clientOfIds(): Json {
  const given = documented('github-client.json');
  const attributes = { ...(given['attributes'] as Json), 'jwt.credential.sub': subjectWithIds };
  return { ...given, clientId: 'shop-deploy-ids', attributes };
}

/** With the stand-in in the place of GitHub, and nothing else changed. */
function github(issuer: string): Json {
  const text = JSON.stringify(documented('github-identity-provider.json'));
  return JSON.parse(text.replaceAll('https://token.actions.githubusercontent.com', issuer)) as Json;
}

/** May do everything in the realm: what docs/keycloak.md has an administrator do is done with its token. */
const admin: Json = {
  username: 'service-account-arkane-admin',
  enabled: true,
  serviceAccountClientId: 'arkane-admin',
  clientRoles: { 'realm-management': ['realm-admin'] },
};

/** The user of a service account, switched off. */
const userOff: Json = { username: 'service-account-arkane-user-off', enabled: false, serviceAccountClientId: 'arkane-user-off' };

/** The realm of Venly's present API. */
export const financeRealm = 'VenlyFinance';

/** Realms beside Arkane; some refuse every request. A server that KEYCLOAK_URL names may not have them. */
export const otherRealms: readonly Json[] = [
  {
    id: financeRealm,
    realm: financeRealm,
    enabled: true,
    sslRequired: 'none',
    accessTokenLifespan: lifespan,
    clients: [client('venly-backend', { protocolMappers: [ownAudience('venly-backend')] })],
  },
  { id: 'Closed', realm: 'Closed', enabled: false, sslRequired: 'none', clients: [client('arkane-backend')] },
  { id: 'Secure', realm: 'Secure', enabled: true, sslRequired: 'all', clients: [client('arkane-backend')] },
];
/** With the stand-in in the place of the cluster, and nothing else changed. */
function kubernetes(issuer: string): Json {
  return { ...documented('kubernetes-identity-provider.json'), config: { issuer } };
}

/** The older ones compare the subject with a pattern, always. */
function certificateInTls(pattern: string): Json {
  const given = documented('certificate-client.json');
  return { ...given, attributes: { ...(given['attributes'] as Json), 'x509.subjectdn': pattern } };
}

/** The same client, whose tokens have sessions that the server counts. */
function counted(name: string, given: Json, more: Json = {}): Json {
  const attributes = { ...(given['attributes'] as Json), ...more, 'client_credentials.use_refresh_token': 'true' };
  return { ...given, clientId: `arkane-counted-${name}`, attributes };
}

/** The realm for a version: what it does not know is left out. */
export function realm(version: string, keys: RealmKeys): Json {
  const { issuer, cluster, ...pairs } = keys;
  const byCertificate = Object.entries(pairs).map(([kind, pair]) => certificateClient(kind as Kind, pair));
  const federated = knowsFederatedClients(version);
  const inTls = atLeast(version, '16') ? documented('certificate-client.json') : certificateInTls('O=Acme, ?CN=shop-deploy');
  const runner = documented('kubernetes-client.json');
  // Before that, what should be bound and is not cannot be ended.
  const binds = { 'tls.client.certificate.bound.access.tokens': String(atLeast(version, '15')) };
  return {
    id: 'Arkane',
    realm: 'Arkane',
    enabled: true,
    sslRequired: 'none',
    accessTokenLifespan: lifespan,
    users: [userOff, admin, { username: 'shopper', enabled: true }],
    clients: [
      ...secretClients,
      ...byCertificate,
      ...(atLeast(version, '16') ? [jwksClient(keys.rsa)] : []),
      inTls,
      ...(federated ? [documented('github-client.json'), clientOfIds(), runner] : []),
      ...['secret', 'post', 'lost'].map((name) => counted(name, client(''))),
      counted('secret-jwt', client('', { clientAuthenticatorType: 'client-secret-jwt', secret: longSecret })),
      counted('key', certificateClient('rsa', pairs.rsa)),
      counted('tls', inTls, binds),
      counted('bound', inTls),
      ...(federated ? [counted('runner', runner, { 'jwt.credential.sub': clusterSubject('counted') })] : []),
    ],
    ...(federated && { identityProviders: [github(issuer), kubernetes(cluster)] }),
  };
}

if (import.meta.main) {
  const [, , version = ''] = process.argv;
  process.stdout.write(`${JSON.stringify(realm(version, realmKeys()), null, 2)}\n`);
}

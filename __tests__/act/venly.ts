/**
 * Venly on the test internet: the two realms of its login servers, and its APIs.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTVerifyGetKey, SignJWT } from 'jose';
import { type KeycloakLike, startKeycloakLike } from '../helpers/keycloak-like.ts';
import { createVenlyApi, isValid, type VenlyApi } from './api.ts';

interface Realm extends KeycloakLike {
  readonly keys: JWTVerifyGetKey;
}

type RealmName = 'Arkane' | 'VenlyFinance';

export interface Venly extends Readonly<Record<RealmName, Realm>> {
  readonly api: VenlyApi;
  /** Whether a token of either realm is neither expired nor revoked. */
  isActive(token: string): Promise<boolean>;
  /** The servers by their host names. */
  readonly hosts: Readonly<Record<string, Server>>;
  close(): void;
}

interface VenlyOptions {
  /** Of the client `arkane-ci`, which both realms know. */
  readonly secret: string;
  /** Seconds that a token lives. */
  readonly lifetime: number;
}

/** Which login server and realm an API takes tokens of. */
const apis: Readonly<Record<string, readonly [host: string, realm: RealmName]>> = {
  'api-wallet.venly.io': ['login.venly.io', 'Arkane'],
  'api-wallet-sandbox.venly.io': ['login-sandbox.venly.io', 'Arkane'],
  'api.venlyfinance.com': ['login.venly.io', 'VenlyFinance'],
  'api-staging.venlyfinance.com': ['login-staging.venly.io', 'VenlyFinance'],
  'api-qa.venlyfinance.com': ['login-qa.venly.io', 'VenlyFinance'],
  'api-fundflow.venly.io': ['login.venly.io', 'VenlyFinance'],
  'api-fundflow-staging.venly.io': ['login-staging.venly.io', 'VenlyFinance'],
  'api-fundflow-qa.venly.io': ['login-qa.venly.io', 'VenlyFinance'],
};

const pathOf = (realm: RealmName): string => `/auth/realms/${realm}`;

/** It gives no refresh tokens. */
async function startRealm(name: RealmName, { secret, lifetime }: VenlyOptions): Promise<Realm> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const accessToken = (host: string): Promise<string> =>
    new SignJWT({ azp: 'arkane-ci', typ: 'Bearer', jti: randomUUID() })
      .setProtectedHeader({ alg: 'RS256', kid: name, typ: 'JWT' })
      .setIssuer(`https://${host}${pathOf(name)}`)
      .setIssuedAt()
      .setExpirationTime(`${String(lifetime)} s`)
      .sign(privateKey);
  const path = `${pathOf(name)}/protocol/openid-connect/token`;
  const keycloak = await startKeycloakLike({ secret, path, refreshTokens: false, expiresIn: lifetime, accessToken });
  const key = { ...(await exportJWK(publicKey)), kid: name, alg: 'RS256' };
  return Object.assign(keycloak, { keys: createLocalJWKSet({ keys: [key] }) });
}

/** Each login server has both realms. */
export async function startVenly(options: VenlyOptions): Promise<Venly> {
  const realms = { Arkane: await startRealm('Arkane', options), VenlyFinance: await startRealm('VenlyFinance', options) };
  const login = createServer((request, response) => {
    const [, name = ''] = /^\/auth\/realms\/(\w+)\//.exec(request.url ?? '') ?? [];
    const realm = Object.entries(realms).find(([known]) => known === name)?.[1];
    if (realm) realm.server.emit('request', request, response);
    else response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"Realm does not exist"}');
  });
  const issuers = Object.entries(apis).map(
    ([api, [host, realm]]) => [api, { issuer: `https://${host}${pathOf(realm)}`, keys: realms[realm].keys }] as const,
  );
  const api = createVenlyApi(Object.fromEntries(issuers));
  return {
    ...realms,
    api,
    isActive: async (token) => {
      const realm = Object.values(realms).find(({ open }) => open.has(token));
      return realm !== undefined && (await isValid(token, realm.keys));
    },
    hosts: {
      ...Object.fromEntries(Object.values(apis).map(([host]) => [host, login])),
      ...Object.fromEntries(Object.keys(apis).map((host) => [host, api.server])),
    },
    close: () => {
      for (const realm of Object.values(realms)) realm.close();
    },
  };
}

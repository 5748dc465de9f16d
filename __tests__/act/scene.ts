/**
 * All that a run meets: production host names that lead to an identity server, a Keycloak and an API, and the values a repository keeps.
 */
import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { type IdentityServer, startIdentityServer } from '../helpers/identity-server.ts';
import { type KeycloakLike, type KeycloakLikeOptions, startKeycloakLike } from '../helpers/keycloak-like.ts';
import { assertUnreadable } from '../helpers/runner.ts';
import { type Api, createApi } from './api.ts';
import { type Ran, type Run, runWorkflow } from './engine.ts';
import { type Internet, startInternet } from '../helpers/internet.ts';
import { createRegistries, type Registries } from './registries.ts';
import { startVenly, type Venly } from './venly.ts';

interface SceneOptions {
  /** Seconds that a token of Arkane or Venly is valid for; 1800 and 300 unless told otherwise. */
  readonly lifetime?: number;
  /** How the Keycloak knows its client; by `secrets.ARKANE_CLIENT_SECRET` unless told otherwise. */
  readonly client?: KeycloakLikeOptions['secret'];
}

export interface Scene extends AsyncDisposable {
  /** login.arkane.network and login-qa.arkane.network: its tokens can be introspected. */
  readonly identity: IdentityServer;
  /** id.example.com and id.internal.example: it gives refresh tokens. */
  readonly keycloak: KeycloakLike;
  /** auth.example.com, which is no Keycloak: only its metadata tells where it answers. */
  readonly other: IdentityServer;
  /** login.venly.io and its like, and the APIs that take their tokens. */
  readonly venly: Venly;
  /** api.example.com, for the tokens of the identity server and of Venly; git.example.com and k8s.example.com, too. */
  readonly api: Api;
  /** npm.example.com and registry.example.com, for the same tokens. */
  readonly registries: Registries;
  readonly internet: Internet;
  /** What a repository of this scene has as secrets and variables. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly vars: Readonly<Record<string, string>>;
  /** Runs a workflow on a runner that trusts this internet, and knows no other. Fails when a secret or a token can be read in the log, or another host was asked for. */
  run(workflow: string, more?: Partial<Omit<Run, 'workflow'>>): Promise<Ran>;
  /** Whether each token of the identity server is active, in the order in which they were granted. */
  active(): Promise<boolean[]>;
}

export async function startScene({ lifetime, client }: SceneOptions = {}): Promise<Scene> {
  const identity = await startIdentityServer({
    format: 'opaque',
    lifetime: lifetime ?? 1800,
    scopes: ['view:wallets', 'view:profile'],
    clients: [{ id: 'arkane-ci' }, { id: 'market' }],
  });
  // A repository has one pair of names, wherever it sends what is saved there.
  const [arkane = '', market = ''] = identity.clients.map(({ secret }) => secret);
  const keycloak = await startKeycloakLike({
    secret: client ?? arkane,
    path: '/realms/ci/protocol/openid-connect/token',
  });
  const other = await startIdentityServer({
    plain: true,
    issuer: 'https://auth.example.com',
    format: 'opaque',
    clients: [{ id: 'arkane-ci', secret: arkane }],
  });
  const venly = await startVenly({ secret: arkane, lifetime: lifetime ?? 300 });
  const isActive = async (token: string): Promise<boolean> =>
    token !== '' && ((await venly.isActive(token)) || (await identity.introspect(token)).active);
  const api = createApi(isActive);
  const registries = createRegistries(isActive);
  const internet = await startInternet({
    'login.arkane.network': identity.server,
    'login-qa.arkane.network': identity.server,
    'id.example.com': keycloak.server,
    'id.internal.example': keycloak.server,
    'auth.example.com': other.server,
    ...venly.hosts,
    'api.example.com': api.server,
    'git.example.com': api.server,
    'k8s.example.com': api.server,
    'npm.example.com': registries.npm,
    'registry.example.com': registries.docker,
  });

  const secrets = {
    ARKANE_CLIENT_SECRET: arkane,
    MARKET_CLIENT_SECRET: market,
    ARKANE_SEAL_KEY: randomBytes(32).toString('base64'),
  };
  const vars = { ARKANE_CLIENT_ID: 'arkane-ci', MARKET_CLIENT_ID: 'market' };

  return {
    identity,
    keycloak,
    other,
    venly,
    api,
    registries,
    internet,
    secrets,
    vars,
    run: async (workflow, more = {}) => {
      const all = { ...secrets, ...more.secrets };
      const ran = await runWorkflow({
        workflow,
        trust: internet.certificate,
        ...more,
        secrets: all,
        vars: { ...vars, ...more.vars },
        env: { HTTPS_PROXY: internet.proxy, ...more.env },
      });
      expect(internet.refused, 'hosts that are not of this internet').toEqual([]);
      const granted = [identity, keycloak, other, venly.Arkane, venly.VenlyFinance].flatMap((server) => server.granted);
      for (const secret of [...secretsIn(all), ...granted]) assertUnreadable(secret, ran.log, 'the log');
      return ran;
    },
    active: async () => Promise.all(identity.granted.map(async (token) => (await identity.introspect(token)).active)),
    [Symbol.asyncDispose]: async () => {
      await internet[Symbol.asyncDispose]();
      await identity.close();
      await other.close();
      keycloak.close();
      venly.close();
    },
  };
}

/** Of a key in PEM, each line alone is secret. */
function secretsIn(all: Readonly<Record<string, string>>): string[] {
  return Object.values(all).flatMap((value) => value.split('\n').filter((line) => line !== '' && !line.startsWith('-----')));
}

const REALM = '/auth/realms/Arkane/protocol/openid-connect';
export const ARKANE = `login.arkane.network${REALM}`;
export const VENLY = `login.venly.io${REALM}`;

/** The line of the log for a session that was ended. */
export const ended = (host: string): string => `| Ended the session at ${host}.`;

/** How a step that succeeded is listed in `Ran.steps`, by the job that it stands in. */
export const main = (job = 'deploy', uses = 'org/arkane-token-action@v1'): string => `${job}: Success - Main ${uses}`;
export const post = (job = 'deploy', uses = 'org/arkane-token-action@v1'): string => `${job}: Success - Post ${uses}`;

/** The servers of Arkane, today Venly. action.yml, the README and the docs are generated from here. */
import { tokenEndpointOf } from '#oauth/keycloak.ts';

/** Their hosts, by the value of `environment`; the first is the default. */
export const environments: Readonly<Record<string, string>> = {
  production: 'login.arkane.network',
  qa: 'login-qa.arkane.network',
  staging: 'login-staging.arkane.network',
  venly: 'login.venly.io',
  'venly-staging': 'login-staging.venly.io',
  'venly-sandbox': 'login-sandbox.venly.io',
  'venly-qa': 'login-qa.venly.io',
};

/** The realms that they are known to have; the first is the default. */
export const realms: readonly [string, ...string[]] = ['Arkane', 'VenlyFinance'];

/** The token endpoint of `realm` at the host of an environment. */
export function environmentEndpoint(environment: string, realm: string): URL {
  return tokenEndpointOf(`https://${environments[environment] ?? ''}/auth/realms/${encodeURIComponent(realm)}`);
}

/** The environment that has this host; undefined where none has. */
export function environmentAt(host: string): string | undefined {
  return Object.keys(environments).find((name) => environments[name] === host.toLowerCase());
}

/** Whether `host` is the one that is asked where no input names a server. */
export function isDefaultHost(host: string): boolean {
  return environmentAt(host) === Object.keys(environments)[0];
}

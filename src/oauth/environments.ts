/** The servers of Arkane, today Venly. action.yml, the README and the docs are generated from here. */
import { tokenEndpointOf } from '#oauth/keycloak.ts';

/** The hosts by value of `environment`; the first is the default. */
export const environments: Readonly<Record<string, string>> = {
  production: 'login.arkane.network',
  qa: 'login-qa.arkane.network',
  staging: 'login-staging.arkane.network',
  venly: 'login.venly.io',
  'venly-staging': 'login-staging.venly.io',
  'venly-sandbox': 'login-sandbox.venly.io',
  'venly-qa': 'login-qa.venly.io',
};

/** Known realms; the first is the default. */
export const realms: readonly [string, ...string[]] = ['Arkane', 'VenlyFinance'];

export function environmentEndpoint(environment: string, realm: string): URL {
  return tokenEndpointOf(`https://${environments[environment] ?? ''}/auth/realms/${encodeURIComponent(realm)}`);
}

/** The environment with this host, if any. */
export function environmentAt(host: string): string | undefined {
  return Object.keys(environments).find((name) => environments[name] === host.toLowerCase());
}

/** Whether `host` is the one used when no input names a server. */
export function isDefaultHost(host: string): boolean {
  return environmentAt(host) === Object.keys(environments)[0];
}

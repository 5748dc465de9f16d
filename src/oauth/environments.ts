/**
 * The servers of Arkane (today Venly).
 */

const PATH = '/auth/realms/Arkane/protocol/openid-connect/token';

/** Their hosts, by the value of `environment`; the first is the default. */
export const environments: Readonly<Record<string, string>> = {
  production: 'login.arkane.network',
  qa: 'login-qa.arkane.network',
  staging: 'login-staging.arkane.network',
  venly: 'login.venly.io',
  'venly-sandbox': 'login-sandbox.venly.io',
};

/** The token endpoint of an environment; undefined where there is none of that name. */
export function tokenEndpoint(environment: string): URL | undefined {
  return Object.hasOwn(environments, environment) ? new URL(`https://${environments[environment] ?? ''}${PATH}`) : undefined;
}

/** The environment whose server `host` is; undefined where it is of none. */
export function environmentAt(host: string): string | undefined {
  return Object.keys(environments).find((name) => environments[name] === host.toLowerCase());
}

/** The environments beside the one whose server `host` is, where that is what one gets without asking; else undefined. */
export function othersThanDefault(host: string): readonly string[] | undefined {
  const [first, ...others] = Object.keys(environments);
  return environmentAt(host) === first ? others : undefined;
}

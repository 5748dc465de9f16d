/** The URLs of Keycloak. */

const TOKEN_PATH = /\/protocol\/openid-connect\/token\/?$/; // Keycloak takes a slash at the end

export function tokenEndpointOf(realm: string): URL {
  return new URL(`${realm}/protocol/openid-connect/token`);
}

/**
 * The realm in a URL, and the path after its name. Only `/realms/NAME` and, before version 17, `/auth/realms/NAME` are Keycloak:
 * other servers have `realms` in longer paths.
 */
export function realmOf({ origin, pathname }: URL): { readonly realm: string; readonly rest: string } | undefined {
  const [, realm, rest = ''] = /^((?:\/auth)?\/realms\/[^/]+)\/?(.*)$/.exec(pathname) ?? [];
  return realm === undefined ? undefined : { realm: origin + realm, rest };
}

export function isKeycloak({ pathname }: URL): boolean {
  return TOKEN_PATH.test(pathname);
}

/** Another endpoint of the same realm; undefined if `tokenUrl` is not Keycloak. */
export function endpointBeside(tokenUrl: URL, name: 'logout' | 'revoke'): URL | undefined {
  if (!isKeycloak(tokenUrl)) return undefined;
  const url = new URL(tokenUrl);
  url.pathname = url.pathname.replace(TOKEN_PATH, `/protocol/openid-connect/${name}`);
  return url;
}

/** The issuer of the realm; if `tokenUrl` is not Keycloak, the URL itself. */
export function issuerOf({ origin, pathname }: URL): string {
  return `${origin}${pathname}`.replace(TOKEN_PATH, '');
}

/**
 * Where Keycloak has its endpoints, told from the token endpoint.
 */

const TOKEN_PATH = /\/protocol\/openid-connect\/token\/?$/; // Keycloak answers with a slash at the end, too

/** The realm in a URL: its token endpoint, and what of the path comes after its name; undefined where there is none. */
export function realmOf({ origin, pathname }: URL): { readonly right: string; readonly more: string } | undefined {
  const [, realm, more = ''] = /^(.*\/realms\/[^/]+)\/?(.*)$/.exec(pathname) ?? [];
  return realm === undefined ? undefined : { right: `${origin}${realm}/protocol/openid-connect/token`, more };
}

/** Whether `url` may be where a realm gives tokens: a gateway may have another path for it. */
export function isTokenEndpoint({ pathname }: URL): boolean {
  return /\/token\/?$/.test(pathname);
}

/** Another endpoint of the same realm; undefined where `tokenUrl` is not Keycloak's. */
export function endpointBeside(tokenUrl: URL, name: 'logout' | 'revoke'): URL | undefined {
  if (!TOKEN_PATH.test(tokenUrl.pathname)) return undefined;
  const url = new URL(tokenUrl);
  url.pathname = url.pathname.replace(TOKEN_PATH, `/protocol/openid-connect/${name}`);
  return url;
}

/** The issuer of the realm; where `tokenUrl` is not Keycloak's, the token endpoint itself. */
export function issuerOf({ origin, pathname }: URL): string {
  return `${origin}${pathname}`.replace(TOKEN_PATH, '');
}

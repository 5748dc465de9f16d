/**
 * Where Keycloak has its endpoints, told from the token endpoint.
 */

const TOKEN_PATH = /\/protocol\/openid-connect\/token\/?$/; // Keycloak answers with a slash at the end, too

/**
 * The token endpoint of the realm that an issuer is; undefined where its path is no realm's. A slash at its end is a slip of the
 * pen.
 */
export function tokenEndpointOf({ origin, pathname }: URL): URL | undefined {
  return /\/realms\/[^/]+\/?$/.test(pathname)
    ? new URL(`${origin}${pathname.replace(/\/$/, '')}/protocol/openid-connect/token`)
    : undefined;
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

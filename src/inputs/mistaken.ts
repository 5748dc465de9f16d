/**
 * Tells a token endpoint from what people take for it, and what would be right.
 */
import type { NoEndpoint } from '../report/texts.ts';
import { environmentAt, tokenEndpoint } from '../server/environments.ts';

/** Where Keycloak has a realm (Keycloak's "Server Administration Guide", OpenID endpoints): with `/auth` before version 17. */
const REALM = /^(.*\/realms\/[^/]+)(?:\/(.*))?$/;
/** The other endpoints of a realm, and its pages. */
const OTHER = new RegExp(
  '^(protocol(/openid-connect)?|' +
    '(account|broker|login-actions|clients-registrations|protocol/saml|' +
    'protocol/openid-connect/(auth|certs|logout|userinfo|revoke|token/introspect|registrations))(/.*)?)$',
);
/** The admin console, which has the realm behind a `#`, and the admin API. */
const ADMIN = /^(.*)\/admin\/(?:realms\/([^/]+)|([^/]+)\/console(?:\/|$))/;

/** `given` without what stands behind the `#` of Keycloak's own pages. */
export function withoutPlace(given: string): string {
  return given.replace(/(\/admin\/[^/#?]+\/console|\/realms\/[^/#?]+\/account)(\/?)#.*$/, '$1$2');
}

/** What `url`, as it was given, is instead of a token endpoint; undefined where it may be one. */
export function mistaken(url: URL, given: string): NoEndpoint | undefined {
  const { pathname, host, origin } = url;
  const environment = environmentAt(host);
  const known = environment === undefined ? undefined : tokenEndpoint(environment)?.href;
  const [admin, base = '', managed, own] = ADMIN.exec(pathname) ?? [];
  const name = managed ?? /#\/(?:realms\/)?([^/?]+)/.exec(given)?.[1] ?? (own === 'master' ? undefined : own);
  const at = admin === undefined ? pathname.replace(/\/+$/, '') : `${base}/realms/${name ?? ''}`;
  const [, realm, rest = ''] = REALM.exec(at) ?? [];
  const prefix = known === undefined || pathname.startsWith('/auth/') ? '' : '/auth';
  const right = realm === undefined ? known : `${origin}${prefix}${realm}/protocol/openid-connect/token`;
  const no = (kind: NoEndpoint['kind']): NoEndpoint => ({
    kind,
    right,
    environment: right === known ? environment : undefined,
  });
  if (admin !== undefined) return no('admin');
  if (/\/\.well-known(\/|$)/.test(pathname)) return no('metadata');
  if (realm !== undefined && rest === '') return no('realm');
  if (OTHER.test(rest)) return no('other');
  if (known !== undefined && /^\/(auth\/?)?$/.test(pathname)) return no('host');
  // A path of nothing but a slash may be an endpoint, if somebody took the trouble to write it.
  if (pathname === '/' && !given.endsWith('/') && url.search === '') return no('host');
  return known !== undefined && prefix !== '' ? no(realm === undefined ? 'none' : 'elsewhere') : undefined;
}

import { describe, expect, test } from 'vitest';
import { endpointBeside, isKeycloak, issuerOf, realmOf, tokenEndpointOf } from '../../src/oauth/keycloak.ts';

const REALM = 'https://id.example:8443/auth/realms/Arkane';

describe.each([
  ['as usual', '/protocol/openid-connect/token'],
  ['with a slash at the end', '/protocol/openid-connect/token/'],
])('a token endpoint of Keycloak, %s', (_, path) => {
  const url = new URL(`${REALM}${path}`);

  test('has logout and revoke beside it, and its realm is its issuer', () => {
    for (const name of ['logout', 'revoke'] as const)
      expect(endpointBeside(url, name)?.href).toBe(`${REALM}/protocol/openid-connect/${name}`);
    expect(isKeycloak(url)).toBe(true);
    expect(issuerOf(url)).toBe(REALM);
    expect(url.href).toBe(`${REALM}${path}`); // not changed
  });
});

test('a query stays with the endpoint, and is no part of the issuer', () => {
  const url = new URL(`${REALM}/protocol/openid-connect/token?tenant=a`);
  expect(endpointBeside(url, 'logout')?.href).toBe(`${REALM}/protocol/openid-connect/logout?tenant=a`);
  expect(issuerOf(url)).toBe(REALM);
});

test.each([
  'https://id.example/oauth/token',
  'https://id.example/',
  'https://id.example/protocol/openid-connect/token/introspect',
  'https://id.example/protocol/openid-connect/tokens',
  'https://id.example/oauth?next=/protocol/openid-connect/token',
])('%s is not Keycloak: nothing is beside it, and it is its own issuer', (address) => {
  const url = new URL(address);
  expect([isKeycloak(url), endpointBeside(url, 'logout'), endpointBeside(url, 'revoke')]).toEqual([false, undefined, undefined]);
  expect(issuerOf(url)).toBe(`${url.origin}${url.pathname}`);
});

describe('the realm in a URL', () => {
  test.each([
    ['/realms/ci', '/realms/ci', ''],
    ['/realms/ci/', '/realms/ci', ''],
    ['/auth/realms/My%20Realm', '/auth/realms/My%20Realm', ''],
    ['/realms/ci/protocol/openid-connect/auth', '/realms/ci', 'protocol/openid-connect/auth'],
  ])('%s', (path, realm, rest) => {
    expect(realmOf(new URL(`https://id.example${path}`))).toEqual({ realm: `https://id.example${realm}`, rest });
  });

  // PingAM, ForgeRock and others have `realms` in longer paths.
  test.each([
    '/am/oauth2/realms/root/realms/alpha',
    '/x/realms/ci',
    '/auth/x/realms/ci',
    '/realms',
    '/realms/',
    '/',
    '/Realms/ci',
  ])('%s is not one of Keycloak', (path) => {
    expect(realmOf(new URL(`https://id.example${path}`))).toBeUndefined();
  });

  test('has its token endpoint', () => {
    expect(tokenEndpointOf(REALM).href).toBe(`${REALM}/protocol/openid-connect/token`);
  });
});

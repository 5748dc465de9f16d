import { describe, expect, test } from 'vitest';
import { endpointBeside, issuerOf } from '../../src/oauth/keycloak.ts';

const REALM = 'https://id.example:8443/auth/realms/Arkane';

describe.each([
  ['as usual', '/protocol/openid-connect/token'],
  ['with a slash at the end', '/protocol/openid-connect/token/'],
])('a token endpoint of Keycloak, %s', (_, path) => {
  const url = new URL(`${REALM}${path}`);

  test.each(['logout', 'revoke'] as const)('has %s beside it', (name) => {
    expect(endpointBeside(url, name)?.href).toBe(`${REALM}/protocol/openid-connect/${name}`);
  });

  test('is of the issuer that is its realm', () => {
    expect(issuerOf(url)).toBe(REALM);
  });

  test('is not changed by the asking', () => {
    const { href } = url;
    endpointBeside(url, 'logout');
    expect(url.href).toBe(href);
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
])('%s is not of Keycloak: it has nothing beside it, and is its own issuer', (address) => {
  const url = new URL(address);
  expect(endpointBeside(url, 'logout')).toBeUndefined();
  expect(endpointBeside(url, 'revoke')).toBeUndefined();
  expect(issuerOf(url)).toBe(`${url.origin}${url.pathname}`);
});

import { expect, test } from 'vitest';
import { environmentAt, environments, othersThanDefault, tokenEndpoint } from '../../src/oauth/environments.ts';
import { issuerOf } from '../../src/oauth/keycloak.ts';

test.each(Object.entries(environments))('%s is the realm Arkane of %s, by https', (name, host) => {
  expect(tokenEndpoint(name)?.href).toBe(`https://${host}/auth/realms/Arkane/protocol/openid-connect/token`);
  expect(environmentAt(host.toUpperCase())).toBe(name);
  expect(issuerOf(tokenEndpoint(name) as URL)).toBe(`https://${host}/auth/realms/Arkane`);
});

test('production is the default, and no two are one', () => {
  expect(Object.keys(environments)[0]).toBe('production');
  expect(new Set(Object.values(environments)).size).toBe(Object.keys(environments).length);
});

test.each(['', 'Production', 'production ', 'prod', 'login.arkane.network', '__proto__', 'constructor', 'toString'])(
  '%j is none',
  (name) => {
    expect(tokenEndpoint(name)).toBeUndefined();
  },
);

test.each(['', 'arkane.network', 'login.arkane.network.test', 'login.arkane.network:8443', 'production'])(
  '%j is no host of one',
  (host) => {
    expect(environmentAt(host)).toBeUndefined();
  },
);

test('the others are told at the default alone', () => {
  expect(othersThanDefault('login.arkane.network')).toEqual(Object.keys(environments).slice(1));
  expect(othersThanDefault('login.venly.io')).toBeUndefined();
  expect(othersThanDefault('id.example.com')).toBeUndefined();
});

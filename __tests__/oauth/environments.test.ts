import { expect, test } from 'vitest';
import { environmentAt, environmentEndpoint, environments, isDefaultHost, realms } from '../../src/oauth/environments.ts';
import { issuerOf } from '../../src/oauth/keycloak.ts';

test('these are the servers, and the first is the default', () => {
  expect(Object.entries(environments)).toEqual([
    ['production', 'login.arkane.network'],
    ['qa', 'login-qa.arkane.network'],
    ['staging', 'login-staging.arkane.network'],
    ['venly', 'login.venly.io'],
    ['venly-staging', 'login-staging.venly.io'],
    ['venly-sandbox', 'login-sandbox.venly.io'],
    ['venly-qa', 'login-qa.venly.io'],
  ]);
  expect(realms).toEqual(['Arkane', 'VenlyFinance']);
});

test.each(Object.entries(environments))('%s is %s, by https', (name, host) => {
  for (const realm of realms) {
    const url = environmentEndpoint(name, realm);
    expect(url.href).toBe(`https://${host}/auth/realms/${realm}/protocol/openid-connect/token`);
    expect(issuerOf(url)).toBe(`https://${host}/auth/realms/${realm}`);
  }
  expect(environmentAt(host.toUpperCase())).toBe(name);
});

test('a realm leads nowhere else', () => {
  for (const realm of ['a b', '..', '.', '%2e%2e', 'ä', 'a:b@c'])
    expect(environmentEndpoint('venly', realm).host, realm).toBe('login.venly.io');
  expect(environmentEndpoint('venly', 'a b').pathname).toBe('/auth/realms/a%20b/protocol/openid-connect/token');
});

test.each(['', 'arkane.network', 'login.arkane.network.test', 'login.arkane.network:8443', 'production'])(
  '%j is not the host of one',
  (host) => {
    expect(environmentAt(host)).toBeUndefined();
  },
);

test('the others are named at the default alone', () => {
  expect(isDefaultHost('login.arkane.network')).toBe(true);
  expect(isDefaultHost('login.venly.io')).toBe(false);
  expect(isDefaultHost('id.example.com')).toBe(false);
});

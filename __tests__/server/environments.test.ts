import { expect, test } from 'vitest';
import { environmentAt, environments, othersThanDefault, tokenEndpoint } from '../../src/server/environments.ts';

test.each(Object.entries(environments))('%s has its token endpoint at %s', (name, host) => {
  expect(tokenEndpoint(name)?.href).toBe(`https://${host}/auth/realms/Arkane/protocol/openid-connect/token`);
  expect(environmentAt(host.toUpperCase())).toBe(name);
});

test.each(['', 'Production', '__proto__', 'constructor', 'login.arkane.network'])('%j is no environment', (name) => {
  expect(tokenEndpoint(name)).toBeUndefined();
});

test.each(['', 'arkane.network', 'login.arkane.network.test', 'login.arkane.network:8443', 'production'])(
  '%j is no host of one',
  (host) => {
    expect(environmentAt(host)).toBeUndefined();
  },
);

test('the others are told at the default alone', () => {
  expect(othersThanDefault('login.arkane.network')).toEqual(['qa', 'staging', 'venly', 'venly-sandbox']);
  expect(othersThanDefault('login.venly.io')).toBeUndefined();
  expect(othersThanDefault('id.example.com')).toBeUndefined();
});

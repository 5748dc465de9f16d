/**
 * What people take for a token endpoint: refused before anything is sent, with the right one.
 */
import { describe, expect, test } from 'vitest';
import { mistaken } from '../../src/inputs/mistaken.ts';
import { ask, expectFailure } from '../helpers/hostile-server.ts';

const arkane = 'https://login.arkane.network/auth/realms/Arkane/protocol/openid-connect/token';
const qa = 'https://login-qa.arkane.network/auth/realms/Arkane/protocol/openid-connect/token';
const own = 'https://id.example.com/realms/ci/protocol/openid-connect/token';
const old = 'https://id.example.com/auth/realms/ci/protocol/openid-connect/token';

test.each<[string, string, string]>([
  ['https://id.example.com/realms/ci', 'the address of the realm', own],
  ['https://id.example.com/realms/ci/', 'the address of the realm', own],
  ['https://id.example.com/auth/realms/ci', 'the address of the realm', old],
  ['https://id.example.com/realms/ci/.well-known/openid-configuration', 'its metadata', own],
  ['https://id.example.com/auth/realms/ci/.well-known/openid-configuration', 'its metadata', old],
  ['https://id.example.com/.well-known/openid-configuration', 'its metadata', 'the `token_endpoint` that stands there'],
  ['https://id.example.com/realms/ci/protocol/openid-connect', 'another address of the realm', own],
  ['https://id.example.com/realms/ci/protocol/openid-connect/auth', 'another address of the realm', own],
  [
    'https://id.example.com',
    'the host alone',
    'the whole address, such as https://id.example.com/realms/NAME/protocol/openid-connect/token',
  ],
  [
    'http://localhost:8080',
    'the host alone',
    'the whole address, such as http://localhost:8080/realms/NAME/protocol/openid-connect/token',
  ],
  ['https://login.arkane.network/', 'the host alone', `${arkane}, or \`environment: production\``],
  ['https://login-qa.arkane.network/auth', 'the host alone', `${qa}, or \`environment: qa\``],
  ['https://login-qa.arkane.network/realms/Arkane', 'the address of the realm', qa],
  ['https://LOGIN-QA.arkane.network/realms/Arkane/protocol/openid-connect/token', 'without `/auth`', qa],
  ['https://login.venly.io/realms/Arkane/protocol/openid-connect/token', 'without `/auth`', '`environment: venly`'],
  ['https://id.example.com/admin/ci/console/', 'the admin console', own],
  ['https://id.example.com/admin/master/console/#/ci/clients', 'the admin console', own],
  ['https://id.example.com/auth/admin/master/console/#/realms/ci', 'the admin console', old],
  ['https://id.example.com/admin/realms/ci', 'the admin console or API', own],
  ['https://id.example.com/auth/admin/realms/ci/clients', 'the admin console or API', old],
  [
    'https://id.example.com/admin/master/console/',
    'the admin console',
    'the whole address, such as https://id.example.com/realms/NAME/protocol/openid-connect/token',
  ],
  ['https://id.example.com/realms/ci/account', 'another address of the realm', own],
  ['https://id.example.com/realms/ci/account/#/personal-info', 'another address of the realm', own],
  ['https://id.example.com/realms/ci/protocol/openid-connect/token/introspect', 'another address of the realm', own],
  ['https://id.example.com/realms/ci/protocol/saml/descriptor', 'another address of the realm', own],
  ['https://login.arkane.network/auth/admin/Arkane/console/', 'the admin console', `${arkane}, or \`environment: production\``],
  ['https://login.arkane.network/token', 'an address that this server does not have', arkane],
  [
    'https://login.venly.io/realms/Other',
    'the address of the realm',
    'https://login.venly.io/auth/realms/Other/protocol/openid-connect/token.',
  ],
  ['https://login.venly.io/.well-known/openid-configuration', 'metadata', 'https://login.venly.io/auth/realms/Arkane/protocol/'],
])('%s', async (url, what, right) => {
  const message = expectFailure(await ask({ url }), 'input_invalid', 'The input `token_url` is ', what);
  expect(message).toContain(`Give ${right}`.replace('Give `env', '`env'));
});

describe('may be one', () => {
  test.each([
    own,
    old,
    arkane,
    `${own}/`,
    'https://id.example.com/',
    'https://id.example.com/?tenant=a',
    'https://id.example.com?tenant=a',
    'https://id.example.com/oauth2/token',
    'https://id.example.com/realms/ci/token',
    'https://id.example.com/realms/ci/protocol/openid-connect/ext/token',
    'https://id.example.com/admin/token',
    'https://id.example.com/account/token',
  ])('%s', (url) => {
    expect(mistaken(new URL(url), url)).toBeUndefined();
  });
});

/**
 * Input names that are nearly ours: nothing is sent. What resembles none, or does no harm, is left alone.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { misspelt } from '../../src/inputs/misspelt.ts';
import { inputNames } from '../../src/inputs/names.ts';
import { ask, expectFailure, grant, type HostileServer, secret, startHostileServer, token } from '../helpers/hostile-server.ts';
import { runStep } from '../helpers/runner.ts';

let server: HostileServer;
beforeAll(async () => {
  server = await startHostileServer(grant());
});
afterAll(() => server[Symbol.asyncDispose]());

const wrong = (given: string, meant: string): string =>
  `\`with:\` has \`${given}\`, which is no input: did you mean \`${meant}\`? Nothing was sent.`;

describe.concurrent('nothing is sent', () => {
  test.each<[string, string, Record<string, string>]>([
    ['token-url', 'token_url', { token_url: '', 'token-url': 'https://id.example.com/token' }],
    ['enviroment', 'environment', { token_url: '', environment: 'production', enviroment: 'venly' }],
    ['clientid', 'client_id', { client_id: '', clientId: 'ci' }],
    ['client-id', 'client_id', { client_id: '', 'client-id': 'ci' }],
    ['client-secret', 'client_secret', { client_secret: '', 'client-secret': secret }],
    ['scopes', 'scope', { scopes: 'a b' }],
    ['audiance', 'audience', { audiance: 'api' }],
    ['time_out', 'timeout', { time_out: '5' }],
    ['sumary', 'summary', { sumary: 'true' }],
    ['revoked', 'revoke', { revoked: 'false' }],
    ['seal-key', 'seal_key', { 'seal-key': Buffer.alloc(32, 7).toString('base64') }],
  ])('with `%s` for `%s`', async (given, meant, inputs) => {
    const message = expectFailure(await ask(server, { inputs, secrets: [secret] }), 'input_invalid', wrong(given, meant));
    expect(message).not.toMatch(/is empty|\n/);
    expect(server.received).toEqual([]);
  });

  // Where no server is named, production would be asked.
  test.each<[string, string, Record<string, string>]>([
    ['url', 'token_url', { url: 'https://id.example.com/token' }],
    ['token_endpoint', 'token_url', { token_endpoint: 'https://id.example.com/token', environment: 'production' }],
    ['auth-server-url', 'token_url', { 'auth-server-url': 'https://id.example.com/auth' }],
    ['realm', 'issuer', { realm: 'ci' }],
    ['env', 'environment', { env: 'qa' }],
    ['arkane_env', 'environment', { arkane_env: 'qa' }],
    ['environment-name', 'environment', { 'environment-name': 'qa' }],
    ['uri', 'token_url', { uri: 'https://id.example.com/oauth' }],
    ['hostname', 'token_url', { hostname: 'id.example.com' }],
    ['keycloak_url', 'token_url', { keycloak_url: 'https://id.example.com' }],
    ['access_token_uri', 'token_url', { access_token_uri: 'https://id.example.com/token' }],
    ['token_endpoint_url', 'token_url', { token_endpoint_url: 'https://id.example.com/token' }],
    ['authority', 'token_url', { authority: 'https://id.example.com' }],
    ['auth-url', 'token_url', { 'auth-url': 'https://id.example.com/auth' }],
    ['issuer_url', 'issuer', { issuer_url: 'https://id.example.com/realms/ci' }],
    ['realm-name', 'issuer', { 'realm-name': 'ci' }],
    ['base_url', 'token_url', { base_url: 'https://id.example.com/realms/ci' }],
    ['tenant', 'token_url', { tenant: 'https://id.example.com/oauth2/v1/token' }],
    ['discovery', 'token_url', { discovery: 'https://id.example.com/.well-known/openid-configuration' }],
    ['where', 'token_url', { where: 'https://login-qa.arkane.network' }],
  ])('with `%s` for `%s`, as others call it', async (given, meant, inputs) => {
    const step = { inputs: { token_url: '', timeout: '1', ...inputs }, env: { HTTPS_PROXY: 'http://127.0.0.1:1' } };
    expectFailure(await ask(server, step), 'input_invalid', wrong(given, meant));
    expect(server.received).toEqual([]);
  });

  // These were green, without what was asked for.
  test.each<[string, string, string]>([
    ['aud', 'audience', 'api'],
    ['min_valid', 'min_validity', '900'],
    ['minimum-validity', 'min_validity', '900'],
    ['timeout_seconds', 'timeout', '5'],
    ['authentication_method', 'auth_method', 'client_secret_basic'],
    ['params', 'parameters', 'a=b'],
    ['client_cert', 'client_certificate', 'x'],
    ['revoke_token', 'revoke', 'false'],
  ])('with `%s` for `%s`, which nobody set', async (given, meant, value) => {
    expectFailure(await ask(server, { inputs: { timeout: '', [given]: value } }), 'input_invalid', wrong(given, meant));
    expect(server.received).toEqual([]);
  });

  test('with the names that others have for the id and the secret', async () => {
    const inputs = { client_id: '', client_secret: '', username: 'ci', password: secret };
    const message = expectFailure(await ask(server, { inputs, secrets: [secret] }), 'input_invalid');
    expect(message.split('\n').sort()).toEqual(
      [wrong('username', 'client_id'), wrong('password', 'client_secret'), expect.stringMatching(/^Correct them/)].sort(),
    );
  });

  test('and all that is wrong is told, one a line', async () => {
    const inputs = { client_id: '', 'client-id': 'ci', timeout: '1h', scopes: 'a' };
    const message = expectFailure(await ask(server, { inputs }), 'input_invalid');
    expect(message.split('\n')).toEqual([
      wrong('client-id', 'client_id'),
      wrong('scopes', 'scope'),
      expect.stringContaining('`timeout`'),
      expect.stringMatching(/^Correct them/),
    ]);
  });

  test('in unseal', async () => {
    const inputs = { seal_key: Buffer.alloc(32, 7).toString('base64'), 'sealed-token': 'x' };
    expectFailure(await runStep({ entry: 'unseal', inputs }), 'input_invalid', wrong('sealed-token', 'sealed_token'));
  });
});

describe.concurrent('left alone', () => {
  test.each<[string, Record<string, string>]>([
    ['what others call that which is given', { url: 'x', username: 'x', password: 'y' }],
    ['what resembles none', { token: 'x', url: 'https://id.example.com', realm: 'x', env: 'x', debug: 'true' }],
    ['what others call it that is set', { aud: 'x', audience: 'y', min_ttl: '9', min_validity: '1' }],
    ['an address of any other thing', { api_url: 'https://api.example.com/wallets', timeout_minutes: '5', env_file: '.env' }],
    ['what has the value of the right one', { scope: 'a b', scopes: 'a b' }],
    ['what is empty', { 'token-url': '', scopes: '' }],
  ])('%s', async (_, inputs) => {
    await using own = await startHostileServer(grant());
    expect(await ask(own, { inputs })).toMatchObject({ exitCode: 0, outputs: { access_token: token }, errors: [] });
  });
});

test('every input is found by each of its likely misspellings, and never taken for another', () => {
  for (const known of Object.values(inputNames)) {
    for (const name of known) {
      expect(misspelt(known, { [`INPUT_${name.toUpperCase()}`]: 'x' })).toEqual([]);
      const middle = Math.ceil(name.length / 2);
      const misspellings = [
        name.replaceAll('_', '-'),
        `${name}s`,
        name.slice(0, middle) + name.slice(middle + 1),
        `${name.slice(0, middle)}${name[middle] ?? ''}${name.slice(middle)}`,
      ].filter((each) => !(known as readonly string[]).includes(each));
      for (const given of misspellings)
        expect(misspelt(known, { [`INPUT_${given.toUpperCase()}`]: 'x' })).toEqual([{ given, meant: name }]);
    }
  }
});

test('other variables are none of its business', () => {
  expect(misspelt(['scope'], { SCOPES: 'x', INPUTS_SCOPES: 'x', INPUT_: 'x', INPUT: 'x' })).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { checkEndpoint, endpointOf, maskQuery } from '../../src/oauth/endpoint-url.ts';
import { failureOf } from '../helpers/failures.ts';
import { ask, grant, reply, secret, startHostileServer, token, type Behaviour } from '../helpers/hostile-server.ts';
import { record } from '../helpers/log.ts';
import { runStep } from '../helpers/runner.ts';

describe('checkEndpoint', () => {
  test.each([
    'https://id.example/token',
    'https://id.example:8443/realms/a/protocol/openid-connect/token?x=1',
    'http://localhost/t',
    'http://127.0.0.1:8080/t',
    'http://127.1.2.3/t',
    'http://[::1]:1/t',
  ])('takes %s', (given) => {
    expect(checkEndpoint('token_url', given).href).toBe(new URL(given).href);
  });

  test.each([
    ['no url', /is no URL/],
    ['/token', /is no URL/],
    ['http://id.example/t', /is not https/],
    ['http://127.0.0.1.evil.example/t', /is not https/],
    ['http://localhost.evil.example/t', /is not https/],
    [`https://${'evil.'.repeat(50)}example/t`, /is no URL/],
    ['ftp://id.example/t', /is not https/],
    ['file:///etc/passwd', /is no URL/],
    ['https://user:hunter2@id.example/t', /user name or password/],
    ['https://id.example/t#hunter2', /fragment/],
    ['https://id.example/t#', /fragment/],
    ['https://id.example/\nhunter2', /line break/],
  ])('refuses %j, and does not repeat it', (given, said) => {
    const { code, message } = failureOf(() => checkEndpoint('token_url', given));
    expect(code).toBe('input_invalid');
    expect(message).toMatch(said);
    expect(message).not.toMatch(/hunter2|evil/);
  });
});

describe('a query of the token endpoint', () => {
  test.each<[string, string[]]>([
    ['', []],
    ['?', []],
    ['?from=ci&tenant=sales', []],
    ['?key=12345678', ['12345678']],
    ['?a=1&key=12345678&&other=abcdefgh=', ['12345678', 'abcdefgh=', 'abcdefgh%3D']],
    ['?12345678', ['12345678']],
    ['?a-long-name=', []],
    ['?key=a%20b%2Bcdefg', ['a%20b%2Bcdefg', 'a b+cdefg']],
    ['?key=%zz%20long', ['%zz%20long', '%zz long']],
  ])('%j: what is long enough to be a key is masked, as written and decoded', (query, wanted) => {
    const { log, masks } = record();
    maskQuery(new URL(`https://id.example/token${query}`), log);
    expect(masks).toEqual(expect.arrayContaining(wanted));
    if (wanted.length === 0) expect(masks).toEqual([]);
  });

  const key = 'gateway key/5f2b8c31+x';
  const query = `?from=ci&key=${encodeURIComponent(key)}`;
  const secrets = [key, encodeURIComponent(key)];
  const says = (): Behaviour =>
    reply({ error: 'invalid_scope', error_description: `not with key=${encodeURIComponent(key)}` }, 400);

  test('is sent, and in no line of a step that fails', async () => {
    await using server = await startHostileServer(says());
    const { errors, masks } = await ask({ url: server.url + query }, { secrets });
    expect(errors[0]?.message).toMatch(/answered 400: invalid_scope/);
    expect(masks).toEqual(expect.arrayContaining(secrets));
    expect(server.received[0]?.path).toMatch(/\?from=ci&key=gateway%20key/);
  });

  test('is sent and masked at the end of the session, too', async () => {
    await using server = await startHostileServer([grant({ refresh_token: 'a-refresh-token' }), says()]);
    const { state } = await ask({ url: server.url + query }, { secrets });
    const { masks, warnings } = await runStep({ entry: 'post', state, secrets: [secret, token, ...secrets] });
    expect(warnings[0]?.message).toContain('answered 400');
    expect(masks).toEqual(expect.arrayContaining(secrets));
    expect(server.received[1]?.path).toMatch(/logout\?from=ci&key=gateway%20key/);
  });

  test.each<[string, Record<string, string>, string]>([
    ['the server is no Keycloak', {}, '/token'],
    ['the session is to stay', { revoke: 'false' }, '/realms/a/protocol/openid-connect/token'],
  ])('is not in the state, nor any credential or token, where %s', async (_, inputs, path) => {
    await using server = await startHostileServer(grant({ refresh_token: 'a-refresh-token' }));
    const url = new URL(path + query, server.url).href;
    const { state, exitCode } = await ask({ url }, { inputs, secrets });
    expect(exitCode).toBe(0);
    const text = JSON.stringify(state);
    expect(text).toContain('arkane-ci');
    for (const each of [...secrets, secret, token, 'a-refresh-token', 'from=ci']) expect(text).not.toContain(each);
  });
});

describe('endpointOf', () => {
  test.each(['https://id.example/t?x=1', 'http://localhost:8080/t', 'http://127.0.0.1/t', 'http://[::1]:80/t'])('%s', (given) => {
    expect(endpointOf(given)).toEqual(new URL(given));
  });

  test.each([
    [
      'no_url',
      ['', 'id.example/t', 'https://', '/t', 'https://id.example/\nt', null, undefined, 7, {}, ['https://id.example/t']],
    ],
    ['not_https', ['http://id.example/t', 'http://localhost.example/t', 'http://127.0.0.1.example/', 'ftp://localhost/t']],
    ['user_info', ['https://u@id.example/t', 'https://:p@id.example/t']],
    ['fragment', ['https://id.example/t#', 'https://id.example/t#x']],
  ])('%s', (problem, given) => {
    expect(given.map(endpointOf)).toEqual(given.map(() => problem));
  });
});

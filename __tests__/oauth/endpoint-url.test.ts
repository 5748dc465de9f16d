import { describe, expect, test } from 'vitest';
import { checkEndpoint, endpointOf, maskQuery, urlProblems, type UrlProblem } from '../../src/oauth/endpoint-url.ts';
import { failureOf } from '../helpers/failures.ts';
import { ask, grant, reply, secret, startHostileServer, token, type Behaviour } from '../helpers/hostile-server.ts';
import { record } from '../helpers/log.ts';
import { runStep } from '../helpers/runner.ts';

describe('a URL that a secret is sent to', () => {
  test.each([
    'https://id.example/token',
    'https://id.example:8443/realms/a/protocol/openid-connect/token?x=1',
    'https://id.example/oauth/token?tenant={a}',
    'http://localhost/t',
    'http://127.0.0.1:8080/t',
    'http://127.1.2.3/t',
    'http://[::1]:1/t',
  ])('may be %s', (value) => {
    expect(endpointOf(value)).toEqual(new URL(value));
    expect(checkEndpoint(value, 'token_url')).toEqual(new URL(value));
  });

  const long = `https://${'hunter2.'.repeat(40)}example/t`;
  test.each<[UrlProblem, unknown[]]>([
    ['no_url', ['', 'hunter2', 'id.example/t', '/t', 'https://', 'file:///etc/hunter2', 'https://id.example/\nhunter2', long]],
    ['no_url', [`https://${'eyJ'.repeat(20_000)}`]], // `URL.canParse` takes it, `new URL` does not
    ['no_url', ['https://id.example/\thunter2', null, undefined, 7, {}, ['https://id.example/t']]],
    [
      'not_https',
      ['http://id.example/t', 'http://localhost.hunter2.example/t', 'http://127.0.0.1.example/', 'ftp://localhost/t'],
    ],
    ['not_https', ['http://keycloak:8080/realms/ci/protocol/openid-connect/token']], // a service container by its name
    ['user_info', ['https://u@id.example/t', 'https://:hunter2@id.example/t', 'https://id.example/t?a=b&client_secret=hunter2']],
    ['character', ['https://id.example/t"', 'https://id.example/{realm}/t', 'https://id.example/t\u200b', 'https://***/t']],
    ['character', ['https://id.example/a\u00a0b', 'https://id.example/`t`', 'https://id.example/<realm>/t']],
    ['fragment', ['https://id.example/t#', 'https://id.example/t#hunter2']],
  ])('may not be: %s %j', (problem, values) => {
    expect(values.map(endpointOf)).toEqual(values.map(() => problem));
    for (const value of values.filter((each) => typeof each === 'string')) {
      const [said, fix] = urlProblems[problem];
      const { error } = failureOf(() => checkEndpoint(value, 'issuer'));
      expect(error).toMatchObject({ id: 'input_invalid', params: { problem: `\`issuer\` ${said}`, fix } });
      expect(JSON.stringify(error.params)).not.toContain('hunter2');
    }
  });

  test('over plain http, in a service container, is named with what to do', () => {
    expect(urlProblems.not_https[1]).toMatch(/`ports:`.*`http:\/\/localhost:PORT`/);
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
    reply({ error: 'invalid_target', error_description: `not with key=${encodeURIComponent(key)}` }, 400);

  test('is sent, and in no line of a step that fails', async () => {
    await using server = await startHostileServer(says());
    const { errors, masks } = await ask({ url: server.url + query }, { secrets });
    expect(errors[0]?.message).toMatch(/\(400\): invalid_target/);
    expect(masks).toEqual(expect.arrayContaining(secrets));
    expect(server.received[0]?.path).toMatch(/\?from=ci&key=gateway%20key/);
  });

  test('is sent and masked at the end of the session, too', async () => {
    await using server = await startHostileServer([grant({ refresh_token: 'a-refresh-token' }), says()]);
    const { state } = await ask({ url: server.url + query }, { secrets });
    const { masks, warnings } = await runStep({ entry: 'post', state, secrets: [secret, token, ...secrets] });
    expect(warnings[0]?.message).toContain('(400): invalid_target');
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

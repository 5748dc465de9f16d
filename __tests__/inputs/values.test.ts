/**
 * The inputs, checked by the built action before it asks anybody.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { environments } from '../../src/oauth/environments.ts';
import type { ErrorCode } from '../../src/report/texts.ts';
import {
  ask,
  expectFailure,
  grant,
  type HostileServer,
  reply,
  secret,
  startHostileServer,
  token,
} from '../helpers/hostile-server.ts';

const jwt = `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from('{"sub":"a"}').toString('base64url')}.c2lnbmF0dXJl`;

const METHODS = ['client_secret_post', 'client_secret_basic'] as const;

let server: HostileServer;
let folder: string;
beforeAll(async () => {
  server = await startHostileServer(grant());
  folder = mkdtempSync(join(tmpdir(), 'inputs-'));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** The environment of a run on a pull request whose branch is in `from`. */
function pullRequest(from: string | null, event = 'pull_request'): Record<string, string> {
  const file = join(folder, `${encodeURIComponent(String(from))}.json`);
  const repo = from === null ? null : { full_name: from };
  writeFileSync(file, JSON.stringify({ pull_request: { head: { repo } } }));
  return { GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: file, GITHUB_REPOSITORY: 'org/app', GITHUB_ACTOR: 'someone' };
}

/** An address that would be asked at no cost if its check were missing: nothing listens there. */
const at = (rest: string): string => `http://127.0.0.1:1${rest}`;

describe.concurrent('nothing is asked', () => {
  type Row = [string, Record<string, string>, ErrorCode, ...(string | RegExp)[]];
  test.each<Row>([
    ['no client_id', { client_id: '' }, 'input_missing', /^The input `client_id` is empty\./],
    ['a client_id of spaces', { client_id: '  ' }, 'input_missing', '`client_id`'],
    ['a client_id of two lines', { client_id: 'a\nb' }, 'input_invalid', '`client_id` has a line break'],
    ['a client_id with a bell', { client_id: 'a\u0007b' }, 'input_invalid', '`client_id` has a line break or another control'],
    ['a secret of two lines', { client_secret: `${secret}\n${secret}` }, 'input_invalid', '`client_secret` has a line break'],
    ['a secret with a tab', { client_secret: `${secret}\t` }, 'input_invalid', '`client_secret`'],
    ['an audience of two lines', { audience: 'a\nb' }, 'input_invalid', '`audience`'],
    ['a scope in quotes', { scope: '"read write"' }, 'input_invalid', '`scope` has a character', 'without quotes'],
    ['a scope beyond ASCII', { scope: 'lesen schließen' }, 'input_invalid', '`scope`'],
    [
      'a method that is none',
      { auth_method: 'basic' },
      'input_invalid',
      '`auth_method` has a value that it does not know',
      '`client_secret_post`, `client_secret_basic`',
    ],
    ['a method in capitals', { auth_method: 'CLIENT_SECRET_POST' }, 'input_invalid', '`auth_method`'],
    ...['0', '3601', '-1', '1.5', '1e3', '10s', 'NaN', '٣', '9999999999'].map((timeout): Row => [
      `timeout ${timeout}`,
      { timeout },
      'input_invalid',
      '`timeout` is not a whole number of seconds from 1 to 3600',
      'from 1 to 3600',
    ]),
    ...['-1', '0.5', 'an hour', '31536001'].map((min_validity): Row => [
      `min_validity ${min_validity}`,
      { min_validity },
      'input_invalid',
      '`min_validity`',
      'from 0 to 31536000',
    ]),
    [
      'names of scopes with commas',
      { scope: 'read,write' },
      'input_invalid',
      '`scope` has a comma. Separate the names with spaces',
    ],
    ['names of scopes with commas and spaces', { scope: 'read, write' }, 'input_invalid', '`scope` has a comma'],
    [
      'a key and no method',
      { client_secret: '', private_key: 'not even looked at' },
      'input_invalid',
      /^The input `private_key` is set, and `auth_method: client_secret_post` uses none\. Add `auth_method: private_key_jwt`, or/,
    ],
    ['a key and a secret', { private_key: 'not even looked at' }, 'input_invalid', 'or leave the key out'],
    [
      'a key and an ID token',
      { client_secret: '', auth_method: 'github_oidc', private_key: 'not even looked at' },
      'input_invalid',
      '`auth_method: github_oidc` uses none',
    ],
    [
      'a file and no method',
      { client_secret: '', client_assertion_file: '/token' },
      'input_invalid',
      /^The input `client_secret` is empty, and `client_assertion_file` is set\. Add `auth_method: client_assertion`, or/,
    ],
    [
      'a certificate and no method',
      { client_secret: '', client_certificate: 'x', client_certificate_key: 'x' },
      'input_invalid',
      'and `client_certificate` is set. Add `auth_method: tls_client_auth`',
    ],
    [
      'the assertion in place of its path',
      { client_secret: '', auth_method: 'client_assertion', client_assertion_file: `Bearer ${jwt}` },
      'input_invalid',
      /^The input `client_assertion_file` is a JWT\. Give the path/,
    ],
    ['a time with a unit', { timeout: '60s' }, 'input_invalid', 'Give it without a unit'],
    ['a time without one', { timeout: '0' }, 'input_invalid', /^The input `timeout` [^.]* from 1 to 3600\. Correct it/],
    ['a summary that is neither', { summary: 'yes' }, 'input_invalid', '`summary` has a value that it does not know'],
    ['a certificate that is none', { ca_certificate: 'ca.pem' }, 'input_invalid', '`ca_certificate`', 'not a path'],
  ])('with %s', async (_, inputs, code, ...said) => {
    expectFailure(await ask(server, { inputs, secrets: [jwt] }), code, ...said);
    expect(server.received).toHaveLength(0);
  });

  test('and an id that is saved as a secret, or a secret that is saved as a variable, is thought of', async () => {
    expectFailure(await ask(server, { inputs: { client_id: '' } }), 'input_missing', /`\$\{\{ vars\.NAME \}\}` finds no secret/);
    expectFailure(await ask(server, { inputs: { client_secret: '' } }), 'secret_empty', 'it may be saved as a variable');
  });

  test('and all that is wrong is told at once, one a line', async () => {
    const inputs = {
      client_id: '',
      auth_method: 'x',
      timeout: 'x',
      min_validity: 'x',
      scope: '"',
      audience: 'a\nb',
    };
    const message = expectFailure(
      await ask(server, { inputs: { ...inputs, ca_certificate: 'x', summary: 'x' } }),
      'input_missing',
    );
    for (const name of [...Object.keys(inputs), 'ca_certificate', 'summary']) expect(message).toContain(`The input \`${name}\``);
    const lines = message.split('\n');
    expect(lines).toHaveLength(9);
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/^The input `\w+` .*\.$/);
    expect(server.received).toHaveLength(0);
  });
});

describe.concurrent('a token_url', () => {
  test.each<[string, string, ...(string | RegExp)[]]>([
    ['that is none', 'login.arkane.network/token', '`token_url` is no URL'],
    ['without a host', 'https://', '`token_url` is no URL'],
    ['of http that is not loopback', 'http://login.test/token', '`token_url` is not https', 'Only a loopback host'],
    ['of http that only looks like loopback', 'http://127.0.0.1.login.test/token', 'is not https'],
    ['of http that begins like localhost', 'http://localhost.login.test/token', 'is not https'],
    ['of another protocol', 'ftp://127.0.0.1/token', 'is not https'],
    ['that is a file', 'file:///etc/passwd', '`token_url`'],
    ['with a password', `http://u:${secret}@127.0.0.1:1/`, 'has a user name or password in it'],
    ['with a user', `http://${secret}@127.0.0.1:1/`, 'has a user name or password in it'],
    ['with the secret in its query', at(`/token?client_id=ci&client_secret=${secret}`), 'or a secret in its query'],
    ['with a zero-width space at its end', at('/token\u200b'), 'has a character that no address has: an invisible one'],
    ['with a no-break space inside', at('/realms/ci\u00a0/token'), 'has a character that no address has'],
    ['with a quotation mark at its end', at('/token"'), 'a quotation mark'],
    ['with a placeholder', at('/realms/{realm}/protocol/openid-connect/token'), 'what a placeholder stands in'],
    ['with a placeholder for its host', 'https://${HOST}/token', 'what a placeholder stands in'],
    ['that was copied from a log', 'https://***/token', 'has a character that no address has'],
    ['in quotation marks', '"https://id.example.com/token"', 'is no URL', 'and nothing around it'],
    ['with a fragment', at('/token#x'), 'has a fragment (#)'],
    ['with an empty fragment', at('/token#'), 'has a fragment (#)'],
  ])('%s is refused', async (_, url, ...said) => {
    expectFailure(await ask({ url }), 'input_invalid', ...said);
  });

  test.each(['localhost', '127.0.0.1', '127.1'])('of http at %s is used, with its query', async (host) => {
    await using own = await startHostileServer(grant());
    const result = await ask({ url: `http://${host}:${String(own.port)}/token?tenant=a%20b` });
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token } });
    expect(own.received).toMatchObject([{ path: '/token?tenant=a%20b' }]);
  });

  test('of http at [::1] is used', async () => {
    await using own = await startHostileServer(grant(), { host: '::1' });
    expect(own.url).toContain('[::1]');
    expect(await ask(own)).toMatchObject({ exitCode: 0, outputs: { access_token: token }, errors: [] });
  });

  test('wins over the environment, even over one that there is not', async () => {
    await using own = await startHostileServer(grant());
    expect(await ask(own, { inputs: { environment: 'nowhere' } })).toMatchObject({ exitCode: 0 });
    expect(own.received).toHaveLength(1);
  });
});

describe.concurrent('parameters', () => {
  const resources = 'resource=https://a.example/?x=1&y=2\nresource=https://b.example/ä b\ntenant=';

  test('arrive as they are, repeated names too, after what the action sends', async () => {
    await using own = await startHostileServer(grant());
    expect(await ask(own, { inputs: { parameters: resources } })).toMatchObject({ exitCode: 0 });
    expect([...(own.received[0]?.form ?? [])]).toEqual([
      ['grant_type', 'client_credentials'],
      ['client_id', 'arkane-ci'],
      ['client_secret', secret],
      ['resource', 'https://a.example/?x=1&y=2'],
      ['resource', 'https://b.example/ä b'],
      ['tenant', ''],
    ]);
  });

  test('are printed by nobody, not even when the server repeats them; they are no masks', async () => {
    const value = 'tenant-value-8c1d';
    await using own = await startHostileServer(
      reply({ error: 'invalid_target', error_description: `${value} is not known` }, 400),
    );
    const result = await ask(own, { inputs: { parameters: `tenant=${value}` }, secrets: [value] });
    expectFailure(result, 'request_refused', 'invalid_target "*** is not known"');
    expect(result.raw).not.toContain(value);
  });

  test.each([
    ['Client_Secret=x', '`Client_Secret`, which is sent by this action itself'],
    ['GRANT_TYPE = x', '`GRANT_TYPE`'],
    ['client_assertion_type=x', '`client_assertion_type`, which is sent by this action itself'],
    [`ok=1\n${secret}`, 'in line 2 no `name=value`'],
  ])('that cannot be sent are refused before any request, and not repeated', async (parameters, said) => {
    expectFailure(await ask(server, { inputs: { parameters } }), 'input_invalid', said);
  });
});

describe.concurrent('an environment that there is not', () => {
  const names = Object.keys(environments);
  const unknown = '`environment` is none of the known environments';

  test.each([
    ['prod', 'production'],
    ['Production', 'production'],
    ['stagging', 'staging'],
    ['stage', 'staging'],
    ['QA', 'qa'],
    ['"qa"', 'qa'],
    ["'staging'", 'staging'],
    ['venly_sandbox', 'venly-sandbox'],
    ['sandbox', 'venly-sandbox'],
    ['login-qa.arkane.network', 'qa'],
    ['https://login-qa.arkane.network/auth/realms/Arkane', 'qa'],
    ['LOGIN.ARKANE.NETWORK:443', 'production'],
    ['login-sandbox.venly.io/', 'venly-sandbox'],
    ['http://login.venly.io', 'venly'],
  ])('%s is refused with the nearest', async (environment, nearest) => {
    const listed = names.map((name) => `\`${name}\``).join(', ');
    expectFailure(
      await ask({ url: '' }, { inputs: { environment } }),
      'input_invalid',
      unknown,
      `Did you mean \`${nearest}\`?`,
      listed,
    );
  });

  test.each([
    'live',
    '""',
    'dev',
    'test',
    'uat',
    'us',
    'venly-qa',
    'login-live.arkane.network',
    'https://login.arkane.network.test/',
    'constructor',
    '__proto__',
    '/',
  ])('%s is close to none: all are told, with their hosts', async (environment) => {
    const listed = Object.entries(environments).map(([name, host]) => `\`${name}\` (${host})`);
    const message = expectFailure(
      await ask({ url: '' }, { inputs: { environment } }),
      'input_invalid',
      unknown,
      listed.join(', '),
    );
    expect(message).not.toContain('Did you mean');
  });
});

describe.concurrent('an empty client_secret', () => {
  const fork = 'if: ${{ !github.event.pull_request || github.event.pull_request.head.repo.full_name == github.repository }}';
  test.each<[string, () => Record<string, string>, ErrorCode, ...string[]]>([
    ['of a push', () => ({ GITHUB_EVENT_NAME: 'push' }), 'secret_empty', 'misspelt', '`environment:`'],
    ['of a pull request from a fork', () => pullRequest('someone/app'), 'secret_withheld', 'pull request from a fork', fork],
    ['of a pull request from a fork that was deleted', () => pullRequest(null), 'secret_withheld', fork],
    ['of a review on a pull request from a fork', () => pullRequest('other/app', 'pull_request_review'), 'secret_withheld', fork],
    ['of a pull request from the same repository', () => pullRequest('org/app'), 'secret_empty', 'misspelt'],
    [
      'of pull_request_target, which has secrets',
      () => pullRequest('someone/app', 'pull_request_target'),
      'secret_empty',
      'misspelt',
    ],
    [
      'of Dependabot',
      () => ({ ...pullRequest('org/app'), GITHUB_ACTOR: 'dependabot[bot]' }),
      'secret_withheld',
      'Dependabot started this run',
      '> Dependabot as well',
    ],
    [
      'of an event that cannot be read',
      () => ({ ...pullRequest('x/y'), GITHUB_EVENT_PATH: join(folder, 'none') }),
      'secret_empty',
      'misspelt',
    ],
  ])('%s', async (_, env, code, ...said) => {
    const client_secret = code === 'secret_empty' ? ' \n' : '';
    expectFailure(await ask({ url: at('/') }, { inputs: { client_secret }, env: env() }), code, ...said);
  });
});

describe.concurrent.each(METHODS)('%s', (auth_method) => {
  test.each<[string, string, string]>([
    ['with a line break at its end', `${secret}\n`, secret],
    ['with a Windows line break at its end', `${secret}\r\n`, secret],
    ['with line breaks at its end', `${secret}\n\r\n\n`, secret],
    ['with spaces around it', `  ${secret} `, `  ${secret} `],
    ['beyond ASCII', `pässwörd-密码-🔑-${secret}`, `pässwörd-密码-🔑-${secret}`],
    ['with all that form encoding is about', `a+b c&d=e%20f:g%zz"<>~*!'()-${secret}`, `a+b c&d=e%20f:g%zz"<>~*!'()-${secret}`],
  ])('a secret %s', async (_, client_secret, sent) => {
    await using own = await startHostileServer(grant());
    const result = await ask(own, { inputs: { auth_method, client_secret, client_id: 'id:with colon' }, secrets: [sent] });
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token }, errors: [], warnings: [] });
    expect(result.masks).toContain(sent);
    expect(result.masks).not.toContain('id:with colon');
    const [request] = own.received;
    const form = Object.fromEntries(request?.form ?? []);
    if (auth_method === 'client_secret_post') {
      expect(form).toEqual({ grant_type: 'client_credentials', client_id: 'id:with colon', client_secret: sent });
      expect(request?.headers).not.toHaveProperty('authorization');
      return;
    }
    expect(form).toEqual({ grant_type: 'client_credentials' });
    const [id, password] = Buffer.from(request?.headers.authorization?.slice(6) ?? '', 'base64')
      .toString()
      .split(':');
    const decoded = new URLSearchParams(`id=${id ?? ''}&secret=${password ?? ''}`);
    expect([decoded.get('id'), decoded.get('secret')]).toEqual(['id:with colon', sent]);
  });
});

test('what is sent: scope once each, audience, and no more', async () => {
  await using own = await startHostileServer(grant({ scope: 'read write' }));
  const inputs = { scope: '  read\n write read ', audience: ' urn:api ', summary: 'TRUE', timeout: '', min_validity: '' };
  const result = await ask(own, { inputs });
  expect(result).toMatchObject({ exitCode: 0, warnings: [] });
  expect(result.summary).toContain('arkane-ci');
  const [request] = own.received;
  expect(request?.body).not.toContain('refresh');
  expect(Object.fromEntries(request?.form ?? [])).toEqual({
    grant_type: 'client_credentials',
    client_id: 'arkane-ci',
    client_secret: secret,
    scope: 'read write',
    audience: 'urn:api',
  });
  expect(request?.headers).toMatchObject({ accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' });
});

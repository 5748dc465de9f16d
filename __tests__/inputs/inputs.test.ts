/**
 * The inputs of a step as the runner passes them: what they become together, what is wrong with them, and names that are none.
 */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type Inputs, loadEndInputs, loadInputs, loadUnsealInputs, main } from '../../src/inputs/inputs.ts';
import { maskCredentials } from '../../src/oauth/authenticate.ts';
import { authMethods } from '../../src/oauth/credentials.ts';
import { environments } from '../../src/oauth/environments.ts';
import { ActionError } from '../../src/report/error.ts';
import { Log } from '../../src/report/log.ts';
import { clientAt } from '../helpers/client.ts';
import { ask, expectFailure, grant, reply, secret, startHostileServer } from '../helpers/hostile-server.ts';
import { record } from '../helpers/log.ts';

type Given = Readonly<Record<string, string>>;

const own = new Set(Object.keys(process.env));
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!own.has(name)) Reflect.deleteProperty(process.env, name);
});
const folder = mkdtempSync(join(tmpdir(), 'inputs-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What the runner sets for a step whose `with:` has `given`. */
function given(inputs: Given, env: Given = {}): void {
  for (const name of Object.keys(process.env)) if (name.startsWith('INPUT_')) Reflect.deleteProperty(process.env, name);
  for (const [name, value] of Object.entries(inputs)) process.env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] = value;
  Object.assign(process.env, { GITHUB_ACTOR: 'someone', GITHUB_EVENT_NAME: 'push', ...env });
}

const good = { client_id: 'ci', client_secret: 's3cret-of-the-client' };
const read = (inputs: Given, log = record().log): Promise<Inputs> => {
  given({ ...good, ...inputs });
  return loadInputs(log);
};

/** Each thing that is wrong: its id, and all that its sentences are made of. */
async function wrong(load: () => Promise<unknown>): Promise<string[]> {
  try {
    await load();
  } catch (error) {
    if (error instanceof ActionError)
      return error.all.map(({ id, params }) => `${id}: ${Object.values(params).flat().join(' ')}`);
    throw error;
  }
  return [];
}
const problems = (inputs: Given, env?: Given): Promise<string[]> =>
  wrong(() => {
    given({ ...good, ...inputs }, env);
    return loadInputs(record().log);
  });

describe('what the inputs become', () => {
  test('the least that is needed, and the defaults of all others', async () => {
    expect(await read({})).toEqual({
      clientId: 'ci',
      clientSecret: 's3cret-of-the-client',
      tokenUrl: new URL('https://login.arkane.network/auth/realms/Arkane/protocol/openid-connect/token'),
      revocationUrl: undefined,
      scope: '',
      audience: '',
      authMethod: 'client_secret_post',
      privateKey: '',
      privateKeyId: '',
      assertionAudience: '',
      issuer: '',
      parameters: [],
      clientAssertionFile: '',
      clientCertificate: '',
      clientCertificateKey: '',
      revoke: 'auto',
      sealKey: undefined,
      timeout: 60,
      minValidity: 0,
      caCertificates: [],
      summary: false,
      tokenCommand: false,
    } satisfies Inputs);
  });

  test('all of them, with space around', async () => {
    const inputs = {
      client_id: ' ci\n',
      token_url: ' https://id.example/token?x=1 ',
      revocation_url: ' https://id.example/revoke ',
      scope: ' a  b\na\tc ',
      auth_method: ' CLIENT_SECRET_BASIC ',
      timeout: ' 3600 ',
      summary: 'TRUE',
    };
    expect(await read(inputs)).toMatchObject({
      clientId: 'ci',
      tokenUrl: new URL('https://id.example/token?x=1'),
      revocationUrl: new URL('https://id.example/revoke'),
      scope: 'a b a c',
      authMethod: 'client_secret_basic',
      timeout: 3600,
      summary: true,
    });
  });

  test.each(['github_oidc', 'client_assertion'])('client_id may be left out with %s', async (auth_method) => {
    const inputs = { client_id: '', client_secret: '', auth_method, client_assertion_file: 'token' };
    expect(await read(inputs)).toMatchObject({ clientId: '', clientSecret: '' });
  });

  test("an issuer: a Keycloak's by its path, and any other by its metadata", async () => {
    const tokenUrl = new URL('https://id.example/realms/ci/protocol/openid-connect/token');
    expect(await read({ issuer: 'https://id.example/realms/ci' })).toMatchObject({ tokenUrl, issuer: '', assertionAudience: '' });
    const issuer = 'https://id.example/am/oauth2/realms/root/realms/alpha';
    expect(await read({ issuer })).toMatchObject({ tokenUrl: undefined, issuer, assertionAudience: '' });
    expect(await read({ issuer, assertion_audience: 'mine' })).toMatchObject({ issuer, assertionAudience: 'mine' });
  });
});

describe('the server', () => {
  test.each(Object.entries(environments))('environment %s is %s, in either realm', async (environment, host) => {
    for (const realm of ['', 'Arkane', 'VenlyFinance', 'venlyfinance']) {
      const url = `https://${host}/auth/realms/${realm || 'Arkane'}/protocol/openid-connect/token`;
      expect((await read({ environment, realm })).tokenUrl?.href).toBe(url);
    }
  });

  const url = { token_url: 'https://id.example/t' };
  const issuer = { issuer: 'https://id.example' };
  test.each<[Given, string[], string[]]>([
    // What is wrong, and what is a warning.
    [{ realm: 'VenlyFinance' }, [], []],
    [{ ...url, environment: 'production', realm: 'Arkane' }, [], []], // the defaults that action.yml always passes
    [{ ...url, environment: 'venly' }, [], ['Environment ignored']],
    [{ ...issuer, environment: 'qa' }, [], ['Environment ignored']],
    [{ ...url, realm: 'VenlyFinance' }, ['`realm` is set beside `token_url`.'], []],
    [{ ...issuer, realm: 'arkane' }, ['`realm` is set beside `issuer`.'], []],
    [{ ...url, environment: 'prdo' }, ['`environment` has a value that does not exist.'], []],
    [{ environment: 'prdo', realm: 'a/b' }, ['`environment` has a value', '`realm` is not the name of a realm'], []],
    [{ ...url, ...issuer }, ['`issuer` is set beside `token_url`. remove one'], []],
    [{ ...url, ...issuer, realm: 'x' }, ['`issuer` is set', '`realm` is set'], []],
    [{ revocation_url: 'http://id.example/r' }, ['`revocation_url` is not https'], []],
  ])('%j: %j', async (inputs, said, warned) => {
    const [titles, print]: [string[], () => void] = [[], () => undefined];
    const warning = (_: string | Error, { title = '' }: { title?: string } = {}): void => void titles.push(title);
    const log = new Log({ setSecret: print, info: print, error: print, warning });
    const found = await wrong(() => read(inputs, log));
    expect(found).toHaveLength(said.length);
    for (const [index, each] of said.entries()) expect(found[index]).toContain(`input_invalid: ${each}`);
    expect(titles).toEqual(warned);
  });
});

describe('client_secret', () => {
  test.each([
    ['s3cret\n', 's3cret'],
    ['s3cret\r\n', 's3cret'],
    ['s3cret\n\n', 's3cret'],
    [' s3 cret ', ' s3 cret '],
    ['pässwörd-密码', 'pässwörd-密码'],
  ])('%j is %j, and masked before any other input is looked at', async (client_secret, expected) => {
    const { log, masks } = record();
    expect((await read({ client_secret }, log)).clientSecret).toBe(expected);
    expect(masks[0]).toBe(expected);
    const failing = record();
    await wrong(() => read({ client_secret, timeout: 'x', environment: 'x' }, failing.log));
    expect(failing.masks[0]).toBe(expected);
  });

  test('with a line break inside is an error that does not repeat it', async () => {
    const found = await problems({ client_secret: 'first\nsecond' });
    expect(found).toEqual([expect.stringMatching(/^input_invalid: `client_secret` has a line break/)]);
    expect(found.join()).not.toMatch(/first|second/);
  });

  test('of nothing but space is empty, and no mask', async () => {
    const { log, masks } = record();
    expect(await wrong(() => read({ client_secret: ' \n ' }, log))).toEqual(['secret_empty: client_secret']);
    expect(masks).toEqual([]);
  });

  describe('that is empty', () => {
    const event = (content: string): Given => {
      const GITHUB_EVENT_PATH = join(folder, `${String(Math.random())}.json`);
      writeFileSync(GITHUB_EVENT_PATH, content);
      return { GITHUB_REPOSITORY: 'org/app', GITHUB_EVENT_PATH };
    };
    const from = (repo: object | null): Given => event(JSON.stringify({ pull_request: { head: { repo } } }));
    const on = (GITHUB_EVENT_NAME: string, more: Given = {}): Given => ({ ...more, GITHUB_EVENT_NAME });
    const fork = { full_name: 'you/app' };

    test.each<[string, Given, string]>([
      ['in a push', on('push'), 'secret_empty'],
      ['for Dependabot', on('push', { GITHUB_ACTOR: 'dependabot[bot]' }), 'secret_withheld/dependabot'],
      ['for a fork', on('pull_request', from(fork)), 'secret_withheld/fork'],
      ['for a fork that was deleted', on('pull_request', from(null)), 'secret_withheld/fork'],
      ['for a review of a fork', on('pull_request_review', from(fork)), 'secret_withheld/fork'],
      ['for a branch of its own', on('pull_request', from({ full_name: 'org/app' })), 'secret_empty'],
      ['in pull_request_target, which has secrets', on('pull_request_target', from(fork)), 'secret_empty'],
      ['with an event that is no JSON', on('pull_request', event('{')), 'secret_empty'],
      ['with no event', on('pull_request'), 'secret_empty'],
    ])('%s', async (_, env, id) => {
      expect(await problems({ client_secret: '' }, env)).toEqual([`${id}: client_secret`]);
      const keyed = { client_secret: '', auth_method: 'private_key_jwt' };
      expect(await problems(keyed, env)).toEqual([`${id}: private_key`]);
    });
  });
});

describe('what a method needs', () => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  test.each<[string, Given, string[]]>([
    ['client_secret_post', {}, ['input_missing: client_id', 'secret_empty: client_secret']],
    ['client_secret_basic', {}, ['input_missing: client_id', 'secret_empty: client_secret']],
    ['client_secret_jwt', {}, ['input_missing: client_id', 'secret_empty: client_secret']],
    ['private_key_jwt', {}, ['input_missing: client_id', 'secret_empty: private_key']],
    ['github_oidc', {}, []],
    ['client_assertion', {}, ['input_missing: client_assertion_file']],
    [
      'tls_client_auth',
      {},
      ['input_missing: client_id', 'input_missing: client_certificate'], // its key is looked at when the certificate is there
    ],
    ['tls_client_auth', { client_id: 'x', client_certificate: 'x' }, ['secret_empty: client_certificate_key']],
    ['github_oidc', { client_certificate_key: ec }, ['input_missing: client_certificate']],
  ])('%s with %j: %j', async (auth_method, inputs, missing) => {
    expect((await problems({ client_id: '', client_secret: '', auth_method, ...inputs })).sort()).toEqual([...missing].sort());
  });

  test('every method is in the table', async () => {
    for (const auth_method of authMethods) {
      const found = await problems({ auth_method, private_key: ec, client_assertion_file: 'x' });
      expect(found.filter((each) => each.includes('does not exist'))).toEqual([]);
    }
  });

  test.each<[string, Given, string]>([
    ['client_secret_post', { private_key: 'x' }, '`private_key` is set, and `auth_method: client_secret_post` does not use it.'],
    ['github_oidc', { private_key: 'x', client_secret: '' }, '`private_key` is set, and `auth_method: github_oidc`'],
    ['github_oidc', {}, '`client_secret` is set, and `auth_method: github_oidc` does not use it.'],
    ['client_assertion', { client_assertion_file: 'x' }, '`client_secret` is set'],
    ['private_key_jwt', { private_key: ec }, '`client_secret` is set'],
  ])('%s does not use %j', async (auth_method, inputs, said) => {
    const found = await problems({ auth_method, ...inputs });
    expect(found).toEqual([expect.stringContaining(`input_invalid: ${said}`)]);
  });

  test.each([
    [{ private_key: ec }, 'private_key_jwt'],
    [{ client_assertion_file: '/token' }, 'client_assertion'],
    [{ client_certificate: 'x', client_certificate_key: 'x' }, 'tls_client_auth'],
  ])('no secret, and %j: the method for that is named', async (inputs, method) => {
    const [first = ''] = await problems({ client_secret: '', ...inputs });
    expect(first).toMatch(/^input_invalid: `client_secret` is empty, and what `auth_method: \w+` needs is set\./);
    expect(first).toContain(`add \`auth_method: ${method}\``);
  });

  test('a method that does not exist asks for no secret', async () => {
    const found = await problems({ auth_method: 'github-oidc', client_id: '', client_secret: '' });
    expect(found).toEqual([
      expect.stringMatching(/^input_invalid: `auth_method` has a value that does not exist\. .*`github_oidc`/),
    ]);
  });
});

describe('of several mistakes each has its own fix', () => {
  test('in main', async () => {
    const found = await problems({
      client_id: '',
      client_secret: '',
      timeout: '1h',
      scope: '"',
      ca_certificate: 'x',
      private_key: '',
    });
    expect(found).toHaveLength(5);
    for (const said of [
      'input_missing: client_id',
      'secret_empty: client_secret',
      '`timeout` is not a whole number of seconds. give a number from 1 to 3600',
      '`scope` has a character that no scope has. separate',
      '`ca_certificate` is not a PEM certificate. give the text',
    ])
      expect(found.filter((each) => each.includes(said))).toHaveLength(1);
  });

  test('in unseal, and in end', async () => {
    given({ min_validity: 'x' });
    const late = ['sealed_token_missing: sealed_token', 'secret_empty: seal_key', expect.stringContaining('`min_validity`')];
    expect(await wrong(() => loadUnsealInputs(record().log))).toEqual(late);
    given({ token_url: 'x' });
    const end = [
      'sealed_token_missing/session: sealed_session',
      'secret_empty: seal_key',
      expect.stringContaining('`token_url` is not a URL'),
    ];
    expect(await wrong(() => loadEndInputs(record().log))).toEqual(end);
  });

  test('a mistake of ours is none of an input', async () => {
    given(good);
    await expect(loadInputs(undefined as never)).rejects.toThrow(TypeError);
  });
});

test('end reads the proof that the sealed method needs, and nothing else', async () => {
  const key = Buffer.from('0123456789abcdefghijklmnopqrstuv').toString('base64');
  given({
    sealed_session: 'x',
    seal_key: key,
    client_secret: 'a-secret-1',
    private_key: 'not even looked at',
    environment: 'venly',
  });
  const { proofsFor, server } = await loadEndInputs(record().log);
  expect(server.tokenUrl?.host).toBe('login.venly.io');
  expect(await proofsFor('client_secret_basic')).toMatchObject({ clientSecret: 'a-secret-1', privateKey: '' });
  expect(await proofsFor('github_oidc')).toMatchObject({ clientSecret: '', privateKey: '' });
  expect(await wrong(() => proofsFor('private_key_jwt'))).toEqual([expect.stringMatching(/^private_key_invalid: /)]);
  expect(await wrong(() => proofsFor('client_assertion'))).toEqual(['input_missing: client_assertion_file']);
});

describe('a name that is no input', () => {
  const unknown = (names: string, fix: string): string => `input_unknown: ${names} ${fix}`;
  const all = `the inputs are ${Object.keys(main)
    .map((name) => `\`${name}\``)
    .join(', ')}.`;
  const named = { environment: 'venly' };

  // One of ours but for case, `-`, `_` or a space: nobody has it by chance.
  test.each<[Given, string, string]>([
    [{ ...named, 'client-id': 'x' }, 'client-id', 'client_id'],
    [{ ...named, minValidity: '9' }, 'minvalidity', 'min_validity'],
    [{ ...named, 'Token-Command': 'x' }, 'token-command', 'token_command'],
    [{ ...named, 'token url': 'https://id.example/t', tokenurl: 'x' }, 'tokenurl', 'token_url'],
    [{ ...named, revokeX: 'x', 'time-out': '5' }, 'time-out', 'timeout'],
    [{ token_url: 'https://id.example/t', s_c_o_p_e: 'x' }, 's_c_o_p_e', 'scope'],
    [{ issuer: 'https://id.example', au_dience: 'x' }, 'au_dience', 'audience'],
  ])('is always an error where it is ours in other letters: %j', async (inputs, name, meant) => {
    expect(await problems(inputs)).toEqual([unknown(name, `write \`${meant}\`.`)]);
  });

  test.each<Given>([
    { url: 'https://id.example/t' },
    { environment: 'production', realm: 'Arkane', authority: 'https://id.example' },
    { tenant: 'x', realm: 'VenlyFinance' }, // the host is still the default
    { environment: 'Production', scopes: 'x' },
  ])('is an error while the server is only the default: %j', async (inputs) => {
    const name = Object.keys(inputs).find((each) => !(each in main)) ?? '';
    expect(await problems(inputs)).toEqual([unknown(name, all)]);
  });

  test('is named beside another mistake, whatever the server', async () => {
    const found = await problems({ ...named, client_id: '', id: 'ci', secret: 'x' });
    expect(found).toEqual([unknown('id secret', all), 'input_missing: client_id']);
  });

  test.each<Given>([
    { environment: 'venly', scopes: 'x', issue: '7' },
    { token_url: 'https://id.example/t', issue: '7', url: 'x' },
    { issuer: 'https://id.example', enviroment: 'x' },
    { url: '', scopes: ' ' }, // empty
  ])('is for the runner to warn of where a server is set: %j', async (inputs) => {
    expect(await problems(inputs)).toEqual([]);
  });

  test('other variables are none', async () => {
    expect(await problems({}, { SCOPES: 'x', INPUTS_SCOPES: 'x', INPUT: 'x', input_url: 'x' })).toEqual([]);
  });

  test('in unseal and end: by their own inputs', async () => {
    const key = Buffer.from('0123456789abcdefghijklmnopqrstuv').toString('base64');
    given({ sealed_token: 'x', seal_key: key, environment: 'venly' });
    expect(await wrong(() => loadUnsealInputs(record().log))).toEqual([]);
    given({ 'sealed-token': 'x', seal_key: key });
    expect(await wrong(() => loadUnsealInputs(record().log))).toEqual([unknown('sealed-token', 'write `sealed_token`.')]);
    given({ sealed_session: 'x', seal_key: key, url: 'x' });
    expect((await wrong(() => loadEndInputs(record().log)))[0]).toMatch(/^input_unknown: url the inputs are `sealed_session`/);
  });
});

test('whatever the inputs are, there are inputs or an ActionError', async () => {
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.constantFrom('qa', '60', 'https://id.example/t', 'true'));
  const without = value.map((text) => text.replaceAll('\0', '')); // which no environment variable has
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...Object.keys(main)), without), async (inputs) => {
      const found = await wrong(async () => {
        const { tokenUrl, clientId, clientSecret, audience } = await read(inputs);
        if (tokenUrl) expect(tokenUrl.protocol).toBe('https:');
        expect(clientId + clientSecret + audience).not.toMatch(/\p{Cc}/u);
      });
      for (const each of found) expect(each).not.toMatch(/[\r\n]/);
    }),
    { numRuns: 500 },
  );
});

test.each(Object.keys(main))('60,000 odd characters in %s: read, masked and struck in no time', async (name) => {
  const method = {
    private_key: 'private_key_jwt',
    client_certificate: 'tls_client_auth',
    client_certificate_key: 'tls_client_auth',
  }[name];
  for (const piece of ['\\', ' x', '"', '\n', '\\n', '-----BEGIN PRIVATE KEY-----']) {
    const { log } = record();
    const inputs = {
      [name]: piece.repeat(60_000 / piece.length) + 'x',
      ...(method && { auth_method: method, client_secret: '' }),
    };
    const started = performance.now();
    await wrong(async () => {
      maskCredentials(
        { ...clientAt('https://id.example/t'), ...(await read(inputs, log)), tokenUrl: new URL('https://id.example/t') },
        log,
      );
    });
    log.info('a line that repeats nothing '.repeat(20));
    expect(performance.now() - started, JSON.stringify(piece)).toBeLessThan(2000);
  }
});

describe.concurrent('a whole step', () => {
  test('asks nothing where an input is wrong, and says all that is, one a line', async () => {
    await using server = await startHostileServer(grant());
    const inputs = { client_id: '', timeout: 'x', scope: '"', ca_certificate: 'x', 'min-validity': '9' };
    const message = expectFailure(await ask(server, { inputs }), 'input_missing');
    expect(message.split('\n').filter((line) => line.startsWith('Fix: '))).toHaveLength(5);
    for (const said of ['`client_id` is empty', '`timeout`', '`scope`', '`ca_certificate`', '`min-validity`'])
      expect(message.split('\n').filter((line) => line.includes(said))).not.toEqual([]);
    expect(server.received).toEqual([]);
  });

  test('sends no secret where a name is no input, and no server is set', async () => {
    await using server = await startHostileServer(grant());
    const step = { inputs: { token_url: '', url: server.url, timeout: '1' }, env: { HTTPS_PROXY: 'http://127.0.0.1:1' } };
    expectFailure(await ask(server, step), 'input_unknown', '`url`', '`token_url`');
    expect(await ask(server, { inputs: { url: 'x', issue: '7' } })).toMatchObject({ exitCode: 0, warnings: [] });
  });

  test('parameters arrive as they are, repeated names too, after what the action sends', async () => {
    await using server = await startHostileServer(grant());
    const parameters = 'resource=https://a.example/?x=1&y=2\nresource=https://b.example/ä b\ntenant=';
    expect(await ask(server, { inputs: { parameters } })).toMatchObject({ exitCode: 0 });
    expect([...(server.received[0]?.form ?? [])]).toEqual([
      ['grant_type', 'client_credentials'],
      ['client_id', 'arkane-ci'],
      ['client_secret', secret],
      ['resource', 'https://a.example/?x=1&y=2'],
      ['resource', 'https://b.example/ä b'],
      ['tenant', ''],
    ]);
  });

  test('parameters are printed by nobody, not even when the server repeats them; they are no masks', async () => {
    const value = 'tenant-value-8c1d';
    const error_description = `${value} is not known`;
    await using server = await startHostileServer(reply({ error: 'invalid_target', error_description }, 400));
    const result = await ask(server, { inputs: { parameters: `tenant=${value}` }, secrets: [value] });
    expectFailure(result, 'request_refused', /is not known/);
    expect(result.raw).not.toContain(value);
  });

  test.each(['localhost', '127.0.0.1', '127.1'])('asks http at %s, with its query', async (host) => {
    await using server = await startHostileServer(grant());
    const result = await ask({ url: `http://${host}:${String(server.port)}/token?tenant=a%20b` });
    expect(result).toMatchObject({ exitCode: 0, errors: [] });
    expect(server.received).toMatchObject([{ path: '/token?tenant=a%20b' }]);
  });

  test('asks http at [::1]', async () => {
    await using server = await startHostileServer(grant(), { host: '::1' });
    expect(await ask(server)).toMatchObject({ exitCode: 0, errors: [] });
  });

  test('warns of an environment beside a token_url', async () => {
    await using server = await startHostileServer(grant());
    const { exitCode, warnings } = await ask(server, { inputs: { environment: 'venly' } });
    expect({ exitCode, titles: warnings.map(({ title }) => title) }).toEqual({ exitCode: 0, titles: ['Environment ignored'] });
  });
});

import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import tls from 'node:tls';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../src/report/texts.ts';
import { ActionError } from '../../src/report/error.ts';
import { environments } from '../../src/oauth/environments.ts';
import { type Inputs, loadInputs, loadUnsealInputs } from '../../src/inputs/inputs.ts';
import type { GetInput } from '../../src/inputs/read-all.ts';
import * as rare from '../../src/inputs/rare.ts';
import { Log } from '../../src/report/log.ts';
import { failureOf, type Failed } from '../helpers/failures.ts';

type Given = Readonly<Record<string, string>>;
type Environment = Readonly<Record<string, string>>;

const good = { client_id: 'ci', client_secret: 's3cret' };

/** Reads `given` as the toolkit does. `events` has what was masked and read, in its order. */
function read(given: Given, env: Environment = {}): { inputs: Inputs; masks: string[]; events: string[] } {
  const [masks, events]: [string[], string[]] = [[], []];
  const getInput: GetInput = (name, { trimWhitespace }) => {
    events.push(name);
    const value = { ...good, ...given }[name] ?? '';
    return trimWhitespace ? value.trim() : value;
  };
  const setSecret = (secret: string): void => {
    masks.push(secret);
    events.push('mask');
  };
  const ignore = (): void => undefined;
  const log = new Log({ setSecret, info: ignore, warning: ignore, error: ignore });
  return { inputs: loadInputs(getInput, env, log, rare), masks, events };
}

const failure = (given: Given, env: Environment = {}): Failed => failureOf(() => read(given, env));

describe('inputs', () => {
  test('the least that is needed, and the defaults of all others', () => {
    expect(read({}).inputs).toEqual({
      clientId: 'ci',
      clientSecret: 's3cret',
      tokenUrl: new URL('https://login.arkane.network/auth/realms/Arkane/protocol/openid-connect/token'),
      scope: [],
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
    });
  });

  test('all of them, with space around', () => {
    const given = {
      client_id: ' ci\n',
      token_url: ' https://id.example/token?x=1 ',
      scope: ' a  b\na\tc ',
      audience: ' urn:api ',
      auth_method: ' client_secret_basic ',
      timeout: ' 3600 ',
      min_validity: '900',
      summary: 'TRUE',
    };
    expect(read(given).inputs).toMatchObject({
      clientId: 'ci',
      tokenUrl: new URL('https://id.example/token?x=1'),
      scope: ['a', 'b', 'c'],
      audience: 'urn:api',
      authMethod: 'client_secret_basic',
      timeout: 3600,
      minValidity: 900,
      summary: true,
    });
  });

  test.each(Object.entries(environments))('environment %s is %s', (environment, host) => {
    const url = `https://${host}/auth/realms/Arkane/protocol/openid-connect/token`;
    expect(read({ environment }).inputs.tokenUrl?.href).toBe(url);
  });

  test.each([
    ['https://id.example/realms/ci', 'https://id.example/realms/ci/protocol/openid-connect/token'],
    ['https://id.example/auth/realms/My%20Realm/', 'https://id.example/auth/realms/My%20Realm/protocol/openid-connect/token'],
  ])("issuer %s is a Keycloak's, and nothing need be asked", (issuer, tokenUrl) => {
    expect(read({ issuer }).inputs).toMatchObject({ tokenUrl: new URL(tokenUrl), issuer: '', assertionAudience: '' });
  });

  test.each(['https://id.example', 'https://id.example/', 'https://id.example/realms', 'https://id.example/realms/ci/x'])(
    'issuer %s has to tell its endpoints, and is the audience of assertions',
    (issuer) => {
      const own = { assertion_audience: 'mine' };
      expect(read({ issuer }).inputs).toMatchObject({ tokenUrl: undefined, issuer, assertionAudience: issuer });
      expect(read({ issuer, ...own }).inputs).toMatchObject({ issuer, assertionAudience: 'mine' });
    },
  );

  test('parameters: a line each, repeated or empty ones too', () => {
    const parameters = ' resource=https://a.example/?x=1\r\n\nresource=b\nempty=\nspaces= a b \n';
    expect(read({ parameters }).inputs.parameters).toEqual([
      ['resource', 'https://a.example/?x=1'],
      ['resource', 'b'],
      ['empty', ''],
      ['spaces', ' a b'],
    ]);
  });

  test.each(['github_oidc', 'client_assertion'])('client_id may be left out with %s', (auth_method) => {
    const given = { client_id: '', client_secret: '', auth_method, client_assertion_file: 'token' };
    expect(read(given).inputs.clientId).toBe('');
  });

  test('client_assertion_file: from the root, since post may run elsewhere', () => {
    const given = { client_secret: '', auth_method: 'client_assertion', client_assertion_file: 'a/token' };
    expect(read(given).inputs.clientAssertionFile).toBe(resolve('a/token'));
  });

  test('token_url wins over environment', () => {
    expect(read({ environment: 'nowhere', token_url: 'https://id.example/t' }).inputs.tokenUrl?.host).toBe('id.example');
  });

  test.each(['http://localhost:8080/t', 'http://127.0.0.1/t', 'http://127.9.9.9/t', 'http://[::1]:80/t'])(
    '%s is loopback, and may be http',
    (token_url) => {
      expect(read({ token_url }).inputs.tokenUrl?.href).toContain('http://');
    },
  );

  test('ca_certificate: every certificate of the text, whatever stands between', () => {
    const [first = '', second = ''] = tls.rootCertificates;
    const { caCertificates } = read({ ca_certificate: `# ours\n${first}\nand\n${second}\n` }).inputs;
    expect(caCertificates).toEqual([first, second]);
  });
});

test.each<[string, (pem: string) => string]>([
  ['spaces', (pem) => pem.replaceAll('\n', ' ')],
  ['nothing', (pem) => pem.replaceAll('\n', '')],
  [
    'two spaces at the edges alone',
    (pem) =>
      pem
        .trim()
        .replace(/-----\n/, '-----  ')
        .replace(/\n-----/, '  -----')
        .replaceAll('\n', ''),
  ],
])('ca_certificate: with %s in place of its line breaks', (_, lose) => {
  const [first = '', second = ''] = tls.rootCertificates;
  const { caCertificates } = read({ ca_certificate: `${lose(first)} ${lose(second)}` }).inputs;
  const bytes = (pem: string): string => pem.replace(/\s/g, '');
  expect(caCertificates.map(bytes)).toEqual([first, second].map(bytes));
  for (const pem of caCertificates) expect(new X509Certificate(pem).fingerprint256).toMatch(/^\w\w:/);
});

describe('client_secret', () => {
  test('is masked before any other input is read', () => {
    expect(read({}).events.slice(0, 2)).toEqual(['client_secret', 'mask']);
  });

  test.each([
    ['s3cret\n', 's3cret'],
    ['s3cret\r\n', 's3cret'],
    ['s3cret\n\n', 's3cret'],
    [' s3 cret ', ' s3 cret '],
    ['pässwörd-密码', 'pässwörd-密码'],
  ])('%j is %j', (client_secret, expected) => {
    const { inputs, masks } = read({ client_secret });
    expect(inputs.clientSecret).toBe(expected);
    expect(masks[0]).toBe(expected);
  });

  test('with a line break inside is an error that does not repeat it', () => {
    const { code, message } = failure({ client_secret: 'first\nsecond' });
    expect(code).toBe('input_invalid');
    expect(message).toMatch(/`client_secret` has a line break/);
    expect(message).not.toMatch(/first|second/);
  });

  test('of nothing but space is empty, and no mask', () => {
    const masks: string[] = [];
    const log = new Log({ setSecret: (secret) => void masks.push(secret), info: String, warning: String, error: String });
    const { what } = failureOf(() => loadInputs((name) => (name === 'client_secret' ? ' \n ' : ''), {}, log, rare));
    expect(what).toContain('client_secret');
    expect(masks).toEqual([]);
  });

  describe('empty', () => {
    const folder = mkdtempSync(join(tmpdir(), 'event-'));
    afterAll(() => {
      rmSync(folder, { recursive: true });
    });
    const event = (content: string): Environment => {
      const GITHUB_EVENT_PATH = join(folder, `${String(Math.random())}.json`);
      writeFileSync(GITHUB_EVENT_PATH, content);
      return { GITHUB_REPOSITORY: 'org/app', GITHUB_EVENT_PATH };
    };
    const from = (repo: object | null): Environment => event(JSON.stringify({ pull_request: { head: { repo } } }));
    const pull = { GITHUB_EVENT_NAME: 'pull_request' };
    const withheld = 'secret_withheld';

    test.each<[string, Environment, string, RegExp]>([
      ['in a push', { GITHUB_EVENT_NAME: 'push' }, 'secret_empty', /misspelt.*environment:/],
      ['for Dependabot', { GITHUB_ACTOR: 'dependabot[bot]' }, withheld, /Dependabot started.*> Dependabot as well/],
      ['for a fork', { ...pull, ...from({ full_name: 'you/app' }) }, withheld, /from a fork.*head\.repo\.full_name/],
      ['for a fork that was deleted', { ...pull, ...from(null) }, withheld, /from a fork/],
      [
        'for a review of a fork',
        { ...from({ full_name: 'you/app' }), GITHUB_EVENT_NAME: 'pull_request_review' },
        withheld,
        /fork/,
      ],
      ['for a branch of its own', { ...pull, ...from({ full_name: 'org/app' }) }, 'secret_empty', /misspelt/],
      [
        'in pull_request_target',
        { ...from({ full_name: 'you/app' }), GITHUB_EVENT_NAME: 'pull_request_target' },
        'secret_empty',
        /misspelt/,
      ],
      ['with an event that is no JSON', { ...pull, ...event('{') }, 'secret_empty', /misspelt/],
      ['with no event', pull, 'secret_empty', /misspelt/],
    ])('%s', (_, env, code, message) => {
      const error = failure({ client_secret: '' }, env);
      expect(error.code).toBe(code);
      expect(error.message).toMatch(message);
    });
  });
});

describe('errors', () => {
  test('client_id is missing', () => {
    const error = failure({ client_id: ' ' });
    expect([error.code, error.what]).toEqual(['input_missing', 'The input `client_id` is empty.']);
  });

  test.each<[string, string, RegExp]>([
    ['client_id', 'a\nb', /line break/],
    ['audience', 'a\u0000b', /control character/],
    ['environment', 'prod', /Did you mean `production`.*`production`, `qa`, `staging`, `venly`, `venly-sandbox`/],
    ['environment', 'Prodution', /Did you mean `production`/],
    ['environment', 'QA2', /Did you mean `qa`/],
    ['environment', 'venly_sandbox', /Did you mean `venly-sandbox`/],
    ['environment', '__proto__', /is none of the known environments/],
    ['token_url', 'id.example/token', /is no URL/],
    ['token_url', 'https://', /is no URL/],
    ['token_url', 'http://id.example/token', /is not https/],
    ['token_url', 'http://localhost.example/token', /is not https/],
    ['token_url', 'http://127.0.0.1.example/token', /is not https/],
    ['token_url', 'ftp://localhost/token', /is not https/],
    ['token_url', 'file:///etc/passwd', /is no URL/],
    ['token_url', 'https://me:hunter2@id.example/token', /user name or password/],
    ['token_url', 'https://me@id.example/token', /user name or password/],
    ['token_url', 'https://id.example/token#', /fragment/],
    [
      'issuer',
      'id.example',
      /`issuer` is no URL. Give the whole address and nothing around it, such as https:\/\/HOST\/realms\/NAME\. Correct/,
    ],
    ['issuer', 'http://id.example', /`issuer` is not https/],
    ['issuer', 'https://me@id.example/realms/ci', /user name or password/],
    ['issuer', 'https://id.example/realms/ci#', /fragment/],
    ['issuer', 'https://id.example/realms/ci?x=1', /has a query/],
    ['issuer', 'https://id.example/x/.well-known/openid-configuration', /path of the metadata/],
    [
      'issuer',
      'https://id.example/realms/ci/protocol/openid-connect/token',
      /is an endpoint of the realm, not the issuer\. Give https:\/\/id\.example\/realms\/ci\. Correct/,
    ],
    ['issuer', 'https://id.example/auth/realms/ci/protocol/', /Give https:\/\/id\.example\/auth\/realms\/ci\. Correct/],
    [
      'issuer',
      'https://login.venly.io/realms/Arkane/',
      /without `\/auth` before the realm.*Give https:\/\/login\.venly\.io\/auth\/realms\/Arkane, or `environment: venly` in its place/,
    ],
    ['issuer', 'https://login.venly.io/realms/Other', /Give https:\/\/login\.venly\.io\/auth\/realms\/Other\. Correct/],
    [
      'issuer',
      'https://login-qa.arkane.network/realms/Arkane/protocol/openid-connect/token',
      /without `\/auth`.*arkane\.network\/auth\/realms\/Arkane, or `environment: qa`/,
    ],
    ['parameters', 'resource', /in line 1 no `name=value`/],
    ['parameters', 'a=b\n\nb ad=c', /in line 3/],
    ['parameters', '=x', /in line 1/],
    ['parameters', 'grant_type=password', /has `grant_type`, which is sent by this action itself/],
    ['parameters', 'a=b\nclient_secret=x', /has `client_secret`/],
    ['parameters', 'scope=x', /has `scope`/],
    ['parameters', 'client_assertion=x', /has `client_assertion`/],
    ['scope', 'a"b', /no scope may have/],
    ['scope', 'ä', /no scope may have/],
    ['auth_method', 'CLIENT_SECRET_POST', /`client_secret_post`, `client_secret_basic`/],
    ['timeout', '0', /from 1 to 3600/],
    ['timeout', '3601', /from 1 to 3600/],
    ['timeout', '60s', /from 1 to 3600/],
    ['timeout', '1e1', /from 1 to 3600/],
    ['timeout', '-1', /from 1 to 3600/],
    ['min_validity', '1.5', /from 0 to 31536000/],
    ['min_validity', '9'.repeat(40), /from 0 to 31536000/],
    ['ca_certificate', '/etc/ssl/ca.pem', /not a path/],
    ['ca_certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', /is no PEM certificate/],
    ['summary', 'yes', /Give one of `false`, `true`/],
  ])('%s %j', (name, value, message) => {
    const error = failure({ [name]: value });
    expect(error.code).toBe('input_invalid');
    expect(error.what).toContain(`The input \`${name}\``);
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('hunter2');
  });

  test('are told all at once', () => {
    const message = failure({ client_id: '', client_secret: '', environment: 'x', timeout: 'x', summary: 'x', scope: '"' }).what;
    for (const name of ['client_id', 'client_secret', 'environment', 'timeout', 'summary', 'scope']) {
      expect(message).toContain(`The input \`${name}\``);
    }
  });

  const dependabot = { GITHUB_ACTOR: 'dependabot[bot]' };
  test.each<[string, Record<string, string>, Record<string, string>, ErrorCode, RegExp]>([
    ['nothing is saved', { client_id: '', client_secret: '' }, {}, 'secret_empty', /may not be saved yet.*or as a secret, which/],
    ['nothing is given to this run', { client_id: '', client_secret: '' }, dependabot, 'secret_withheld', /> Dependabot as well/],
    ['one is missing, one wrong', { client_id: '', timeout: 'x' }, {}, 'input_missing', /under `with:`.*$/],
    ['two are wrong', { summary: 'x', timeout: 'x' }, {}, 'input_invalid', /Correct them in the step/],
  ])('when %s, the cause is told with all of them', (_, given, env, code, advice) => {
    const error = failure(given, env);
    expect(error.code).toBe(code);
    for (const name of Object.keys(given)) expect(error.what).toContain(`The input \`${name}\``);
    expect(error.message).toMatch(advice);
  });

  const key = Buffer.from('0123456789abcdefghijklmnopqrstuv').toString('base64');
  test.each([
    [`${key}\u200b`, 'a space, a line break or an invisible character inside'],
    [`${key.slice(0, 20)} ${key.slice(20)}`, 'a space, a line break or an invisible character inside'],
    [`ARKANE_SEAL_KEY=${key}`, 'has a name before the key'],
    [key + key, 'is not 32 random bytes in base64'],
  ])('seal_key %j', (seal_key, said) => {
    const { code, message } = failure({ seal_key });
    expect(code).toBe('seal_key_invalid');
    expect(message).toContain(said);
  });

  test('a misspelt method asks for no secret', () => {
    const error = failure({ auth_method: 'github-oidc', client_secret: '' });
    expect(error.code).toBe('input_invalid');
    expect(error.what).toMatch(
      /^The input `auth_method` has a value that it does not know\. Give one of .*`github_oidc`, .*`tls_client_auth`\.$/,
    );
  });

  test('of unseal, when the key was never saved', () => {
    const log = new Log({ setSecret: String, info: String, warning: String, error: String });
    expect(failureOf(() => loadUnsealInputs(() => '', {}, log))).toMatchObject({
      code: 'secret_empty',
      what: 'The input `sealed_token` is empty.\nThe input `seal_key` is empty.',
    });
  });

  test('whatever is given, the answer is inputs or an ActionError, on one line', () => {
    const names = ['client_id', 'client_secret', 'environment', 'token_url', 'scope', 'audience', 'timeout', 'ca_certificate'];
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.constantFrom('qa', '60', 'https://id.example/t'));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), (given) => {
        try {
          const { inputs } = read(given);
          expect(inputs.tokenUrl?.protocol).toBe('https:');
          expect(`${inputs.clientId}${inputs.clientSecret}${inputs.audience}`).not.toMatch(/\p{Cc}/u);
        } catch (error) {
          expect(error).toBeInstanceOf(ActionError);
          expect((error as ActionError).message).not.toMatch(/[\r\n]/);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

/**
 * Which certificates the built action trusts, and what it says of those that it does not.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ErrorCode } from '#report/texts.ts';
import { type Authority, createAuthority, type Identity, type IssueOptions, selfSigned } from '../helpers/certificates.ts';
import {
  ask,
  type AskOptions,
  expectFailure,
  expectPlain,
  grant,
  reply,
  secret,
  startHostileServer,
  token,
} from '../helpers/hostile-server.ts';
import { startProxy } from '../helpers/proxy.ts';
import { runStep, type StepResult, withSession } from '../helpers/runner.ts';

const WAYS = /`ca_certificate`/;
const folder = mkdtempSync(join(tmpdir(), 'tls-'));
const extra = join(folder, 'extra.pem');

let ours: Authority;
let other: Authority;
beforeAll(async () => {
  [ours, other] = await Promise.all([createAuthority('Example Private CA'), createAuthority('Another CA')]);
  writeFileSync(extra, ours.certificate);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A step against a server with `identity`; how many requests that server saw is checked, too. */
async function askTls(identity: Identity, options: AskOptions, requests: number): Promise<StepResult> {
  await using server = await startHostileServer(grant(), { identity });
  const result = await ask(server, options);
  expect(server.received).toHaveLength(requests);
  return result;
}

describe.concurrent('a certificate is trusted', () => {
  test.each<[string, () => AskOptions]>([
    ['by ca_certificate', () => ({ inputs: { ca_certificate: ours.certificate } })],
    [
      'by the second of two in ca_certificate',
      () => ({ inputs: { ca_certificate: `${other.certificate}\n${ours.certificate}` } }),
    ],
    [
      'by ca_certificate with Windows line ends and remarks',
      () => ({ inputs: { ca_certificate: `# ours\r\n${ours.certificate.replaceAll('\n', '\r\n')}\r\n` } }),
    ],
    [
      'by ca_certificate with `\\n` written out',
      () => ({ inputs: { ca_certificate: `${other.certificate}\n${ours.certificate}`.replaceAll('\n', '\\n') } }),
    ],
    [
      'by ca_certificate as base64 of a file with a byte order mark',
      () => ({ inputs: { ca_certificate: Buffer.from(`\ufeff${ours.certificate}`).toString('base64') } }),
    ],
    [
      'by ca_certificate with spaces for line breaks',
      () => ({ inputs: { ca_certificate: ours.certificate.replaceAll('\n', ' ') } }),
    ],
    ['by NODE_EXTRA_CA_CERTS', () => ({ env: { NODE_EXTRA_CA_CERTS: extra } })],
    [
      'by NODE_EXTRA_CA_CERTS beside ca_certificate',
      () => ({ inputs: { ca_certificate: other.certificate }, env: { NODE_EXTRA_CA_CERTS: extra } }),
    ],
  ])('%s', async (_, options) => {
    const result = await askTls(await ours.issue(), options(), 1);
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token }, errors: [], warnings: [] });
    expectPlain(result);
  });

  test('when it vouches for itself and is given', async () => {
    const identity = await selfSigned('127.0.0.1');
    const result = await askTls(identity, { inputs: { ca_certificate: identity.cert } }, 1);
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token } });
  });
});

describe.concurrent('a certificate is refused, and nothing is sent', () => {
  const given = (): AskOptions => ({ inputs: { ca_certificate: ours.certificate } });
  test.each<[string, IssueOptions, () => AskOptions, ErrorCode, ...(string | RegExp)[]]>([
    [
      'of an unknown authority',
      {},
      () => ({}),
      'certificate_untrusted',
      'issued to "token server" by "Example Private CA", valid until ',
      WAYS,
    ],
    [
      'of another authority than the given',
      {},
      () => ({ inputs: { ca_certificate: other.certificate } }),
      'certificate_untrusted',
      WAYS,
    ],
    [
      'with a name made to look like a command',
      { name: 'x"\n::error::y\u001b[31m ##[z' },
      () => ({}),
      'certificate_untrusted',
      /x' : ?:/,
    ],
    ['that has expired', { from: -30, until: -1 }, given, 'certificate_expired', '(CERT_HAS_EXPIRED)', 'valid until '],
    ['that is not valid yet', { from: 1 }, given, 'certificate_expired', '(CERT_NOT_YET_VALID)'],
    [
      'for another host',
      { name: 'other', hosts: ['login.test', '127.0.0.2'] },
      given,
      'certificate_wrong_host',
      'issued to "other"',
    ],
  ])('%s', async (_, issue, options, code, ...said) => {
    const message = expectFailure(await askTls(await ours.issue(issue), options(), 0), code, ...said);
    expect(message).not.toMatch(/lost|may be open/);
  });

  test('that vouches for itself', async () => {
    const result = await askTls(await selfSigned('alone'), {}, 0);
    expectFailure(result, 'certificate_untrusted', '(DEPTH_ZERO_SELF_SIGNED_CERT)', 'issued to "alone" by "alone"', WAYS);
  });
});

describe.concurrent('one side speaks TLS', () => {
  test('the action', async () => {
    await using server = await startHostileServer(grant());
    const url = server.url.replace('http:', 'https:');
    expectFailure(await ask({ url }), 'tls_failed', /No TLS connection to 127\.0\.0\.1:\d+ could be made/);
    expect(server.received).toHaveLength(0);
  });

  test('the server', async () => {
    await using server = await startHostileServer(grant(), { identity: await ours.issue() });
    expectFailure(await ask({ url: server.url.replace('https:', 'http:') }, { inputs: { timeout: '2' } }), 'connection_failed');
    expect(server.received).toHaveLength(0);
  });
});

test('the end of the session trusts what main was given, and only that', async () => {
  await using server = await startHostileServer([grant({ refresh_token: 'a-refresh-token' }), reply('', 204)], {
    identity: await ours.issue(),
  });
  const { state } = await ask(server, { inputs: { ca_certificate: ours.certificate } });
  const post = (more: object): Promise<StepResult> =>
    runStep({ entry: 'post', state: withSession(state, more), secrets: [secret, token] });
  expect((await post({ caCertificates: [] })).warnings[0]?.message).toContain('"Example Private CA"');
  expect(await post({})).toMatchObject({ exitCode: 0, warnings: [] });
  expect(server.received.map(({ path }) => path.replace(/.*\//, ''))).toEqual(['token', 'logout']);
});

test('NODE_TLS_REJECT_UNAUTHORIZED=0 is not obeyed, and Node does not warn of it', async () => {
  const result = await askTls(await ours.issue(), { env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } }, 0);
  expectFailure(result, 'certificate_untrusted');
});

test.each([false, true])('TLS 1.1 is not spoken, whatever NODE_OPTIONS says; by a proxy: %s', async (proxied) => {
  const old = { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0', ...(await ours.issue()) };
  await using server = await startHostileServer(grant(), { identity: old });
  await using proxy = await startProxy({ user: 'runner', password: 'a-password', to: server.server });
  const https_proxy = `http://runner:a-password@127.0.0.1:${String(proxy.port)}`;
  const env = { NODE_OPTIONS: '--tls-min-v1.0 --tls-cipher-list=DEFAULT@SECLEVEL=0', ...(proxied && { https_proxy }) };
  // A loopback host is always asked directly.
  const url = proxied ? 'https://login.test/token' : server.url;
  const result = await ask({ url }, { env, inputs: { ca_certificate: ours.certificate, timeout: '2' } });
  expectFailure(result, 'tls_failed');
  expect([server.received.length, proxy.asked.length]).toEqual([0, proxied ? 3 : 0]);
});

describe.concurrent('NODE_OPTIONS', () => {
  /** A step with them against a server with `own` settings. */
  async function askWith(NODE_OPTIONS: string, own: object = {}, env = {}): Promise<{ result: StepResult; received: number }> {
    await using server = await startHostileServer(grant(), { identity: { ...(await ours.issue()), ...own } });
    const inputs = { ca_certificate: ours.certificate, timeout: '3' };
    const result = await ask(server, { env: { NODE_OPTIONS, ...env }, inputs });
    return { result, received: server.received.length };
  }
  const green = { exitCode: 0, outputs: { access_token: token }, errors: [], warnings: [] };

  test.each([
    ['--tls-min-v1.3', { maxVersion: 'TLSv1.2' }],
    [
      '--tls-min-v1.0 --tls-cipher-list=DEFAULT@SECLEVEL=0',
      { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' },
    ],
    ['--tls-cipher-list=eNULL', { maxVersion: 'TLSv1.2', ciphers: 'eNULL:@SECLEVEL=0' }],
    ['--tls-cipher-list=ALL:eNULL:@SECLEVEL=0', { maxVersion: 'TLSv1.2', ciphers: 'eNULL:@SECLEVEL=0' }],
    ['--tls_cipher_list=NULL-SHA256:ECDHE-ECDSA-NULL-SHA@SECLEVEL=0', { maxVersion: 'TLSv1.2', ciphers: 'eNULL:@SECLEVEL=0' }],
  ])('%s makes no connection weaker', async (option, weak) => {
    const { result, received } = await askWith(option, weak);
    expectFailure(result, 'tls_failed');
    expect(received).toBe(0);
    expect((await askWith(option)).result).toMatchObject(green);
  });

  test('do not lower what a key must have', async () => {
    const weak = { ...(await ours.issue({ weak: true })), ciphers: 'DEFAULT@SECLEVEL=0' };
    const { result } = await askWith('--tls-cipher-list=DEFAULT@SECLEVEL=0', weak);
    expectFailure(result, 'certificate_untrusted', 'key too weak');
  });

  test('--use-openssl-ca does not bring back the roots of Node, and ca_certificate is trusted as well', async () => {
    const none = join(folder, 'none');
    const env = { NODE_EXTRA_CA_CERTS: undefined, SSL_CERT_FILE: none, SSL_CERT_DIR: none };
    expect((await askWith('--use-openssl-ca', {}, env)).result).toMatchObject(green);
    expectFailure((await askWith('--use-openssl-ca', await other.issue(), env)).result, 'certificate_untrusted');
  });
});

describe.concurrent('ca_certificate', () => {
  const block = (text: string): string => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
  test.each<[string, () => string]>([
    ['is a path', () => '/etc/ssl/certs/ca.pem'],
    ['is garbage', () => block('AAAA')],
    ['is a certificate and garbage', () => ours.certificate + block(Buffer.from('no certificate').toString('base64'))],
    ['is cut off', () => ours.certificate.slice(0, 300)],
    ['is a certificate and one that is cut off', () => ours.certificate + other.certificate.slice(0, 300)],
    ['is a key', () => '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'],
  ])('that %s is refused before any request', async (_, ca_certificate) => {
    const result = await askTls(await ours.issue(), { inputs: { ca_certificate: ca_certificate() } }, 0);
    expectFailure(result, 'input_invalid', /^`ca_certificate` is not a PEM certificate\./);
  });
});

/**
 * NODE_OPTIONS of the job: what makes TLS stronger stays, what would make it weaker is not obeyed.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Authority, createAuthority } from '../helpers/certificates.ts';
import { ask, expectFailure, grant, startHostileServer, token } from '../helpers/hostile-server.ts';
import type { StepResult } from '../helpers/runner.ts';

const folder = mkdtempSync(join(tmpdir(), 'options-'));
const store = { file: join(folder, 'store.pem'), folder: join(folder, 'certs') };
let ours: Authority;
let other: Authority;
beforeAll(async () => {
  [ours, other] = await Promise.all([createAuthority('Example Private CA'), createAuthority('Another CA')]);
  writeFileSync(store.file, `# a store\n${ours.certificate}`);
  mkdirSync(store.folder);
  writeFileSync(join(store.folder, '0a1b2c3d.0'), ours.certificate);
  writeFileSync(join(store.folder, 'README'), 'no certificate');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function askWith(
  NODE_OPTIONS: string,
  {
    server: own = {},
    env = {},
    ca = ours,
  }: { server?: object; env?: Record<string, string | undefined>; ca?: Authority | undefined } = {},
): Promise<{ result: StepResult; received: number }> {
  const identity = { ...(await ours.issue()), ...own };
  await using server = await startHostileServer(grant(), { identity });
  const result = await ask(server, { env: { NODE_OPTIONS, ...env }, inputs: { ca_certificate: ca.certificate, timeout: '3' } });
  return { result, received: server.received.length };
}

const green = { exitCode: 0, outputs: { access_token: token }, errors: [], warnings: [] };

describe.concurrent('the version', () => {
  test('that --tls-min-v1.3 asks for is asked for', async () => {
    const { result, received } = await askWith('--tls-min-v1.3', { server: { maxVersion: 'TLSv1.2' } });
    expectFailure(result, 'tls_failed', /OpenSSL: protocol version/);
    expect(received).toBe(0);
    expect((await askWith('--tls-min-v1.3')).result).toMatchObject(green);
  });

  test.each(['--tls-min-v1.0', '--tls-min-v1.1'])('is 1.2 at least, whatever %s says', async (option) => {
    const server = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };
    const { result, received } = await askWith(`${option} --tls-cipher-list=DEFAULT@SECLEVEL=0`, { server });
    expectFailure(result, 'tls_failed');
    expect(received).toBe(0);
  });
});

describe.concurrent('the ciphers', () => {
  const inClear = { maxVersion: 'TLSv1.2', ciphers: 'eNULL:@SECLEVEL=0' };
  test.each([
    '--tls-cipher-list=eNULL',
    '--tls-cipher-list=eNULL@SECLEVEL=0',
    '--tls-cipher-list=ALL:eNULL:@SECLEVEL=0',
    '--tls_cipher_list=NULL-SHA256:ECDHE-ECDSA-NULL-SHA@SECLEVEL=0',
  ])('are not none, as %s says', async (option) => {
    const { result, received } = await askWith(option, { server: inClear });
    expectFailure(result, 'tls_failed', /OpenSSL: handshake failure/);
    expect(received).toBe(0);
    expect((await askWith(option)).result).toMatchObject(green);
  });

  test('that --tls-cipher-list leaves are those alone', async () => {
    const only = '--tls-cipher-list=ECDHE-ECDSA-AES256-GCM-SHA384';
    const with128 = { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' };
    expectFailure((await askWith(only, { server: with128 })).result, 'tls_failed');
    expect((await askWith(only, { server: { maxVersion: 'TLSv1.2' } })).result).toMatchObject(green);
  });

  test('have at least the level of security that Node asks for, and more where it is asked for', async () => {
    const weak = { ...(await ours.issue({ weak: true })), ciphers: 'DEFAULT@SECLEVEL=0' };
    const { result } = await askWith('--tls-cipher-list=DEFAULT@SECLEVEL=0', { server: weak });
    expectFailure(result, 'certificate_untrusted', 'key too weak');
    const strict = await askWith('--tls-cipher-list=DEFAULT@SECLEVEL=5');
    expect(strict.result.exitCode).toBe(1);
  });
});

describe.concurrent('the store of --use-openssl-ca', () => {
  test.each<[string, () => Record<string, string | undefined>]>([
    ['SSL_CERT_FILE', () => ({ SSL_CERT_FILE: store.file })],
    ['SSL_CERT_DIR', () => ({ SSL_CERT_DIR: store.folder, SSL_CERT_FILE: join(folder, 'none') })],
  ])('by %s is trusted beside ca_certificate', async (_, env) => {
    const trusted = { ca: other, env: { NODE_EXTRA_CA_CERTS: undefined, ...env() } };
    expect((await askWith('--use-openssl-ca', trusted)).result).toMatchObject(green);
  });

  test('does not bring back the roots of Node, and ca_certificate is trusted as well', async () => {
    const env = { NODE_EXTRA_CA_CERTS: undefined, SSL_CERT_FILE: join(folder, 'none'), SSL_CERT_DIR: join(folder, 'none') };
    expect((await askWith('--use-openssl-ca', { env })).result).toMatchObject(green);
    expectFailure((await askWith('--use-openssl-ca', { env, ca: other })).result, 'certificate_untrusted');
  });
});

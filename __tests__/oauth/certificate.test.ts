import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Authority, createAuthority, type Identity, selfSigned } from '../helpers/certificates.ts';
import { expectFailure } from '../helpers/hostile-server.ts';
import { type IdentityServer, startIdentityServer } from '../helpers/identity-server.ts';
import { startProxy } from '../helpers/proxy.ts';
import { runStep, sessionIn, type StepResult } from '../helpers/runner.ts';

let authority: Authority;
let own: Identity;
let front: Identity;

beforeAll(async () => {
  authority = await createAuthority('Authority of the tests');
  own = await authority.issue({ name: 'shop-deploy' });
  front = await authority.issue({ hosts: ['127.0.0.1', 'id.test'] });
});

describe('inputs', () => {
  const step = (inputs: Record<string, string>): Promise<StepResult> =>
    runStep({
      inputs: { client_id: 'shop-deploy', token_url: 'https://127.0.0.1:1/token', auth_method: 'tls_client_auth', ...inputs },
    });

  // What pairs there are, and which are refused, is in keys.test.ts; what a method needs, in inputs/inputs.test.ts.
  test('a pair that does not fit, and another mistake, are both named; nothing is asked', async () => {
    const given = { client_certificate: front.cert, client_certificate_key: own.key, scope: '"' };
    expectFailure(
      await step(given),
      'client_certificate_invalid',
      'is not the certificate of `client_certificate_key`',
      '`scope`',
    );
  });
});

describe('a real server (oidc-provider)', () => {
  const subject = { token_endpoint_auth_method: 'tls_client_auth', tls_client_auth_subject_dn: 'CN=shop-deploy' };
  const bound = { tls_client_certificate_bound_access_tokens: true };

  async function start(registration: object): Promise<IdentityServer> {
    const tls = { identity: front, authority: authority.certificate };
    return startIdentityServer({ plain: true, format: 'opaque', tls, clients: [{ id: 'shop-deploy', registration }] });
  }
  function main(
    { issuer }: IdentityServer,
    inputs: Record<string, string>,
    env: Record<string, string> = {},
  ): Promise<StepResult> {
    const given = { client_id: 'shop-deploy', issuer, ca_certificate: authority.certificate, timeout: '10', ...inputs };
    return runStep({ inputs: given, env });
  }
  const shown = (pair: Identity): Record<string, string> => ({ client_certificate: pair.cert, client_certificate_key: pair.key });
  const tlsAuth = { auth_method: 'tls_client_auth' };

  test('tls_client_auth: a token by the subject of the certificate, bound to it, and revoked at the end', async () => {
    const server = await start({ ...subject, ...bound });
    const result = await main(server, { ...tlsAuth, ...shown(own) });
    expect({ exitCode: result.exitCode, errors: result.errors }).toEqual({ exitCode: 0, errors: [] });
    expect(result.masks).toEqual(
      expect.arrayContaining(own.key.split('\n').filter((line) => line.length > 8 && !line.startsWith('-'))),
    );
    const post = await runStep({ entry: 'post', state: result.state });
    expect(post.log).toMatch(/^Ended the session/m);
    expect(server.count('revoke')).toBe(1);
    await server.close();
  });

  test('self_signed_tls_client_auth: the same by the certificate itself', async () => {
    const pair = await selfSigned('anything');
    const x5c = [pair.cert.replace(/-----.*?-----|\s/g, '')];
    const jwk = { ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }), x5c };
    const server = await start({ token_endpoint_auth_method: 'self_signed_tls_client_auth', jwks: { keys: [jwk] } });
    expect(await main(server, { ...tlsAuth, ...shown(pair) })).toMatchObject({ exitCode: 0, errors: [] });
    expectFailure(await main(server, { ...tlsAuth, ...shown(own) }), 'invalid_client');
    await server.close();
  });

  test('with another method, the certificate only binds the token', async () => {
    const server = await start(bound);
    const [{ secret }] = server.clients;
    const result = await main(server, { client_secret: secret, ...shown(own) });
    expect(result).toMatchObject({ exitCode: 0, errors: [] });
    expect(server.bound).toEqual([true]);
    expect((await main(server, { client_secret: secret })).errors[0]?.message).toContain('invalid_grant');
    await server.close();
  });

  test.each([
    ['of another subject', () => authority.issue({ name: 'another' })],
    ['that nobody vouches for', () => selfSigned('shop-deploy')],
  ])('a certificate %s is refused', async (_, pair) => {
    const server = await start(subject);
    const refused = await main(server, { ...tlsAuth, ...shown(await pair()) });
    expectFailure(refused, 'invalid_client', 'openssl x509 -noout -subject');
    await server.close();
  });

  test('through a proxy, too', async () => {
    const server = await start(subject);
    await using proxy = await startProxy({ user: 'ci', password: 'proxy-password-1', to: server.server });
    const https_proxy = `http://ci:proxy-password-1@127.0.0.1:${String(proxy.port)}`;
    const given = { ...tlsAuth, ...shown(own), issuer: '', token_url: 'https://id.test/token' };
    expect(await main(server, given, { https_proxy })).toMatchObject({ exitCode: 0, errors: [] });
    expectFailure(await main(server, { ...given, ...shown(front) }, { https_proxy }), 'invalid_client');
    expect(proxy.asked).toEqual(['id.test:443', 'id.test:443']);
    await server.close();
  });
});

describe('a server that ends TLS over it (openssl s_server)', () => {
  test.each(['tls1_2', 'tls1_3'])('is told by what it is: %s', async (version) => {
    const folder = mkdtempSync(join(tmpdir(), 'tls-'));
    for (const [name, text] of Object.entries({ ...front, ca: authority.certificate })) writeFileSync(join(folder, name), text);
    const args = ['-cert', 'cert', '-key', 'key', '-CAfile', 'ca', '-Verify', '1', '-verify_return_error', '-www', `-${version}`];
    const server = spawn('openssl', ['s_server', '-accept', '127.0.0.1:0', ...args], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const port = await new Promise<string>((found) => {
      createInterface(server.stdout).on('line', (line) => {
        const [, port] = /^ACCEPT .*:(\d+)$/.exec(line) ?? [];
        if (port !== undefined) found(port);
      });
    });
    const pair = await selfSigned('shop-deploy');
    const base = { client_id: 'x', client_secret: 'a-secret-1234', token_url: `https://127.0.0.1:${port}/t`, timeout: '3' };
    const trusting = { ...base, ca_certificate: authority.certificate };
    try {
      const others = { client_certificate: pair.cert, client_certificate_key: pair.key };
      const refused = await runStep({ inputs: { ...trusting, ...others } });
      expectFailure(refused, 'client_certificate_refused', /\([a-z ]+\)/);
      // TLS 1.2 has no alert of its own for a certificate that is missing.
      const without = await runStep({ inputs: trusting });
      if (version === 'tls1_3') expectFailure(without, 'client_certificate_refused', 'give `client_certificate`');
      else expectFailure(without, 'tls_failed');
      const accepted = { client_certificate: own.cert, client_certificate_key: own.key };
      // It answers no POST, but the connection stands.
      expectFailure(await runStep({ inputs: { ...trusting, ...accepted, timeout: '1' } }), 'timeout');
    } finally {
      server.kill();
      rmSync(folder, { recursive: true });
    }
  });
});

describe('github_oidc with a client certificate', () => {
  let seen: Record<string, boolean> = {};
  const jwt = `${Buffer.from('{}').toString('base64url')}.${Buffer.from('{"sub":"repo:acme/shop"}').toString('base64url')}.eA`;
  let server: ReturnType<typeof createServer>;
  let origin = '';

  beforeAll(async () => {
    const tls = { ...front, ca: authority.certificate, requestCert: true, rejectUnauthorized: false };
    server = createServer(tls, (request, response) => {
      seen[(request.url ?? '').split('?')[0] ?? ''] = request.socket instanceof TLSSocket && request.socket.authorized;
      response.end(
        JSON.stringify(
          request.url?.startsWith('/github') ? { value: jwt } : { access_token: 'opaque-access-token', expires_in: 60 },
        ),
      );
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    origin = `https://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterAll(() => server.close());

  test("shows it to the token server, and never to GitHub's endpoint; post the same", async () => {
    const token_url = `${origin}/realms/ci/protocol/openid-connect/token`;
    const pair = { client_certificate: own.cert, client_certificate_key: own.key, ca_certificate: authority.certificate };
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: `${origin}/github`, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'runner-token-123' };
    const result = await runStep({ inputs: { client_id: 'x', auth_method: 'github_oidc', token_url, ...pair }, env });
    expect(result).toMatchObject({ exitCode: 0, errors: [] });
    expect(seen).toEqual({ '/github': false, '/realms/ci/protocol/openid-connect/token': true });
    expect(sessionIn(result.state)).toBeDefined();
    seen = {};
    await runStep({ entry: 'post', state: result.state, env });
    expect(seen).toEqual({ '/github': false, '/realms/ci/protocol/openid-connect/revoke': true });
  });
});

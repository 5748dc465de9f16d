/**
 * The ways to prove a client that need more than a secret in a request: a signature by the secret, a cluster's token, a certificate.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { expectFailure } from '../helpers/hostile-server.ts';
import { runStep, type StepResult } from '../helpers/runner.ts';
import { claims, endpoint, type Inputs, realmUrl } from './job.ts';
import { longSecret, secret } from './realm.ts';
import type { Server } from './servers.ts';

const pairs = inject('pairs');

function main(inputs: Inputs, env: Inputs = {}): Promise<StepResult> {
  return runStep({ inputs, env, secrets: [secret, longSecret] });
}

/** A whole job: main, then post. */
async function job(inputs: Inputs, env: Inputs = {}): Promise<StepResult> {
  const result = await main(inputs, env);
  expect({ exitCode: result.exitCode, errors: result.errors }).toEqual({ exitCode: 0, errors: [] });
  const ended = await runStep({ entry: 'post', state: result.state, env });
  expect({ exitCode: ended.exitCode, warnings: ended.warnings }).toEqual({ exitCode: 0, warnings: [] });
  expect(ended.log).toContain('is ended');
  return result;
}

describe.each(inject('servers'))('issuer at $name', (server) => {
  test('is the realm, and nothing else is asked', async () => {
    const { log } = await job({ client_id: 'arkane-backend', client_secret: secret, issuer: realmUrl(server) });
    expect(log).not.toContain('metadata');
    await job({ client_id: 'arkane-refresh', client_secret: secret, issuer: `${realmUrl(server)}/` });
  });

  test('another realm', async () => {
    const refused = await main({ client_id: 'arkane-backend', client_secret: secret, issuer: realmUrl(server, 'arkane') });
    expectFailure(refused, 'endpoint_not_found');
  });
});

describe.each(inject('servers'))('client_secret_jwt at $name', (server) => {
  const inputs = { client_id: 'arkane-secret-jwt', auth_method: 'client_secret_jwt', client_secret: longSecret };

  test('the secret signs, and is not sent', async () => {
    expect((await job({ ...inputs, token_url: endpoint(server) })).outputs['token_type']).toBe('Bearer');
  });

  test('another secret, and a client that is set up for another method', async () => {
    const given = { ...inputs, token_url: endpoint(server) };
    expectFailure(
      await main({ ...given, client_secret: `${longSecret}x` }),
      'unauthorized_client',
      'Signed JWT with client secret',
    );
    expect((await main({ ...given, client_id: 'arkane-backend', client_secret: secret })).exitCode).toBe(1);
  });

  test('a secret of less than 32 bytes is taken, too', async () => {
    await job({
      ...inputs,
      client_id: 'arkane-secret-jwt-short',
      client_secret: secret,
      token_url: endpoint(server),
    });
  });
});

const federated = inject('servers').filter((server) => server.federated);

describe.each(federated)('a Kubernetes service account at $name', (server) => {
  const cluster = inject('cluster');
  let folder = '';
  let file = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kubernetes-'));
    file = join(folder, 'token');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const subject = 'system:serviceaccount:ci:shop-deploy';

  /** Mounts a token that the cluster made. */
  async function mount(more: object = {}): Promise<void> {
    const now = Math.floor(Date.now() / 1000);
    const url = new URL(cluster['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '');
    url.searchParams.set('claims', JSON.stringify({ sub: subject, aud: [realmUrl(server)], exp: now + 3600, ...more }));
    const headers = { authorization: `Bearer ${cluster['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? ''}` };
    const { value } = (await (await fetch(url, { headers })).json()) as { value: string };
    writeFileSync(file, value);
  }
  const inputs = (more: Inputs = {}): Inputs => ({
    auth_method: 'client_assertion',
    client_assertion_file: file,
    issuer: realmUrl(server),
    ...more,
  });

  test.each([{}, { client_id: 'shop-deploy-runner' }])('is the client, and the same token ends the session: %o', async (more) => {
    await mount();
    const { outputs } = await job(inputs(more));
    expect(claims(outputs['access_token'])['azp']).toBe('shop-deploy-runner');
    await job(inputs(more));
  });

  test('one that was made a while ago, and lives long', async () => {
    const now = Math.floor(Date.now() / 1000);
    await mount({ iat: now - 1800, nbf: now - 1800, exp: now + 1800 });
    await job(inputs());
  });

  test('another account, audience, key', async () => {
    for (const more of [
      { sub: 'system:serviceaccount:ci:other' },
      { aud: ['https://other.test'] },
      { iss: 'https://other.test' },
    ]) {
      await mount(more);
      expectFailure(await main(inputs()), 'invalid_client', 'The assertion has iss "');
    }
  });
});

describe.each(federated)('github_oidc without a client_id at $name', (server) => {
  test('finds the client by the ID token', async () => {
    const github = inject('github');
    const url = new URL(github['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '');
    url.searchParams.set('claims', JSON.stringify({ sub: 'repo:acme/shop:environment:production' }));
    const env = { ...github, ACTIONS_ID_TOKEN_REQUEST_URL: url.href };
    const { outputs } = await job({ auth_method: 'github_oidc', issuer: realmUrl(server) }, env);
    expect(claims(outputs['access_token'])['azp']).toBe('shop-deploy');
  });
});

const overTls = inject('servers').filter(({ tlsBase }) => tlsBase !== undefined);

// It sees the certificate itself, or the proxy before it hands it on.
describe.each(overTls)('tls_client_auth at $name', (server: Server) => {
  const shown = ({ cert, key }: { cert: string; key: string }): Inputs => ({
    client_certificate: cert,
    client_certificate_key: key,
  });
  const base = { issuer: `${server.tlsBase ?? ''}/realms/Arkane`, ca_certificate: pairs.authority };
  const inputs = { ...base, client_id: 'shop-deploy-tls', auth_method: 'tls_client_auth' };

  test('the subject of the certificate is the client, and the token is bound to it', async () => {
    const { outputs } = await job({ ...inputs, ...shown(pairs.own) });
    // The older binds no token of this grant.
    const { cnf } = claims(outputs['access_token']) as { cnf?: Record<string, string> };
    expect(cnf?.['x5t#S256']).toEqual(server.generation === 'old' ? undefined : expect.stringMatching(/^[\w-]{43}$/));
  });

  test('another subject, and an authority that is not known', async () => {
    expectFailure(await main({ ...inputs, ...shown(pairs.other) }), 'invalid_client', 'openssl x509');
    const unknown = await main({ ...inputs, ...shown(pairs.unknown), timeout: '3' });
    // The newer ends TLS over it, and has read nothing; the proxy before the older hands none on.
    if (server.generation === 'old') expectFailure(unknown, 'invalid_client', 'the server did not see the certificate');
    else expect(expectFailure(unknown, 'client_certificate_refused')).not.toContain('answer was lost');
  });

  test('with a secret, the certificate only stands beside it', async () => {
    await job({ ...base, client_id: 'arkane-backend', client_secret: secret, ...shown(pairs.own) });
  });
});

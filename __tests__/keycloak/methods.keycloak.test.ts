/**
 * The ways to prove a client that need more than a secret in a request: a signature by the secret, a cluster's token, a certificate.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { expectFailure } from '../helpers/hostile-server.ts';
import { runStep, type StepResult } from '../helpers/runner.ts';
import { writeClusterToken, writeOwnAssertion } from './assertion-file.ts';
import { claims, endedOne, endpoint, type Inputs, notTheClient, realmUrl } from './job.ts';
import { clusterSubject, longSecret, secret } from './realm.ts';
import type { Server } from './servers.ts';
import { allowed, isBefore } from './versions.ts';

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
  expect(ended.log).toMatch(endedOne);
  return result;
}

describe.each(inject('servers'))('issuer at $name', (server) => {
  test('is the realm, and nothing else is asked', async () => {
    const { log } = await job({ client_id: 'arkane-backend', client_secret: secret, issuer: realmUrl(server) });
    expect(log).not.toMatch(/metadata/i);
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
    expect((await job({ ...inputs, token_url: endpoint(server) })).outputs['token_type']).toMatch(/^bearer$/i);
  });

  test('another secret, and a client that is set up for another method', async () => {
    const given = { ...inputs, token_url: endpoint(server) };
    expectFailure(
      await main({ ...given, client_secret: `${longSecret}x` }),
      'unauthorized_client',
      'Signed JWT with Client Secret',
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

let folder = '';
let file = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assertion-'));
  file = join(folder, 'token');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.each(inject('servers'))("client_assertion by the client's own key at $name", (server) => {
  const id = 'arkane-key-rsa';
  const inputs = (): Inputs => ({ auth_method: 'client_assertion', client_assertion_file: file, token_url: endpoint(server) });

  test.each([{}, { client_id: id }])('each step reads a fresh one: %o', async (more) => {
    await writeOwnAssertion(file, server, id);
    const result = await main({ ...inputs(), ...more });
    expect(result).toMatchObject({ exitCode: 0, errors: [] });
    await writeOwnAssertion(file, server, id);
    expect((await runStep({ entry: 'post', state: result.state })).log).toMatch(endedOne);
  });

  test('one that was used before is refused', async () => {
    await writeOwnAssertion(file, server, id);
    expect((await main(inputs())).exitCode).toBe(0);
    expectFailure(await main(inputs()), notTheClient(server), /reuse/i);
  });
});

describe.each(inject('servers').filter((server) => isBefore(server, '26.6')))(
  'a Kubernetes service account at $name',
  (server) => {
    test('is refused, since it knows no federated clients', async () => {
      await writeClusterToken(file, server, clusterSubject('shop-deploy'));
      for (const more of [{}, { client_id: 'arkane-key-rsa' }]) {
        const inputs = { auth_method: 'client_assertion', client_assertion_file: file, token_url: endpoint(server), ...more };
        const { exitCode, errors } = await main(inputs);
        expect(exitCode).toBe(1);
        expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/The assertion has iss /)]);
      }
    });
  },
);

const federated = inject('servers').filter((server) => server.federated);

describe.each(federated)('a Kubernetes service account at $name', (server) => {
  const mount = (more: object = {}): Promise<void> => writeClusterToken(file, server, clusterSubject('shop-deploy'), more);
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
    const result = await main({ ...inputs, ...shown(pairs.own) });
    expect({ exitCode: result.exitCode, errors: result.errors }).toEqual({ exitCode: 0, errors: [] });
    // The older ones bind no token of this grant, and take it for stolen where a refresh token is to end its session.
    const { cnf } = claims(result.outputs['access_token']) as { cnf?: Record<string, string> };
    expect(cnf?.['x5t#S256']).toEqual(isBefore(server, '15') ? undefined : expect.stringMatching(/^[\w-]{43}$/));
    const ended = await runStep({ entry: 'post', state: result.state });
    expect(allowed(server, { '10': 'open until', '12': 'Ended the' })).toContain(/open until|Ended the/.exec(ended.log)?.[0]);
  });

  test('another subject, and an authority that is not known', async () => {
    expectFailure(await main({ ...inputs, ...shown(pairs.other) }), notTheClient(server), 'openssl x509');
    const unknown = await main({ ...inputs, ...shown(pairs.unknown), timeout: '3' });
    // The newer ends TLS over it, and has read nothing; the proxy before the older hands none on.
    if (isBefore(server, '17')) expectFailure(unknown, notTheClient(server), 'openssl x509');
    else expect(expectFailure(unknown, 'client_certificate_refused')).not.toContain('answer was lost');
  });

  test('with a secret, the certificate only stands beside it', async () => {
    await job({ ...base, client_id: 'arkane-backend', client_secret: secret, ...shown(pairs.own) });
  });
});

/**
 * The recipes without a client secret, run by act as they stand in the documents. The server verifies what it is sent.
 */
import { createRemoteJWKSet, type JWTVerifyGetKey, jwtVerify, type JWTVerifyOptions, SignJWT } from 'jose';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type GithubIssuer, startGithubIssuer } from '../helpers/github-issuer.ts';
import { assertUnreadable } from '../helpers/runner.ts';
import { ended, main, post, startScene } from './scene.ts';

/** What tells whether a form has an assertion that `key` verifies and `expected` describes. */
function verifier(key: JWTVerifyGetKey, expected: JWTVerifyOptions): (form: URLSearchParams) => Promise<boolean> {
  return async (form) => {
    if (form.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer') return false;
    const verified = jwtVerify(form.get('client_assertion') ?? '', key, { ...expected, requiredClaims: ['exp', 'jti'] });
    return verified.then(
      () => true,
      () => false,
    );
  };
}

const endpoint = 'id.example.com/realms/ci/protocol/openid-connect';

describe('github-oidc.yml', () => {
  const subject = 'repo:acme/shop:environment:production';
  let github: GithubIssuer;
  beforeEach(async () => {
    github = await startGithubIssuer();
  });
  afterEach(() => {
    github.close();
  });

  /** A Keycloak that trusts `github` for the production environment alone. */
  async function start(): ReturnType<typeof startScene> {
    const keys = createRemoteJWKSet(new URL(`${github.issuer}/.well-known/jwks`));
    return startScene({
      client: verifier(keys, { issuer: github.issuer, subject, audience: 'https://id.example.com/realms/ci' }),
    });
  }

  /** Neither what the runner asks GitHub with nor what GitHub signed can be read. */
  function expectHidden(log: string, times: number): void {
    expect(github.given).toHaveLength(times);
    assertUnreadable(github.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '', log, 'the log');
    // The header of a token is no secret: it is the same for all tokens of a key.
    for (const token of github.given) assertUnreadable(token.replace(/^[^.]+\./, ''), log, 'the log');
  }

  test('the workflow proves who it is, once for the token and once for the end of its session', async () => {
    github.claims = { sub: subject };
    await using scene = await start();
    const { exitCode, log, steps } = await scene.run('github-oidc.yml', { env: github.env });
    expect(log).toContain('| Access token for client arkane-ci from id.example.com: ');
    expect(log).toContain(ended('id.example.com'));
    expect(steps).toEqual([main(), post()]);
    expect(scene.internet.requests).toEqual([`POST ${endpoint}/token`, `POST ${endpoint}/logout`]);
    expect(scene.keycloak.granted).toHaveLength(2);
    expect([...scene.keycloak.open]).toEqual([]);
    expectHidden(log, 2);
    expect(exitCode).toBe(0);
  });

  test('of another environment is refused, and told who it was', async () => {
    github.claims = { sub: `${subject}-eu` };
    await using scene = await start();
    const { exitCode, log, steps } = await scene.run('github-oidc.yml', { env: github.env });
    expect(log).toContain(`iss "${github.issuer}", sub "${subject}-eu", aud "https://id.example.com/realms/ci"`);
    expect(steps).toEqual(['deploy: Failure - Main org/arkane-token-action@v1', post()]);
    expect(scene.internet.requests).toEqual([`POST ${endpoint}/token`]);
    expectHidden(log, 1);
    expect(exitCode).toBe(1);
  });
});

test('private-key.yml: what the stored key signs is verified', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const own = { issuer: 'shop-deploy', subject: 'shop-deploy', audience: 'https://id.example.com/realms/ci' };
  await using scene = await startScene({ client: verifier(() => createPublicKey(privateKey), own) });
  const { exitCode, log, steps } = await scene.run('private-key.yml', {
    vars: { ARKANE_CLIENT_ID: 'shop-deploy' },
    secrets: { ARKANE_PRIVATE_KEY: pem.toString() },
  });
  expect(log).toContain('| Access token for client shop-deploy from id.example.com: ');
  expect(log).toContain(ended('id.example.com'));
  expect(steps).toEqual([main(), post()]);
  expect(scene.internet.requests).toEqual([`POST ${endpoint}/token`, `POST ${endpoint}/logout`]);
  expect([...scene.keycloak.open]).toEqual([]);
  expect(exitCode).toBe(0);
});

test("kubernetes.yml: the token of the runner's service account, once for each request, and no client_id", async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const [issuer, subject] = ['https://kubernetes.default.svc.cluster.local', 'system:serviceaccount:ci:shop-deploy'];
  const audience = 'https://id.example.com/realms/ci';
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, sub: subject, aud: [audience], iat: now, exp: now + 3600, jti: 'one' };
  const token = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
  const folder = mkdtempSync(join(tmpdir(), 'kubernetes-'));
  writeFileSync(join(folder, 'token'), `${token}\n`);
  const verified = verifier(() => publicKey, { issuer, subject, audience });
  await using scene = await startScene({ client: async (form) => !form.has('client_id') && (await verified(form)) });
  const { exitCode, log, steps } = await scene.run('kubernetes.yml', { vars: { TOKEN_FILE: join(folder, 'token') } });
  expect(log).toContain('| Access token from id.example.com: ');
  expect(log).toContain(ended('id.example.com'));
  expect(steps).toEqual([main(), post()]);
  expect(scene.internet.requests).toEqual([`POST ${endpoint}/token`, `POST ${endpoint}/logout`]);
  expect([...scene.keycloak.open]).toEqual([]);
  assertUnreadable(token.replace(/^[^.]+\./, ''), log, 'the log');
  expect(exitCode).toBe(0);
  rmSync(folder, { recursive: true });
});

test('certificate.yml: the certificate is shown for the token and for the end of its session', async () => {
  await using scene = await startScene({ client: (form) => Promise.resolve(form.get('client_id') === 'shop-deploy-tls') });
  const { cert, key } = await scene.internet.issue('shop-deploy');
  const given = {
    vars: { ARKANE_CLIENT_ID: 'shop-deploy-tls', ARKANE_CLIENT_CERTIFICATE: cert },
    secrets: { ARKANE_CLIENT_KEY: key },
  };
  const { exitCode, log, steps } = await scene.run('certificate.yml', given);
  expect(log).toContain('| Access token for client shop-deploy-tls from id.example.com: ');
  expect(log).toContain(ended('id.example.com'));
  expect(steps).toEqual([main(), post()]);
  expect(scene.internet.requests).toEqual([`POST ${endpoint}/token`, `POST ${endpoint}/logout`]);
  expect(scene.internet.shown).toEqual(['shop-deploy', 'shop-deploy']);
  expect(exitCode).toBe(0);
});

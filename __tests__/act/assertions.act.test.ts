/**
 * The recipes without a client secret, run by act as they stand in the documents. The server verifies what it is sent.
 */
import { createRemoteJWKSet, type JWTVerifyGetKey, jwtVerify, type JWTVerifyOptions } from 'jose';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type GithubIssuer, startGithubIssuer } from '../helpers/github-issuer.ts';
import { assertUnreadable } from '../helpers/runner.ts';
import { main, post, startScene } from './scene.ts';

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
    expect(log).toContain('| Access token for client shop-deploy from id.example.com: ');
    expect(log).toContain('| The session at id.example.com is ended.');
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
  const { exitCode, log, steps } = await scene.run('private-key.yml', { secrets: { ARKANE_PRIVATE_KEY: pem.toString() } });
  expect(log).toContain('| Access token for client shop-deploy from id.example.com: ');
  expect(log).toContain('| The session at id.example.com is ended.');
  expect(steps).toEqual([main(), post()]);
  expect(scene.internet.requests).toEqual([`POST ${endpoint}/token`, `POST ${endpoint}/logout`]);
  expect([...scene.keycloak.open]).toEqual([]);
  expect(exitCode).toBe(0);
});

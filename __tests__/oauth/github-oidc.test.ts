import { decodeJwt } from 'jose';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { grantSession, startAssertionServer } from '../helpers/assertion-server.ts';
import { expectFailure } from '../helpers/hostile-server.ts';
import { startIdentityServer } from '../helpers/identity-server.ts';
import { runStep, type StepResult } from '../helpers/runner.ts';

const server = await startAssertionServer();
const { assertions, forms, github, realm, step } = server;
afterEach(() => {
  server.reset();
});
afterAll(() => {
  server.close();
});

describe('github_oidc', () => {
  const oidc = (inputs = {}, env: Record<string, string | undefined> = github.env): Promise<StepResult> =>
    step({ auth_method: 'github_oidc', ...inputs }, env, [github.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '']);

  test("sends GitHub's ID token for the realm's issuer, masked", async () => {
    const result = await oidc();
    expect(result.exitCode).toBe(0);
    expect(assertions()).toEqual(github.given);
    expect(decodeJwt(github.given[0] ?? '').aud).toBe(realm);
    expect(forms[0]?.has('client_secret')).toBe(false);
    expect(result.masks).toContain(github.given[0]);
  });

  test('a fresh one for every attempt and for the end of the session', async () => {
    let failures = 1;
    server.answer = (response) => {
      if (failures-- > 0) response.writeHead(503).end();
      else grantSession(response);
    };
    const main = await oidc({ assertion_audience: 'arkane' });
    const post = await runStep({ entry: 'post', state: main.state, env: github.env });
    expect(post.warnings).toEqual([]);
    expect(new Set(assertions()).size).toBe(3);
    expect(assertions().map((assertion) => decodeJwt(assertion).aud)).toEqual(['arkane', 'arkane', 'arkane']);
  });

  test('an endpoint that answers 500 twice and then works', async () => {
    let failures = 2;
    github.onRequest = (response) => {
      if (--failures === 0) github.onRequest = undefined;
      response.writeHead(500).end();
    };
    const result = await oidc();
    expect(result.exitCode).toBe(0);
    expect(result.log).toMatch(/answered 500\. Trying again .*\(attempt 3\)/);
  });

  test('an endpoint that refuses', async () => {
    github.onRequest = (response) => response.writeHead(403).end('{"message":"no"}');
    expectFailure(await oidc(), 'id_token_refused', /answered 403/);
    github.onRequest = (response) => response.end('{"value":"a\\nb"}');
    expectFailure(await oidc(), 'id_token_refused', /without a token/);
  });

  test.each<[string, number, string]>([
    ['a job that it takes to be pending', 403, `{"message":"Can't issue ID_TOKEN for job in 'Pending' state."}`],
    ['nothing', 200, ''],
    ['half of an answer', 200, '{"count":1,"va'],
    ['an answer without a token', 200, '{"count":0}'],
  ])('an endpoint that stumbles over %s, and then works', async (_name, status, body) => {
    let failures = 2;
    github.onRequest = (response) => {
      if (--failures === 0) github.onRequest = undefined;
      response.writeHead(status).end(body);
    };
    const result = await oidc();
    expect(result).toMatchObject({ exitCode: 0, errors: [] });
    expect(result.log).toMatch(/ID token endpoint answered .*Trying again .*\(attempt 3\)/);
    if (status === 403) expect(result.log).toMatch(/answered 403: "Can't issue .* for job in 'Pending' state\."/);
  });

  test('what the endpoint says is quoted, cleaned', async () => {
    const bearer = github.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '';
    github.onRequest = (response) =>
      response.writeHead(403).end(JSON.stringify({ message: `no "::error::\n${bearer} ${'long '.repeat(100)}` }));
    const message = expectFailure(await oidc(), 'id_token_refused', /answered 403: "no ': :error: : … long /);
    expect(message.length).toBeLessThan(600);
  });

  test.each(['file:///etc/passwd', 'ftp://127.0.0.1/token', 'javascript:1'])('an address that is none: %s', async (address) => {
    const result = await oidc({}, { ...github.env, ACTIONS_ID_TOKEN_REQUEST_URL: address });
    expectFailure(result, 'id_token_unavailable');
    expect(result.took).toBeLessThan(10_000);
  });

  test('no permission: which one to give', async () => {
    expectFailure(await oidc({}, {}), 'id_token_unavailable', /id-token: write/);
    expect(forms).toEqual([]);
  });

  test('a stored secret is not allowed', async () => {
    expectFailure(
      await oidc({ client_secret: 'left-over-secret' }),
      'input_invalid',
      /`client_secret` is set, and `auth_method: github_oidc` does not use it/,
    );
  });

  test('a refusal shows what was sent', async () => {
    server.answer = (response) => response.writeHead(401).end('{"error":"invalid_client"}');
    github.claims = { sub: 'repo:acme/shop:environment:prod' };
    const refused = await oidc();
    expectFailure(refused, 'invalid_client', /sub "repo:acme\/shop:environment:prod", aud "http:/);
    expect(refused.errors[0]?.message).toContain(`iss "${github.issuer}"`);
  });

  // RFC 7523, 3: `iss` and `sub` are the client. GitHub's token is somebody else's word for it, which takes a server that knows GitHub.
  test('at a real server that takes only assertions of the client itself (oidc-provider): refused, and why is seen', async () => {
    const { keys } = (await (await fetch(`${github.issuer}/.well-known/jwks`)).json()) as { keys: object[] };
    const registration = { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys } };
    const provider = await startIdentityServer({ plain: true, format: 'opaque', clients: [{ registration }] });
    const [{ id }] = provider.clients;
    const inputs = { client_id: id, auth_method: 'github_oidc', issuer: provider.issuer };
    const refused = await runStep({ inputs, env: github.env });
    expectFailure(refused, 'request_refused', `The ID token has iss "${github.issuer}", sub "repo:acme/shop`);
    expect(provider.granted).toEqual([]);
    // It is that, and nothing else, which is missing: with the client's name in both, the same token is taken, and revokes, too.
    github.claims = { iss: id, sub: id };
    const main = await runStep({ inputs, env: github.env });
    expect(main).toMatchObject({ exitCode: 0, errors: [], warnings: [] });
    expect((await runStep({ entry: 'post', state: main.state, env: github.env })).log).toMatch(/^Ended the session/m);
    expect(provider.granted).toHaveLength(1);
    expect(provider.open.size).toBe(0);
    await provider.close();
  });
});

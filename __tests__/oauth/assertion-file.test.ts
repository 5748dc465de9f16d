import { generateKeyPair, SignJWT } from 'jose';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectFailure, grant, reply, startHostileServer } from '../helpers/hostile-server.ts';
import { startIdentityServer } from '../helpers/identity-server.ts';
import { runStep, type StepResult } from '../helpers/runner.ts';

const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assertion-'));
  file = join(folder, 'token');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A service account's token, as Kubernetes makes it. */
function assertion(claims: object = {}, lifetime = 600): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const usual = {
    iss: 'https://kubernetes.default.svc',
    sub: 'system:serviceaccount:ci:deploy',
    aud: ['https://id.example/realms/ci'],
  };
  const times = { iat: now + Math.min(0, lifetime), exp: now + lifetime };
  return new SignJWT({ ...usual, ...times, jti: String(Math.random()), ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'k' })
    .sign(privateKey);
}

function step(token_url: string, inputs: Record<string, string> = {}, secrets: string[] = []): Promise<StepResult> {
  return runStep({
    inputs: { auth_method: 'client_assertion', client_assertion_file: file, token_url, timeout: '5', ...inputs },
    secrets,
  });
}

const path = '/realms/ci/protocol/openid-connect';

test('is sent as it is, masked, and without a client_id where none is given', async () => {
  await using server = await startHostileServer(grant());
  const jwt = await assertion();
  writeFileSync(file, `${jwt}\n`);
  const result = await step(server.url, {}, [jwt]);
  expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] });
  expect(result.masks).toContain(jwt);
  expect(result.log).toMatch(/^Access token from 127/m);
  expect(Object.fromEntries(server.received[0]?.form ?? [])).toEqual({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: jwt,
  });
  await step(server.url, { client_id: 'shop-deploy' });
  expect(server.received[1]?.form.get('client_id')).toBe('shop-deploy');
});

test('is read anew for every attempt and in post, whatever folder that runs in', async () => {
  const jwts = [await assertion(), await assertion(), await assertion()];
  writeFileSync(file, jwts[0] ?? '');
  await using server = await startHostileServer((response, received) => {
    const next = jwts[server.received.length];
    if (next !== undefined) writeFileSync(file, next);
    if (server.received.length === 1) response.writeHead(503).end();
    else if (received.path === `${path}/revoke`) response.writeHead(200).end();
    else grant()(response, received);
  });
  const main = await step(`http://127.0.0.1:${String(server.port)}${path}/token`);
  const post = await runStep({ entry: 'post', state: main.state, secrets: jwts });
  expect(post.log).toMatch(/^Ended the session/m);
  expect(server.received.map(({ form }) => form.get('client_assertion'))).toEqual(jwts);
});

test('a refusal shows who the assertion says that the client is', async () => {
  await using server = await startHostileServer(reply({ error: 'invalid_client' }, 401));
  writeFileSync(file, await assertion());
  const message = expectFailure(await step(server.url), 'invalid_client', 'Whoever writes the file sets `aud`');
  expect(message).toContain(
    'The assertion has iss "https://kubernetes.default.svc", sub "system:serviceaccount:ci:deploy", aud ["https://id.example/realms/ci"].',
  );
});

describe('a file that cannot be used is named, and nothing is sent', () => {
  const key = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n';
  const said = (problem: string): RegExp => new RegExp(`^The file of \`client_assertion_file\` ${problem}\\.`);

  test.each<[string, () => Promise<string | undefined> | string | undefined, string]>([
    ['missing', () => undefined, 'is not there'],
    ['empty', () => ' \n', 'is empty'],
    ['too large', () => 'x'.repeat(70_000), 'has more than 64 KiB'],
    ['a private key', () => key, 'holds no JWT on one line'],
    ['a password', () => 'correct-horse-battery', 'holds no JWT on one line'],
    ['JSON', () => '{"token":"x"}', 'holds no JWT on one line'],
    ['two of them', async () => `${await assertion()}\n${await assertion()}`, 'holds no JWT on one line'],
    ['text with two dots', () => 'aaaa.bbbb.cccc', 'holds no JWT on one line'],
    ['64 KiB of dots', () => '.'.repeat(65_536), 'holds no JWT on one line'],
    ['expired before all dates', () => assertion({ exp: -1e300 }), 'holds a JWT that expired at -271821-04-20T\\S+'],
    ['expired', () => assertion({}, -1), 'holds a JWT that expired at 20\\S+Z'],
  ])('%s', async (_, content, problem) => {
    await using server = await startHostileServer(grant());
    const text = await content();
    if (text !== undefined) writeFileSync(file, text);
    const result = await step(server.url, {}, text && text.length > 20 && text.length < 5000 ? [text.trim()] : []);
    expectFailure(result, 'client_assertion_invalid', said(problem));
    expect(server.received).toEqual([]);
  });

  test.each<[string, () => string, string]>([
    ['a folder', () => folder, 'is not a plain file'],
    [
      'a pipe, which nobody writes to',
      () => (execFileSync('mkfifo', [join(folder, 'pipe')]), join(folder, 'pipe')),
      'is not a plain file',
    ],
    ['what never ends', () => '/dev/zero', 'is not a plain file'],
    ['what is below a file', () => (writeFileSync(file, ''), join(file, 'x')), 'cannot be read \\(ENOTDIR\\)'],
    ['a path that is too long', () => 'a'.repeat(60_000), 'cannot be read \\(ENAMETOOLONG\\)'],
    // Nothing of it is printed: it may be the secret itself, and a path made of it matches no mask.
    ['a secret in place of a path', () => 'hunter2-hunter2-hunter2', 'is not there'],
  ])('%s', async (_, path, problem) => {
    const client_assertion_file = path();
    const result = await step('http://127.0.0.1:1/', { client_assertion_file });
    expectFailure(result, 'client_assertion_invalid', said(problem));
    expect(result.raw).not.toContain(client_assertion_file.slice(-12));
  });

  test('by a link, as Kubernetes mounts it, it is read', async () => {
    await using server = await startHostileServer(grant());
    mkdirSync(join(folder, '..data'));
    writeFileSync(join(folder, '..data', 'token'), await assertion());
    symlinkSync(join('..data', 'token'), file);
    expect(await step(server.url)).toMatchObject({ exitCode: 0, errors: [] });
  });
});

test('a real server (oidc-provider) finds the client by the assertion alone', async () => {
  const { exportJWK } = await import('jose');
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', use: 'sig', alg: 'RS256' }] };
  const registration = { token_endpoint_auth_method: 'private_key_jwt', jwks };
  const server = await startIdentityServer({ plain: true, format: 'opaque', clients: [{ id: 'shop-deploy', registration }] });
  const claims = { iss: 'shop-deploy', sub: 'shop-deploy', aud: server.issuer };
  writeFileSync(file, await assertion(claims));
  const main = await step('', { issuer: server.issuer });
  expect(main).toMatchObject({ exitCode: 0, errors: [] });
  writeFileSync(file, await assertion(claims));
  expect((await runStep({ entry: 'post', state: main.state })).log).toMatch(/^Ended the session/m);
  expect(server.count('revoke')).toBe(1);
  await server.close();
});

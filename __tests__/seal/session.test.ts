/**
 * `end/`: the last job ends the session of a sealed token.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { jwtDecrypt } from 'jose';
import { afterEach, describe, expect, test } from 'vitest';
import { createAuthority } from '../helpers/certificates.ts';
import { startKeycloakLike, type KeycloakLike, type KeycloakLikeOptions } from '../helpers/keycloak-like.ts';
import { runStep, type StepOptions, type StepResult } from '../helpers/runner.ts';
import { asJwe, env, firstJob, handedOn, key, sealed, secret, sealKey, unseal } from '../helpers/sealing.ts';

const servers: KeycloakLike[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function start(options: Partial<KeycloakLikeOptions> = {}): Promise<KeycloakLike> {
  const server = await startKeycloakLike({ secret, ...options });
  servers.push(server);
  return server;
}

/** The last job. Whatever happens, it is green, and has no output. */
async function end(inputs: Record<string, string>, more: Partial<StepOptions> = {}): Promise<StepResult> {
  const given = { seal_key: sealKey, client_secret: secret, ...inputs };
  const result = await runStep({ entry: 'end', inputs: given, env, secrets: [sealKey, secret], ...more });
  const { exitCode, outputs, state, errors } = result;
  expect({ exitCode, outputs, state, errors }).toEqual({ exitCode: 0, outputs: {}, state: {}, errors: [] });
  return result;
}

/** What a first job hands on, after its post step, which leaves the session alone. */
async function sealing(server: KeycloakLike, inputs: Record<string, string> = {}): Promise<string> {
  const first = await firstJob(server, inputs);
  expect(first.exitCode).toBe(0);
  await runStep({ entry: 'post', state: first.state, secrets: [secret] });
  return handedOn(first, 'sealed_session');
}

describe('the session of a sealed token ends', () => {
  test('with a refresh token, by logout, and it alone', async () => {
    const server = await start();
    const [one, other] = [await sealing(server), await sealing(server)];
    expect(server.open.size).toBe(2);
    const { log, masks, warnings } = await end({ sealed_session: one });
    expect(masks).toEqual(expect.arrayContaining([sealKey, secret, server.granted[1]]));
    expect(log).toMatch(/^The session at 127\.0\.0\.1:\d+ is ended\.$/m);
    expect(warnings).toEqual([]);
    expect([...server.open]).toEqual([server.granted.at(-1)]);
    await end({ sealed_session: other });
    expect(server.open.size).toBe(0);
    expect(server.requests).toEqual(['token', 'token', 'logout', 'logout']);
  });

  test('without one, by revoking the access token', async () => {
    const server = await start({ refreshTokens: false });
    await end({ sealed_session: await sealing(server) });
    expect(server.open.size).toBe(0);
    expect(server.endings[0]?.get('token_type_hint')).toBe('access_token');
  });

  test('by the method of the first job', async () => {
    const server = await start();
    await end({ sealed_session: await sealing(server, { auth_method: 'client_secret_basic' }) });
    expect(server.endings[0]?.has('client_secret')).toBe(false);
    expect(server.open.size).toBe(0);
  });

  test('with a private key', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const private_key = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    const server = await start({ secret: (form) => Promise.resolve(form.has('client_assertion')) });
    const given = { client_secret: '', private_key, private_key_id: 'k1', assertion_audience: 'urn:test' };
    await end({
      sealed_session: await sealing(server, { ...given, auth_method: 'private_key_jwt' }),
      client_secret: '',
      private_key,
    });
    const [, claims = ''] = server.endings[0]?.get('client_assertion')?.split('.') ?? [];
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ iss: 'backend', aud: 'urn:test' });
    expect(server.open.size).toBe(0);
  });

  test('in a later attempt of the run, and of a repository with a new name', async () => {
    const server = await start();
    const here = { ...env, GITHUB_REPOSITORY_ID: '77' };
    const first = await firstJob(server, {}, { env: here });
    const later = { ...here, GITHUB_RUN_ATTEMPT: '2', GITHUB_REPOSITORY: 'acme/store' };
    await end({ sealed_session: handedOn(first, 'sealed_session') }, { env: later });
    expect(server.open.size).toBe(0);
  });

  test('once: a second time is no warning', async () => {
    const server = await start();
    const sealed_session = await sealing(server);
    await end({ sealed_session });
    const again = await end({ sealed_session });
    expect(again.log).toContain('had ended before');
    expect(again.warnings).toEqual([]);
  });

  test('and nothing is sent where the server is no Keycloak', async () => {
    const server = await start({ path: '/oauth/token' });
    const { log } = await end({ sealed_session: await sealing(server) });
    expect(log).toMatch(/Nothing is ended at 127\S+, since no endpoint for it is known: the refresh token is valid until 20/);
    expect(server.requests).toEqual(['token']);
  });
});

test('what is sealed ends the session, and holds no credential', async () => {
  const server = await start();
  const { payload } = await jwtDecrypt(asJwe(await sealing(server)), key);
  expect(payload['session']).toEqual({
    kind: 'refresh_token',
    token: server.granted[1],
    until: expect.any(Number) as number,
  });
  expect(payload['opener']).toEqual({
    authMethod: 'client_secret_post',
    clientId: 'backend',
    tokenUrl: server.tokenUrl,
    privateKeyId: '',
    assertionAudience: '',
    caCertificates: [],
  });
  expect(JSON.stringify(payload)).not.toContain(secret);
});

test('what ends it does not fit into an input: a warning, and the sealed token passes', async () => {
  const server = await start({ refreshTokens: false, accessToken: 't'.repeat(80_000) });
  const { certificate: pem } = await createAuthority('Company CA');
  const first = await firstJob(server, { ca_certificate: pem.repeat(Math.ceil(30_000 / pem.length)) });
  expect(first.exitCode).toBe(0);
  expect(first.outputs).not.toHaveProperty('sealed_session');
  expect(first.warnings.map(({ title }) => title)).toEqual(['The session will not be ended']);
  expect((await unseal({ sealed_token: handedOn(first) })).exitCode).toBe(0);
});

describe('what cannot be opened is told, and nothing is sent', () => {
  const other = { env: { ...env, GITHUB_RUN_ID: '4712' } };

  test.each<[string, Record<string, string>, Partial<StepOptions>, RegExp]>([
    [
      'nothing',
      { sealed_session: '' },
      {},
      /`sealed_session` is empty.*needs\.JOB\.outputs\.sealed_session.*#sealed_token_missing$/,
    ],
    ['another text', { sealed_session: 'x'.repeat(80) }, {}, /#sealed_token_(invalid|unreadable)$/],
    ["another run's", {}, other, /`sealed_session` was sealed in another run.*#sealed_token_of_other_run$/],
    [
      'the wrong key',
      { seal_key: randomBytes(32).toString('base64') },
      {},
      /cannot be opened with this.*#sealed_token_unreadable$/,
    ],
    ['no key', { seal_key: '' }, {}, /`seal_key` is empty.*#secret_empty$/],
    ['a passphrase', { seal_key: 'correct horse' }, {}, /#seal_key_invalid$/],
    ['no run', {}, { env: {} }, /#runner_missing$/],
  ])('%s', async (_name, inputs, more, said) => {
    const server = await start();
    const { warnings } = await end({ sealed_session: await sealing(server), ...inputs }, more);
    expect(warnings).toEqual([{ title: 'No session was ended', message: expect.stringMatching(said) as string }]);
    expect(server.requests).toEqual(['token']);
  });

  test('a sealed token, and unseal opens no session', async () => {
    const server = await start();
    const first = await firstJob(server);
    const { warnings } = await end({ sealed_session: handedOn(first) });
    expect(warnings[0]?.message).toMatch(/holds the output `sealed_token`.*#sealed_token_invalid$/);
    const opened = await unseal({ sealed_token: handedOn(first, 'sealed_session') });
    expect(opened.exitCode).toBe(1);
    expect(opened.outputs).toEqual({});
    expect(opened.errors[0]?.message).toMatch(/holds the output `sealed_session`.*#sealed_token_invalid$/);
    expect(server.requests).toEqual(['token']);
  });

  test.each([
    [{}],
    [{ session: { kind: 'access_token', token: 'a-token' } }],
    [{ session: { kind: 'access_token', token: 'a\nb' }, opener: { authMethod: 'client_secret_post', caCertificates: [] } }],
    [{ session: { kind: 'access_token', token: 'a' }, opener: { authMethod: 'none', caCertificates: [] } }],
    [
      {
        session: { kind: 'access_token', token: 'a' },
        opener: { authMethod: 'github_oidc', caCertificates: [], tokenUrl: 'http://x.test' },
      },
    ],
  ])('a seal by another tool: %o', async (claims) => {
    const { warnings } = await end({ sealed_session: await sealed({ access_token: undefined, ...claims }) });
    expect(warnings[0]?.message).toMatch(/#(sealed_token_invalid|input_invalid)$/);
  });
});

describe('what cannot be ended is a warning that says until when it stays open', () => {
  const left = /The session of client backend at 127\S+ is left open until 20\S+Z, and ends by itself then\./;

  test.each<[string, Record<string, string>, RegExp]>([
    ['no secret', { client_secret: '' }, /The input `client_secret` is empty\. .*#secret_empty$/],
    ['a wrong secret', { client_secret: 'not-the-secret' }, /answered 401: unauthorized_client/],
  ])('%s', async (_name, inputs, said) => {
    const server = await start();
    const { warnings } = await end({ sealed_session: await sealing(server), ...inputs });
    expect(warnings).toEqual([{ title: 'The session is left open', message: expect.stringMatching(said) as string }]);
    expect(warnings[0]?.message).toMatch(left);
    expect(server.open.size).toBe(1);
  });

  test('no private key, and no permission to ask for an ID token: with what to do', async () => {
    const server = await start({ secret: () => Promise.resolve(true) });
    const { privateKey } = generateKeyPairSync('ed25519');
    const private_key = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    const byKey = await sealing(server, { client_secret: '', auth_method: 'private_key_jwt', private_key });
    const without = await end({ sealed_session: byKey, client_secret: '' });
    expect(without.warnings[0]?.message).toMatch(left);
    expect(without.warnings[0]?.message).toMatch(/`private_key` is empty\..*#private_key_invalid$/);
    expect(server.endings).toEqual([]);
  });

  test.each<[string, (response: ServerResponse) => void, RegExp]>([
    ['answers 500', (response) => response.writeHead(500).end(), /answered 500/],
    ['hangs', () => undefined, /did not answer within/],
  ])('a server that %s', async (_name, onEnding, said) => {
    const server = await start();
    const sealed_session = await sealing(server);
    server.onEnding = onEnding;
    const { warnings } = await end({ sealed_session });
    expect(warnings[0]?.message).toMatch(said);
    expect(warnings[0]?.message).toMatch(left);
    expect(server.endings).toHaveLength(2);
  });
});

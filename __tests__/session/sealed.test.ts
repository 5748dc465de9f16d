/**
 * What passes to later jobs: the token, opened by `unseal/`, and what ends its session, by `end/`.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { jwtDecrypt } from 'jose';
import { spawnSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '../helpers/documents.ts';
import { expectFailure } from '../helpers/hostile-server.ts';
import { startKeycloakLike, type KeycloakLike, type KeycloakLikeOptions } from '../helpers/keycloak-like.ts';
import { jobOutput, root, runStep, type StepOptions, type StepResult } from '../helpers/runner.ts';
import { asJwe, env, firstJob, handedOn, inAnHour, key, run, sealed, sealKey, secret, unseal } from '../helpers/sealing.ts';

describe('a sealed token', () => {
  let server: KeycloakLike;
  let first: StepResult;

  beforeAll(async () => {
    server = await startKeycloakLike({ secret });
    first = await firstJob(server);
  });
  afterAll(() => {
    server.close();
  });

  describe('a later job gets the token', () => {
    test('the runner drops the masked token and lets the sealed one through', () => {
      expect(jobOutput(first.outputs['access_token'] ?? '', first.masks)).toBeUndefined();
      expect(handedOn(first)).toBe(first.outputs['sealed_token']);
      expect(first.masks).toEqual(expect.arrayContaining([sealKey, first.outputs['access_token']]));
    });

    test('and opens it: masked again, with what is left of its life', async () => {
      const later = await unseal({ sealed_token: handedOn(first) }, { secrets: [sealKey, first.outputs['access_token'] ?? ''] });
      expect(later.exitCode).toBe(0);
      expect(later.outputs).toEqual({
        access_token: first.outputs['access_token'],
        expiry: first.outputs['expiry'],
        expires_in: expect.stringMatching(/^17\d\d$/) as string,
        token_type: 'bearer',
        scope: 'view:wallets email',
      });
      expect(later.masks.slice(0, 1)).toEqual([sealKey]);
      expect(later.masks).toContain(first.outputs['access_token']);
      expect(later.log).toMatch(/^Opened the sealed access token: valid for (29|30) min( \d+ s)?, until 20/m);
    });

    test('one request serves any number of jobs, a matrix and a re-run of failed jobs', async () => {
      const before = server.requests.length;
      const opened = await firstJob(server);
      const jobs = await Promise.all(
        ['1', '2', '1'].map((GITHUB_RUN_ATTEMPT) =>
          unseal({ sealed_token: handedOn(opened) }, { env: { ...env, GITHUB_RUN_ATTEMPT } }),
        ),
      );
      expect(jobs.map(({ outputs }) => outputs['access_token'])).toEqual(Array(3).fill(opened.outputs['access_token']));
      expect(server.requests.slice(before)).toEqual(['token']);
    });

    test('matrix jobs that seal overwrite one another with something that opens all the same', async () => {
      const [one, other] = await Promise.all([firstJob(server), firstJob(server)]);
      const last = handedOn(Math.random() < 0.5 ? one : other);
      expect((await unseal({ sealed_token: last })).exitCode).toBe(0);
    });

    test('a key in base64url', async () => {
      const { exitCode } = await unseal({ sealed_token: handedOn(first), seal_key: key.toString('base64url') });
      expect(exitCode).toBe(0);
    });

    test('without seal_key there is no sealed_token', async () => {
      expect((await firstJob(server, { seal_key: '' })).outputs).not.toHaveProperty('sealed_token');
    });
  });

  describe('the log of unseal', () => {
    test('says which client of which host it opened', async () => {
      const { log } = await unseal({ sealed_token: handedOn(first) });
      expect(log).toMatch(/, for client backend, from 127\.0\.0\.1:\d+\.$/m);
    });

    test('and of which attempt, when it is not of this one', async () => {
      const { log } = await unseal({ sealed_token: handedOn(first) }, { env: { ...env, GITHUB_RUN_ATTEMPT: '3' } });
      expect(log).toMatch(/, sealed in attempt 1 of this run\.$/m);
      expect(log).not.toContain('attempt 3');
    });

    test('says nothing of what a seal by another tool does not hold, or holds in another form', async () => {
      for (const claims of [{}, { client_id: 7, host: '', run_attempt: '1' }]) {
        const { log } = await unseal({ sealed_token: await sealed({ exp: inAnHour, ...claims }) });
        expect(log).toMatch(/^Opened the sealed access token: valid for \d+ min( \d+ s)?, until \S+Z\.$/m);
      }
    });

    test('has no command and not the token, whatever the seal holds', async () => {
      const claims = { exp: inAnHour, client_id: 'x\n::error::y', host: 'hand-made-token-123' };
      const { log, errors } = await unseal({ sealed_token: await sealed(claims) }, { secrets: ['hand-made-token-123'] });
      expect(log).toContain('for client x : :error: :y, from ***.');
      expect(errors).toEqual([]);
    });
  });

  test('neither the client secret nor the refresh token is in the seal', async () => {
    const { payload } = await jwtDecrypt(asJwe(first.outputs['sealed_token'] ?? ''), key);
    const names = ['access_token', 'aud', 'client_id', 'exp', 'host', 'iat', 'run_attempt', 'scope', 'token_type'];
    expect(Object.keys(payload).sort()).toEqual(names);
    expect(payload).toMatchObject({ aud: run, client_id: 'backend', host: new URL(server.tokenUrl).host, run_attempt: 1 });
    expect(new Date((payload.exp ?? 0) * 1000).toISOString().replace('.000', '')).toBe(first.outputs['expiry']);
  });

  test('a seal made by hand with any JOSE tool opens', async () => {
    const opened = await unseal({ sealed_token: await sealed({ exp: inAnHour }) });
    expect(opened.outputs).toMatchObject({ access_token: 'hand-made-token-123', token_type: 'Bearer' });
    expect(opened.outputs).not.toHaveProperty('scope');
  });

  test('the lines of docs/security.md open it with a JOSE tool', async () => {
    const [, script = ''] = /^```js\n(.*?)^```$/ms.exec(textOf('docs/security.md')) ?? [];
    const here = { ...env, GITHUB_REPOSITORY_ID: '77' };
    const { outputs } = await firstJob(server, {}, { env: here });
    const given = { ...here, SEAL_KEY: sealKey, SEALED_TOKEN: outputs['sealed_token'] };
    const open = (more: Record<string, string> = {}): { status: number | null; stdout: string } =>
      spawnSync(process.execPath, ['--input-type=module', '-e', script], {
        cwd: root,
        env: { ...given, ...more },
        encoding: 'utf8',
      });
    expect(open()).toMatchObject({ status: 0, stdout: `::add-mask::${outputs['access_token'] ?? ''}\n` });
    expect(open({ GITHUB_RUN_ID: '4712' })).toMatchObject({ status: 1, stdout: '' });
  });

  describe('unseal refuses', () => {
    test('an empty input, and shows the lines that wire it', async () => {
      const refused = await unseal({ sealed_token: '' });
      expectFailure(refused, 'sealed_token_missing');
      expect(refused.errors[0]?.message).toContain('sealed_token: ${{ needs.JOB.outputs.sealed_token }}');
    });

    test('one with too little left', async () => {
      expectFailure(await unseal({ sealed_token: handedOn(first), min_validity: '1801' }), 'token_too_short', 're-run all jobs');
    });

    test('a token that could write other outputs', async () => {
      expectFailure(
        await unseal({ sealed_token: await sealed({ access_token: 'a\nb', exp: inAnHour }) }),
        'sealed_token_invalid',
      );
      expectFailure(await unseal({ sealed_token: await sealed({ access_token: 7, exp: inAnHour }) }), 'sealed_token_invalid');
    });
  });

  test('a token that no environment variable would hold is refused when it is sealed, and its session is ended', async () => {
    const large = await startKeycloakLike({ secret, accessToken: 't'.repeat(100_000) });
    const refused = await firstJob(large);
    expectFailure(refused, 'token_too_large');
    expect((await runStep({ entry: 'post', state: refused.state, secrets: [secret] })).exitCode).toBe(0);
    expect(large.open.size).toBe(0);
    large.close();
  });

  test('the largest token that can be sealed also opens', async () => {
    const large = await startKeycloakLike({ secret, accessToken: 't'.repeat(97_800) });
    const sealing = await firstJob(large);
    expect(sealing.exitCode).toBe(0);
    expect((await unseal({ sealed_token: handedOn(sealing) })).outputs['access_token']).toHaveLength(97_800);
    large.close();
  });
});

const servers: KeycloakLike[] = [];
afterEach(() => {
  for (const each of servers.splice(0)) each.close();
});

async function start(options: Partial<KeycloakLikeOptions> = {}): Promise<KeycloakLike> {
  const server = await startKeycloakLike({ secret, ...options });
  servers.push(server);
  return server;
}

const code = (name: string): RegExp => new RegExp(`errors\\.md#${name}$`);

/** The last job, by the server of the first. Whatever happens, it is green, and has no output. */
async function end(
  { tokenUrl }: KeycloakLike,
  inputs: Record<string, string>,
  more: Partial<StepOptions> = {},
): Promise<StepResult> {
  const given = { seal_key: sealKey, client_secret: secret, token_url: tokenUrl, ...inputs };
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
    const { log, masks, warnings } = await end(server, { sealed_session: one });
    expect(masks).toEqual(expect.arrayContaining([sealKey, secret, server.granted[1]]));
    expect(log).toMatch(/^Ended the session at 127\.0\.0\.1:\d+\.$/m);
    expect(warnings).toEqual([]);
    expect([...server.open]).toEqual([server.granted.at(-1)]);
    await end(server, { sealed_session: other });
    expect(server.open.size).toBe(0);
    expect(server.requests).toEqual(['token', 'token', 'logout', 'logout']);
  });

  test('without one, by revoking the access token', async () => {
    const server = await start({ refreshTokens: false });
    await end(server, { sealed_session: await sealing(server) });
    expect(server.open.size).toBe(0);
    expect(server.endings[0]?.get('token_type_hint')).toBe('access_token');
  });

  test('by the method of the first job', async () => {
    const server = await start();
    await end(server, { sealed_session: await sealing(server, { auth_method: 'client_secret_basic' }) });
    expect(server.endings[0]?.has('client_secret')).toBe(false);
    expect(server.open.size).toBe(0);
  });

  test('with a private key', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const private_key = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    const server = await start({ secret: (form) => Promise.resolve(form.has('client_assertion')) });
    const given = { client_secret: '', private_key, private_key_id: 'k1', assertion_audience: 'urn:test' };
    await end(server, {
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
    await end(server, { sealed_session: handedOn(first, 'sealed_session') }, { env: later });
    expect(server.open.size).toBe(0);
  });

  test('once: a second time is no warning', async () => {
    const server = await start();
    const sealed_session = await sealing(server);
    await end(server, { sealed_session });
    const again = await end(server, { sealed_session });
    expect(again.log).toContain('had ended already');
    expect(again.warnings).toEqual([]);
  });

  test('and nothing is sent where the server is no Keycloak', async () => {
    const server = await start({ path: '/oauth/token' });
    const { log } = await end(server, { sealed_session: await sealing(server) });
    expect(log).toMatch(
      /The token is not revoked at 127\S+, since no revocation endpoint is known: the refresh token is valid until 20/,
    );
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
  expect(payload).toMatchObject({
    authMethod: 'client_secret_post',
    clientId: 'backend',
    tokenUrl: server.tokenUrl,
    privateKeyId: '',
    assertionAudience: '',
  });
  expect(payload).not.toHaveProperty('caCertificates');
  expect(JSON.stringify(payload)).not.toContain(secret);
});

test('what ends it does not fit into an input: a warning, and the sealed token passes', async () => {
  const proven = (form: URLSearchParams): Promise<boolean> => Promise.resolve(form.has('client_assertion'));
  const server = await start({ secret: proven, refreshTokens: false, accessToken: 't'.repeat(97_000) });
  const private_key = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const assertion_audience = `urn:${'a'.repeat(2000)}`;
  const first = await firstJob(server, { client_secret: '', private_key, auth_method: 'private_key_jwt', assertion_audience });
  expect(first.exitCode).toBe(0);
  expect(first.outputs).not.toHaveProperty('sealed_session');
  expect(first.warnings.map(({ message }) => message)).toEqual([expect.stringMatching(/session/) as string]);
  expect((await unseal({ sealed_token: handedOn(first) })).exitCode).toBe(0);
});

describe('what cannot be opened is told, and nothing is sent', () => {
  const other = { env: { ...env, GITHUB_RUN_ID: '4712' } };
  const whole = {
    session: { kind: 'access_token', token: 'a-token' },
    ...{ authMethod: 'client_secret_post', clientId: 'backend', privateKeyId: '', assertionAudience: '' },
    tokenUrl: 'https://x.test/token',
  };

  test.each<[string, Record<string, string>, Partial<StepOptions>, RegExp]>([
    [
      'nothing',
      { sealed_session: '' },
      {},
      /`sealed_session` is empty[^]*needs\.JOB\.outputs\.sealed_session[^]*#sealed_token_missing$/,
    ],
    ['another text', { sealed_session: 'x'.repeat(80) }, {}, /#sealed_token_(invalid|unreadable)$/],
    ["another run's", {}, other, /`sealed_session` was sealed in another run[^]*#sealed_token_of_other_run$/],
    ['the wrong key', { seal_key: randomBytes(32).toString('base64') }, {}, /cannot be opened with[^]*#sealed_token_unreadable$/],
    ['no key', { seal_key: '' }, {}, /`seal_key` is empty[^]*#secret_empty$/],
    ['a passphrase', { seal_key: 'correct horse' }, {}, /#seal_key_invalid$/],
    ['no run', {}, { env: {} }, /#runner_missing$/],
  ])('%s', async (_name, inputs, more, said) => {
    const server = await start();
    const { warnings } = await end(server, { sealed_session: await sealing(server), ...inputs }, more);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.message).toMatch(said);
    expect(server.requests).toEqual(['token']);
  });

  test('a sealed token, and unseal opens no session', async () => {
    const server = await start();
    const first = await firstJob(server);
    const { warnings } = await end(server, { sealed_session: handedOn(first) });
    expect(warnings[0]?.message).toMatch(/must be the output `sealed_session`[^]*#sealed_token_invalid$/);
    const opened = await unseal({ sealed_token: handedOn(first, 'sealed_session') });
    expect(opened.exitCode).toBe(1);
    expect(opened.outputs).toEqual({});
    expect(opened.errors[0]?.message).toMatch(/must be the output `sealed_token`[^]*#sealed_token_invalid$/);
    expect(server.requests).toEqual(['token']);
  });

  test.each([
    [{}],
    [{ session: { kind: 'access_token', token: 'a-token' } }],
    [{ ...whole, session: undefined }],
    [{ ...whole, session: { kind: 'access_token', token: 'a\nb' } }],
    [{ ...whole, authMethod: 'none' }],
    [{ ...whole, clientId: 7 }],
    [{ ...whole, tokenUrl: 'http://x.test' }],
    [{ ...whole, tokenUrl: undefined }],
  ])('a seal by another tool: %o', async (claims) => {
    const server = await start();
    const { warnings } = await end(server, { sealed_session: await sealed({ access_token: undefined, ...claims }) });
    expect(warnings[0]?.message).toMatch(code('sealed_token_invalid'));
    expect(server.requests).toEqual([]);
  });
});

test('a seal of who has the key, and would have the credential, names his server: nothing is sent', async () => {
  const [server, own] = [await start(), await start()];
  const forged = {
    session: { kind: 'refresh_token', token: 'a-token' },
    authMethod: 'client_secret_post',
    clientId: 'backend',
  };
  const claims = { ...forged, privateKeyId: '', assertionAudience: '', tokenUrl: own.tokenUrl };
  const { warnings } = await end(server, { sealed_session: await sealed({ access_token: undefined, ...claims }) });
  expect(warnings).toHaveLength(1);
  expect(warnings[0]?.message).toMatch(code('sealed_session_other_server'));
  expect([server.requests, own.requests]).toEqual([[], []]);
});

describe('what cannot be ended is a warning that says until when it stays open', () => {
  const left = /The session of client backend at 127\S+ stays open until 20\S+Z\./;

  test.each<[string, Record<string, string>, RegExp]>([
    ['no secret', { client_secret: '' }, /^`client_secret` is empty\. /],
    ['a wrong secret', { client_secret: 'not-the-secret' }, /refused the request \(401\): unauthorized_client "Invalid client/],
  ])('%s', async (_name, inputs, said) => {
    const server = await start();
    const { warnings } = await end(server, { sealed_session: await sealing(server), ...inputs });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.message).toMatch(said);
    expect(warnings[0]?.message).toMatch(left);
    expect(server.open.size).toBe(1);
  });

  test('no private key, and no permission to ask for an ID token: with what to do', async () => {
    const server = await start({ secret: () => Promise.resolve(true) });
    const { privateKey } = generateKeyPairSync('ed25519');
    const private_key = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    const byKey = await sealing(server, { client_secret: '', auth_method: 'private_key_jwt', private_key });
    const without = await end(server, { sealed_session: byKey, client_secret: '' });
    expect(without.warnings[0]?.message).toMatch(left);
    expect(without.warnings[0]?.message).toMatch(/^`private_key` is empty\./);
    expect(server.endings).toEqual([]);
  });

  test.each<[string, (response: ServerResponse) => void, RegExp]>([
    ['answers 500', (response) => response.writeHead(500).end(), /answered 500/],
    ['hangs', () => undefined, /did not answer within/],
  ])('a server that %s', async (_name, onEnding, said) => {
    const server = await start();
    const sealed_session = await sealing(server);
    server.onEnding = onEnding;
    const { warnings } = await end(server, { sealed_session });
    expect(warnings[0]?.message).toMatch(said);
    expect(warnings[0]?.message).toMatch(left);
    expect(server.endings.length).toBeGreaterThan(1);
  });
});

import { randomBytes } from 'node:crypto';
import { EncryptJWT, type JWTPayload } from 'jose';
import { deflateRawSync } from 'node:zlib';
import { createCipheriv } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectFailure } from '../helpers/hostile-server.ts';
import { startKeycloakLike, type KeycloakLike } from '../helpers/keycloak-like.ts';
import { jobOutput, runStep, type StepOptions, type StepResult } from '../helpers/runner.ts';

const secret = 'later-secret-77d1a0b9';
const key = randomBytes(32);
const sealKey = key.toString('base64');
const env = { GITHUB_SERVER_URL: 'https://github.test', GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '4711' };
const run = 'https://github.test/acme/shop/actions/runs/4711';

let server: KeycloakLike;
let first: StepResult;

beforeAll(async () => {
  server = await startKeycloakLike({ secret });
  first = await firstJob();
});
afterAll(() => {
  server.close();
});

function firstJob(inputs: Record<string, string> = {}, more: Partial<StepOptions> = {}): Promise<StepResult> {
  const given = { client_id: 'backend', client_secret: secret, token_url: server.tokenUrl, seal_key: sealKey, ...inputs };
  return runStep({ inputs: given, env, secrets: [secret, sealKey], ...more });
}

function unseal(inputs: Record<string, string>, more: Partial<StepOptions> = {}): Promise<StepResult> {
  const secrets = [sealKey, first.outputs['access_token'] ?? ''];
  return runStep({ entry: 'unseal', inputs: { seal_key: sealKey, ...inputs }, env, secrets, ...more });
}

/** What the later job gets: what the runner lets through. */
function handedOn({ outputs, masks }: StepResult): string {
  return jobOutput(outputs['sealed_token'] ?? '', masks) ?? 'dropped by the runner';
}

/** A sealed token made by hand. */
function sealed(
  claims: JWTPayload,
  header: Record<string, string> = { alg: 'dir', enc: 'A256GCM' },
  withKey: Uint8Array = key,
): Promise<string> {
  const payload = { access_token: 'hand-made-token-123', token_type: 'Bearer', ...claims };
  return new EncryptJWT(payload)
    .setProtectedHeader(header as { alg: string; enc: string })
    .setAudience(claims.aud ?? run)
    .encrypt(withKey);
}

const inAnHour = Math.floor(Date.now() / 1000) + 3600;

describe('a later job gets the token', () => {
  test('the runner drops the masked token and lets the sealed one through', () => {
    expect(jobOutput(first.outputs['access_token'] ?? '', first.masks)).toBeUndefined();
    expect(handedOn(first)).toBe(first.outputs['sealed_token']);
    expect(first.masks).toEqual(expect.arrayContaining([sealKey, first.outputs['access_token']]));
  });

  test('and opens it: masked again, with what is left of its life', async () => {
    const later = await unseal({ sealed_token: handedOn(first) });
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
    expect(later.log).toMatch(/^Opened the sealed access token: valid for (29|30) min, until 20/m);
  });

  test('one request serves any number of jobs, a matrix and a re-run of failed jobs', async () => {
    const before = server.requests.length;
    const opened = await firstJob();
    const jobs = await Promise.all(
      ['1', '2', '1'].map((GITHUB_RUN_ATTEMPT) =>
        unseal({ sealed_token: handedOn(opened) }, { env: { ...env, GITHUB_RUN_ATTEMPT }, secrets: [sealKey] }),
      ),
    );
    expect(jobs.map(({ outputs }) => outputs['access_token'])).toEqual(Array(3).fill(opened.outputs['access_token']));
    expect(server.requests.slice(before)).toEqual(['token']);
  });

  test('matrix jobs that seal overwrite one another with something that opens all the same', async () => {
    const [one, other] = await Promise.all([firstJob(), firstJob()]);
    const last = handedOn(Math.random() < 0.5 ? one : other);
    expect((await unseal({ sealed_token: last }, { secrets: [sealKey] })).exitCode).toBe(0);
  });

  test('a key in base64url', async () => {
    const { exitCode } = await unseal({ sealed_token: handedOn(first), seal_key: key.toString('base64url') });
    expect(exitCode).toBe(0);
  });

  test('neither the client secret nor the refresh token is in the seal', async () => {
    const { jwtDecrypt } = await import('jose');
    const { payload, protectedHeader } = await jwtDecrypt(first.outputs['sealed_token'] ?? '', key);
    expect(protectedHeader).toEqual({ alg: 'dir', enc: 'A256GCM' });
    expect(Object.keys(payload).sort()).toEqual(['access_token', 'aud', 'exp', 'iat', 'scope', 'token_type']);
    expect(payload.aud).toBe(run);
    expect(new Date((payload.exp ?? 0) * 1000).toISOString().replace('.000', '')).toBe(first.outputs['expiry']);
  });

  test('without seal_key there is no sealed_token', async () => {
    expect((await firstJob({ seal_key: '' })).outputs).not.toHaveProperty('sealed_token');
  });
});

describe('seal_key is checked before any request', () => {
  test.each([
    'correct horse battery',
    'short',
    randomBytes(31).toString('base64'),
    randomBytes(33).toString('base64'),
    randomBytes(32).toString('hex'),
    `${sealKey}x`,
    '*'.repeat(43),
  ])('%s', async (seal_key) => {
    const before = server.requests.length;
    const refused = await firstJob({ seal_key });
    expectFailure(refused, 'seal_key_invalid');
    expect(refused.errors[0]?.message).toContain('openssl rand -base64 32');
    expect(server.requests).toHaveLength(before);
    expectFailure(await unseal({ seal_key, sealed_token: handedOn(first) }), 'seal_key_invalid');
  });

  test('without the name of the run there is no request either', async () => {
    const before = server.requests.length;
    expectFailure(await firstJob({}, { env: {} }), 'runner_missing');
    expect(server.requests).toHaveLength(before);
  });
});

describe('unseal refuses', () => {
  test('an empty input, and shows the lines that wire it', async () => {
    const refused = await unseal({ sealed_token: '' });
    expectFailure(refused, 'sealed_token_missing');
    expect(refused.errors[0]?.message).toContain('sealed_token: ${{ steps.arkane.outputs.sealed_token }}');
    expect(refused.errors[0]?.message).toContain('Skip output');
  });

  test.each([
    'garbage',
    'a.b.c',
    'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0....',
    '....',
    'x'.repeat(100_000),
    'x'.repeat(131_000),
  ])('what is no sealed token: %.20s', async (sealed_token) => {
    expectFailure(await unseal({ sealed_token }), 'sealed_token_invalid');
  });

  test.each([0, 1, 2, 3, 4])('a change in part %i', async (part) => {
    const parts = handedOn(first).split('.');
    const text = parts[part] ?? '';
    const at = Math.floor(text.length / 2);
    parts[part] = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    const refused = await unseal({ sealed_token: parts.join('.') });
    expectFailure(refused, part < 2 ? 'sealed_token_invalid' : 'sealed_token_unreadable');
  });

  test('the wrong key, with the same message as a changed text', async () => {
    const wrong = await unseal({ sealed_token: handedOn(first), seal_key: randomBytes(32).toString('base64') });
    expectFailure(wrong, 'sealed_token_unreadable');
    const [header, , iv, text, tag] = handedOn(first).split('.');
    const changed = await unseal({
      sealed_token: [header, '', iv, text, tag?.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))].join('.'),
    });
    expect(changed.errors).toEqual(wrong.errors);
  });

  test("another run's", async () => {
    for (const other of [
      { GITHUB_RUN_ID: '4712' },
      { GITHUB_REPOSITORY: 'evil/shop' },
      { GITHUB_SERVER_URL: 'https://other.test' },
    ]) {
      expectFailure(await unseal({ sealed_token: handedOn(first) }, { env: { ...env, ...other } }), 'sealed_token_of_other_run');
    }
    expectFailure(
      await unseal({ sealed_token: handedOn(first) }, { env: { ...env, GITHUB_RUN_ID: undefined } }),
      'runner_missing',
    );
  });

  test('an expired one, with what to do', async () => {
    const refused = await unseal({ sealed_token: await sealed({ exp: 1_700_000_000 }) });
    expectFailure(refused, 'sealed_token_expired');
    expect(refused.errors[0]?.message).toContain('2023-11-14T22:13:20Z');
    expect(refused.errors[0]?.message).toContain('Re-run all jobs');
  });

  test('one with too little left', async () => {
    expectFailure(await unseal({ sealed_token: handedOn(first), min_validity: '1801' }), 'token_too_short', 'Re-run all jobs');
  });

  test('a token that could write other outputs', async () => {
    expectFailure(await unseal({ sealed_token: await sealed({ access_token: 'a\nb', exp: inAnHour }) }), 'sealed_token_invalid');
    expectFailure(await unseal({ sealed_token: await sealed({ access_token: 7, exp: inAnHour }) }), 'sealed_token_invalid');
  });

  test.each([
    ['key-wrapped', { alg: 'A256KW', enc: 'A256GCM' }, key],
    ['password-based', { alg: 'PBES2-HS256+A128KW', enc: 'A256GCM' }, new TextEncoder().encode('a passphrase')],
    ['of another cipher', { alg: 'dir', enc: 'A128CBC-HS256' }, key],
    ['with a kid', { alg: 'dir', enc: 'A256GCM', kid: 'x' }, key],
  ])('one that is %s', async (_name, header, withKey) => {
    expectFailure(await unseal({ sealed_token: await sealed({ exp: inAnHour }, header, withKey) }), 'sealed_token_invalid');
  });

  test('a compressed one', async () => {
    const header = Buffer.from(JSON.stringify({ alg: 'dir', enc: 'A256GCM', zip: 'DEF' })).toString('base64url');
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(header));
    const claims = JSON.stringify({ access_token: 'compressed-token', token_type: 'Bearer', aud: run, exp: inAnHour });
    const text = Buffer.concat([cipher.update(deflateRawSync(claims)), cipher.final()]);
    const made = [header, '', ...[iv, text, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.');
    expectFailure(await unseal({ sealed_token: made }), 'sealed_token_invalid');
  });
});

test('a seal made by hand with any JOSE tool opens', async () => {
  const opened = await unseal({ sealed_token: await sealed({ exp: inAnHour }) });
  expect(opened.outputs).toMatchObject({ access_token: 'hand-made-token-123', token_type: 'Bearer' });
  expect(opened.outputs).not.toHaveProperty('scope');
});

test('a token that no environment variable would hold is refused when it is sealed, and its session is ended', async () => {
  const large = await startKeycloakLike({ secret, accessToken: 't'.repeat(100_000) });
  const refused = await firstJob({ token_url: large.tokenUrl });
  expectFailure(refused, 'token_too_large');
  expect((await runStep({ entry: 'post', state: refused.state, secrets: [secret] })).exitCode).toBe(0);
  expect(large.open.size).toBe(0);
  large.close();
});

test('the largest token that can be sealed also opens', async () => {
  const large = await startKeycloakLike({ secret, accessToken: 't'.repeat(97_800) });
  const sealing = await firstJob({ token_url: large.tokenUrl });
  expect(sealing.exitCode).toBe(0);
  expect((await unseal({ sealed_token: handedOn(sealing) }, { secrets: [sealKey] })).outputs['access_token']).toHaveLength(
    97_800,
  );
  large.close();
});

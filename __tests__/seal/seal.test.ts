import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { expectFailure } from '../helpers/hostile-server.ts';
import { startKeycloakLike } from '../helpers/keycloak-like.ts';
import { jobOutput, runStep } from '../helpers/runner.ts';
import { env, handedOn, key, run, sealKey, secret, startJobs } from '../helpers/sealing.ts';

const { server, first, firstJob, unseal } = await startJobs();
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

import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '../helpers/documents.ts';
import { expectFailure } from '../helpers/hostile-server.ts';
import { startKeycloakLike, type KeycloakLike } from '../helpers/keycloak-like.ts';
import { jobOutput, root, runStep, type StepResult } from '../helpers/runner.ts';
import { asJwe, env, firstJob, handedOn, inAnHour, key, run, secret, sealed, sealKey, unseal } from '../helpers/sealing.ts';

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
    expect(later.log).toMatch(/^Opened the sealed access token: valid for (29|30) min, until 20/m);
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
      expect(log).toMatch(/^Opened the sealed access token: valid for \S+ min, until \S+Z\.$/m);
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
  const { jwtDecrypt } = await import('jose');
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
    expect(refused.errors[0]?.message).toContain('sealed_token: ${{ steps.arkane.outputs.sealed_token }}');
    expect(refused.errors[0]?.message).toContain('Skip output');
  });

  test('one with too little left', async () => {
    expectFailure(await unseal({ sealed_token: handedOn(first), min_validity: '1801' }), 'token_too_short', 'Re-run all jobs');
  });

  test('a token that could write other outputs', async () => {
    expectFailure(await unseal({ sealed_token: await sealed({ access_token: 'a\nb', exp: inAnHour }) }), 'sealed_token_invalid');
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

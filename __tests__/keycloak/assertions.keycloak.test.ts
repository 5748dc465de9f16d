import { createPrivateKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import { expectFailure } from '../helpers/hostile-server.ts';
import { runStep, type StepResult } from '../helpers/runner.ts';
import { end, endedOne, endpoint, type Inputs, notTheClient, realmUrl } from './job.ts';
import { realmKeys } from './keys.ts';
import { keyId, subjectWithIds } from './realm.ts';
import type { Server } from './servers.ts';
import { allowed, isBefore } from './versions.ts';

const keys = realmKeys();
const { privateKey } = keys.rsa;
const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ format: 'pem', type: 'pkcs8' })
  .toString();
const secretLines = (pem: string): string[] => pem.split('\n').filter((line) => line.length > 20 && !line.startsWith('-----'));

function main(server: Server, inputs: Inputs, env: Inputs = {}): Promise<StepResult> {
  const given = { token_url: endpoint(server), ...inputs };
  return runStep({ inputs: given, env, secrets: secretLines(inputs['private_key'] ?? '') });
}

const run = { GITHUB_SERVER_URL: 'https://github.test', GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '1' };

/** A whole run: a job that seals, then a last job, which needs a fresh assertion of its own. */
async function sealedRun(server: Server, inputs: Inputs, env: Inputs = {}): Promise<void> {
  const seal_key = randomBytes(32).toString('base64');
  const first = await main(server, { ...inputs, seal_key }, { ...env, ...run });
  expect({ exitCode: first.exitCode, warnings: first.warnings }).toEqual({ exitCode: 0, warnings: [] });
  const given = {
    seal_key,
    token_url: endpoint(server),
    ...(inputs['private_key'] !== undefined && { private_key: inputs['private_key'] }),
  };
  expect((await end(first, given, { ...env, ...run })).log).toMatch(endedOne);
  expect((await end(first, given, { ...env, ...run })).log).toMatch(/^Ended the session| had ended already\./m);
}

/** A whole job: main, then post, which needs a fresh assertion of its own. */
async function job(server: Server, inputs: Inputs, env: Inputs = {}): Promise<StepResult> {
  const result = await main(server, inputs, env);
  expect({ exitCode: result.exitCode, errors: result.errors }).toEqual({ exitCode: 0, errors: [] });
  const ended = await runStep({ entry: 'post', state: result.state, env });
  expect({ exitCode: ended.exitCode, warnings: ended.warnings }).toEqual({ exitCode: 0, warnings: [] });
  expect(ended.log).toMatch(endedOne);
  return result;
}

describe.each(inject('servers'))('private_key_jwt at $name', (server) => {
  const byKey = { client_id: 'arkane-key-rsa', auth_method: 'private_key_jwt', private_key: privateKey };

  test('by certificate, as the docs set it up', async () => {
    expect((await job(server, byKey)).outputs['token_type']).toMatch(/^bearer$/i);
  });

  test('a last job ends the session of a sealed token', async () => {
    await sealedRun(server, byKey);
  });

  const curves = { '10': false, '20': true, '21': false, '22': true };
  const takes = { p256: curves, p384: curves, ed25519: { '10': false, '26': true } };
  test.each(['p256', 'p384', 'ed25519'] as const)('another kind of key by certificate: %s', async (kind) => {
    const inputs = { ...byKey, client_id: `arkane-key-${kind}`, private_key: keys[kind].privateKey };
    const result = await main(server, inputs);
    expect(allowed(server, takes[kind])).toContain(result.exitCode === 0);
    if (result.exitCode !== 0) expectFailure(result, notTheClient(server), 'the Keys tab of the client');
    else await job(server, inputs);
  });

  test('a key in the older form (PKCS#1)', async () => {
    await job(server, {
      ...byKey,
      private_key: createPrivateKey(privateKey).export({ format: 'pem', type: 'pkcs1' }).toString(),
    });
  });

  test('the token endpoint as audience', async () => {
    await job(server, { ...byKey, assertion_audience: endpoint(server) });
  });

  test('another audience', async () => {
    expectFailure(
      await main(server, { ...byKey, assertion_audience: 'https://other.test' }),
      notTheClient(server),
      '`assertion_audience`',
    );
  });

  test('another key', async () => {
    expectFailure(await main(server, { ...byKey, private_key: otherKey }), notTheClient(server), 'compare `private_key`');
  });

  test('a secret sent to a client that has a key', async () => {
    const refused = await main(server, { client_id: 'arkane-key-rsa', client_secret: 'a-secret-that-is-none' });
    expectFailure(refused, 'invalid_client', 'client_assertion_type');
  });

  test('an unknown scope, and after it a token: each request has an assertion of its own', async () => {
    expectFailure(await main(server, { ...byKey, scope: 'no-such-scope' }), 'invalid_scope', 'no-such-scope');
    await job(server, byKey);
  });
});

const current = inject('servers').filter((server) => !isBefore(server, '16'));

describe.each(current)('a key with a kid at $name', (server) => {
  test('from a JWKS', async () => {
    await job(server, {
      client_id: 'arkane-jwks',
      auth_method: 'private_key_jwt',
      private_key: privateKey,
      private_key_id: keyId,
    });
  });
});

describe.each(inject('servers').filter(({ federated }) => federated))('github_oidc at $name', (server) => {
  const github = inject('github');
  const subject = 'repo:acme/shop:environment:production';
  const inputs = { client_id: 'shop-deploy', auth_method: 'github_oidc' };
  /** What the runner offers, for a job of which GitHub says `claims`. */
  const offered = (claims: object = {}, more: Inputs = {}): Inputs => {
    const url = new URL(github['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '');
    const asked = { claims: JSON.stringify({ sub: subject, ...claims }), ...more };
    for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
    return { ...github, ACTIONS_ID_TOKEN_REQUEST_URL: url.href };
  };
  const refusedWith = (claims: object, more: Inputs = {}): Promise<StepResult> => main(server, inputs, offered(claims, more));
  const now = Math.floor(Date.now() / 1000);

  test('a token for a workflow that stores no secret, and the end of its session', async () => {
    expect((await job(server, inputs, offered())).outputs['token_type']).toBe('Bearer');
  });

  test('a last job ends the session of a sealed token', async () => {
    await sealedRun(server, inputs, offered());
  });

  test('the subject of a repository that was made since GitHub adds its ids', async () => {
    await job(server, { ...inputs, client_id: 'shop-deploy-ids' }, offered({ sub: subjectWithIds }));
    expectFailure(await refusedWith({ sub: subjectWithIds }), 'invalid_client', `sub "${subjectWithIds}"`);
  });

  test("GitHub's endpoint answers 500 twice, and then works", async () => {
    await job(server, inputs, offered({}, { fail: `${randomUUID()}*2` }));
  });

  test('another subject: the message shows what was sent', async () => {
    const sub = 'repo:acme/shop:pull_request';
    expectFailure(await refusedWith({ sub }), 'invalid_client', `sub "${sub}", aud "${realmUrl(server)}"`);
  });

  test('another audience', async () => {
    const refused = await main(server, { ...inputs, assertion_audience: `${realmUrl(server)}/` }, offered());
    expectFailure(refused, 'invalid_client', 'letter by letter', `aud "${realmUrl(server)}/"`);
  });

  test.each<[string, object, Inputs]>([
    ['another issuer', { iss: 'https://github.test' }, {}],
    ['another key', {}, { key: 'other' }],
    ['expired', { iat: now - 600, nbf: now - 600, exp: now - 300 }, {}],
  ])('%s', async (_name, claims, more) => {
    expectFailure(await refusedWith(claims, more), 'invalid_client', 'The ID token has iss "http');
  });

  test('a token that was used before', async () => {
    const replay = offered({}, { replay: randomUUID() });
    expect((await main(server, inputs, replay)).exitCode).toBe(0);
    expectFailure(await main(server, inputs, replay), 'invalid_client', /reuse/i);
  });

  test('no permission to ask for one', async () => {
    expectFailure(await main(server, inputs), 'id_token_unavailable', 'id-token: write');
  });
});

describe.each(inject('servers').filter((server) => isBefore(server, '26.6')))('github_oidc at $name', (server) => {
  test('is refused, since it knows no federated clients', async () => {
    const refused = await main(server, { client_id: 'arkane-key-rsa', auth_method: 'github_oidc' }, inject('github'));
    const code = isBefore(server, '14') ? 'unauthorized_client' : 'invalid_client';
    expectFailure(refused, code, 'The ID token has iss');
  });
});

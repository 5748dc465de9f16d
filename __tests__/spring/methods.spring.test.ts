/**
 * Every method at Spring Authorization Server: a token that its API takes, and whose end the server confirms.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { startCommandJob } from '../helpers/command.ts';
import { runStep } from '../helpers/runner.ts';
import { active, api, green, type Inputs, main, secretClient, spring, withChain } from './job.ts';
import { expectRefusal } from './refusal.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const otherKey = String(privateKey.export({ format: 'pem', type: 'pkcs8' }));
const otherSecret = { client_secret: `${spring.secret}another` };

interface Case {
  readonly client_id: string;
  readonly credentials: Inputs;
  /** Of somebody else. */
  readonly wrong: Inputs;
}

function bySecret(id: string): Case {
  const { client_id, client_secret } = secretClient(id);
  return { client_id, credentials: { client_secret }, wrong: otherSecret };
}

const methods: Readonly<Record<string, Case>> = {
  client_secret_post: bySecret('ci-post'),
  client_secret_basic: bySecret('ci-basic'),
  client_secret_jwt: bySecret('ci-hmac'),
  private_key_jwt: { client_id: 'ci-key', credentials: { private_key: spring.privateKey }, wrong: { private_key: otherKey } },
  tls_client_auth: { client_id: 'ci-tls', credentials: withChain(spring.own), wrong: withChain(spring.other) },
};

describe.each(Object.entries(methods))('%s', (auth_method, { client_id, credentials, wrong }) => {
  const inputs = { client_id, auth_method, scope: 'wallets:read' };

  test('the API takes the token, and post revokes it', async () => {
    const { outputs, state } = await green(main({ ...inputs, ...credentials }));
    const { access_token: token = '' } = outputs;
    expect(outputs).toMatchObject({ token_type: 'Bearer', scope: 'wallets:read' });
    expect({ api: await api(token), active: await active(token) }).toEqual({ api: 200, active: true });
    await green(runStep({ entry: 'post', state, secrets: [token] }));
    // The API looks at the signature alone.
    expect({ api: await api(token), active: await active(token) }).toEqual({ api: 200, active: false });
  });

  test('a last job revokes a sealed one', async () => {
    const seal_key = randomBytes(32).toString('base64');
    const env = { GITHUB_SERVER_URL: 'https://github.test', GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '1' };
    const { outputs, state } = await green(main({ ...inputs, ...credentials, seal_key }, env));
    const { access_token: token = '', sealed_session = '' } = outputs;
    await green(runStep({ entry: 'post', state, env, secrets: [token] }));
    expect(await active(token)).toBe(true);
    const server = { issuer: spring.issuer, ca_certificate: spring.authority };
    const inputsOfEnd = { sealed_session, seal_key, ...server, ...credentials };
    await green(runStep({ entry: 'end', inputs: inputsOfEnd, env, secrets: [token] }));
    expect(await active(token)).toBe(false);
  });

  test('credentials of somebody else', async () => {
    expectRefusal(await main({ ...inputs, ...wrong }), /invalid_client/);
  });
});

test('without a scope, the API denies the token', async () => {
  const { outputs } = await green(main(secretClient('ci-post')));
  expect(await api(outputs['access_token'])).toBe(403);
});

test('a token of 5 s: the API refuses it after its expiry, and takes the next one of the token command', async () => {
  const inputs = { ...secretClient('ci-short'), issuer: spring.issuer, ca_certificate: spring.authority, scope: 'wallets:read' };
  using job = await startCommandJob(inputs);
  const { access_token: first = '', expires_in } = job.main.outputs;
  expect(expires_in).toMatch(/^[45]$/);
  for (let status = 200; status === 200; status = await api(first)) await sleep(200);
  expect(await api(first)).toBe(401);
  const { exitCode, stdout } = await job.call();
  expect({ exitCode, api: await api(stdout.trim()) }).toEqual({ exitCode: 0, api: 200 });
  expect((await job.post()).warnings).toEqual([]);
});

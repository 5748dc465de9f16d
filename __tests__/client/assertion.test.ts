import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startGithubIssuer, type GithubIssuer } from '../helpers/github-issuer.ts';
import { expectFailure } from '../helpers/hostile-server.ts';
import { asPeopleHaveIt } from '../helpers/pem.ts';
import { runStep, struck, type StepResult } from '../helpers/runner.ts';

const REALM = '/auth/realms/Arkane';
const forms: URLSearchParams[] = [];
const defaultAnswer = (response: ServerResponse): void => {
  response.end(
    JSON.stringify({
      access_token: 'assertion-access-token',
      expires_in: 300,
      refresh_token: 'assertion-refresh-token',
      refresh_expires_in: 900,
    }),
  );
};
let answer = defaultAnswer;
let origin = '';
let github: GithubIssuer;

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    forms.push(new URLSearchParams(body));
    if (request.url?.endsWith('/logout')) response.writeHead(204).end();
    else answer(response);
  });
});

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  github = await startGithubIssuer();
});
afterEach(() => {
  forms.length = 0;
  github.given.length = 0;
  github.claims = {};
  github.onRequest = undefined;
  answer = defaultAnswer;
});
afterAll(() => {
  server.close();
  github.close();
});

function step(
  inputs: Record<string, string>,
  env: Record<string, string | undefined> = {},
  secrets: string[] = [],
): Promise<StepResult> {
  const given = { client_id: 'backend', token_url: `${origin}${REALM}/protocol/openid-connect/token`, ...inputs };
  return runStep({ inputs: given, env, secrets: [...secrets, ...(inputs['private_key'] ? linesOf(inputs['private_key']) : [])] });
}

function linesOf(pem: string): string[] {
  return pem.split('\n').filter((line) => line.length >= 12 && !line.startsWith('-----'));
}

function assertions(): string[] {
  return forms.map((form) => form.get('client_assertion') ?? '');
}

function pem(key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1' = 'pkcs8'): string {
  return key.export({ format: 'pem', type }).toString();
}

describe('private_key_jwt', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const jwt = (key: string, inputs = {}): Promise<StepResult> =>
    step({ auth_method: 'private_key_jwt', private_key: key, ...inputs });

  const keys: [string, string, string][] = [
    ['RSA, PKCS#8', pem(rsa), 'RS256'],
    ['RSA, PKCS#1', pem(rsa, 'pkcs1'), 'RS256'],
    ['P-256', pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey), 'ES256'],
    ['P-256, SEC1', pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'sec1'), 'ES256'],
    ['P-384', pem(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey), 'ES384'],
    ['Ed25519', pem(generateKeyPairSync('ed25519').privateKey), 'EdDSA'],
  ];
  test.each(keys)('signs with %s', async (_name, key, alg) => {
    const result = await jwt(key, { private_key_id: 'key-1' });
    expect(result.exitCode).toBe(0);
    expect(forms[0]?.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    const [assertion = ''] = assertions();
    const { payload, protectedHeader } = await jwtVerify(assertion, createPublicKey(key));
    expect(protectedHeader).toEqual({ alg, typ: 'JWT', kid: 'key-1' });
    expect(payload).toMatchObject({ iss: 'backend', sub: 'backend', aud: `${origin}${REALM}` });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
    expect(result.masks).toEqual(expect.arrayContaining([assertion, ...linesOf(key)]));
    expect(result.masks.join('\n')).not.toContain('-----');
  });

  test.each(asPeopleHaveIt)('signs with a key that is given %s, and masks it in that form', async (_name, written) => {
    const given = written(pem(rsa));
    const result = await step({ auth_method: 'private_key_jwt', private_key: given }, {}, linesOf(pem(rsa)));
    expect(result).toMatchObject({ exitCode: 0, errors: [] });
    await jwtVerify(assertions()[0] ?? '', createPublicKey(rsa));
    // Another step that prints the secret, as it is or unpacked: at most the armour is left, and a rest that is no line of its own.
    for (const printed of [given, pem(rsa)]) {
      expect(struck(printed, result.masks).replace(/PRIVATE KEY|private_key|service/g, '')).not.toMatch(/[\w+/]{8}/);
    }
  });

  test('without a kid, and with another audience', async () => {
    await jwt(pem(rsa), { assertion_audience: 'https://other.test/realm' });
    const [assertion = ''] = assertions();
    expect(decodeProtectedHeader(assertion)).toEqual({ alg: 'RS256', typ: 'JWT' });
    expect(decodeJwt(assertion).aud).toBe('https://other.test/realm');
  });

  test('every attempt, and the end of the session, has a fresh jti', async () => {
    let failures = 2;
    answer = (response) => {
      if (failures-- > 0) response.writeHead(503).end();
      else defaultAnswer(response);
    };
    const main = await jwt(pem(rsa));
    expect(main.exitCode).toBe(0);
    const post = await runStep({ entry: 'post', state: main.state, secrets: linesOf(pem(rsa)) });
    expect(post.warnings).toEqual([]);
    expect(new Set(assertions().map((assertion) => decodeJwt(assertion).jti)).size).toBe(4);
  });

  test('a refused key: what to compare', async () => {
    answer = (response) => response.writeHead(400).end('{"error":"invalid_client"}');
    expectFailure(await jwt(pem(rsa)), 'invalid_client', /registered with this client is not that of `private_key`/);
  });

  const unusable: [string, string, RegExp][] = [
    ['none', '', /is empty.*openssl genpkey/],
    [
      'one with a passphrase',
      rsa.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
      /has a passphrase.*openssl pkey/,
    ],
    [
      'one with a passphrase, in the old form',
      rsa.export({ format: 'pem', type: 'pkcs1', cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
      /has a passphrase/,
    ],
    ['a public one', createPublicKey(rsa).export({ format: 'pem', type: 'spki' }).toString(), /is public/],
    ['a short one', pem(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey), /too short.*openssl genpkey/],
    ['another curve', pem(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey), /of a kind that is not used/],
    ['one cut off', pem(rsa).slice(0, 400), /cannot be read.*openssl pkey/],
    ['one without line breaks', pem(rsa).replaceAll('\n', ' '), /cannot be read/],
  ];
  test.each(unusable)('refuses %s, and asks for nothing', async (_name, key, what) => {
    expectFailure(await jwt(key), 'private_key_invalid', what);
    expect(forms).toEqual([]);
  });
});

describe('github_oidc', () => {
  const oidc = (inputs = {}, env: Record<string, string | undefined> = github.env): Promise<StepResult> =>
    step({ auth_method: 'github_oidc', ...inputs }, env, [github.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '']);

  test("sends GitHub's ID token for the realm's issuer, masked", async () => {
    const result = await oidc();
    expect(result.exitCode).toBe(0);
    expect(assertions()).toEqual(github.given);
    expect(decodeJwt(github.given[0] ?? '').aud).toBe(`${origin}${REALM}`);
    expect(forms[0]?.has('client_secret')).toBe(false);
    expect(result.masks).toContain(github.given[0]);
  });

  test('a fresh one for every attempt and for the end of the session', async () => {
    let failures = 1;
    answer = (response) => {
      if (failures-- > 0) response.writeHead(503).end();
      else defaultAnswer(response);
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
    expect(result.log).toMatch(/answered 500\. Trying again in .* s \(attempt 3\)/);
  });

  test('an endpoint that refuses', async () => {
    github.onRequest = (response) => response.writeHead(403).end('{"message":"no"}');
    expectFailure(await oidc(), 'id_token_refused', /answered 403/);
    github.onRequest = (response) => response.end('{"value":"a\\nb"}');
    expectFailure(await oidc(), 'id_token_refused', /without a token/);
  });

  test('no permission: which one to give', async () => {
    expectFailure(await oidc({}, {}), 'id_token_unavailable', /id-token: write/);
    expect(forms).toEqual([]);
  });

  test('a stored secret is not allowed', async () => {
    expectFailure(
      await oidc({ client_secret: 'left-over-secret' }),
      'input_invalid',
      /`client_secret` is set.*delete the stored secret/,
    );
  });

  test('a refusal shows what was sent', async () => {
    answer = (response) => response.writeHead(401).end('{"error":"invalid_client"}');
    github.claims = { sub: 'repo:acme/shop:environment:prod' };
    const refused = await oidc();
    expectFailure(refused, 'invalid_client', /sub "repo:acme\/shop:environment:prod", aud "http:/);
    expect(refused.errors[0]?.message).toContain(`iss "${github.issuer}"`);
  });
});

import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { grantSession, linesOf, startAssertionServer } from '../helpers/assertion-server.ts';
import { expectFailure } from '../helpers/hostile-server.ts';
import { asPeopleHaveIt } from '../helpers/pem.ts';
import { runStep, struck, type StepResult } from '../helpers/runner.ts';

const server = await startAssertionServer();
const { assertions, forms, realm, step } = server;
afterEach(() => {
  server.reset();
});
afterAll(() => {
  server.close();
});

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
    expect(payload).toMatchObject({ iss: 'backend', sub: 'backend', aud: realm });
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
    server.answer = (response) => {
      if (failures-- > 0) response.writeHead(503).end();
      else grantSession(response);
    };
    const main = await jwt(pem(rsa));
    expect(main.exitCode).toBe(0);
    const post = await runStep({ entry: 'post', state: main.state, secrets: linesOf(pem(rsa)) });
    expect(post.warnings).toEqual([]);
    expect(new Set(assertions().map((assertion) => decodeJwt(assertion).jti)).size).toBe(4);
  });

  test('a refused key: what to compare', async () => {
    server.answer = (response) => response.writeHead(400).end('{"error":"invalid_client"}');
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

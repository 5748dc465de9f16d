import { decodeJwt, decodeProtectedHeader, exportJWK, jwtVerify } from 'jose';
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { endSession, grantSession, linesOf, startAssertionServer } from '../helpers/assertion-server.ts';
import { expectFailure } from '../helpers/hostile-server.ts';
import { startIdentityServer } from '../helpers/identity-server.ts';
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

  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
  const keys: [string, string, string][] = [
    ['RSA', pem(rsa), 'RS256'],
    ['P-256, SEC1', pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'sec1'), 'ES256'],
    ['P-384, JWK', JSON.stringify(jwk.export({ format: 'jwk' })), 'ES384'],
    ['Ed25519', pem(generateKeyPairSync('ed25519').privateKey), 'EdDSA'],
  ];
  test.each(keys)('signs with %s', async (_name, key, alg) => {
    const result = await jwt(key, { private_key_id: 'key-1' });
    expect(result.exitCode).toBe(0);
    expect(forms[0]?.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    const [assertion = ''] = assertions();
    const { payload, protectedHeader } = await jwtVerify(assertion, createPublicKey(key.startsWith('{') ? jwk : key));
    expect(protectedHeader).toEqual({ alg, typ: 'JWT', kid: 'key-1' });
    expect(payload).toMatchObject({ iss: 'backend', sub: 'backend', aud: realm });
    // Good for 60 s by our clock, and issued in the past by one that is some seconds behind.
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(90);
    expect(Math.abs((payload.exp ?? 0) - Date.now() / 1000 - 60)).toBeLessThan(10);
    const secret = key.startsWith('{') ? [String(jwk.export({ format: 'jwk' }).d)] : linesOf(key);
    expect(result.masks).toEqual(expect.arrayContaining([assertion, ...secret]));
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
    expectFailure(await jwt(pem(rsa)), 'invalid_client', /compare `private_key`/);
  });

  /** A server whose clock is `ahead` seconds before ours, and that takes assertions by it: 15 s of difference, as Keycloak. */
  const byTheClock =
    (ahead: number, date = true, accept = grantSession) =>
    (response: ServerResponse): void => {
      const now = Date.now() / 1000 + ahead;
      const { iat = 0, exp = 0 } = decodeJwt(assertions().at(-1) ?? '');
      if (date) response.setHeader('date', new Date(now * 1000).toUTCString());
      else response.sendDate = false;
      if (iat < now + 15 && exp > now) accept(response);
      else response.writeHead(400).end('{"error":"invalid_client","error_description":"Token is not active"}');
    };

  test.each([0, -40, 50])('a server whose clock is %i s ahead takes the first', async (ahead) => {
    server.answer = byTheClock(ahead, false);
    expect(await jwt(pem(rsa))).toMatchObject({ exitCode: 0, errors: [], warnings: [] });
    expect(forms).toHaveLength(1);
  });

  test.each([
    [-300, '5 min( \\d+ s)? ahead of'],
    [300, '(5|4) min( \\d+ s)? behind'],
  ])(
    'a server whose clock is %i s ahead takes the second, which is by its time, and the end of the session',
    async (ahead, said) => {
      server.answer = byTheClock(ahead);
      const main = await jwt(pem(rsa));
      expect(main.exitCode).toBe(0);
      expect(main.log).toMatch(new RegExp(`"Token is not active".*${said} the server's.*Trying again now`));
      expect(forms).toHaveLength(2);
    },
  );

  test('a key that is refused by both clocks: what the clocks have to do with it', async () => {
    server.answer = (response) => {
      response.setHeader('date', new Date(Date.now() - 600_000).toUTCString());
      response.writeHead(401).end('{"error":"unauthorized_client"}');
    };
    const said = /is (10|9) min( \d+ s)? ahead of[^]*NTP/;
    expectFailure(await jwt(pem(rsa)), 'unauthorized_client', said);
    expect(forms).toHaveLength(2);
  });

  test('a secret is sent once, whatever the clocks', async () => {
    server.answer = (response) => {
      response.setHeader('date', new Date(Date.now() - 600_000).toUTCString());
      response.writeHead(401).end('{"error":"unauthorized_client"}');
    };
    expectFailure(await step({ client_secret: 'not-the-secret' }), 'unauthorized_client', /`client_secret`/);
    expect(forms).toHaveLength(1);
  });

  test('the end of a session is asked for once more by the time of the server', async () => {
    const main = await jwt(pem(rsa));
    server.answerEnd = byTheClock(-300, true, endSession);
    const post = await runStep({ entry: 'post', state: main.state, secrets: linesOf(pem(rsa)) });
    expect(post.warnings).toEqual([]);
    expect(forms).toHaveLength(3);
  });

  // What keys there are, and which are refused, is in keys.test.ts.
  test('a key that cannot be used, or is not there: nothing is asked', async () => {
    expectFailure(await jwt(pem(rsa).slice(0, 400)), 'private_key_invalid', /`private_key` cannot be read/);
    expectFailure(await jwt(''), 'secret_empty', /`private_key` is empty/);
    expect(forms).toEqual([]);
  });

  test.each([
    ['RS256', rsa],
    ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey],
    ['EdDSA', generateKeyPairSync('ed25519').privateKey],
  ])('at a real server (oidc-provider), to the end of its token: %s', async (alg, key) => {
    const registration = {
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: alg,
      jwks: { keys: [{ ...(await exportJWK(createPublicKey(key))), kid: 'key-1', use: 'sig' }] },
    };
    const provider = await startIdentityServer({ plain: true, format: 'opaque', clients: [{ registration }] });
    const given = { client_id: provider.clients[0].id, auth_method: 'private_key_jwt', issuer: provider.issuer };
    const inputs = { ...given, private_key: pem(key), private_key_id: 'key-1' };
    const main = await runStep({ inputs, secrets: linesOf(pem(key)) });
    expect(main).toMatchObject({ exitCode: 0, errors: [], warnings: [] });
    expect([...provider.open]).toEqual([main.outputs['access_token']]);
    expect((await runStep({ entry: 'post', state: main.state })).log).toMatch(/^Ended the session/m);
    expect(provider.open.size).toBe(0);
    const other = pem(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
    expectFailure(await runStep({ inputs: { ...inputs, private_key: other } }), 'invalid_client');
    expectFailure(await runStep({ inputs: { ...inputs, assertion_audience: 'https://other.test' } }), 'invalid_client');
    await provider.close();
  });
});

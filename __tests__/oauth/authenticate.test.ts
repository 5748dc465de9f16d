import fc from 'fast-check';
import { decodeJwt, jwtVerify } from 'jose';
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Attempt } from '../../src/http/retry.ts';
import type { FormRequest } from '../../src/http/send.ts';
import { identityIn } from '../../src/oauth/assertion.ts';
import { authenticate, maskCredentials } from '../../src/oauth/authenticate.ts';
import { type AuthMethod, authMethods, type Credentials } from '../../src/oauth/credentials.ts';
import { startGithubIssuer } from '../helpers/github-issuer.ts';
import { record } from '../helpers/log.ts';

const github = await startGithubIssuer();
Object.assign(process.env, github.env);
const folder = mkdtempSync(join(tmpdir(), 'authenticate-'));
afterAll(() => {
  github.close();
  rmSync(folder, { recursive: true });
});

const others = { iss: 'https://issuer.example', sub: 'a-subject' };
const encoded = [{ alg: 'ES256' }, others].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
writeFileSync(join(folder, 'token'), [...encoded, 'c2ln'].join('.'));

const pem = (key: KeyObject): string => key.export({ format: 'pem', type: 'pkcs8' }).toString();
const credentials: Omit<Credentials, 'authMethod'> = {
  tokenUrl: new URL('https://id.example/realms/a/protocol/openid-connect/token'),
  clientId: 'team:ci',
  clientSecret: 'a client&secret=%é',
  privateKey: pem(generateKeyPairSync('ed25519').privateKey),
  privateKeyId: '',
  assertionAudience: '',
  issuer: '',
  clientAssertionFile: join(folder, 'token'),
  clientCertificate: 'a-certificate',
  clientCertificateKey: 'a-certificate-key',
};
const request: FormRequest = { url: credentials.tokenUrl, headers: {}, form: { grant_type: 'client_credentials' } };
const first: Attempt = { timeLeft: () => 10_000, ahead: 0, otherAudience: false };
const { log, masks } = record();
const proven = (authMethod: AuthMethod, more: Partial<Credentials> = {}, attempt = first): Promise<FormRequest> =>
  authenticate(request, { ...credentials, ...more, authMethod }, attempt, log);
const assertionBy = async (...args: Parameters<typeof proven>): Promise<string> =>
  (await proven(...args)).form['client_assertion'] ?? '';

/** What each method adds. */
const byAssertion = { headers: [], form: ['client_id', 'client_assertion_type', 'client_assertion'] };
const added: Readonly<Record<AuthMethod, { headers: string[]; form: string[] }>> = {
  client_secret_post: { headers: [], form: ['client_id', 'client_secret'] },
  client_secret_basic: { headers: ['authorization'], form: [] },
  client_secret_jwt: byAssertion,
  private_key_jwt: byAssertion,
  github_oidc: byAssertion,
  client_assertion: byAssertion,
  tls_client_auth: { headers: [], form: ['client_id'] },
};

test.each(authMethods)('%s adds its own proof, and no other secret is sent', async (method) => {
  const { url, headers, form, certificate } = await proven(method);
  expect(url).toBe(request.url);
  expect(Object.keys(headers)).toEqual(added[method].headers);
  expect(Object.keys(form)).toEqual(['grant_type', ...added[method].form]);
  expect(request).toEqual({ url, headers: {}, form: { grant_type: 'client_credentials' } }); // not changed
  expect(certificate).toEqual({ cert: 'a-certificate', key: 'a-certificate-key' });
  const sent = JSON.stringify([headers, form]);
  expect(sent).not.toContain('a-certificate');
  expect(sent.includes(credentials.clientSecret)).toBe(method === 'client_secret_post');
  expect(sent).not.toContain('PRIVATE KEY');
});

describe('a client with a secret', () => {
  /** What a server reads from the header (RFC 6749, 2.3.1). */
  function decodedBasic(header = ''): string[] {
    const parts = Buffer.from(header.replace(/^Basic /, ''), 'base64')
      .toString()
      .split(':');
    return parts.map((part) => new URLSearchParams(`v=${part}`).get('v') ?? '');
  }

  test('any id and secret arrive as they are, by both methods', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    await fc.assert(
      fc.asyncProperty(text, text, async (clientId, clientSecret) => {
        const { headers } = await proven('client_secret_basic', { clientId, clientSecret });
        expect(decodedBasic(headers['authorization'])).toEqual([clientId, clientSecret]);
        expect(headers['authorization']).toMatch(/^Basic [A-Za-z0-9+/]+=*$/);
        const { form } = await proven('client_secret_post', { clientId, clientSecret });
        const sent = new URLSearchParams(new URLSearchParams(form).toString());
        expect([sent.get('client_id'), sent.get('client_secret')]).toEqual([clientId, clientSecret]);
      }),
    );
  });
});

describe('maskCredentials', () => {
  const masksOf = (more: Partial<Credentials>): string[] => {
    const kept = record();
    maskCredentials({ ...credentials, authMethod: 'client_secret_basic', ...more }, kept.log);
    return kept.masks;
  };

  test('masks the secret, what the Basic header has, and what others would send', async () => {
    const { headers } = await proven('client_secret_basic');
    expect(masksOf({})).toEqual(
      expect.arrayContaining([
        credentials.clientSecret,
        headers['authorization']?.replace('Basic ', ''),
        Buffer.from(`team:ci:${credentials.clientSecret}`).toString('base64'),
        'a-certificate-key',
      ]),
    );
  });

  test('masks every line of a key, a key in the query, and nothing where there is no secret', () => {
    const nothing = { clientSecret: '', privateKey: '', clientCertificateKey: '' };
    expect(masksOf(nothing)).toEqual([]);
    const [, line = ''] = credentials.privateKey.split('\n');
    expect(masksOf({ ...nothing, privateKey: credentials.privateKey })).toContain(line);
    expect(masksOf({ ...nothing, tokenUrl: new URL('https://id.example/t?key=12345678') })).toContain('12345678');
  });
});

describe('an assertion that is signed here', () => {
  const byMethod = ['client_secret_jwt', 'private_key_jwt'] as const;

  test.each(byMethod)('%s: is of the client, good for 60 s, with an id of its own, masked', async (method) => {
    const key = method === 'private_key_jwt' ? createPublicKey(credentials.privateKey) : Buffer.from(credentials.clientSecret);
    const both = [await assertionBy(method, { privateKeyId: 'k' }), await assertionBy(method, { privateKeyId: 'k' })];
    const options = { issuer: 'team:ci', subject: 'team:ci', audience: 'https://id.example/realms/a' };
    const [{ payload, protectedHeader }, second] = await Promise.all([
      jwtVerify(both[0] ?? '', key, options),
      jwtVerify(both[1] ?? '', key),
    ]);
    const alg = method === 'private_key_jwt' ? { alg: 'EdDSA', kid: 'k' } : { alg: 'HS256' };
    expect(protectedHeader).toEqual({ typ: 'JWT', ...alg });
    const { iat = 0, exp = 0, jti } = payload;
    expect(exp - iat).toBe(90); // issued in the past of a server whose clock is behind
    expect(Math.abs(exp - Date.now() / 1000 - 60)).toBeLessThan(10);
    expect(second.payload.jti).not.toBe(jti);
    expect(masks).toEqual(expect.arrayContaining(both));
  });

  test('has the times of the server', async () => {
    const ahead = decodeJwt(await assertionBy('client_secret_jwt', {}, { ...first, ahead: 3_600_000 }));
    expect(Math.abs((ahead.exp ?? 0) - Date.now() / 1000 - 3660)).toBeLessThan(10);
  });

  test.each<[string, Partial<Credentials>, boolean, string]>([
    ["the realm's issuer", {}, false, 'https://id.example/realms/a'],
    ['the token endpoint of any other', { tokenUrl: new URL('https://id.example/t?a=b') }, false, 'https://id.example/t'],
    ['the issuer whose metadata was read', { issuer: 'https://id.example' }, false, 'https://id.example'],
    ['what was set, to the letter', { assertionAudience: 'Urn: ä"' }, false, 'Urn: ä"'],
    ['the very endpoint, where the issuer was refused', {}, true, credentials.tokenUrl.href],
    ['that whatever was set', { assertionAudience: 'https://id.example' }, true, credentials.tokenUrl.href],
  ])('its audience is %s', async (_, more, otherAudience, aud) => {
    for (const method of byMethod) expect(decodeJwt(await assertionBy(method, more, { ...first, otherAudience })).aud).toBe(aud);
  });

  test.each<[string, () => KeyObject | undefined, string]>([
    ['RSA', () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey, 'RS256 RS384 RS512 PS256 PS384 PS512'],
    ['P-256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'ES256'],
    ['P-384', () => generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey, 'ES384'],
    ['Ed25519', () => generateKeyPairSync('ed25519').privateKey, 'EdDSA'],
    ['a secret', () => undefined, 'HS256 HS384 HS512'],
  ])('by %s: with what the metadata of the server wants, or else as usual', async (_, generate, algorithms) => {
    const key = generate();
    const method = key ? 'private_key_jwt' : 'client_secret_jwt';
    const verifier = key ? createPublicKey(key) : Buffer.from(credentials.clientSecret);
    const algs = algorithms.split(' ');
    for (const [signingAlgs, alg] of [
      [undefined, algs[0]],
      [['none', 'ES512'], algs[0]],
      ...algs.map((each) => [['none', each], each] as const),
      [[...algs].reverse(), algs[0]],
    ] as const) {
      const jwt = await assertionBy(method, { ...(key && { privateKey: pem(key) }), signingAlgs });
      expect((await jwtVerify(jwt, verifier)).protectedHeader.alg).toBe(alg);
    }
  });
});

test('an assertion that is fetched is a fresh one for each request, masked', async () => {
  const both = [await assertionBy('github_oidc'), await assertionBy('github_oidc')];
  expect(new Set(both.map((assertion) => decodeJwt(assertion).jti)).size).toBe(2);
  expect(masks).toEqual(expect.arrayContaining(both));
});

test.each(authMethods)('who the request says it is, with %s: shown of what somebody else signed alone', async (authMethod) => {
  const identity = `iss "${github.issuer}", sub "repo:acme/shop:ref:refs/heads/main", aud "https://id.example/realms/a"`;
  const shown: Partial<Record<AuthMethod, string>> = {
    github_oidc: identity,
    client_assertion: 'iss "https://issuer.example", sub "a-subject", aud "none"',
  };
  expect(identityIn(await proven(authMethod), { authMethod })).toBe(shown[authMethod] ?? '');
});

test('of an ID token that cannot be read, none of it is shown', () => {
  const form = { client_assertion: 'no.token.x' };
  expect(identityIn({ ...request, form }, { authMethod: 'github_oidc' })).toBe('iss "none", sub "none", aud "none"');
});

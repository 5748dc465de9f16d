import { decodeJwt } from 'jose';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { authenticate } from '../../src/oauth/authenticate.ts';
import { identityIn } from '../../src/client/other-methods.ts';
import { type AuthMethod, authMethods, type Credentials } from '../../src/oauth/credentials.ts';
import type { FormRequest } from '../../src/http/send.ts';
import { startGithubIssuer } from '../helpers/github-issuer.ts';
import { record } from '../helpers/log.ts';

const github = await startGithubIssuer();
Object.assign(process.env, github.env);
afterAll(() => {
  github.close();
  rmSync(folder, { recursive: true });
});

const folder = mkdtempSync(join(tmpdir(), 'authenticate-'));
const others = { iss: 'https://issuer.example', sub: 'a-subject' };
const encoded = [{ alg: 'ES256' }, others].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
writeFileSync(join(folder, 'token'), [...encoded, 'c2ln'].join('.'));

const credentials: Omit<Credentials, 'authMethod'> = {
  tokenUrl: new URL('https://id.example/realms/a/protocol/openid-connect/token'),
  clientId: 'ci',
  clientSecret: 'a-client-secret',
  privateKey: generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  privateKeyId: '',
  assertionAudience: '',
  clientAssertionFile: join(folder, 'token'),
  clientCertificate: 'a-certificate',
  clientCertificateKey: 'a-certificate-key',
};
const request: FormRequest = { url: credentials.tokenUrl, headers: {}, form: { grant_type: 'client_credentials' } };
const { log, masks } = record();
const proven = (authMethod: AuthMethod): Promise<FormRequest> =>
  authenticate(request, { ...credentials, authMethod }, { log, timeLeft: () => 10_000 });

/** What each method adds. */
const added: Readonly<Record<AuthMethod, { headers: string[]; form: string[] }>> = {
  client_secret_post: { headers: [], form: ['client_id', 'client_secret'] },
  client_secret_basic: { headers: ['authorization'], form: [] },
  client_secret_jwt: { headers: [], form: ['client_id', 'client_assertion_type', 'client_assertion'] },
  client_assertion: { headers: [], form: ['client_id', 'client_assertion_type', 'client_assertion'] },
  tls_client_auth: { headers: [], form: ['client_id'] },
  private_key_jwt: { headers: [], form: ['client_id', 'client_assertion_type', 'client_assertion'] },
  github_oidc: { headers: [], form: ['client_id', 'client_assertion_type', 'client_assertion'] },
};

test.each(authMethods)('%s adds its own proof, and no other secret is sent', async (method) => {
  const { url, headers, form, certificate } = await proven(method);
  expect(url).toBe(request.url);
  expect(Object.keys(headers)).toEqual(added[method].headers);
  expect(Object.keys(form)).toEqual(['grant_type', ...added[method].form]);
  expect(request).toEqual({ url, headers: {}, form: { grant_type: 'client_credentials' } });
  expect(certificate).toEqual({ cert: 'a-certificate', key: 'a-certificate-key' });
  const sent = JSON.stringify([headers, form]);
  expect(sent).not.toContain('a-certificate');
  expect(sent.includes('a-client-secret')).toBe(method === 'client_secret_post');
  expect(sent).not.toContain('PRIVATE KEY');
});

test.each(['client_secret_jwt', 'private_key_jwt', 'github_oidc'] as const)(
  '%s has a fresh assertion for each request, masked',
  async (method) => {
    const both = [await proven(method), await proven(method)].map(({ form }) => form['client_assertion'] ?? '');
    expect(new Set(both.map((assertion) => decodeJwt(assertion).jti)).size).toBe(2);
    expect(masks).toEqual(expect.arrayContaining(both));
  },
);

test.each(authMethods)('who the request says it is, with %s: told of what somebody else signed alone', async (authMethod) => {
  const identity = `iss "${github.issuer}", sub "repo:acme/shop:ref:refs/heads/main", aud "https://id.example/realms/a"`;
  expect(identityIn(await proven(authMethod), { authMethod }, log)).toBe(
    { github_oidc: identity, client_assertion: 'iss "https://issuer.example", sub "a-subject", aud "none"' }[
      authMethod as string
    ] ?? '',
  );
});

test('of an ID token that cannot be read, none of it is told', () => {
  const form = { client_assertion: 'no.token.x' };
  expect(identityIn({ ...request, form }, { authMethod: 'github_oidc' }, log)).toBe('iss "none", sub "none", aud "none"');
});

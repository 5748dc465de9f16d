/**
 * `end/` at a certified identity server (oidc-provider), which revokes: every method, by the inputs that `end/action.yml` has for it.
 */
import { exportJWK, SignJWT } from 'jose';
import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createAuthority } from './helpers/certificates.ts';
import { startIdentityServer } from './helpers/identity-server.ts';
import { runStep } from './helpers/runner.ts';
import { env, handedOn, sealKey } from './helpers/sealing.ts';

const authority = await createAuthority('Authority of the tests');
const identity = await authority.issue({ hosts: ['127.0.0.1'] });
const own = await authority.issue({ name: 'shop-deploy' });
const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const jwks = { keys: [{ ...(await exportJWK(createPublicKey(key))), use: 'sig', alg: 'RS256' }] };
const secret = 'a-secret-of-more-than-32-characters-71c0';
const folder = mkdtempSync(join(tmpdir(), 'end-'));
const file = join(folder, 'token');

const by = (token_endpoint_auth_method: string, more: object = {}): object => ({ token_endpoint_auth_method, ...more });
const server = await startIdentityServer({
  plain: true,
  format: 'opaque',
  tls: { identity, authority: authority.certificate },
  clients: [
    { id: 'by-secret', secret },
    { id: 'by-signature', secret, registration: by('client_secret_jwt') },
    { id: 'by-key', registration: by('private_key_jwt', { jwks }) },
    { id: 'by-certificate', registration: by('tls_client_auth', { tls_client_auth_subject_dn: 'CN=shop-deploy' }) },
  ],
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.close();
});

/** The file of the client `by-key`: an assertion is good for one request. */
async function write(): Promise<void> {
  const jwt = new SignJWT({ iss: 'by-key', sub: 'by-key', aud: server.issuer, jti: randomUUID() });
  writeFileSync(file, await jwt.setProtectedHeader({ alg: 'RS256' }).setIssuedAt().setExpirationTime('60 s').sign(key));
}

const certificate = { client_certificate: own.cert, client_certificate_key: own.key };
test.each<[auth_method: string, client_id: string, credentials: Record<string, string>]>([
  ['client_secret_post', 'by-secret', { client_secret: secret }],
  ['client_secret_jwt', 'by-signature', { client_secret: secret }],
  ['private_key_jwt', 'by-key', { private_key: key.export({ format: 'pem', type: 'pkcs8' }).toString() }],
  ['client_assertion', 'by-key', { client_assertion_file: file }],
  ['tls_client_auth', 'by-certificate', certificate],
  ['client_secret_basic', 'by-secret', { client_secret: secret, ...certificate }],
])('the token of a sealed session is revoked: %s by %s', async (auth_method, client_id, credentials) => {
  await write();
  const at = { issuer: server.issuer, ca_certificate: authority.certificate, client_id, auth_method };
  const first = await runStep({ inputs: { ...at, ...credentials, seal_key: sealKey }, env });
  expect(first).toMatchObject({ exitCode: 0, errors: [], warnings: [] });
  await runStep({ entry: 'post', state: first.state, env });
  expect([...server.open]).toEqual([first.outputs['access_token']]);

  const { issuer, ca_certificate } = at;
  const given = { issuer, ca_certificate, seal_key: sealKey, sealed_session: handedOn(first, 'sealed_session') };
  const without = await runStep({ entry: 'end', inputs: given, env });
  expect(without.warnings.map(({ message }) => message)).toEqual([expect.stringMatching(/stays open until/) as string]);
  expect(server.open.size).toBe(1);

  await write();
  const last = await runStep({ entry: 'end', inputs: { ...given, ...credentials }, env });
  expect({ exitCode: last.exitCode, warnings: last.warnings }).toEqual({ exitCode: 0, warnings: [] });
  expect(last.log).toMatch(/^Ended the session at /m);
  expect(server.open.size).toBe(0);
});

// One last job may serve first jobs of several methods.
test.each<[auth_method: string, client_id: string, credentials: Record<string, string>, more: Record<string, string>]>([
  ['client_secret_post', 'by-secret', { client_secret: secret }, { private_key: 'not even looked at' }],
  ['tls_client_auth', 'by-certificate', certificate, { client_secret: secret }],
])('what %s does not use keeps no session open', async (auth_method, client_id, credentials, more) => {
  const at = { issuer: server.issuer, ca_certificate: authority.certificate, client_id, auth_method };
  const first = await runStep({ inputs: { ...at, ...credentials, seal_key: sealKey }, env });
  const { issuer, ca_certificate } = at;
  const given = { issuer, ca_certificate, seal_key: sealKey, sealed_session: handedOn(first, 'sealed_session') };
  const last = await runStep({ entry: 'end', inputs: { ...given, ...credentials, ...more }, env });
  expect({ exitCode: last.exitCode, warnings: last.warnings }).toEqual({ exitCode: 0, warnings: [] });
  expect(server.open.size).toBe(0);
});

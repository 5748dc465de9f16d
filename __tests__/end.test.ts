/**
 * `end/` at a certified identity server (oidc-provider), which revokes: every method, by the inputs that `end/action.yml` has for it.
 */
import { decodeJwt, exportJWK, SignJWT } from 'jose';
import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createAuthority } from './helpers/certificates.ts';
import { grant, reply, startHostileServer, type Behaviour } from './helpers/hostile-server.ts';
import { startIdentityServer } from './helpers/identity-server.ts';
import { runStep, type StepResult } from './helpers/runner.ts';
import { env, handedOn, sealed, sealKey } from './helpers/sealing.ts';

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
  const given = { seal_key: sealKey, sealed_session: handedOn(first, 'sealed_session'), issuer, ca_certificate };
  const without = await runStep({ entry: 'end', inputs: given, env });
  expect(without.warnings).toHaveLength(1);
  expect(without.warnings[0]?.message).toContain(`stays open until ${first.outputs['expiry'] ?? ''}`);
  expect(server.open.size).toBe(1);

  await write();
  const last = await runStep({ entry: 'end', inputs: { ...given, ...credentials }, env });
  expect({ exitCode: last.exitCode, warnings: last.warnings }).toEqual({ exitCode: 0, warnings: [] });
  expect(last.log).toMatch(/^Ended the session at .*\.$/m);
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
  const given = { seal_key: sealKey, sealed_session: handedOn(first, 'sealed_session'), issuer, ca_certificate };
  const last = await runStep({ entry: 'end', inputs: { ...given, ...credentials, ...more }, env });
  expect({ exitCode: last.exitCode, warnings: last.warnings }).toEqual({ exitCode: 0, warnings: [] });
  expect(server.open.size).toBe(0);
});

// Who has the key of the seal, and controls the input, must not get the credential.
describe('a seal that names another server', () => {
  const path = '/realms/ci/protocol/openid-connect/token';
  const secrets = ['the-secret-of-end-41d7'];

  /** The session of a token of `from`, sealed. */
  async function sealedAt(from: string, more: Record<string, string> = {}): Promise<string> {
    const inputs = { client_id: 'ci', client_secret: 'the-secret-of-main-1', token_url: from, seal_key: sealKey, ...more };
    return handedOn(await runStep({ inputs, env }), 'sealed_session');
  }
  const end = (sealed_session: string, inputs: Record<string, string>): Promise<StepResult> =>
    runStep({
      entry: 'end',
      inputs: { seal_key: sealKey, sealed_session, client_secret: secrets[0] ?? '', ...inputs },
      env,
      secrets,
    });

  test.each<[string, (port: number) => Record<string, string>, string]>([
    ['than token_url', () => ({ token_url: `http://127.0.0.1:1${path}` }), '127.0.0.1:1'],
    ['than the realm', (port) => ({ token_url: `http://127.0.0.1:${String(port)}${path.replace('ci', 'other')}` }), ''],
    ['than issuer', () => ({ issuer: 'http://127.0.0.1:1/realms/ci' }), '127.0.0.1:1'],
    ['than environment', () => ({ environment: 'venly' }), 'login.venly.io'],
    ['than environment and realm', () => ({ environment: 'venly', realm: 'VenlyFinance' }), 'login.venly.io'],
    ['than the default', () => ({}), 'login.arkane.network'],
  ])('%s: nothing is sent, and that is said', async (_, inputs, host) => {
    await using other = await startHostileServer(grant());
    const sealed = await sealedAt(`http://127.0.0.1:${String(other.port)}${path}`);
    const { exitCode, warnings } = await end(sealed, { ...inputs(other.port) });
    expect({ exitCode, count: warnings.length }).toEqual({ exitCode: 0, count: 1 });
    expect(warnings[0]?.message).toContain(host);
    expect(warnings[0]?.message).toMatch(/another server|other server/i);
    expect(warnings[0]?.message).toMatch(/stays open until 20/);
    expect(other.received).toHaveLength(1); // that of main
  });

  test.each([
    { until: 'tomorrow' },
    { until: 1e300 },
    { until: null },
    { kind: 7 },
    { kind: undefined },
    { token: 'two\nlines' },
  ])('one with an odd session is refused, and that is said: %o', async (odd) => {
    const urls = { tokenUrl: `http://127.0.0.1:1${path}` };
    const client = { authMethod: 'client_secret_post', clientId: 'ci', privateKeyId: '', assertionAudience: '' };
    const session = { kind: 'access_token', token: 'a-token-of-somebody', until: Date.now() + 60_000, ...odd };
    const forged = await sealed({ access_token: undefined, ...client, ...urls, session });
    const { exitCode, warnings } = await end(forged, { token_url: urls.tokenUrl, client_secret: '' });
    expect({ exitCode, titles: warnings.map(({ title }) => title) }).toEqual({ exitCode: 0, titles: ['Sealed token invalid'] });
  });

  test('for revocation alone: nothing is sent either', async () => {
    await using other = await startHostileServer(grant());
    const token_url = `http://127.0.0.1:${String(other.port)}/oauth/token`;
    const sealed = await sealedAt(token_url, { revocation_url: `http://127.0.0.1:${String(other.port)}/evil` });
    for (const inputs of [{}, { revocation_url: `http://127.0.0.1:${String(other.port)}/revoke` }]) {
      const { warnings } = await end(sealed, { token_url, ...inputs });
      expect(warnings).toHaveLength(1);
    }
    expect(other.received).toHaveLength(1);
    const { warnings, log } = await end(sealed, { token_url, revocation_url: `http://127.0.0.1:${String(other.port)}/evil` });
    expect({ warnings, ended: log.includes('Ended the session') }).toEqual({ warnings: [], ended: true });
  });
});

test('an assertion has the URL of the endpoint where the issuer is refused: main, post and end', async () => {
  /** Takes the very URL that is asked alone, as Glewlwyd. */
  const exact: Behaviour = (response, received) => {
    const origin = `http://${received.headers.host ?? ''}`;
    const endpoints = { token_endpoint: `${origin}/oauth/token`, revocation_endpoint: `${origin}/oauth/revoke` };
    const { aud } = received.body ? decodeJwt(received.form.get('client_assertion') ?? '') : {};
    if (!received.body) reply({ issuer: origin, ...endpoints })(response, received);
    else if (aud !== origin + received.path) response.writeHead(403).end();
    else if (received.path === '/oauth/token') grant()(response, received);
    else response.writeHead(200).end();
  };
  await using strict = await startHostileServer(exact);
  const at = { issuer: `http://127.0.0.1:${String(strict.port)}`, client_secret: secret };
  const inputs = { ...at, client_id: 'ci', auth_method: 'client_secret_jwt' };
  const [first, second] = [await runStep({ inputs }), await runStep({ inputs: { ...inputs, seal_key: sealKey }, env })];
  for (const result of [first, second]) expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] });
  const post = await runStep({ entry: 'post', state: first.state });
  const sealed = { seal_key: sealKey, sealed_session: handedOn(second, 'sealed_session') };
  const end = await runStep({ entry: 'end', inputs: { ...at, ...sealed }, env });
  for (const result of [post, end]) expect(result.log).toMatch(/^Ended the session/m);
  const asked = ['/oauth/token', '/oauth/token', '/oauth/revoke', '/oauth/revoke'].flatMap((path) => [path, path]);
  expect(strict.received.map(({ path }) => path).filter((path) => path.startsWith('/oauth'))).toEqual(asked);
});

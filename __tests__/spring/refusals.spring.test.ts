/**
 * What Spring Authorization Server refuses: its own words are shown, and none of another server.
 */
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { active, green, main, secretClient, spring } from './job.ts';
import { expectRefusal } from './refusal.ts';

const post = secretClient('ci-post');
const key = { client_id: 'ci-key', auth_method: 'private_key_jwt', client_secret: '', private_key: spring.privateKey };

test.each([
  ['an unknown client', { client_id: 'nobody' }, /invalid_client/],
  ['a client of another method', { auth_method: 'client_secret_basic' }, /invalid_client/],
  ['a client without the grant', secretClient('ci-code'), /unauthorized_client/],
  ['another audience', { ...key, assertion_audience: 'https://other.test' }, /invalid_client[^]*assertion_audience/],
  ['a scope that the client may not have', { scope: 'wallets:delete' }, /invalid_scope/],
])('%s', async (_, inputs, words) => {
  expectRefusal(await main({ ...post, ...inputs }), words);
});

test('a certificate without its chain, and one of an authority that the server does not trust', async () => {
  const tls = { client_id: 'ci-tls', auth_method: 'tls_client_auth' };
  const shown = ({ cert, key }: typeof spring.own) => ({ client_certificate: cert, client_certificate_key: key });
  expectRefusal(await main({ ...tls, ...shown(spring.own) }), /invalid_client/);
  const unknown = await main({ ...tls, ...shown(spring.unknown), timeout: '3' });
  expectRefusal(unknown, /client_certificate/);
  expect(unknown.log).not.toContain('session'); // no request was read, so none can be open
});

test('an assertion without client_id is refused; with it, it is taken', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assertion-'));
  const client_assertion_file = join(folder, 'token');
  const claims = { iss: 'ci-key', sub: 'ci-key', aud: spring.issuer, jti: 'one' };
  const jwt = new SignJWT(claims).setProtectedHeader({ alg: 'ES256' }).setIssuedAt().setExpirationTime('5 min');
  writeFileSync(client_assertion_file, await jwt.sign(createPrivateKey(spring.privateKey)));
  const inputs = { auth_method: 'client_assertion', client_assertion_file };
  expectRefusal(await main(inputs), /invalid_request/, /client_id/);
  const { outputs } = await green(main({ ...inputs, client_id: 'ci-key' }));
  expect(await active(outputs['access_token'])).toBe(true);
  rmSync(folder, { recursive: true });
});

test.each([
  ['a token_url', { token_url: `${spring.issuer}/oauth/token`, issuer: '' }],
  ['an issuer', { issuer: `${spring.issuer}/other` }],
])('%s with a wrong path leads to a login page, which is no endpoint', async (_, inputs) => {
  const result = await main({ ...post, ...inputs });
  expectRefusal(result, /302|No metadata was found/);
  expect(result.log).not.toMatch(/jsessionid|login;/i);
});

test('without ca_certificate, the authority of the server is not trusted', async () => {
  expectRefusal(await main({ ...post, ca_certificate: '' }), /ca_certificate/);
});

/**
 * The methods that send no secret but an assertion of it (RFC 7523, 2.2), or a certificate. Read only with them.
 */
import { createHmac, createPrivateKey, randomUUID, sign, type KeyObject } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { assertionAudience, type Attempt, type AuthMethod, type Credentials } from '#oauth/credentials.ts';
import { fetchIdToken } from '#oauth/github-oidc.ts';
import { algorithmOf } from '#oauth/keys.ts';
import type { FormRequest } from '#http/send.ts';
import { failure, type ActionError } from '#report/error.ts';
import { isoSeconds } from '#report/time.ts';
import { compactPart } from '#text/json.ts';
import { cut, onOneLine } from '#text/words.ts';

const LIFETIME = 60; // seconds
/** Seconds that an assertion claims to be older than it is: servers refuse one of their future (Keycloak from 15 s on). */
const SET_BACK = 30;
const MAX_FILE = 64 * 1024; // bytes; an assertion has a few thousand

/** A fresh assertion for each request: Keycloak uses its `jti` up even when the request fails. */
const assertionBy: Readonly<
  Partial<Record<AuthMethod, (credentials: Credentials, attempt: Attempt) => string | Promise<string>>>
> = {
  client_secret_jwt: (credentials, { ahead }) => signed(credentials, Buffer.from(credentials.clientSecret), ahead),
  private_key_jwt: (credentials, { ahead }) => signed(credentials, createPrivateKey(credentials.privateKey), ahead),
  github_oidc: (credentials, attempt) => fetchIdToken(credentials, process.env, attempt),
  client_assertion: ({ clientAssertionFile }) => readAssertion(clientAssertionFile, Date.now()),
};

/** `request` with what proves the client; for `tls_client_auth`, that is the certificate (RFC 8705, 2), and the form says which client. */
export async function withAssertion(request: FormRequest, credentials: Credentials, attempt: Attempt): Promise<FormRequest> {
  const { clientId, authMethod } = credentials;
  const assertion = await assertionBy[authMethod]?.(credentials, attempt);
  if (assertion !== undefined) attempt.log.mask(assertion);
  const proof = assertion !== undefined && {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  };
  return { ...request, form: { ...request.form, ...(clientId !== '' && { client_id: clientId }), ...proof } };
}

/** Signs an assertion (RFC 7523, 3), by the clock of the server, which is `ahead` milliseconds. */
function signed(credentials: Credentials, key: KeyObject | Uint8Array, ahead = 0): string {
  const { clientId, privateKeyId } = credentials;
  const now = Math.floor((Date.now() + ahead) / 1000);
  const alg = key instanceof Uint8Array ? 'HS256' : algorithmOf(key);
  const header = { alg, typ: 'JWT', ...(privateKeyId !== '' && alg !== 'HS256' && { kid: privateKeyId }) };
  const times = { iat: now - SET_BACK, exp: now + LIFETIME };
  const claims = { jti: randomUUID(), iss: clientId, sub: clientId, aud: assertionAudience(credentials), ...times };
  const input = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const signature =
    key instanceof Uint8Array
      ? createHmac('sha256', key).update(input).digest()
      : sign(alg === 'EdDSA' ? null : `sha${alg?.slice(2) ?? ''}`, Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }); // RFC 7518, 3.4
  return `${input}.${signature.toString('base64url')}`;
}

/** Reads the assertion anew, since whoever made it (Kubernetes, SPIFFE) replaces it before it expires. */
function readAssertion(file: string, now: number): string {
  const assertion = read(file).trim();
  if (assertion === '') throw unusable(file, 'is empty');
  // First of all a JWT: a path that is wrong by a letter must not send a private key or a password to anybody.
  const claims = /^[\w-]+\.[\w-]+\.[\w-]+$/.test(assertion) && compactPart(assertion, 0) && compactPart(assertion, 1);
  if (!claims) throw unusable(file, 'holds no JWT on one line');
  const { exp } = claims;
  if (typeof exp === 'number' && exp * 1000 <= now) throw unusable(file, `holds a JWT that expired at ${isoSeconds(exp * 1000)}`);
  return assertion;
}

function read(path: string): string {
  let file: number | undefined;
  try {
    // A pipe would have it wait for a writer. (Windows has no such flag.)
    file = openSync(path, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0));
    const stats = fstatSync(file);
    if (!stats.isFile()) throw unusable(path, 'is no file');
    if (stats.size > MAX_FILE) throw unusable(path, 'has more than 64 KiB');
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (typeof code !== 'string' || !('syscall' in (error as object))) throw error;
    throw unusable(path, code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function unusable(file: string, problem: string): ActionError {
  return failure('client_assertion_invalid', { what: `The file of the assertion, ${file}, ${problem}.` });
}

/** The claims that the administrator of the server must compare, of an assertion that somebody else made; else empty. */
export function identityIn({ form }: FormRequest, { authMethod }: Pick<Credentials, 'authMethod'>): string {
  if (authMethod !== 'github_oidc' && authMethod !== 'client_assertion') return '';
  const claims = compactPart(form['client_assertion'] ?? '', 1) ?? {};
  return ['iss', 'sub', 'aud'].map((name) => `${name} ${cut(onOneLine(JSON.stringify(claims[name] ?? 'none')))}`).join(', ');
}

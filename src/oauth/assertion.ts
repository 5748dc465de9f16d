/** Authenticates with an assertion (RFC 7523, 2.2) or a certificate. Loaded only for these methods. */
import { constants as crypto, createHmac, createPrivateKey, randomUUID, sign, type KeyObject } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import type { Attempt } from '#http/retry.ts';
import type { FormRequest } from '#http/send.ts';
import type { AuthMethod, Credentials } from '#oauth/credentials.ts';
import { fetchIdToken } from '#oauth/github-oidc.ts';
import { issuerOf } from '#oauth/keycloak.ts';
import { algorithmOf } from '#oauth/keys.ts';
import { failure, type ActionError } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import { isoSeconds } from '#report/time.ts';
import { compactPart } from '#text/json.ts';
import { words } from '#text/words.ts';

const LIFETIME = 60; // seconds
/** Seconds that `iat` is set back: servers refuse an assertion of the future (Keycloak from 15 s on). */
const SET_BACK = 30;
const MAX_FILE = 64 * 1024; // bytes; an assertion has a few thousand

type Make = (credentials: Credentials, audience: string, attempt: Attempt, log: Log) => string | Promise<string>;

/** Makes an assertion for each request: Keycloak takes a `jti` once, even if the request fails. */
const assertions: Readonly<Partial<Record<AuthMethod, Make>>> = {
  client_secret_jwt: (credentials, audience, { ahead }) =>
    signed(credentials, audience, Buffer.from(credentials.clientSecret), ahead),
  private_key_jwt: (credentials, audience, { ahead }) =>
    signed(credentials, audience, createPrivateKey(credentials.privateKey), ahead),
  github_oidc: (_, audience, attempt, log) => fetchIdToken(audience, process.env, attempt, log),
  client_assertion: ({ clientAssertionFile }) => readAssertion(clientAssertionFile, Date.now()),
};

/**
 * Adds the assertion to `request`. For `tls_client_auth` the certificate is the proof (RFC 8705, 2), and the form names the
 * client. The audience is the issuer; after a refusal the URL of the endpoint, which some servers want (RFC 7523, 3).
 */
export async function withAssertion(
  request: FormRequest,
  credentials: Credentials,
  attempt: Attempt,
  log: Log,
): Promise<FormRequest> {
  const { clientId, authMethod, assertionAudience, issuer, tokenUrl } = credentials;
  const audience = attempt.otherAudience ? request.url.href : assertionAudience || issuer || issuerOf(tokenUrl);
  const assertion = await assertions[authMethod]?.(credentials, audience, attempt, log);
  if (assertion !== undefined) log.mask(assertion);
  const proof = assertion !== undefined && {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  };
  return { ...request, form: { ...request.form, ...(clientId !== '' && { client_id: clientId }), ...proof } };
}

/** Signs an assertion (RFC 7523, 3) by the server's clock, which is `ahead` milliseconds ahead. */
function signed(credentials: Credentials, audience: string, key: KeyObject | Uint8Array, ahead: number): string {
  const { clientId, privateKeyId, signingAlgs } = credentials;
  const now = Math.floor((Date.now() + ahead) / 1000);
  const alg = algorithmOf(key, signingAlgs) ?? '';
  const header = { alg, typ: 'JWT', ...(privateKeyId !== '' && !alg.startsWith('HS') && { kid: privateKeyId }) };
  const times = { iat: now - SET_BACK, exp: now + LIFETIME };
  const claims = { jti: randomUUID(), iss: clientId, sub: clientId, aud: audience, ...times };
  const input = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${input}.${signatureOf(alg, key, input).toString('base64url')}`;
}

/** A JWS signature (RFC 7518, 3; RFC 8037 for EdDSA). */
function signatureOf(alg: string, key: KeyObject | Uint8Array, input: string): Buffer {
  const hash = `sha${alg.slice(2)}`;
  if (key instanceof Uint8Array) return createHmac(hash, key).update(input).digest();
  const pss = { padding: crypto.RSA_PKCS1_PSS_PADDING, saltLength: crypto.RSA_PSS_SALTLEN_DIGEST };
  const how = { key, dsaEncoding: 'ieee-p1363', ...(alg.startsWith('PS') && pss) } as const; // RFC 7518, 3.4 and 3.5
  return sign(alg === 'EdDSA' ? null : hash, Buffer.from(input), how);
}

/** Reads the file for each request: its writer (Kubernetes, SPIFFE) renews it. No message shows the path: it may be a secret. */
function readAssertion(file: string, now: number): string {
  const assertion = textIn(file).trim();
  if (assertion === '') throw unusable('is empty');
  // Only a JWT: a wrong path must not send a private key or a password.
  const claims = /^[\w-]+\.[\w-]+\.[\w-]+$/.test(assertion) && compactPart(assertion, 0) && compactPart(assertion, 1);
  if (!claims) throw unusable('holds no JWT on one line');
  const { exp } = claims;
  if (typeof exp === 'number' && exp * 1000 <= now) throw unusable(`holds a JWT that expired at ${isoSeconds(exp * 1000)}`);
  return assertion;
}

function textIn(path: string): string {
  let file: number | undefined;
  try {
    // Without it, a pipe would wait for a writer. Windows lacks it.
    file = openSync(path, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0));
    const stats = fstatSync(file);
    if (!stats.isFile()) throw unusable('is not a plain file');
    if (stats.size > MAX_FILE) throw unusable('has more than 64 KiB');
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined && code !== 'ERR_INVALID_ARG_VALUE') throw error;
    throw unusable(code === 'ENOENT' ? 'is not there' : `cannot be read (${code ?? 'no code'})`);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function unusable(problem: string): ActionError {
  return failure('client_assertion_invalid', { problem: `The file of \`client_assertion_file\` ${problem}.` });
}

/** The claims of an assertion from elsewhere, which the administrator must compare; empty for other methods. */
export function identityIn({ form }: FormRequest, { authMethod }: Pick<Credentials, 'authMethod'>): string {
  if (authMethod !== 'github_oidc' && authMethod !== 'client_assertion') return '';
  const claims = compactPart(form['client_assertion'] ?? '', 1) ?? {};
  return ['iss', 'sub', 'aud'].map((name) => `${name} ${identityOf(claims[name])}`).join(', ');
}

/** Public, and every letter counts, so not through `words`. */
function identityOf(claim: unknown): string {
  const text = JSON.stringify(claim ?? 'none');
  return text.length > 300 ? words(text) : text;
}

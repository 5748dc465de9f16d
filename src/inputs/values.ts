/**
 * What each input may hold: every function takes the text that was given and returns its value, or throws an ActionError that
 * names the input, what is wrong with it and what would be right. No error repeats the value: it may hold a password.
 */
import { resolve } from 'node:path';
import { usableCertificate, usableCertificateKey } from '../client/certificate.ts';
import type { AuthMethod } from '../client/credentials.ts';
import { failure } from '../report/error.ts';
import { secretsWithheld, type Environment } from '../runner/run.ts';
import { checkEndpoint } from '../server/endpoint.ts';
import { environmentAt, environments, tokenEndpoint } from '../server/environments.ts';
import { tokenEndpointOf } from '../server/keycloak.ts';
import { certificatesIn } from '../text/certificates.ts';
import { mistaken } from './mistaken.ts';
import { alike, closest } from './suggest.ts';

/** Whether the session ends with the job: unless the token was sealed for later jobs, always, or never. */
export const revokeModes = ['auto', 'true', 'false'] as const;
export type RevokeMode = (typeof revokeModes)[number];

/** Of the token request (RFC 6749, 4.4.2; RFC 7521, 4.2): never among `parameters`. */
const OWN_FIELDS: readonly string[] = [
  'grant_type',
  'scope',
  'audience',
  'client_id',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
];

/** A text without control characters. */
export function oneLine(name: string, given: string): string {
  if (/\p{Cc}/u.test(given)) throw failure('input_invalid/line_break', { name });
  return given;
}

/** The client id; some assertions tell the server who the client is (RFC 7521, 4.2). */
export function clientId(given: string, method: AuthMethod | undefined): string {
  if (given === '' && method !== 'github_oidc' && method !== 'client_assertion')
    throw failure('input_missing', { name: 'client_id' });
  return oneLine('client_id', given);
}

/** The methods whose point is that nothing like a secret is stored. */
const secretless: readonly AuthMethod[] = ['github_oidc', 'client_assertion', 'tls_client_auth'];

/** The secret, where the method sends one. A method that is not known (undefined) is a problem of its own. */
export function clientSecret(secret: string, method: AuthMethod | undefined, env: Environment, keyGiven = false): string {
  if (method !== undefined && secretless.includes(method) && secret !== '')
    throw failure('input_invalid/secret_unused', { method });
  if (!method?.startsWith('client_secret_')) return '';
  if (keyGiven && secret.trim() === '') return ''; // noPrivateKey says what is wrong
  return oneLine('client_secret', given('client_secret', secret, env));
}

/** A secret that must be there. */
function given(name: string, secret: string, env: Environment): string {
  if (secret.trim() !== '') return secret;
  const withheld = secretsWithheld(env);
  throw failure(withheld ? `secret_withheld/${withheld}` : 'secret_empty', { name });
}

/** The path of the file with the assertion, from the root, since post may run in another folder. */
export function assertionFile(given: string, method: AuthMethod | undefined): string {
  if (method !== 'client_assertion') return '';
  if (given === '') throw failure('input_missing', { name: 'client_assertion_file' });
  return resolve(oneLine('client_assertion_file', given));
}

/** What takes no key must not leave one lying about unused. */
export function noPrivateKey(given: string, method: AuthMethod | undefined): string {
  if (given !== '' && method !== undefined) throw failure('input_invalid/key_unused', { method });
  return '';
}

export function environmentUrl(given: string): URL {
  const names = Object.keys(environments);
  const url = tokenEndpoint(given || (names[0] ?? ''));
  if (url) return url;
  const nearest = environmentAt(hostIn(given)) ?? closest(given, names) ?? alike(given, names);
  throw nearest === undefined
    ? failure('input_invalid/environment', { hosts: Object.entries(environments) })
    : failure('input_invalid/environment_like', { nearest, names });
}

/** The host that `text` is, or that is in it; empty where there is none. */
function hostIn(text: string): string {
  const address = /^https?:/i.test(text) ? text : `https://${text}`;
  return URL.canParse(address) ? new URL(address).hostname : '';
}

/** Another token endpoint, and no address that people take for one. */
export function tokenUrl(given: string): URL {
  const url = checkEndpoint('token_url', given);
  const mistake = mistaken(url, given);
  if (mistake) throw failure('input_invalid/no_endpoint', { ...mistake, origin: url.origin });
  return url;
}

/** A Keycloak's realm by its token endpoint; any other server by its issuer, whose metadata must be read. */
export function issuer(given: string, alsoTokenUrl: boolean): { readonly tokenUrl: URL | undefined; readonly issuer: string } {
  if (alsoTokenUrl) throw failure('input_invalid/two_servers', {});
  const url = checkEndpoint('issuer', given);
  if (given.includes('?') || url.pathname.includes('/.well-known/')) throw failure('input_invalid/issuer', {});
  const tokenUrl = tokenEndpointOf(url);
  return { tokenUrl, issuer: tokenUrl ? '' : given };
}

/** Form fields, a line each; what the action sends itself is none. No error repeats a value. */
export function parameters(given: string): [name: string, value: string][] {
  const lines = given.split(/\r?\n/).map((line) => line.trim());
  return lines.flatMap((line, index) => {
    if (line === '') return [];
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/.exec(line) ?? [];
    if (OWN_FIELDS.includes(name)) throw failure('input_invalid/parameter_own', { field: name });
    // RFC 6749, 8.2
    if (!/^[\w.-]+$/.test(name)) throw failure('input_invalid/parameter', { line: index + 1 });
    return [[name, oneLine('parameters', value)]];
  });
}

export function scope(given: string): string[] {
  // RFC 6749 allows a comma within a name. No server is known that has one; it is how others separate names.
  if (given.includes(',')) throw failure('input_invalid/comma', {});
  const names = given.split(/\s+/).filter(Boolean);
  if (!names.every((name) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(name))) throw failure('input_invalid/scope', {});
  return [...new Set(names)];
}

export function oneOf<T extends string>(name: string, given: string, values: readonly T[]): T {
  const found = given === '' ? values[0] : values.find((value) => value === given);
  if (found === undefined) throw failure('input_invalid/value', { name, values });
  return found;
}

/** Seconds for all attempts. */
export function timeout(given: string): number {
  return seconds('timeout', given, 60, 1, 3600);
}

/** Seconds that the token must still be good for. */
export function minValidity(given: string): number {
  return seconds('min_validity', given, 0, 0, 31_536_000);
}

export function revoke(given: string): RevokeMode {
  return oneOf('revoke', given.toLowerCase(), revokeModes);
}

/** Off unless it is `true`. */
export function flag(name: string, given: string): boolean {
  return oneOf(name, given.toLowerCase(), ['false', 'true']) === 'true';
}

function seconds(name: string, given: string, otherwise: number, least: number, most: number): number {
  const value = given === '' ? otherwise : /^\d{1,9}$/.test(given) ? Number(given) : NaN;
  const id = /^[-+]?[\d.]+$/.test(given) ? 'input_invalid/range' : 'input_invalid/seconds';
  if (!(value >= least && value <= most)) throw failure(id, { name, least, most });
  return value;
}

export function caCertificates(given: string): string[] {
  if (given === '') return [];
  const found = certificatesIn(given);
  if (!found) throw failure('input_invalid/certificate', {});
  return found.map(({ pem }) => pem);
}

/** The key of the client certificate, needed where there is one. */
export function certificateKey(key: string, certificate: string, env: Environment): string {
  if (key === '' && certificate === '') return '';
  return usableCertificateKey(given('client_certificate_key', key, env));
}

/** The client certificate. A key that cannot be used (undefined) is a problem of its own. */
export function certificate(text: string, key: string | undefined, method: AuthMethod | undefined): string {
  if (text === '' && (key || method === 'tls_client_auth')) throw failure('input_missing', { name: 'client_certificate' });
  return text === '' || key === undefined ? '' : usableCertificate(text, key, Date.now());
}

/** How a key that is none came about, by its look. */
const spoiltKeys = [
  [/^["'`].*["'`]$/s, 'seal_key_invalid/quoted'],
  [/^(export\s+)?[a-z_]\w{0,60}\s*[=:]\s*\S{20}/i, 'seal_key_invalid/named'],
  [/^[0-9a-f]{64}$/i, 'seal_key_invalid/hex'],
  [/\s/, 'seal_key_invalid/space'],
] as const;

/** The 32 bytes of a key for A256GCM. A passphrase is none: whoever reads the run could try passphrases on the sealed token. */
export function sealKey(text: string, env: Environment): Uint8Array {
  const key = Buffer.from(given('seal_key', text, env), 'base64'); // takes base64url, too
  const canonical = text.replace(/=$/, '').replaceAll('+', '-').replaceAll('/', '_');
  if (key.length !== 32 || key.toString('base64url') !== canonical)
    throw failure(spoiltKeys.find(([look]) => look.test(text))?.[1] ?? 'seal_key_invalid', {});
  if (key.every((byte) => byte === key[0])) throw failure('seal_key_invalid/alike', {});
  return key;
}

/** The sealed token as it is; open.ts looks into it. */
export function sealedToken(text: string): string {
  if (text === '') throw failure('sealed_token_missing', {});
  return text;
}

/** The same of the sealed session. */
export function sealedSession(text: string): string {
  if (text === '') throw failure('sealed_token_missing/session', {});
  return text;
}

/**
 * What each input may hold: every function takes the text that was given and returns its value, or throws an ActionError that
 * names the input, what is wrong with it and what would be right. No error repeats the value: it may hold a password.
 */
import type { AuthMethod } from '../client/credentials.ts';
import { failure } from '../report/error.ts';
import { secretsWithheld, type Environment } from '../runner/run.ts';
import { checkEndpoint } from '../server/endpoint.ts';
import { environmentAt, environments, tokenEndpoint } from '../server/environments.ts';
import { hasControls } from '../text/characters.ts';
import { mistaken, withoutPlace } from './mistaken.ts';
import { alike, closest } from './suggest.ts';

/** Whether the session ends with the job: unless the token was sealed for later jobs, always, or never. */
export const revokeModes = ['auto', 'true', 'false'] as const;
/** A value of `revoke`. */
export type RevokeMode = (typeof revokeModes)[number];

/** A text without control characters. */
export function oneLine(name: string, given: string): string {
  if (hasControls(given)) throw failure('input_invalid/line_break', { name });
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

/** What proves a client by another method, which has to be named. */
export const proofs = [
  ['private_key', 'private_key_jwt'],
  ['client_assertion_file', 'client_assertion'],
  ['client_certificate', 'tls_client_auth'],
] as const;
/** An input, and the method that it is for. */
export type Proof = (typeof proofs)[number];

/** The secret, where the method sends one. A method that is not known (undefined) is a problem of its own. */
export function clientSecret(secret: string, method: AuthMethod | undefined, env: Environment, proof?: Proof): string {
  if (method !== undefined && secretless.includes(method) && secret !== '')
    throw failure('input_invalid/secret_unused', { method });
  if (!method?.startsWith('client_secret_')) return '';
  if (proof && secret.trim() === '' && !secretsWithheld(env)) {
    const [name, meant] = proof;
    if (name === 'private_key') return ''; // privateKey says what is wrong
    throw failure('input_invalid/method_missing', { name, method: meant });
  }
  return oneLine('client_secret', requireSecret('client_secret', secret, env));
}

/** A secret that must be there. */
export function requireSecret(name: string, secret: string, env: Environment): string {
  if (secret.trim() !== '') return secret;
  const withheld = secretsWithheld(env);
  throw failure(withheld ? `secret_withheld/${withheld}` : 'secret_empty', { name });
}

/** The token endpoint of an environment of Arkane. */
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
  const url = checkEndpoint('token_url', withoutPlace(given));
  const mistake = mistaken(url, given);
  if (mistake) throw failure('input_invalid/no_endpoint', { ...mistake, origin: url.origin });
  return url;
}

/** The scopes, each once (RFC 6749, 3.3). */
export function scope(given: string): string[] {
  // RFC 6749 allows a comma within a name. No server is known that has one; it is how others separate names.
  if (given.includes(',')) throw failure('input_invalid/comma', {});
  const names = given.split(/\s+/).filter(Boolean);
  if (!names.every((name) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(name))) throw failure('input_invalid/scope', {});
  return [...new Set(names)];
}

/** The one of `values` that was given; the first where none was. */
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

/** When the session ends. */
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

/** How a key that is none came about, by its look. */
const spoiltKeys = [
  [/^["'`].*["'`]$/s, 'seal_key_invalid/quoted'],
  [/^(export\s+)?[a-z_]\w{0,40}\s*[=:]\s*\S{20}/i, 'seal_key_invalid/named'],
  [/^[0-9a-f]{64}$/i, 'seal_key_invalid/hex'],
  [/[^\x21-\x7e]/, 'seal_key_invalid/space'],
] as const;

/** The 32 bytes of a key for A256GCM. A passphrase is none: whoever reads the run could try passphrases on the sealed token. */
export function sealKey(text: string, env: Environment): Uint8Array {
  const key = Buffer.from(requireSecret('seal_key', text, env), 'base64'); // takes base64url, too
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

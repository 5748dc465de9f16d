/**
 * What each input may hold: every function takes the text that was given and returns its value, or throws an ActionError that
 * names the input, what is wrong with it and what would be right. No error repeats the value: it may hold a password.
 */
import { X509Certificate } from 'node:crypto';
import type { AuthMethod } from '../client/credentials.ts';
import { failure } from '../report/error.ts';
import { secretsWithheld, type Environment } from '../runner/run.ts';
import { environments, tokenEndpoint } from '../server/environments.ts';

/** Whether the session ends with the job: unless the token was sealed for later jobs, always, or never. */
export const revokeModes = ['auto', 'true', 'false'] as const;
export type RevokeMode = (typeof revokeModes)[number];

/** A text without control characters. */
export function oneLine(name: string, given: string): string {
  if (/\p{Cc}/u.test(given)) throw failure('input_invalid/line_break', { name });
  return given;
}

export function clientId(given: string): string {
  if (given === '') throw failure('input_missing', { name: 'client_id' });
  return oneLine('client_id', given);
}

/** The secret, where the method sends one. A method that is not known (undefined) is a problem of its own. */
export function clientSecret(secret: string, method: AuthMethod | undefined, env: Environment): string {
  if (method === 'github_oidc' && secret !== '') throw failure('input_invalid/secret_unused', {});
  if (method !== 'client_secret_post' && method !== 'client_secret_basic') return '';
  return oneLine('client_secret', given('client_secret', secret, env));
}

/** A secret that must be there. */
function given(name: string, secret: string, env: Environment): string {
  if (secret.trim() !== '') return secret;
  const withheld = secretsWithheld(env);
  throw failure(withheld ? `secret_withheld/${withheld}` : 'secret_empty', { name });
}

export function environmentUrl(given: string): URL {
  const names = Object.keys(environments);
  const url = tokenEndpoint(given || (names[0] ?? ''));
  if (url) return url;
  const nearest =
    names.find((each) => each.includes(given.toLowerCase())) ??
    names.reduce((best, each) => (distance(given, each) < distance(given, best) ? each : best));
  throw failure('input_invalid/environment', { nearest, names });
}

/** The number of letters to add, drop or change (Levenshtein), upper and lower case alike. */
function distance(from: string, to: string): number {
  const a = from.toLowerCase().slice(0, 40);
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) {
      next.push(Math.min((row[j] ?? 0) + (a[i] === to[j] ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

export function scope(given: string): string[] {
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
  if (!(value >= least && value <= most)) throw failure('input_invalid/seconds', { name, least, most });
  return value;
}

export function caCertificates(given: string): string[] {
  if (given === '') return [];
  const found = given.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const readable = (pem: string): boolean => {
    try {
      new X509Certificate(pem);
      return true;
    } catch {
      return false;
    }
  };
  const begun = given.match(/-----BEGIN/g) ?? [];
  if (found.length === 0 || found.length < begun.length || !found.every(readable)) throw failure('input_invalid/certificate', {});
  return found;
}

/** The 32 bytes of a key for A256GCM. A passphrase is none: whoever reads the run could try passphrases on the sealed token. */
export function sealKey(text: string, env: Environment): Uint8Array {
  const key = Buffer.from(given('seal_key', text, env), 'base64'); // takes base64url, too
  const canonical = text.replace(/=$/, '').replaceAll('+', '-').replaceAll('/', '_');
  if (key.length === 32 && key.toString('base64url') === canonical) return key;
  throw failure('seal_key_invalid', {});
}

/** The sealed token as it is; open.ts looks into it. */
export function sealedToken(text: string): string {
  if (text === '') throw failure('sealed_token_missing', {});
  return text;
}

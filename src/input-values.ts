/**
 * What each input may hold: every function takes the text that was given and returns its value, or throws an ActionError that
 * names the input, what is wrong with it and what would be right. No error repeats the value: it may hold a password.
 */
import { X509Certificate } from 'node:crypto';
import { ActionError } from './errors.ts';
import { secretsWithheld, SKIP_ON_FORKS, type Environment } from './workflow.ts';

const PATH = '/auth/realms/Arkane/protocol/openid-connect/token';

/** The hosts of Arkane (today Venly), by the value of `environment`. */
export const environments: Readonly<Record<string, string>> = {
  production: 'login.arkane.network',
  qa: 'login-qa.arkane.network',
  staging: 'login-staging.arkane.network',
  venly: 'login.venly.io',
  'venly-sandbox': 'login-sandbox.venly.io',
};

/** How the client proves who it is (RFC 6749, 2.3.1; RFC 7523, 2.2). */
export const authMethods = ['client_secret_post', 'client_secret_basic', 'private_key_jwt', 'github_oidc'] as const;
export type AuthMethod = (typeof authMethods)[number];

/** Whether the session ends with the job: unless the token was sealed for later jobs, always, or never. */
export const revokeModes = ['auto', 'true', 'false'] as const;
export type RevokeMode = (typeof revokeModes)[number];

function invalid(name: string, wrong: string, right: string): ActionError {
  return new ActionError('input_invalid', `The input \`${name}\` ${wrong}. ${right}`);
}

/** A text without control characters. */
export function oneLine(name: string, given: string): string {
  if (/\p{Cc}/u.test(given)) throw invalid(name, 'has a line break or another control character inside', 'Give it on one line.');
  return given;
}

export function clientId(given: string): string {
  if (given === '') throw new ActionError('input_missing', 'The input `client_id` is empty.');
  return oneLine('client_id', given);
}

/** The secret, where the method sends one. A method that is not known (undefined) is a problem of its own. */
export function clientSecret(secret: string, method: AuthMethod | undefined, env: Environment): string {
  if (method === 'github_oidc' && secret !== '') {
    throw invalid(
      'client_secret',
      'is set, and `auth_method: github_oidc` uses none',
      'Leave it out, and delete the stored secret.',
    );
  }
  if (method !== 'client_secret_post' && method !== 'client_secret_basic') return '';
  return oneLine('client_secret', given('client_secret', secret, env));
}

/** A secret that must be there. */
function given(name: string, secret: string, env: Environment): string {
  if (secret.trim() !== '') return secret;
  const withheld = secretsWithheld(env);
  if (withheld === 'fork') {
    throw new ActionError('secret_withheld', `The input \`${name}\` is empty: this run is for a pull request from a fork.`, {
      fix: SKIP_ON_FORKS,
    });
  }
  if (withheld === 'dependabot') {
    throw new ActionError('secret_withheld', `The input \`${name}\` is empty: Dependabot started this run.`, {
      fix: "Add the secret under Settings > Secrets and variables > Dependabot as well, or skip the job with `if: github.actor != 'dependabot[bot]'`.",
    });
  }
  throw new ActionError('secret_empty', `The input \`${name}\` is empty.`);
}

export function environmentUrl(given: string): URL {
  const name = given || 'production';
  const names = Object.keys(environments);
  if (!Object.hasOwn(environments, name)) {
    const nearest =
      names.find((each) => each.includes(name.toLowerCase())) ??
      names.reduce((best, each) => (distance(name, each) < distance(name, best) ? each : best));
    throw invalid('environment', 'is none of the known environments', `Did you mean \`${nearest}\`? There are ${listed(names)}.`);
  }
  return new URL(`https://${environments[name] ?? ''}${PATH}`);
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

/** The value is never repeated in an error: it may hold a password. */
export function tokenUrl(given: string): URL {
  oneLine('token_url', given); // the parser of URLs drops line breaks
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url?.hostname)
    throw invalid('token_url', 'is no URL', 'It looks like https://host/realms/NAME/protocol/openid-connect/token.');
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    throw invalid(
      'token_url',
      'is not https',
      'Only a loopback host may use http: anywhere else the secret could be read on the way.',
    );
  }
  if (url.username || url.password)
    throw invalid('token_url', 'has a user name or password in it', 'Use `client_id` and `client_secret`.');
  if (given.includes('#')) throw invalid('token_url', 'has a fragment (#)', 'Leave it out: RFC 6749, 3.2 does not allow one.');
  return url;
}

export function scope(given: string): string[] {
  const names = given.split(/\s+/).filter(Boolean);
  if (!names.every((name) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(name))) {
    throw invalid(
      'scope',
      'has a character that no scope may have (RFC 6749, 3.3)',
      'Separate the names with spaces alone, without quotes.',
    );
  }
  return [...new Set(names)];
}

export function oneOf<T extends string>(name: string, given: string, values: readonly T[]): T {
  const found = given === '' ? values[0] : values.find((value) => value === given);
  if (found === undefined) throw invalid(name, 'has a value that it does not know', `Give one of ${listed(values)}.`);
  return found;
}

export function seconds(name: string, given: string, otherwise: number, least: number, most: number): number {
  const value = given === '' ? otherwise : /^\d{1,9}$/.test(given) ? Number(given) : NaN;
  if (!(value >= least && value <= most)) {
    throw invalid(name, `is not a whole number of seconds from ${String(least)} to ${String(most)}`, 'Give it without a unit.');
  }
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
  if (found.length === 0 || found.length < begun.length || !found.every(readable)) {
    throw invalid(
      'ca_certificate',
      'is no PEM certificate',
      'Give its text, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, not a path.',
    );
  }
  return found;
}

/** The 32 bytes of a key for A256GCM. A passphrase is none: whoever reads the run could try passphrases on the sealed token. */
export function sealKey(text: string, env: Environment): Uint8Array {
  const key = Buffer.from(given('seal_key', text, env), 'base64'); // takes base64url, too
  const canonical = text.replace(/=$/, '').replaceAll('+', '-').replaceAll('/', '_');
  if (key.length === 32 && key.toString('base64url') === canonical) return key;
  throw new ActionError('seal_key_invalid', 'The input `seal_key` is not 32 random bytes in base64.');
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** The sealed token as it is; open.ts looks into it. */
export function sealedToken(text: string): string {
  if (text === '') throw new ActionError('sealed_token_missing', 'The input `sealed_token` is empty.');
  return text;
}

/**
 * Reads and checks the inputs: the only caller of `core.getInput`. Masks what is secret before anything else can print it.
 */
import { X509Certificate } from 'node:crypto';
import { ActionError } from './errors.ts';
import type { Log } from './log.ts';
import { secretsWithheld } from './workflow.ts';

const PATH = '/auth/realms/Arkane/protocol/openid-connect/token';

/** The hosts of Arkane (today Venly), by the value of `environment`. */
export const environments: Readonly<Record<string, string>> = {
  production: 'login.arkane.network',
  qa: 'login-qa.arkane.network',
  staging: 'login-staging.arkane.network',
  venly: 'login.venly.io',
  'venly-sandbox': 'login-sandbox.venly.io',
};

/** How the client proves who it is (RFC 6749, 2.3.1). */
export const authMethods = ['client_secret_post', 'client_secret_basic'] as const;
export type AuthMethod = (typeof authMethods)[number];

/** The inputs, typed and checked. Every text is what the user gave without the space around it. */
export interface Inputs {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenUrl: URL;
  readonly scope: readonly string[];
  /** Empty when not given. */
  readonly audience: string;
  readonly authMethod: AuthMethod;
  /** Seconds, in all. */
  readonly timeout: number;
  /** Seconds that the token must still be good for. */
  readonly minValidity: number;
  /** PEM certificates, one an entry. */
  readonly caCertificates: readonly string[];
  readonly summary: boolean;
}

/** `core.getInput`. */
export type GetInput = (name: string, options: { trimWhitespace: boolean }) => string;

/**
 * Reads every input and tells all that is wrong with them at once.
 * @throws ActionError input_missing, secret_empty, secret_withheld, input_invalid
 */
export function readInputs(getInput: GetInput, env: Readonly<Record<string, string | undefined>>, log: Log): Inputs {
  // GitHub's getInput would trim a secret, too: only the line break that `echo` and editors leave at its end is dropped.
  const clientSecret = getInput('client_secret', { trimWhitespace: false }).replace(/[\r\n]+$/, '');
  if (clientSecret.trim() !== '') log.mask(clientSecret);

  const problems: ActionError[] = [];
  const read = <T>(name: string, parse: (given: string) => T): T => {
    try {
      return parse(getInput(name, { trimWhitespace: true }));
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      problems.push(error);
      return undefined as never; // never used: a problem is thrown below
    }
  };
  const inputs: Inputs = {
    clientId: read('client_id', clientId),
    clientSecret: read('client_secret', () => checkSecret(clientSecret, env)),
    tokenUrl: read('token_url', (given) => (given ? tokenUrl(given) : read('environment', environmentUrl))),
    scope: read('scope', scope),
    audience: read('audience', (given) => oneLine('audience', given)),
    authMethod: read('auth_method', authMethod),
    timeout: read('timeout', (given) => seconds('timeout', given, 60, 1, 3600)),
    minValidity: read('min_validity', (given) => seconds('min_validity', given, 0, 0, 31_536_000)),
    caCertificates: read('ca_certificate', caCertificates),
    summary: read('summary', summary),
  };
  throwAll(problems);
  return inputs;
}

function throwAll(problems: readonly ActionError[]): void {
  const [first, ...others] = problems;
  if (!first) return;
  if (others.length === 0) throw first;
  throw first.retold(problems.map(({ what }) => what).join(' '), {
    why: '',
    fix: 'Correct them in the step that uses this action.',
  });
}

function invalid(name: string, wrong: string, right: string): ActionError {
  return new ActionError('input_invalid', `The input \`${name}\` ${wrong}. ${right}`);
}

function oneLine(name: string, given: string): string {
  if (/\p{Cc}/u.test(given)) throw invalid(name, 'has a line break or another control character inside', 'Give it on one line.');
  return given;
}

function clientId(given: string): string {
  if (given === '') throw new ActionError('input_missing', 'The input `client_id` is empty.');
  return oneLine('client_id', given);
}

function checkSecret(secret: string, env: Readonly<Record<string, string | undefined>>): string {
  if (secret.trim() === '') {
    const withheld = secretsWithheld(env);
    if (withheld === 'fork') {
      throw new ActionError(
        'secret_withheld',
        'The input `client_secret` is empty: this run is for a pull request from a fork.',
        {
          fix: 'Skip the job there with `if: github.event.pull_request.head.repo.full_name == github.repository`.',
        },
      );
    }
    if (withheld === 'dependabot') {
      throw new ActionError('secret_withheld', 'The input `client_secret` is empty: Dependabot started this run.', {
        fix: "Add the secret under Settings > Secrets and variables > Dependabot as well, or skip the job with `if: github.actor != 'dependabot[bot]'`.",
      });
    }
    throw new ActionError('secret_empty', 'The input `client_secret` is empty.');
  }
  return oneLine('client_secret', secret);
}

function environmentUrl(given: string): URL {
  const name = given || 'production';
  const names = Object.keys(environments);
  if (!Object.hasOwn(environments, name)) {
    const nearest = names.reduce((best, each) => (distance(name, each) < distance(name, best) ? each : best));
    throw invalid('environment', 'names no environment', `Did you mean \`${nearest}\`? There are ${listed(names)}.`);
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
function tokenUrl(given: string): URL {
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

function scope(given: string): string[] {
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

function authMethod(given: string): AuthMethod {
  const name = given || 'client_secret_post';
  const found = authMethods.find((method) => method === name);
  if (!found) throw invalid('auth_method', 'names no method', `There are ${listed(authMethods)}.`);
  return found;
}

function seconds(name: string, given: string, otherwise: number, least: number, most: number): number {
  const value = given === '' ? otherwise : /^\d{1,9}$/.test(given) ? Number(given) : NaN;
  if (!(value >= least && value <= most)) {
    throw invalid(
      name,
      'is no number of seconds that can be used',
      `Give a whole number from ${String(least)} to ${String(most)}.`,
    );
  }
  return value;
}

function caCertificates(given: string): string[] {
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
  if (found.length === 0 || !found.every(readable)) {
    throw invalid(
      'ca_certificate',
      'is no PEM certificate',
      'Give its text, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, not a path.',
    );
  }
  return found;
}

function summary(given: string): boolean {
  if (!/^(true|false|)$/i.test(given)) throw invalid('summary', 'is neither true nor false', 'Give `true` or `false`.');
  return given.toLowerCase() === 'true';
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

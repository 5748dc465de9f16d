/**
 * Reads the inputs: the only caller of `core.getInput`. Masks what is secret before anything else can print it, and tells all
 * that is wrong at once.
 */
import type { ErrorCode } from './catalogue.ts';
import { ActionError } from './errors.ts';
import * as values from './input-values.ts';
import type { AuthMethod, RevokeMode } from './input-values.ts';
import type { Log } from './log.ts';
import { privateKey } from './private-key.ts';
import type { Environment } from './workflow.ts';

/** The inputs of the action, typed and checked. */
export interface Inputs {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenUrl: URL;
  readonly scope: readonly string[];
  /** Empty when not given. */
  readonly audience: string;
  readonly authMethod: AuthMethod;
  /** PEM; empty unless the method is private_key_jwt. */
  readonly privateKey: string;
  /** Empty when not given. */
  readonly privateKeyId: string;
  /** Empty when not given. */
  readonly assertionAudience: string;
  /** Seconds, in all. */
  readonly timeout: number;
  /** Seconds that the token must still be good for. */
  readonly minValidity: number;
  /** PEM certificates, one an entry. */
  readonly caCertificates: readonly string[];
  readonly revoke: RevokeMode;
  /** 32 bytes; undefined when not given. */
  readonly sealKey: Uint8Array | undefined;
  readonly summary: boolean;
}

/** The inputs of `unseal`. */
export interface UnsealInputs {
  readonly sealedToken: string;
  readonly sealKey: Uint8Array;
  /** Seconds. */
  readonly minValidity: number;
}

/** `core.getInput`. */
export type GetInput = (name: string, options: { trimWhitespace: boolean }) => string;

/**
 * Reads the inputs of the action.
 * @throws ActionError input_missing, secret_empty, secret_withheld, seal_key_invalid, input_invalid
 */
export function readInputs(getInput: GetInput, env: Environment, log: Log): Inputs {
  // A secret is not trimmed: only the line break that `echo` and editors leave at its end is dropped.
  const secret = getInput('client_secret', { trimWhitespace: false }).replace(/[\r\n]+$/, '');
  if (secret.trim() !== '') log.mask(secret);
  for (const name of ['seal_key', 'private_key']) maskKey(getInput(name, { trimWhitespace: true }), log);

  const inputs = readAll<Inputs>(getInput, (read) => {
    const clientId = read('client_id', values.clientId);
    const authMethod = read('auth_method', (given) => values.oneOf('auth_method', given, values.authMethods));
    return {
      clientId,
      clientSecret: read('client_secret', () => values.clientSecret(secret, authMethod, env)),
      tokenUrl: read('token_url', (given) => (given ? values.tokenUrl(given) : read('environment', values.environmentUrl))),
      scope: read('scope', values.scope),
      audience: read('audience', (given) => values.oneLine('audience', given)),
      authMethod,
      privateKey: read('private_key', (given) => privateKey(given, authMethod)),
      privateKeyId: read('private_key_id', (given) => values.oneLine('private_key_id', given)),
      assertionAudience: read('assertion_audience', (given) => values.oneLine('assertion_audience', given)),
      timeout: read('timeout', (given) => values.seconds('timeout', given, 60, 1, 3600)),
      minValidity: read('min_validity', minValidity),
      caCertificates: read('ca_certificate', values.caCertificates),
      revoke: read('revoke', (given) => values.oneOf('revoke', given.toLowerCase(), values.revokeModes)),
      sealKey: read('seal_key', (given) => (given ? values.sealKey(given, env) : undefined)),
      summary: read('summary', (given) => values.oneOf('summary', given.toLowerCase(), ['false', 'true']) === 'true'),
    };
  });
  log.mask(inputs.privateKey);
  return inputs;
}

/**
 * Reads the inputs of `unseal`.
 * @throws ActionError sealed_token_missing, secret_empty, secret_withheld, seal_key_invalid, input_invalid
 */
export function readUnsealInputs(getInput: GetInput, env: Environment, log: Log): UnsealInputs {
  maskKey(getInput('seal_key', { trimWhitespace: true }), log);
  return readAll(getInput, (read) => ({
    sealedToken: read('sealed_token', values.sealedToken),
    sealKey: read('seal_key', (given) => values.sealKey(given, env)),
    minValidity: read('min_validity', minValidity),
  }));
}

/** What is no key at all (a letter, say) would only make the log unreadable as a mask. */
function maskKey(text: string, log: Log): void {
  if (text.length >= 8) log.mask(text);
}

function minValidity(given: string): number {
  return values.seconds('min_validity', given, 0, 0, 31_536_000);
}

/** What explains other problems, too: inputs that are empty together seldom have a cause each. The first of these is told. */
const CAUSES: readonly ErrorCode[] = ['secret_withheld', 'secret_empty', 'sealed_token_missing', 'input_missing'];

type Read = <T>(name: string, parse: (given: string) => T) => T;

function readAll<I>(getInput: GetInput, readEach: (read: Read) => I): I {
  const problems: ActionError[] = [];
  const inputs = readEach((name, parse) => {
    try {
      return parse(getInput(name, { trimWhitespace: true }));
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      problems.push(error);
      return undefined as never; // never used: a problem is thrown below
    }
  });
  const [first, ...others] = problems;
  if (!first) return inputs;
  if (others.length === 0) throw first;
  const what = problems.map((problem) => problem.what).join(' ');
  const cause = CAUSES.map((code) => problems.find((problem) => problem.code === code)).find((problem) => problem);
  if (cause) throw cause.retold(what);
  const code = others.every((other) => other.code === first.code) ? first.code : 'input_invalid';
  throw new ActionError(code, what, { why: '', fix: 'Correct them in the step that uses this action.' });
}

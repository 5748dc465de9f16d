/**
 * Reads the inputs: the only caller of `core.getInput`. Masks what is secret before anything else can print it, and tells all
 * that is wrong at once.
 */
import { authMethods, type Credentials } from '../client/credentials.ts';
import { usablePrivateKey } from '../client/private-key-jwt.ts';
import { ActionError } from '../report/error.ts';
import type { Log } from '../report/log.ts';
import type { ErrorCode } from '../report/texts.ts';
import type { Environment } from '../runner/run.ts';
import { checkEndpoint } from '../server/endpoint.ts';
import type { TokenParameters } from '../token/request.ts';
import * as values from './values.ts';
import type { RevokeMode } from './values.ts';

/** The inputs of the action, typed and checked. */
export interface Inputs extends Credentials, TokenParameters {
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
  /** Whether later steps get a command that prints a good token. */
  readonly tokenCommand: boolean;
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
export function loadInputs(getInput: GetInput, env: Environment, log: Log): Inputs {
  // A secret is not trimmed: only the line break that `echo` and editors leave at its end is dropped.
  const secret = getInput('client_secret', { trimWhitespace: false }).replace(/[\r\n]+$/, '');
  if (secret.trim() !== '') log.mask(secret);
  for (const name of ['seal_key', 'private_key']) maskKey(getInput(name, { trimWhitespace: true }), log);

  const inputs = readAll<Inputs>(getInput, (read) => {
    const clientId = read('client_id', values.clientId);
    const authMethod = read('auth_method', (given) => values.oneOf('auth_method', given, authMethods));
    return {
      clientId,
      clientSecret: read('client_secret', () => values.clientSecret(secret, authMethod, env)),
      tokenUrl: read('token_url', (given) =>
        given ? checkEndpoint('token_url', given) : read('environment', values.environmentUrl),
      ),
      scope: read('scope', values.scope),
      audience: read('audience', (given) => values.oneLine('audience', given)),
      authMethod,
      privateKey: read('private_key', (given) => (authMethod === 'private_key_jwt' ? usablePrivateKey(given) : '')),
      privateKeyId: read('private_key_id', (given) => values.oneLine('private_key_id', given)),
      assertionAudience: read('assertion_audience', (given) => values.oneLine('assertion_audience', given)),
      timeout: read('timeout', (given) => values.timeout(given)),
      minValidity: read('min_validity', values.minValidity),
      caCertificates: read('ca_certificate', values.caCertificates),
      revoke: read('revoke', values.revoke),
      sealKey: read('seal_key', (given) => (given ? values.sealKey(given, env) : undefined)),
      summary: read('summary', (given) => values.flag('summary', given)),
      tokenCommand: read('token_command', (given) => values.flag('token_command', given)),
    };
  });
  log.mask(inputs.privateKey);
  return inputs;
}

/**
 * Reads the inputs of `unseal`.
 * @throws ActionError sealed_token_missing, secret_empty, secret_withheld, seal_key_invalid, input_invalid
 */
export function loadUnsealInputs(getInput: GetInput, env: Environment, log: Log): UnsealInputs {
  maskKey(getInput('seal_key', { trimWhitespace: true }), log);
  return readAll(getInput, (read) => ({
    sealedToken: read('sealed_token', values.sealedToken),
    sealKey: read('seal_key', (given) => values.sealKey(given, env)),
    minValidity: read('min_validity', values.minValidity),
  }));
}

/** What is no key at all (a letter, say) would only make the log unreadable as a mask. */
function maskKey(text: string, log: Log): void {
  if (text.length >= 8) log.mask(text);
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
  const cause = CAUSES.map((code) => problems.find((problem) => problem.code === code)).find((problem) => problem);
  throw new ActionError(cause?.id ?? 'input_invalid/several', cause?.params ?? {}, {}, problems);
}

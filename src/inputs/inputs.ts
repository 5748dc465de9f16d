/**
 * Which inputs a step has, and what they become. Masks what is secret before anything else can print it.
 */
import { authMethods, noSecrets, type AuthMethod, type Credentials, type Secrets } from '../client/credentials.ts';
import type { Log } from '../report/log.ts';
import type { Environment } from '../runner/run.ts';
import type { ServerGiven } from '../server/endpoints.ts';
import type { TokenParameters } from '../token/request.ts';
import { inputNames } from './names.ts';
import { readAll, type GetInput, type Read } from './read-all.ts';
import * as values from './values.ts';
import type { RevokeMode } from './values.ts';

/** The inputs of the action, typed and checked. */
export interface Inputs extends ServerGiven, Omit<Credentials, 'tokenUrl'>, Omit<TokenParameters, 'tokenUrl'> {
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
interface UnsealInputs {
  readonly sealedToken: string;
  readonly sealKey: Uint8Array;
  /** Seconds. */
  readonly minValidity: number;
}

/** The inputs of `end`. */
interface EndInputs {
  readonly sealedSession: string;
  readonly sealKey: Uint8Array;
  /**
   * What the client proves itself with; which method that is stands in the seal.
   * @throws ActionError secret_empty, secret_withheld, input_invalid, private_key_invalid
   */
  readonly readSecrets: (method: AuthMethod) => Secrets;
}

/** How the inputs are read that few workflows give. */
type Rare = typeof import('./rare.ts');

const rareInputs = [
  'issuer',
  'parameters',
  'ca_certificate',
  'private_key',
  'client_assertion_file',
  'client_certificate',
  'client_certificate_key',
];

/** That, where one of them is given, or a method that needs one. */
export async function rareFor(getInput: GetInput): Promise<Rare | undefined> {
  const given = rareInputs.filter((name) => getInput(name, { trimWhitespace: true }) !== '');
  const method = getInput('auth_method', { trimWhitespace: true });
  return given.length > 0 || !/^(client_secret_\w+)?$/.test(method) ? import('./rare.ts') : undefined;
}

/**
 * Reads the inputs of the action.
 * @param rare what `rareFor` gave
 * @throws ActionError input_missing, secret_empty, secret_withheld, seal_key_invalid, input_invalid
 */
export function loadInputs(getInput: GetInput, env: Environment, log: Log, rare: Rare | undefined): Inputs {
  const secret = maskSecrets(getInput, log, rare);
  const inputs = readAll(getInput, inputNames.main, env, (read): Inputs => {
    const authMethod = read('auth_method', (given) => values.oneOf('auth_method', given, authMethods));
    const clientId = read('client_id', (given) => values.clientId(given, authMethod));
    const server = read('issuer', (issuer) =>
      read('token_url', (url) => {
        if (issuer && rare) return rare.issuer(issuer, url !== '');
        return { tokenUrl: url ? values.tokenUrl(url) : read('environment', values.environmentUrl), issuer: '' };
      }),
    );
    const proof = values.proofs.find(([name]) => read(name, Boolean));
    return {
      ...server,
      clientId,
      ...secretsOf(read, rare, secret, authMethod, env, proof),
      scope: read('scope', values.scope),
      audience: read('audience', (given) => values.oneLine('audience', given)),
      parameters: read('parameters', (given) => rare?.parameters(given) ?? []),
      authMethod,
      privateKeyId: read('private_key_id', (given) => values.oneLine('private_key_id', given)),
      assertionAudience: read('assertion_audience', (given) => values.oneLine('assertion_audience', given)),
      timeout: read('timeout', (given) => values.timeout(given)),
      minValidity: read('min_validity', values.minValidity),
      caCertificates: read('ca_certificate', (given) => rare?.caCertificates(given) ?? []),
      revoke: read('revoke', values.revoke),
      sealKey: read('seal_key', (given) => (given ? values.sealKey(given, env) : undefined)),
      summary: read('summary', (given) => values.flag('summary', given)),
      tokenCommand: read('token_command', (given) => values.flag('token_command', given)),
    };
  });
  for (const secret of [inputs.privateKey, inputs.clientCertificateKey]) log.mask(secret);
  for (const [, value] of inputs.parameters) log.hide(value);
  // An assertion is for the server as it calls itself.
  return { ...inputs, assertionAudience: inputs.assertionAudience || inputs.issuer };
}

/**
 * Reads the inputs of `unseal`.
 * @throws ActionError sealed_token_missing, secret_empty, secret_withheld, seal_key_invalid, input_invalid
 */
export function loadUnsealInputs(getInput: GetInput, env: Environment, log: Log): UnsealInputs {
  maskKey(getInput('seal_key', { trimWhitespace: true }), log);
  return readAll(getInput, inputNames.unseal, env, (read) => ({
    sealedToken: read('sealed_token', values.sealedToken),
    sealKey: read('seal_key', (given) => values.sealKey(given, env)),
    minValidity: read('min_validity', values.minValidity),
  }));
}

/** Reads the inputs of `end`. */
export function loadEndInputs(getInput: GetInput, env: Environment, log: Log, rare: Rare | undefined): EndInputs {
  const secret = maskSecrets(getInput, log, rare);
  const inputs = readAll(getInput, inputNames.end, env, (read) => ({
    sealedSession: read('sealed_session', values.sealedSession),
    sealKey: read('seal_key', (given) => values.sealKey(given, env)),
  }));
  // The method was chosen when the token was asked for: here, what it does not use holds nothing up.
  const readSecrets = (method: AuthMethod): Secrets => {
    const used: GetInput = (name, how) => (name === 'private_key' && method !== 'private_key_jwt' ? '' : getInput(name, how));
    const sent = method.startsWith('client_secret_') ? secret : '';
    return readAll(used, inputNames.end, env, (read) => secretsOf(read, rare, sent, method, env));
  };
  return { ...inputs, readSecrets };
}

/**
 * Masks what is secret, before anything else is read.
 * @returns the client secret, which is not trimmed: only the line break that `echo` and editors leave at its end is dropped
 */
function maskSecrets(getInput: GetInput, log: Log, rare: Rare | undefined): string {
  const secret = getInput('client_secret', { trimWhitespace: false }).replace(/[\r\n]+$/, '');
  if (secret.trim() !== '') log.mask(secret);
  maskKey(getInput('seal_key', { trimWhitespace: true }), log);
  for (const name of ['private_key', 'client_certificate_key'])
    for (const piece of rare?.privatePieces(getInput(name, { trimWhitespace: true })) ?? []) log.mask(piece);
  return secret;
}

type SecretInput = 'client_secret' | 'private_key' | 'client_assertion_file' | 'client_certificate' | 'client_certificate_key';

/**
 * What the client proves itself with, by `method`.
 * @param proof what was given that proves it by another method, which this step could name
 */
function secretsOf(
  read: Read<SecretInput>,
  rare: Rare | undefined,
  secret: string,
  method: AuthMethod,
  env: Environment,
  proof?: values.Proof,
): Secrets {
  const clientSecret = read('client_secret', () => values.clientSecret(secret, method, env, proof));
  if (!rare) return { ...noSecrets, clientSecret };
  const key = read('client_certificate_key', (given) => rare.certificateKey(given, read('client_certificate', String), env));
  return {
    clientSecret,
    privateKey: read('private_key', (given) => rare.privateKey(given, method, env)),
    clientAssertionFile: read('client_assertion_file', (given) => rare.assertionFile(given, method)),
    clientCertificate: read('client_certificate', (given) => rare.certificate(given, key, method)),
    clientCertificateKey: key,
  };
}

/** What is no key at all (a letter, say) would only make the log unreadable as a mask. */
function maskKey(text: string, log: Log): void {
  if (text.length >= 8) log.mask(text);
}

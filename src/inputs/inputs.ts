/**
 * Which inputs each action file has, and what they become. Masks what is secret before anything else is read.
 */
import { authMethods, type AuthMethod, type Credentials, type Secrets } from '#oauth/credentials.ts';
import { Problems, textOf, type Table } from '#inputs/read.ts';
import * as values from '#inputs/values.ts';
import { failure, invalid } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import { secretsWithheld } from '#runner/run.ts';
import type { ServerGiven } from '#oauth/endpoints.ts';
import type { TokenParameters } from '#oauth/token-request.ts';

const { text, oneLine, optional } = values;

/** What a client proves itself with, and what the key of a seal is: of them all, only `client_assertion_file` is no secret. */
const secrets = {
  client_secret: oneLine,
  private_key: text,
  client_assertion_file: oneLine,
  client_certificate: text,
  client_certificate_key: text,
};

/** action.yml. */
export const main = {
  client_id: oneLine,
  ...secrets,
  environment: values.environment,
  token_url: optional(values.tokenUrl),
  issuer: values.issuer,
  scope: values.scopes,
  audience: oneLine,
  parameters: values.fields,
  auth_method: values.oneOf(authMethods),
  private_key_id: oneLine,
  assertion_audience: oneLine,
  timeout: values.seconds(60, 1, 3600),
  min_validity: values.seconds(0, 0, 31_536_000),
  ca_certificate: text,
  revoke: values.oneOf(['auto', 'true', 'false'] as const),
  seal_key: optional(values.sealKey),
  summary: values.flag,
  token_command: values.flag,
} satisfies Table;
/** unseal/action.yml. */
export const unseal = { sealed_token: values.sealed, seal_key: values.sealKey, min_validity: main.min_validity } satisfies Table;
/** end/action.yml. */
export const end = { sealed_session: values.sealed, seal_key: values.sealKey, ...secrets } satisfies Table;

/** The inputs of the action, typed and checked. */
export interface Inputs extends ServerGiven, Omit<Credentials, 'tokenUrl'>, Omit<TokenParameters, 'tokenUrl'> {
  /** Seconds that the token must still be good for. */
  readonly minValidity: number;
  /** PEM certificates, one an entry. */
  readonly caCertificates: readonly string[];
  /** When the session ends: with the job unless the token was sealed for later jobs, always, or never. */
  readonly revoke: 'auto' | 'true' | 'false';
  /** 32 bytes; undefined when not given. */
  readonly sealKey: Uint8Array | undefined;
  readonly summary: boolean;
  /** Whether later steps get a command that prints a good token. */
  readonly tokenCommand: boolean;
}

/**
 * Reads the inputs of the action.
 * @throws ActionError input_missing, secret_empty, secret_withheld, and the codes that end with _invalid
 */
export async function loadInputs(log: Log): Promise<Inputs> {
  await maskSecrets(log);
  const problems = new Problems();
  const given = problems.read(main);
  const { issuer, tokenUrl } = given.issuer ?? { issuer: '' };
  if (textOf('issuer') && textOf('token_url'))
    problems.try(() => fail(invalid('issuer', 'is set beside `token_url`. Give one of them.')));
  const proofs = await proofsOf(given.auth_method, given, problems);
  const caCertificates = given.ca_certificate
    ? (await import('#oauth/keys.ts')).authorities(given.ca_certificate, problems)
    : [];
  problems.throwAny(
    main,
    Boolean(textOf('token_url') || textOf('issuer') || !['', 'production'].includes(textOf('environment'))),
  );
  for (const [, value] of given.parameters) log.hide(value);
  for (const key of [proofs.privateKey, proofs.clientCertificateKey]) log.mask(key);
  return {
    ...proofs,
    clientId: given.client_id,
    tokenUrl: tokenUrl ?? given.token_url ?? (issuer ? undefined : given.environment),
    issuer,
    scope: given.scope,
    audience: given.audience,
    parameters: given.parameters,
    authMethod: given.auth_method,
    privateKeyId: given.private_key_id,
    assertionAudience: given.assertion_audience || issuer, // for the server as it calls itself
    timeout: given.timeout,
    minValidity: given.min_validity,
    caCertificates,
    revoke: given.revoke,
    sealKey: given.seal_key,
    summary: given.summary,
    tokenCommand: given.token_command,
  };
}

/** Reads the inputs of `unseal`. */
export async function loadUnsealInputs(log: Log) {
  await maskSecrets(log);
  return readAll(unseal);
}

/**
 * Reads the inputs of `end`.
 * @returns `proofs`: what the client proves itself with; which method that is stands in the seal
 */
export async function loadEndInputs(log: Log) {
  await maskSecrets(log);
  const given = readAll(end);
  const proofs = async (method: AuthMethod): Promise<Secrets> => {
    const problems = new Problems();
    const found = await proofsOf(method, given, problems, false);
    problems.throwAny(end);
    return found;
  };
  return { ...given, proofs };
}

function readAll<T extends Table>(table: T) {
  const problems = new Problems();
  const given = problems.read(table);
  problems.throwAny(table);
  return given;
}

/** What each method needs of the inputs; what no method needs may be given with all. */
const needs: Readonly<Record<AuthMethod, readonly (keyof typeof secrets | 'client_id')[]>> = {
  client_secret_post: ['client_id', 'client_secret'],
  client_secret_basic: ['client_id', 'client_secret'],
  client_secret_jwt: ['client_id', 'client_secret'],
  private_key_jwt: ['client_id', 'private_key'],
  github_oidc: [],
  client_assertion: ['client_assertion_file'],
  tls_client_auth: ['client_id', 'client_certificate', 'client_certificate_key'],
};

/** The proofs that `method` needs among those given; none that it does not use must be given, where `strict`. */
async function proofsOf(
  method: AuthMethod | undefined,
  given: Readonly<Record<keyof typeof secrets, string>> & { readonly client_id?: string },
  problems: Problems,
  strict = true,
): Promise<Secrets> {
  const needed = method ? needs[method] : [];
  const used = (name: keyof typeof secrets): string => (needed.includes(name) ? (given[name] ?? '') : '');
  for (const name of needed)
    if (strict || name !== 'client_id') problems.try(() => (given[name] === undefined ? '' : require(name, given[name], given)));
  for (const name of ['client_secret', 'private_key'] as const)
    if (strict && method && given[name] && !needed.includes(name))
      problems.try(() =>
        fail(invalid(name, `is set, and \`auth_method: ${method}\` uses none. Leave it out, or name the method that uses it.`)),
      );
  const proofs = {
    clientSecret: used('client_secret'),
    privateKey: '',
    clientAssertionFile: '',
    clientCertificate: '',
    clientCertificateKey: '',
  };
  const rare = ['private_key', 'client_assertion_file', 'client_certificate', 'client_certificate_key'] as const;
  if (!rare.some((name) => given[name])) return proofs;
  const { usable } = await import('#oauth/keys.ts');
  return {
    ...proofs,
    ...usable({ ...given, private_key: used('private_key'), client_assertion_file: used('client_assertion_file') }, problems),
  };
}

/** What a method needs must be there; where what another method needs is there instead, that has to be named. */
function require(name: string, value: string, given: Readonly<Partial<Record<string, string>>>): string {
  if (value.trim() !== '') return value;
  const [other] =
    Object.entries(needs).find(([, names]) => names.some((each) => each !== 'client_id' && each !== name && given[each])) ?? [];
  if (name === 'client_secret' && other !== undefined && !secretsWithheld(process.env))
    throw invalid(name, `is empty, and what \`auth_method: ${other}\` needs is set. Add that, or give the secret.`);
  if (name.endsWith('_id') || name.endsWith('_file') || name === 'client_certificate') throw failure('input_missing', { name });
  return values.secret(value, name);
}

function fail(error: Error): never {
  throw error;
}

/** Masks what is secret, before anything else is read. What is no key at all would only make the log unreadable as a mask. */
async function maskSecrets(log: Log): Promise<void> {
  if (textOf('client_secret').trim() !== '') log.mask(textOf('client_secret'));
  if (textOf('seal_key').length >= 8) log.mask(textOf('seal_key'));
  const keys = [textOf('private_key'), textOf('client_certificate_key')].filter(Boolean);
  if (keys.length === 0) return;
  const { privatePieces } = await import('#oauth/keys.ts');
  for (const piece of keys.flatMap(privatePieces)) log.mask(piece);
}

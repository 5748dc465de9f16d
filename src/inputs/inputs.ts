/**
 * Which inputs each action file has, and what they become. Masks what is secret before anything else is read.
 */
import { authMethods, type AuthMethod, type Credentials, type Proofs } from '#oauth/credentials.ts';
import type { Server } from '#oauth/endpoint-url.ts';
import { environmentEndpoint, environments, realms } from '#oauth/environments.ts';
import type { TokenParameters } from '#oauth/token-request.ts';
import { invalid } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import { secretsWithheld } from '#runner/run.ts';
import { Problems, textOf, type Table, type ValuesOf } from '#inputs/read.ts';
import {
  endpoint,
  environment,
  fields,
  flag,
  issuer,
  oneLine,
  oneOf,
  optional,
  realm,
  required,
  scopes,
  sealed,
  sealKey,
  seconds,
  secret,
  text,
  tokenUrl,
} from '#inputs/values.ts';

/** Which server it is, and whom it trusts. */
const server = {
  environment,
  realm,
  token_url: optional(tokenUrl),
  issuer,
  revocation_url: optional(endpoint),
  ca_certificate: text,
};
/** What a client proves itself with. */
const proofs = {
  client_secret: oneLine,
  private_key: text,
  client_assertion_file: text,
  client_certificate: text,
  client_certificate_key: text,
};
const min_validity = seconds(0, 0, 31_536_000);

/** action.yml. */
export const main = {
  client_id: oneLine,
  ...proofs,
  ...server,
  scope: scopes,
  audience: oneLine,
  parameters: fields,
  auth_method: oneOf(authMethods),
  private_key_id: oneLine,
  assertion_audience: oneLine,
  timeout: seconds(60, 1, 3600),
  min_validity,
  revoke: oneOf(['auto', 'true', 'false'] as const),
  seal_key: optional(sealKey),
  summary: flag,
  token_command: flag,
} satisfies Table;
/** unseal/action.yml. */
export const unseal = { sealed_token: sealed, seal_key: sealKey, min_validity } satisfies Table;
/** end/action.yml. */
export const end = { sealed_session: sealed, seal_key: sealKey, ...server, ...proofs } satisfies Table;

/** What each method needs. */
const needs: Readonly<Record<AuthMethod, readonly ('client_id' | keyof typeof proofs)[]>> = {
  client_secret_post: ['client_id', 'client_secret'],
  client_secret_basic: ['client_id', 'client_secret'],
  client_secret_jwt: ['client_id', 'client_secret'],
  private_key_jwt: ['client_id', 'private_key'],
  github_oidc: [],
  client_assertion: ['client_assertion_file'],
  tls_client_auth: ['client_id', 'client_certificate', 'client_certificate_key'],
};

/** The inputs of the action, typed and checked. */
export interface Inputs extends Server, Omit<Credentials, 'tokenUrl'>, Omit<TokenParameters, 'tokenUrl'> {
  /** Seconds that the token must still be valid for. */
  readonly minValidity: number;
  /** PEM certificates, one an entry. */
  readonly caCertificates: readonly string[];
  /** When the session ends: with the job unless the token was sealed for later jobs, always, or never. */
  readonly revoke: 'auto' | 'true' | 'false';
  /** 32 bytes; undefined when not given. */
  readonly sealKey: Uint8Array | undefined;
  readonly summary: boolean;
  /** Whether later steps get a command that prints a valid token. */
  readonly tokenCommand: boolean;
}

/**
 * Reads the inputs of the action.
 * @throws ActionError input_missing, secret_empty, secret_withheld, input_unknown, and the codes that end with _invalid
 */
export async function loadInputs(log: Log): Promise<Inputs> {
  await maskSecrets(log);
  const problems = new Problems();
  const read = problems.read(main);
  const found = {
    ...(await serverOf(read, problems)),
    ...(await proofsOf(read.auth_method, read, problems, true)),
  };
  problems.throwAny(main, isServerNamed());
  for (const [, value] of read.parameters) log.hide(value);
  if (!isDefault('environment') && (textOf('token_url') || textOf('issuer'))) await log.warn('environment_ignored', {});
  return {
    ...found,
    clientId: read.client_id,
    scope: read.scope,
    audience: read.audience,
    parameters: read.parameters,
    authMethod: read.auth_method,
    privateKeyId: read.private_key_id,
    assertionAudience: read.assertion_audience,
    timeout: read.timeout,
    minValidity: read.min_validity,
    revoke: read.revoke,
    sealKey: read.seal_key,
    summary: read.summary,
    tokenCommand: read.token_command,
  };
}

/** Reads the inputs of `unseal`. */
export async function loadUnsealInputs(log: Log): Promise<ValuesOf<typeof unseal>> {
  await maskSecrets(log);
  const problems = new Problems();
  const read = problems.read(unseal);
  problems.throwAny(unseal, true);
  return read;
}

/**
 * Reads the inputs of `end`.
 * @returns `proofsFor`: reads what the client proves itself with; the method is in the seal
 */
export async function loadEndInputs(log: Log) {
  await maskSecrets(log);
  const problems = new Problems();
  const read = problems.read(end);
  const at = await serverOf(read, problems);
  problems.throwAny(end, isServerNamed());
  const proofsFor = async (method: AuthMethod): Promise<Proofs> => {
    const missing = new Problems();
    const found = await proofsOf(method, read, missing, false);
    missing.throwAny(end, true);
    return found;
  };
  return {
    sealedSession: read.sealed_session,
    sealKey: read.seal_key,
    server: { ...at, timeout: 10, clientCertificate: '' },
    proofsFor,
  };
}

const isDefault = (name: 'environment' | 'realm'): boolean =>
  ['', (name === 'realm' ? realms[0] : Object.keys(environments)[0])?.toLowerCase()].includes(textOf(name).toLowerCase());

/** Whether an input says where the secret goes; action.yml always gives the default of `environment`. */
function isServerNamed(): boolean {
  return !isDefault('environment') || textOf('token_url') !== '' || textOf('issuer') !== '';
}

async function serverOf(read: ValuesOf<typeof server>, problems: Problems) {
  const [url, issuer] = [textOf('token_url'), textOf('issuer')];
  const issued = (read as Partial<typeof read>).issuer; // not there where it is invalid
  if (url && issuer) problems.add(invalid('issuer', 'is set beside `token_url`.', 'remove one of the two.'));
  if ((url || issuer) && textOf('realm') && textOf('realm') !== realms[0])
    problems.add(
      invalid('realm', `is set beside \`${url ? 'token_url' : 'issuer'}\`.`, 'remove it: that address names the realm.'),
    );
  const certificates = read.ca_certificate;
  const caCertificates = certificates ? (await import('#oauth/keys.ts')).authorities : undefined;
  return {
    tokenUrl: read.token_url ?? issued?.tokenUrl ?? (issuer ? undefined : environmentEndpoint(read.environment, read.realm)),
    issuer: issued?.issuer ?? '',
    revocationUrl: read.revocation_url,
    caCertificates: problems.try(() => caCertificates?.(certificates)) ?? [],
  };
}

/**
 * The proofs that `method` needs, and the client certificate, which goes with every method.
 * @param strict whether an unused secret or a missing id is an error: `end` has the method and the id from its seal
 */
async function proofsOf(
  method: AuthMethod | undefined,
  read: Readonly<Record<keyof typeof proofs, string>> & { readonly client_id?: string },
  problems: Problems,
  strict: boolean,
): Promise<Proofs> {
  const needed = method ? needs[method] : [];
  for (const name of needed)
    if (strict || name !== 'client_id') problems.try(() => (read[name] === undefined ? '' : present(name, read[name], read)));
  for (const name of ['client_secret', 'private_key'] as const)
    if (strict && method && read[name] && !needed.includes(name))
      problems.add(
        invalid(
          name,
          `is set, and \`auth_method: ${method}\` does not use it.`,
          'remove it, or set the `auth_method` that uses it.',
        ),
      );
  const used = (name: keyof typeof proofs): string => (needed.includes(name) ? read[name] || '' : '');
  const sent = { clientSecret: used('client_secret'), privateKey: '', clientAssertionFile: used('client_assertion_file') };
  const certified = Boolean(read.client_certificate || read.client_certificate_key) || method === 'tls_client_auth';
  if (!used('private_key') && !certified) return { ...sent, clientCertificate: '', clientCertificateKey: '' };
  const keys = await import('#oauth/keys.ts');
  const certificate = (): string => required(read.client_certificate, 'client_certificate');
  const key = (): string => secret(read.client_certificate_key, 'client_certificate_key');
  const pair = certified ? problems.try(() => keys.certificateAndKey(certificate(), key(), Date.now())) : undefined;
  return {
    ...sent,
    privateKey: used('private_key') && problems.try(() => keys.signingKey(used('private_key'))),
    clientCertificate: pair?.cert ?? '',
    clientCertificateKey: pair?.key ?? '',
  };
}

/** What a method needs must be there; where what another method needs is there instead, that has to be named. */
function present(
  name: 'client_id' | keyof typeof proofs,
  value: string,
  read: Readonly<Partial<Record<string, string>>>,
): string {
  if (value.trim() !== '' || name.startsWith('client_certificate')) return value;
  const other = authMethods.find((method) => needs[method].some((each) => each !== 'client_id' && each !== name && read[each]));
  if (name === 'client_secret' && other !== undefined && !secretsWithheld(process.env))
    throw invalid(
      name,
      `is empty, and what \`auth_method: ${other}\` needs is set.`,
      `add \`auth_method: ${other}\`, or give the secret.`,
    );
  return name.endsWith('_id') || name.endsWith('_file') ? required('', name) : secret('', name);
}

/** Masks every secret input. A `seal_key` too short to be a key would only make the log unreadable. */
async function maskSecrets(log: Log): Promise<void> {
  if (textOf('client_secret') !== '') log.mask(textOf('client_secret'));
  if (textOf('seal_key').length >= 8) log.mask(textOf('seal_key'));
  const keys = [textOf('private_key'), textOf('client_certificate_key')].filter(Boolean);
  if (keys.length === 0) return;
  const { secretPieces } = await import('#oauth/keys.ts');
  for (const piece of keys.flatMap(secretPieces)) log.mask(piece);
}

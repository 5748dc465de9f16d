/** The inputs of each action file. Masks secrets before anything else is read. */
import { authMethods, type AuthMethod, type Credentials, type Proofs } from '#oauth/credentials.ts';
import type { Server } from '#oauth/endpoint-url.ts';
import { environmentEndpoint, environments, realms } from '#oauth/environments.ts';
import type { TokenParameters } from '#oauth/token-request.ts';
import { invalid } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import { checkUnused, proofs, proofsOf } from '#inputs/proofs.ts';
import { Problems, textOf, type Table, type ValuesOf } from '#inputs/read.ts';
import * as value from '#inputs/values.ts';

const server = {
  environment: value.environment,
  realm: value.realm,
  token_url: value.optional(value.tokenUrl),
  issuer: value.issuer,
  revocation_url: value.optional(value.endpoint),
  ca_certificate: value.text,
};
const min_validity = value.seconds(0, 0, 31_536_000);

/** action.yml. */
export const main = {
  client_id: value.oneLine,
  ...proofs,
  ...server,
  scope: value.scopes,
  audience: value.oneLine,
  parameters: value.fields,
  auth_method: value.oneOf(authMethods),
  private_key_id: value.oneLine,
  assertion_audience: value.oneLine,
  timeout: value.seconds(60, 1, 3600),
  min_validity,
  revoke: value.oneOf(['auto', 'true', 'false'] as const),
  seal_key: value.optional(value.sealKey),
  summary: value.flag,
  token_command: value.flag,
} satisfies Table;
/** unseal/action.yml. */
export const unseal = { sealed_token: value.sealed, seal_key: value.sealKey, min_validity } satisfies Table;
/** end/action.yml. */
export const end = { sealed_session: value.sealed, seal_key: value.sealKey, ...server, ...proofs } satisfies Table;

export interface Inputs extends Server, Omit<Credentials, 'tokenUrl'>, Omit<TokenParameters, 'tokenUrl'> {
  /** Seconds. */
  readonly minValidity: number;
  /** PEM, one certificate each. */
  readonly caCertificates: readonly string[];
  /** When the session ends: `auto` with the job unless the token was sealed, `true` with the job, `false` never. */
  readonly revoke: 'auto' | 'true' | 'false';
  /** 32 bytes. */
  readonly sealKey: Uint8Array | undefined;
  readonly summary: boolean;
  readonly tokenCommand: boolean;
}

/** @throws ActionError input_missing, secret_empty, secret_withheld, input_unknown, and the codes that end with _invalid */
export async function loadInputs(log: Log): Promise<Inputs> {
  await maskSecrets(log);
  const problems = new Problems();
  const read = problems.read(main);
  const found = { ...(await serverOf(read, problems)), ...(await proofsOf(read.auth_method, read, problems)) };
  checkUnused(read.auth_method, read, problems);
  problems.throwAny(main, isServerNamed());
  for (const [, value] of read.parameters) log.hide(value);
  if (namesEnvironment() && namesAddress()) await log.warn('environment_ignored', {});
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

export async function loadUnsealInputs(log: Log): Promise<ValuesOf<typeof unseal>> {
  await maskSecrets(log);
  const problems = new Problems();
  const read = problems.read(unseal);
  problems.throwAny(unseal, true);
  return read;
}

/** @returns `proofsFor` reads the credentials once the seal has named the method */
export async function loadEndInputs(log: Log) {
  await maskSecrets(log);
  const problems = new Problems();
  const read = problems.read(end);
  const at = await serverOf(read, problems);
  problems.throwAny(end, isServerNamed());
  const proofsFor = async (method: AuthMethod): Promise<Proofs> => {
    const missing = new Problems();
    const found = await proofsOf(method, read, missing);
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

/** action.yml fills in the default of `environment`. */
const namesEnvironment = (): boolean => !['', Object.keys(environments)[0]].includes(textOf('environment').toLowerCase());
const namesAddress = (): boolean => textOf('token_url') !== '' || textOf('issuer') !== '';
/** Whether an input says where the secret goes. */
const isServerNamed = (): boolean => namesEnvironment() || namesAddress();

async function serverOf(read: ValuesOf<typeof server>, problems: Problems) {
  const [url, issuer] = [textOf('token_url'), textOf('issuer')];
  const issued = (read as Partial<typeof read>).issuer; // missing if it is invalid
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

/** A `seal_key` below 8 letters is not a key, and masking it would make the log unreadable. */
async function maskSecrets(log: Log): Promise<void> {
  if (textOf('client_secret') !== '') log.mask(textOf('client_secret'));
  if (textOf('seal_key').length >= 8) log.mask(textOf('seal_key'));
  const keys = [textOf('private_key'), textOf('client_certificate_key')].filter(Boolean);
  if (keys.length === 0) return;
  const { secretPieces } = await import('#oauth/keys.ts');
  for (const piece of keys.flatMap(secretPieces)) log.mask(piece);
}

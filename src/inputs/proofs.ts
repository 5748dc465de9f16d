/** What a client proves itself with: which method needs what, and whether it can be used. */
import type { Certificate } from '#http/send.ts';
import { authMethods, type AuthMethod, type Proofs } from '#oauth/credentials.ts';
import { invalid } from '#report/error.ts';
import { secretsWithheld } from '#runner/run.ts';
import type { Problems } from '#inputs/read.ts';
import * as value from '#inputs/values.ts';

/** Shared by action.yml and end/action.yml. */
export const proofs = {
  client_secret: value.oneLine,
  private_key: value.text,
  client_assertion_file: value.text,
  client_certificate: value.text,
  client_certificate_key: value.text,
};

type Name = 'client_id' | keyof typeof proofs;
/** The inputs that parsed. `end` has no `client_id`: its seal names the client. */
type Read = Readonly<Partial<Record<Name, string>>>;

/** What each method needs. */
const needs: Readonly<Record<AuthMethod, readonly Name[]>> = {
  client_secret_post: ['client_id', 'client_secret'],
  client_secret_basic: ['client_id', 'client_secret'],
  client_secret_jwt: ['client_id', 'client_secret'],
  private_key_jwt: ['client_id', 'private_key'],
  github_oidc: [],
  client_assertion: ['client_assertion_file'],
  tls_client_auth: ['client_id', 'client_certificate', 'client_certificate_key'],
};

/** The proofs that `method` needs, and the client certificate, which every method accepts. */
export async function proofsOf(method: AuthMethod | undefined, read: Read, problems: Problems): Promise<Proofs> {
  const needed = method ? needs[method] : [];
  for (const name of needed) problems.try(checkPresent.bind(undefined, name, read));
  const used = (name: Name): string => (needed.includes(name) && read[name]) || '';
  const sent = { clientSecret: used('client_secret'), privateKey: '', clientAssertionFile: used('client_assertion_file') };
  const { client_certificate: certificate = '', client_certificate_key: key = '' } = read;
  const certified = method === 'tls_client_auth' || certificate !== '' || key !== '';
  if (!used('private_key') && !certified) return { ...sent, clientCertificate: '', clientCertificateKey: '' };
  const keys = await import('#oauth/keys.ts');
  const pair = (): Certificate =>
    keys.certificateAndKey(
      value.required(certificate, 'client_certificate'),
      value.secret(key, 'client_certificate_key'),
      Date.now(),
    );
  const shown = certified ? problems.try(pair) : undefined;
  return {
    ...sent,
    privateKey: used('private_key') && problems.try(() => keys.signingKey(used('private_key'))),
    clientCertificate: shown?.cert ?? '',
    clientCertificateKey: shown?.key ?? '',
  };
}

/** A secret that `method` does not use. */
export function checkUnused(method: AuthMethod | undefined, read: Read, problems: Problems): void {
  for (const name of ['client_secret', 'private_key'] as const)
    if (method && read[name] && !needs[method].includes(name)) {
      const problem = `is set, and \`auth_method: ${method}\` does not use it.`;
      problems.add(invalid(name, problem, 'remove it, or set the `auth_method` that uses it.'));
    }
}

/** Something that the method needs is empty; if what another method needs is set, names that method. */
function checkPresent(name: Name, read: Read): void {
  // A certificate and its key are checked together, whatever the method.
  if (read[name] === undefined || read[name].trim() !== '' || name.startsWith('client_certificate')) return;
  const other = authMethods.find((method) => needs[method].some((each) => each !== 'client_id' && each !== name && read[each]));
  if (name === 'client_secret' && other !== undefined && !secretsWithheld(process.env)) {
    const problem = `is empty, and what \`auth_method: ${other}\` needs is set.`;
    throw invalid(name, problem, `add \`auth_method: ${other}\`, or give the secret.`);
  }
  const check = name.endsWith('_id') || name.endsWith('_file') ? value.required : value.secret;
  check('', name);
}

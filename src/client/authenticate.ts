/**
 * Adds to a request what proves who the client is: one function a method.
 */
import type { FormRequest } from '../http/send.ts';
import type { TimeLeft } from '../http/retry.ts';
import type { Log } from '../report/log.ts';
import { identityOf, withAssertion } from './assertion.ts';
import { readAssertion } from './client-assertion.ts';
import { signWithSecret, withBasic, withSecret } from './client-secret.ts';
import type { AuthMethod, Credentials } from './credentials.ts';
import { fetchIdToken } from './github-oidc.ts';
import { signAssertion } from './private-key-jwt.ts';

/** What a method needs of the outside: where it masks, how long it may take, and how far the server's clock is ahead. */
export interface Attempt {
  readonly log: Log;
  readonly timeLeft: TimeLeft;
  /** Milliseconds. */
  readonly ahead?: number;
}

type Authenticate = (request: FormRequest, credentials: Credentials, attempt: Attempt) => FormRequest | Promise<FormRequest>;

const methods: Readonly<Record<AuthMethod, Authenticate>> = {
  client_secret_post: withSecret,
  client_secret_basic: withBasic,
  // A fresh assertion for each request: Keycloak uses its `jti` up even when the request fails.
  client_secret_jwt: async (request, credentials, attempt) =>
    withAssertion(request, credentials, await signWithSecret(credentials, attempt)),
  private_key_jwt: async (request, credentials, attempt) =>
    withAssertion(request, credentials, await signAssertion(credentials, attempt)),
  github_oidc: async (request, credentials, attempt) =>
    withAssertion(request, credentials, await fetchIdToken(credentials, process.env, attempt)),
  client_assertion: async (request, credentials, { log }) =>
    withAssertion(request, credentials, await readAssertion(credentials.clientAssertionFile, log, Date.now())),
  // The certificate is what proves the client: the form only says which one it is (RFC 8705, 2).
  tls_client_auth: (request, { clientId }) => ({ ...request, form: { ...request.form, client_id: clientId } }),
};

/** `request` with the client authenticated. */
export async function authenticate(request: FormRequest, credentials: Credentials, attempt: Attempt): Promise<FormRequest> {
  const { clientCertificate: cert, clientCertificateKey: key } = credentials;
  const authenticated = await methods[credentials.authMethod](request, credentials, attempt);
  return cert ? { ...authenticated, certificate: { cert, key } } : authenticated;
}

/** Who the request says it is, where an assertion that somebody else made says so; else empty. */
export function identityIn({ form }: FormRequest, { authMethod }: Pick<Credentials, 'authMethod'>, log: Log): string {
  return authMethod === 'github_oidc' || authMethod === 'client_assertion'
    ? identityOf(form['client_assertion'] ?? '', log.foreign)
    : '';
}

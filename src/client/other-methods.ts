/**
 * The methods that send no secret, one function each, and who their request says it is. A file of its own in dist/, read only
 * with them.
 */
import type { FormRequest } from '../http/send.ts';
import type { Log } from '../report/log.ts';
import { identityOf, withAssertion } from './assertion.ts';
import { readAssertion } from './assertion-file.ts';
import { signWithSecret } from './client-secret-jwt.ts';
import type { Attempt, AuthMethod, Credentials } from './credentials.ts';
import { fetchIdToken } from './github-oidc.ts';
import { signAssertion } from './private-key-jwt.ts';

type Method = (request: FormRequest, credentials: Credentials, attempt: Attempt) => FormRequest | Promise<FormRequest>;

/** Each adds to a request what proves the client, by the value of `auth_method`. */
export const otherMethods: Readonly<Record<Exclude<AuthMethod, 'client_secret_post' | 'client_secret_basic'>, Method>> = {
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

/** Who the request says it is, where an assertion that somebody else made says so; else empty. */
export function identityIn({ form }: FormRequest, { authMethod }: Pick<Credentials, 'authMethod'>, log: Log): string {
  return authMethod === 'github_oidc' || authMethod === 'client_assertion'
    ? identityOf(form['client_assertion'] ?? '', log.foreign)
    : '';
}

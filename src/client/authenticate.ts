/**
 * Adds to a request what proves who the client is: one function a method.
 */
import type { FormRequest } from '../http/send.ts';
import type { TimeLeft } from '../http/retry.ts';
import type { Log } from '../report/log.ts';
import { withAssertion } from './assertion.ts';
import { withBasic, withSecret } from './client-secret.ts';
import type { AuthMethod, Credentials } from './credentials.ts';
import { fetchIdToken, identityOf } from './github-oidc.ts';
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
  private_key_jwt: async (request, credentials, attempt) =>
    withAssertion(request, credentials, await signAssertion(credentials, attempt)),
  github_oidc: async (request, credentials, attempt) =>
    withAssertion(request, credentials, await fetchIdToken(credentials, process.env, attempt)),
};

/** `request` with the client authenticated. */
export async function authenticate(request: FormRequest, credentials: Credentials, attempt: Attempt): Promise<FormRequest> {
  return methods[credentials.authMethod](request, credentials, attempt);
}

/** Who the request says it is, where GitHub's ID token says so; else empty. */
export function identityIn({ form }: FormRequest, { authMethod }: Pick<Credentials, 'authMethod'>, log: Log): string {
  return authMethod === 'github_oidc' ? identityOf(form['client_assertion'] ?? '', log.foreign) : '';
}

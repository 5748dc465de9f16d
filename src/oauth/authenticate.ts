/**
 * Adds to a request what proves who the client is.
 */
import { basicOf, type Attempt, type Credentials } from '#oauth/credentials.ts';
import type { FormRequest } from '#http/send.ts';

/** `request` with the client authenticated (RFC 6749, 2.3.1; RFC 7523, 2.2; RFC 8705, 2). */
export async function authenticate(request: FormRequest, credentials: Credentials, attempt: Attempt): Promise<FormRequest> {
  const { authMethod, clientId, clientSecret, clientCertificate: cert, clientCertificateKey: key } = credentials;
  const shown = cert ? { ...request, certificate: { cert, key } } : request;
  if (authMethod === 'client_secret_post')
    return { ...shown, form: { ...shown.form, client_id: clientId, client_secret: clientSecret } };
  if (authMethod === 'client_secret_basic')
    return { ...shown, headers: { ...shown.headers, authorization: `Basic ${basicOf(credentials)}` } };
  const { withAssertion } = await import('#oauth/assertion.ts');
  return withAssertion(shown, credentials, attempt);
}

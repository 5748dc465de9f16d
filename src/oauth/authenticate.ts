/** Authenticates a request, and masks the credentials. */
import type { Attempt } from '#http/retry.ts';
import type { FormRequest } from '#http/send.ts';
import { basicOf, type Credentials } from '#oauth/credentials.ts';
import { maskQuery } from '#oauth/endpoint-url.ts';
import type { Log } from '#report/log.ts';

/** RFC 6749, 2.3.1; RFC 7523, 2.2; RFC 8705, 2. */
export async function authenticate(
  request: FormRequest,
  credentials: Credentials,
  attempt: Attempt,
  log: Log,
): Promise<FormRequest> {
  const { authMethod, clientId, clientSecret, clientCertificate: cert, clientCertificateKey: key } = credentials;
  const shown = cert ? { ...request, certificate: { cert, key } } : request;
  if (authMethod === 'client_secret_post')
    return { ...shown, form: { ...shown.form, client_id: clientId, client_secret: clientSecret } };
  if (authMethod === 'client_secret_basic')
    return { ...shown, headers: { ...shown.headers, authorization: `Basic ${basicOf(credentials)}` } };
  const { withAssertion } = await import('#oauth/assertion.ts');
  return withAssertion(shown, credentials, attempt, log);
}

/** Masks every secret in `credentials`, and its forms in the Basic scheme. */
export function maskCredentials(credentials: Credentials, log: Pick<Log, 'mask'>): void {
  const { clientId, clientSecret, privateKey, clientCertificateKey, tokenUrl } = credentials;
  for (const secret of [clientSecret, privateKey, clientCertificateKey]) log.mask(secret);
  if (clientSecret !== '')
    for (const form of [basicOf(credentials), Buffer.from(`${clientId}:${clientSecret}`).toString('base64')]) log.mask(form);
  maskQuery(tokenUrl, log);
}

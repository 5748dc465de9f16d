/**
 * Adds to a request what proves who the client is.
 */
import type { FormRequest } from '../http/send.ts';
import { withBasic, withSecret } from './client-secret.ts';
import type { Attempt, Credentials } from './credentials.ts';

/** `request` with the client authenticated. */
export async function authenticate(request: FormRequest, credentials: Credentials, attempt: Attempt): Promise<FormRequest> {
  const { clientCertificate: cert, clientCertificateKey: key } = credentials;
  const authenticated = await proven(request, credentials, attempt);
  return cert ? { ...authenticated, certificate: { cert, key } } : authenticated;
}

async function proven(request: FormRequest, credentials: Credentials, attempt: Attempt): Promise<FormRequest> {
  const { authMethod } = credentials;
  if (authMethod === 'client_secret_post') return withSecret(request, credentials);
  if (authMethod === 'client_secret_basic') return withBasic(request, credentials);
  const { otherMethods } = await import('./other-methods.ts');
  return otherMethods[authMethod](request, credentials, attempt);
}

/**
 * The client proves itself with its secret (RFC 6749, 2.3.1): in the form, or in the Basic scheme.
 */
import type { FormRequest } from '../http/send.ts';
import type { Log } from '../report/log.ts';
import { formEncode } from '../text/encoding.ts';
import type { Credentials } from './credentials.ts';

/** `client_secret_post`: id and secret in the form. */
export function withSecret(request: FormRequest, { clientId, clientSecret }: Credentials): FormRequest {
  return { ...request, form: { ...request.form, client_id: clientId, client_secret: clientSecret } };
}

/** `client_secret_basic`: id and secret in the Authorization header. */
export function withBasic(request: FormRequest, credentials: Credentials): FormRequest {
  return { ...request, headers: { ...request.headers, authorization: `Basic ${basicCredentials(credentials)}` } };
}

/** Masks the form in which the Basic scheme sends the secret; the other forms are masked when the inputs are read. */
export function maskBasic(log: Log, credentials: Pick<Credentials, 'clientId' | 'clientSecret'>): void {
  if (credentials.clientSecret === '') return;
  log.mask(basicCredentials(credentials));
  log.mask(Buffer.from(`${credentials.clientId}:${credentials.clientSecret}`).toString('base64')); // how others send it
}

/** The value of the Basic scheme: both parts form-encoded first, as RFC 6749, 2.3.1 says. */
function basicCredentials({ clientId, clientSecret }: Pick<Credentials, 'clientId' | 'clientSecret'>): string {
  return Buffer.from(`${formEncode(clientId)}:${formEncode(clientSecret)}`).toString('base64');
}

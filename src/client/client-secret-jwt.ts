/**
 * The client proves itself with an assertion that its secret signs.
 */
import { signed, type Signing } from './assertion.ts';
import type { Credentials } from './credentials.ts';

/**
 * `client_secret_jwt` (OpenID Connect Core 1.0, 9): a fresh assertion that the secret signs, by HS256; the secret is never sent.
 */
export async function signWithSecret(credentials: Credentials, signing: Signing): Promise<string> {
  return signed(credentials, Buffer.from(credentials.clientSecret), { alg: 'HS256' }, signing);
}

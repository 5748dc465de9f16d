/**
 * The seal: the access token as a compact JWE (RFC 7516) that only a holder of the key can open, and only in the same run.
 */
import { failure } from '../report/error.ts';
import { fitsVariable, VARIABLE_LIMIT } from '../runner/files.ts';
import type { Token } from '../token/response.ts';

/** The header of every sealed token, and all of it. */
export const header = { alg: 'dir', enc: 'A256GCM' } as const;

/** What is in the seal, beside `iat`, `exp` and `aud`. */
export type SealedClaims = Record<'access_token' | 'token_type', string> & { scope?: string };

/**
 * Seals the access token, its type and scope. `exp` is the token's own, `aud` the run.
 * @param key 32 bytes
 * @param run the URL of the run
 * @throws ActionError token_too_large
 */
export async function seal({ accessToken, tokenType, scope, expiry }: Token, key: Uint8Array, run: string): Promise<string> {
  const { EncryptJWT } = await import('jose/jwt/encrypt'); // a chunk of its own, read only here
  const claims: SealedClaims = { access_token: accessToken, token_type: tokenType, ...(scope !== undefined && { scope }) };
  const jwt = new EncryptJWT({ ...claims }).setProtectedHeader(header).setIssuedAt().setAudience(run);
  if (expiry !== undefined) jwt.setExpirationTime(expiry / 1000);
  const sealed = await jwt.encrypt(key);
  if (!fitsInput(sealed)) throw failure('token_too_large', { size: sealed.length, limit: VARIABLE_LIMIT });
  return sealed;
}

/** Whether `unseal` can be given it, which is by an environment variable. */
export function fitsInput(sealed: string): boolean {
  return fitsVariable('INPUT_SEALED_TOKEN', sealed);
}

/**
 * Opens a seal.
 */
import type { JWTPayload } from 'jose';
import { failure, type ActionError } from '../report/error.ts';
import type { Run } from '../runner/run.ts';
import { fitsInput, header, IV_LENGTH, type SealName, TAG_LENGTH } from './seal.ts';

/** No other header is ever read: no key wrapping, no passwords (`p2c` can cost minutes), no compression. */
const HEADER = Buffer.from(JSON.stringify(header)).toString('base64url');

/**
 * Opens what `seal` made, with the same key and in the same run.
 * @param key 32 bytes
 * @throws ActionError sealed_token_invalid, sealed_token_unreadable, sealed_token_of_other_run, sealed_token_expired
 */
export async function open(name: SealName, sealed: string, key: Uint8Array, run: Run): Promise<JWTPayload> {
  const [iv, tag, ciphertext] = [
    sealed.slice(0, IV_LENGTH),
    sealed.slice(IV_LENGTH, IV_LENGTH + TAG_LENGTH),
    sealed.slice(IV_LENGTH + TAG_LENGTH),
  ];
  if (!fitsInput(name, sealed) || ![iv, tag, ciphertext].every(isCanonical)) throw failure('sealed_token_invalid', { name });
  const { jwtDecrypt } = await import('jose/jwt/decrypt'); // read only here
  const { payload } = await jwtDecrypt(`${HEADER}..${iv}.${ciphertext}.${tag}`, key, {
    audience: [...run.names],
    keyManagementAlgorithms: [header.alg],
    contentEncryptionAlgorithms: [header.enc],
  }).catch((error: unknown) => {
    throw refusal(name, error);
  });
  return payload;
}

/**
 * Bytes have one spelling in base64url (RFC 4648, 3.5): another one of the last letter would be another text for the same seal.
 */
function isCanonical(part: string): boolean {
  return part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;
}

/** The wrong key and a changed text have one message: a difference would help whoever changes texts. */
function refusal(name: SealName, error: unknown): ActionError {
  const { code, claim, payload } = error as { code?: string; claim?: string; payload?: { exp?: number } };
  if (code === 'ERR_JWE_DECRYPTION_FAILED') return failure('sealed_token_unreadable', { name });
  if (code === 'ERR_JWT_EXPIRED') return failure('sealed_token_expired', { expiry: Math.max(0, payload?.exp ?? 0) * 1000 });
  if (code === 'ERR_JWT_CLAIM_VALIDATION_FAILED' && claim === 'aud') return failure('sealed_token_of_other_run', { name });
  return failure('sealed_token_invalid', { name });
}

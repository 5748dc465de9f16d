/**
 * A seal: claims as a JWE (RFC 7516) that only a holder of the key can open, and only in the same run.
 *
 * What passes is iv, tag and ciphertext, run together. The header is always the same and would be hit by masks for short secrets,
 * and dots by GitHub's patterns for JWTs: both are put back when it is opened.
 */
import { failure } from '../report/error.ts';
import { fitsVariable, VARIABLE_LIMIT } from '../runner/files.ts';
import type { Run } from '../runner/run.ts';

/** The header of every seal, and all of it. */
export const header = { alg: 'dir', enc: 'A256GCM' } as const;
export const IV_LENGTH = 16; // letters of base64url, for 12 bytes
export const TAG_LENGTH = 22; // the same for 16

/** The outputs that hold a seal, and the inputs that take it. */
export type SealName = 'sealed_token' | 'sealed_session';

/** What every seal of a step is made with. */
export interface Sealing {
  /** 32 bytes. */
  readonly key: Uint8Array;
  readonly run: Run;
  /** Whether the runner would find something masked in a text, and so drop it as an output of the job. */
  readonly isMasked: (text: string) => boolean;
}

/** What GitHub takes for a JWT is not public; all of them begin as `{"`, a folded `{`, or `{}` do in base64url. */
const LIKE_A_JWT = /eyJ|ewogI|e30/;
const MAX_TRIES = 100;

/**
 * Seals `claims` for this run. Each try has a nonce of its own, until nothing that this step masks stands in the text.
 * @param exp seconds since 1970, if the seal is to be worth nothing from then on
 * @throws ActionError token_too_large, seal_masked
 */
export async function seal(
  name: SealName,
  claims: Readonly<Record<string, unknown>>,
  exp: number | undefined,
  { key, run, isMasked }: Sealing,
): Promise<string> {
  const { EncryptJWT } = await import('jose/jwt/encrypt'); // read only here
  const jwt = new EncryptJWT(claims).setProtectedHeader(header).setIssuedAt().setAudience(run.names[0]);
  if (exp !== undefined) jwt.setExpirationTime(exp);
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const [, , iv = '', ciphertext = '', tag = ''] = (await jwt.encrypt(key)).split('.');
    const sealed = iv + tag + ciphertext;
    if (!fitsInput(name, sealed)) throw failure('token_too_large', { size: sealed.length, limit: VARIABLE_LIMIT });
    if (!LIKE_A_JWT.test(sealed) && !isMasked(sealed)) return sealed;
  }
  throw failure('seal_masked', { name, tries: MAX_TRIES });
}

/** Whether the step that opens it can be given it, which is by an environment variable. */
export function fitsInput(name: SealName, sealed: string): boolean {
  return fitsVariable(`INPUT_${name.toUpperCase()}`, sealed);
}

/**
 * Seals claims with AES-256-GCM, for a holder of the key in the same run. A seal is a compact JWE (RFC 7516) without its constant
 * header and its dots: masks of short secrets and GitHub's patterns for JWTs would hit both.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { failure } from '#report/error.ts';
import { fitsVariable, VARIABLE_LIMIT } from '#runner/files.ts';
import type { Run } from '#runner/run.ts';
import { jsonObject } from '#text/json.ts';

const CIPHER = 'aes-256-gcm'; // A256GCM (RFC 7518, 5.3)
/** The constant header, which is authenticated (RFC 7516, 5.1). */
const AAD = Buffer.from(Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url'));
const [IV, TAG] = [12, 16]; // bytes
const [IV_LETTERS, TAG_LETTERS] = [16, 22];
const MAX_TRIES = 100;
/** The beginnings of a JWT in base64url: `{"`, a `{` with a line break, `{}`. GitHub does not publish its patterns. */
const LIKE_A_JWT = /eyJ|ewogI|e30/;

/** Both an output of main and an input of `unseal` or `end`. */
type SealName = 'sealed_token' | 'sealed_session';
type Claims = Readonly<Record<string, unknown>>;

export interface Sealing {
  /** 32 bytes. */
  readonly key: Uint8Array;
  readonly run: Run;
  /** All masks: the runner drops a job output that contains one. */
  readonly masks: ReadonlySet<string>;
}

/**
 * Seals again with a new nonce until the text contains no mask.
 * @param exp when the seal expires, seconds since 1970
 * @throws ActionError token_too_large, seal_masked
 */
export function seal(name: SealName, claims: Claims, exp: number | undefined, { key, run, masks }: Sealing): string {
  const text = JSON.stringify({ ...claims, iat: Math.floor(Date.now() / 1000), exp, aud: run.names[0] });
  const masked = [...masks].flatMap(formsInBase64url);
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const iv = randomBytes(IV);
    const cipher = createCipheriv(CIPHER, key, iv).setAAD(AAD);
    const ciphertext = Buffer.concat([cipher.update(text), cipher.final()]);
    const sealed = [iv, cipher.getAuthTag(), ciphertext].map((part) => part.toString('base64url')).join('');
    if (!fitsInput(name, sealed)) throw failure('token_too_large', { size: sealed.length, limit: VARIABLE_LIMIT });
    if (!LIKE_A_JWT.test(sealed) && !masked.some((form) => sealed.includes(form))) return sealed;
  }
  throw failure('seal_masked', { name, tries: MAX_TRIES });
}

/**
 * A wrong key and a changed text cannot be told apart.
 * @throws ActionError sealed_token_invalid, sealed_token_unreadable, sealed_token_of_other_run, sealed_token_expired
 */
export function open(name: SealName, sealed: string, key: Uint8Array, run: Run): Claims {
  const cuts = [0, IV_LETTERS, IV_LETTERS + TAG_LETTERS, Infinity];
  const parts = [0, 1, 2].map((index) => sealed.slice(cuts[index], cuts[index + 1]));
  const [iv = Buffer.of(), tag = Buffer.of(), ciphertext = Buffer.of()] = parts.map((part) => Buffer.from(part, 'base64url'));
  // Bytes have one spelling (RFC 4648, 3.5): another one of the last letter would be another text for the same seal.
  const canonical = [iv, tag, ciphertext].map((bytes) => bytes.toString('base64url')).join('') === sealed;
  if (!canonical || !fitsInput(name, sealed) || tag.length < TAG || ciphertext.length === 0)
    throw failure('sealed_token_invalid', { name });
  let text: Buffer;
  try {
    const cipher = createDecipheriv(CIPHER, key, iv).setAAD(AAD).setAuthTag(tag);
    text = Buffer.concat([cipher.update(ciphertext), cipher.final()]);
  } catch {
    throw failure('sealed_token_unreadable', { name });
  }
  const claims = jsonObject(text.toString());
  if (!claims) throw failure('sealed_token_invalid', { name });
  const { aud, exp } = claims;
  if (!run.names.includes(aud as string)) throw failure('sealed_token_of_other_run', { name });
  if (typeof exp === 'number' && exp * 1000 <= Date.now()) throw failure('sealed_token_expired', { expiry: exp * 1000 });
  return claims;
}

/** A seal reaches its step by an environment variable. */
function fitsInput(name: SealName, sealed: string): boolean {
  return fitsVariable(`INPUT_${name.toUpperCase()}`, sealed);
}

/**
 * The forms of a mask that the runner finds in base64url: as it is, and its base64 at any offset, with and without the last
 * letter (ValueEncoders.cs, old and new).
 */
function formsInBase64url(mask: string): string[] {
  const offsets = [0, 1, 2].map((offset) => Buffer.from(mask).subarray(offset).toString('base64url'));
  return [mask, ...offsets.flatMap((whole) => [whole, whole.slice(0, -1)]).filter(({ length }) => length > 2)];
}

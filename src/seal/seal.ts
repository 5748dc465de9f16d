/**
 * A seal: claims under AES-256-GCM that only a holder of the key can open, and only in the same run.
 *
 * It is a compact JWE (RFC 7516) without its header, which is always the same, and without its dots: both would be hit by masks for
 * short secrets and by GitHub's patterns for JWTs.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { failure } from '#report/error.ts';
import { fitsVariable, VARIABLE_LIMIT } from '#runner/files.ts';
import type { Run } from '#runner/run.ts';
import { jsonObject } from '#text/json.ts';

const CIPHER = 'aes-256-gcm'; // A256GCM (RFC 7518, 5.3)
/** The header of every seal, which is authenticated with it (RFC 7516, 5.1). No other is ever read. */
const AAD = Buffer.from(Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url'));
const [IV, TAG] = [12, 16]; // bytes
const [IV_LETTERS, TAG_LETTERS] = [16, 22];
const MAX_TRIES = 100;
/** What GitHub takes for a JWT is not public; all of them begin as `{"`, a folded `{`, or `{}` do in base64url. */
const LIKE_A_JWT = /eyJ|ewogI|e30/;

/** The outputs that hold a seal, and the inputs that take it. */
type SealName = 'sealed_token' | 'sealed_session';
type Claims = Readonly<Record<string, unknown>>;

/** What every seal of a step is made with. */
export interface Sealing {
  /** 32 bytes. */
  readonly key: Uint8Array;
  readonly run: Run;
  /** What the runner masks: where it finds one in a seal, it drops that as an output of the job. */
  readonly masks: ReadonlySet<string>;
}

/**
 * Seals `claims` for this run. Each try has a nonce of its own, until the text contains nothing that this step masks.
 * @param exp seconds since 1970: when the seal expires, if ever
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
 * Opens what `seal` made, with the same key and in the same run. The wrong key and a changed text have one message.
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

/** Whether the step that opens it can be given it, which is by an environment variable. */
function fitsInput(name: SealName, sealed: string): boolean {
  return fitsVariable(`INPUT_${name.toUpperCase()}`, sealed);
}

/**
 * What the runner finds of a mask in a text of base64url: the mask, and its base64 at any offset, to its last whole letter or to
 * its last (ValueEncoders.cs, old and new).
 */
function formsInBase64url(mask: string): string[] {
  const offsets = [0, 1, 2].map((offset) => Buffer.from(mask).subarray(offset).toString('base64url'));
  return [mask, ...offsets.flatMap((whole) => [whole, whole.slice(0, -1)]).filter(({ length }) => length > 2)];
}

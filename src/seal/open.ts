/**
 * Opens a sealed token.
 */
import { failure, type ActionError } from '../report/error.ts';
import { isVisible } from '../text/encoding.ts';
import { compactPart } from '../text/json.ts';
import { fitsInput, header } from './seal.ts';

const MAX_EXP = 1e11; // seconds; beyond it a date cannot be told

/** What a seal held. */
export interface Opened {
  readonly accessToken: string;
  readonly tokenType: string;
  readonly scope: string | undefined;
  /** Milliseconds since 1970; undefined where the server told none. */
  readonly expiry: number | undefined;
}

/**
 * Opens what `seal` made, with the same key and in the same run.
 * @param key 32 bytes
 * @param run the URL of the run
 * @throws ActionError sealed_token_invalid, sealed_token_unreadable, sealed_token_of_other_run, sealed_token_expired
 */
export async function open(sealed: string, key: Uint8Array, run: string): Promise<Opened> {
  if (!fitsInput(sealed) || !hasOurHeader(sealed)) throw failure('sealed_token_invalid', {});
  const { jwtDecrypt } = await import('jose/jwt/decrypt'); // a chunk of its own, read only here
  const { payload } = await jwtDecrypt(sealed, key, {
    audience: run,
    keyManagementAlgorithms: [header.alg],
    contentEncryptionAlgorithms: [header.enc],
  }).catch((error: unknown) => {
    throw refusal(error);
  });
  const { access_token: accessToken, token_type: tokenType, scope, exp } = payload;
  const dated = exp === undefined || (Number.isInteger(exp) && exp < MAX_EXP);
  if (!isVisible(accessToken) || typeof tokenType !== 'string' || !dated) throw failure('sealed_token_invalid', {});
  return {
    accessToken,
    tokenType,
    scope: typeof scope === 'string' ? scope : undefined,
    expiry: exp === undefined ? undefined : exp * 1000,
  };
}

/** Nothing but `alg` and `enc` may stand there: no key wrapping, no passwords (`p2c` can cost minutes), no compression. */
function hasOurHeader(sealed: string): boolean {
  if (!/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/.test(sealed)) return false;
  const found = compactPart(sealed, 0) ?? {};
  return Object.keys(found).length === 2 && found['alg'] === header.alg && found['enc'] === header.enc;
}

/** The wrong key and a changed text have one message: a difference would help whoever changes texts. */
function refusal(error: unknown): ActionError {
  const { code, claim, payload } = error as { code?: string; claim?: string; payload?: { exp?: number } };
  if (code === 'ERR_JWE_DECRYPTION_FAILED') return failure('sealed_token_unreadable', {});
  if (code === 'ERR_JWT_EXPIRED') return failure('sealed_token_expired', { expiry: Math.max(0, payload?.exp ?? 0) * 1000 });
  if (code === 'ERR_JWT_CLAIM_VALIDATION_FAILED' && claim === 'aud') return failure('sealed_token_of_other_run', {});
  return failure('sealed_token_invalid', {});
}

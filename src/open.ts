/**
 * Opens a sealed token.
 */
import { ActionError } from './errors.ts';
import { compactPart } from './json.ts';
import { isVisible } from './response.ts';
import { header, MAX_SEALED } from './seal.ts';
import { isoSeconds } from './validity.ts';

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
  if (sealed.length > MAX_SEALED || !hasOurHeader(sealed)) throw invalid();
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
  if (!isVisible(accessToken) || typeof tokenType !== 'string' || !dated) throw invalid();
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

function invalid(): ActionError {
  return new ActionError('sealed_token_invalid', 'The input `sealed_token` is not a token that this action sealed.');
}

/** The wrong key and a changed text have one message: a difference would help whoever changes texts. */
function refusal(error: unknown): ActionError {
  const { code, claim, payload } = error as { code?: string; claim?: string; payload?: { exp?: number } };
  if (code === 'ERR_JWE_DECRYPTION_FAILED') {
    return new ActionError('sealed_token_unreadable', 'The sealed token cannot be opened with this `seal_key`.');
  }
  if (code === 'ERR_JWT_EXPIRED') {
    return new ActionError(
      'sealed_token_expired',
      `The sealed token has expired, at ${isoSeconds(Math.max(0, payload?.exp ?? 0) * 1000)}.`,
    );
  }
  if (code === 'ERR_JWT_CLAIM_VALIDATION_FAILED' && claim === 'aud') {
    return new ActionError('sealed_token_of_other_run', 'The sealed token was made in another run.');
  }
  return invalid();
}

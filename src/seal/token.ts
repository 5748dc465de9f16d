/**
 * The access token in a seal, for a later job of the run.
 */
import { failure } from '#report/error.ts';
import type { Run } from '#runner/run.ts';
import { isVisible } from '#text/encoding.ts';
import { isMoment } from '#oauth/expiry.ts';
import type { Token } from '#oauth/token.ts';
import { open, seal, type Sealing } from '#seal/seal.ts';

/** Whose token it is: the client, and the host that gave it. */
interface Origin {
  readonly clientId: string;
  readonly host: string;
}

/** What a seal held. What says where it is from is missing where a seal was made by another tool. */
interface OpenedToken extends Partial<Origin> {
  readonly accessToken: string;
  readonly tokenType: string;
  readonly scope?: string;
  /** Milliseconds since 1970; undefined where the server told none. */
  readonly expiry: number | undefined;
  /** The attempt of this run in which it was sealed. */
  readonly attempt?: number;
}

/**
 * Seals the access token, its type and scope, and whose it is. `exp` is the token's own.
 * @throws ActionError token_too_large, seal_masked
 */
export function sealToken(token: Token, { clientId, host }: Origin, sealing: Sealing): string {
  const { accessToken, tokenType, scope, expiry } = token;
  const claims = {
    access_token: accessToken,
    token_type: tokenType,
    scope,
    client_id: clientId,
    host,
    run_attempt: sealing.run.attempt,
  };
  return seal('sealed_token', claims, expiry === undefined ? undefined : expiry / 1000, sealing);
}

/**
 * Opens what `sealToken` made.
 * @param key 32 bytes
 * @throws ActionError those of open, and sealed_token_invalid for a seal that holds something else
 */
export function openToken(sealed: string, key: Uint8Array, run: Run): OpenedToken {
  const claims = open('sealed_token', sealed, key, run);
  const { access_token: accessToken, token_type: tokenType, exp } = claims;
  if ('session' in claims) throw failure('sealed_token_invalid/session', {});
  const dated = exp === undefined || (Number.isInteger(exp) && isMoment(exp));
  if (!isVisible(accessToken) || typeof tokenType !== 'string' || !dated)
    throw failure('sealed_token_invalid', { name: 'sealed_token' });
  const text = <K extends string>(name: K, value: unknown): Partial<Record<K, string>> =>
    typeof value === 'string' && value !== '' ? ({ [name]: value } as Record<K, string>) : {};
  return {
    accessToken,
    tokenType,
    expiry: exp === undefined ? undefined : exp * 1000,
    ...text('scope', claims['scope']),
    ...text('clientId', claims['client_id']),
    ...text('host', claims['host']),
    ...(Number.isInteger(claims['run_attempt']) && { attempt: claims['run_attempt'] as number }),
  };
}

/**
 * The outputs for later jobs: the token, and what ends its session. Read only with `seal_key` (later.ts).
 */
import type { Log } from '#report/log.ts';
import { VARIABLE_LIMIT } from '#runner/files.ts';
import { leftOpen, sessionOf } from '#session/session.ts';
import type { Opener } from '#session/state.ts';
import type { Token } from '#oauth/token.ts';
import type { Sealing } from '#seal/seal.ts';
import { sealSession } from '#seal/session.ts';
import { sealToken } from '#seal/token.ts';

/**
 * Seals both; one without the other where what ends the session is too large, which is told.
 * @param ends whether its session ends with this job anyhow
 * @throws ActionError token_too_large, seal_masked
 */
export async function sealedOutputs(token: Token, opener: Opener, ends: boolean, sealing: Sealing, log: Log) {
  const { clientId, tokenUrl } = opener;
  const sealedToken = sealToken(token, { clientId, host: tokenUrl.host }, sealing);
  const session = sessionOf(token);
  const sealedSession = sealSession(session, opener, sealing);
  if (sealedSession === undefined && !ends) await log.warn('not_ended', { ...leftOpen(session, opener), limit: VARIABLE_LIMIT });
  return { sealed_token: sealedToken, ...(sealedSession !== undefined && { sealed_session: sealedSession }) };
}

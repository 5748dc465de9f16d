import { maskBasic } from '#oauth/credentials.ts';
import { noSecrets } from '#oauth/credentials.ts';
import { loadEndInputs } from '#inputs/inputs.ts';
import { reportEnded, reportIrrevocable } from '#report/ended.ts';
import { ActionError } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import { thisRun } from '#runner/run.ts';
import { openSession } from '#seal/session.ts';
import { maskQuery } from '#oauth/endpoint-url.ts';
import { endSession } from '#session/end.ts';
import { canEnd, leftOpen } from '#session/session.ts';
import type { Opener } from '#session/state.ts';

/**
 * Ends the session of a sealed token.
 * @throws ActionError that says why not, and where it is known, what is left open until when
 */
export async function endSealedSession(log: Log, cancelled: AbortSignal): Promise<void> {
  const { sealed_session: sealed, seal_key: key, proofs } = await loadEndInputs(log);
  const { session, opener: known } = openSession(sealed, key, thisRun(process.env));
  log.mask(session.token);
  maskQuery(known.tokenUrl, log);
  const opener: Opener = { ...known, ...noSecrets };
  try {
    Object.assign(opener, await proofs(known.authMethod));
  } catch (error) {
    throw error instanceof ActionError ? error.and('left_open', leftOpen(session, opener)) : error;
  }
  maskBasic(log, opener);
  for (const key of [opener.privateKey, opener.clientCertificateKey]) log.mask(key);
  const ending = await endSession(session, opener, log, cancelled);
  const { host } = opener.tokenUrl;
  if (ending === 'irrevocable') reportIrrevocable(host, session, canEnd(opener), log);
  else reportEnded(host, { ended: Number(ending === 'ended'), before: Number(ending === 'had ended') }, log);
}

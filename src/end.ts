import { maskBasic } from './client/client-secret.ts';
import { noSecrets } from './client/credentials.ts';
import { loadEndInputs } from './inputs/inputs.ts';
import * as core from './report/core.ts';
import { reportEnded, reportIrrevocable } from './report/ended.ts';
import { ActionError } from './report/error.ts';
import type { Log } from './report/log.ts';
import { thisRun } from './runner/run.ts';
import { openSession } from './seal/session.ts';
import { maskQuery } from './server/endpoint.ts';
import { endSession } from './session/end.ts';
import { leftOpen } from './session/left-open.ts';
import { canEnd } from './session/session.ts';
import type { Opener } from './session/state.ts';

/**
 * Ends the session of a sealed token.
 * @throws ActionError that says why not, and where it is known, what is left open until when
 */
export async function endSealedSession(log: Log, cancelled: AbortSignal): Promise<void> {
  const { sealedSession, sealKey, readSecrets } = loadEndInputs(
    core.getInput,
    process.env,
    log,
    await import('./inputs/rare.ts'),
  );
  const { session, opener: known } = await openSession(sealedSession, sealKey, thisRun(process.env));
  log.mask(session.token);
  maskQuery(known.tokenUrl, log);
  const opener: Opener = { ...known, ...noSecrets };
  try {
    Object.assign(opener, readSecrets(known.authMethod));
  } catch (error) {
    throw error instanceof ActionError ? error.and('left_open', leftOpen(session, opener, log)) : error;
  }
  maskBasic(log, opener);
  const ending = await endSession(session, opener, log, cancelled);
  const { host } = opener.tokenUrl;
  if (ending === 'irrevocable') reportIrrevocable(host, session, canEnd(opener), log);
  else reportEnded(host, { ended: Number(ending === 'ended'), before: Number(ending === 'had ended') }, log);
}

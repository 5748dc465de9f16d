import { maskBasic } from './client/client-secret.ts';
import { getState } from './report/core.ts';
import { ActionError } from './report/error.ts';
import type { Log } from './report/log.ts';
import { describeIrrevocable, describeLifetimes, describeUntil } from './report/time.ts';
import { maskQuery } from './server/endpoint.ts';
import { endSession } from './session/end.ts';
import type { Ending, Session } from './session/session.ts';
import { loadState, type Opener, type SavedState } from './session/state.ts';

/** Ends the sessions that main left, but for one that is to live on. What is left open is told; no failure of one keeps the others. */
export async function endSessions(log: Log, cancelled: AbortSignal): Promise<void> {
  const state = await load(log);
  if (state?.asking && state.asked)
    await log.warn('ended_early', { ...state.asked, clientId: log.foreign(state.asked.clientId) });
  const { opener, sessions = [], asked, unending } = state ?? {};
  if (asked && unending)
    log.info(`Nothing is ended at ${asked.host}, since no endpoint for it is known; ${describeLifetimes(unending)}.`);
  if (!opener || sessions.length === 0) return; // nothing was minted, or nothing is to be ended
  for (const secret of [
    opener.clientSecret,
    opener.privateKey,
    opener.clientCertificateKey,
    ...sessions.map(({ token }) => token),
  ])
    log.mask(secret);
  maskBasic(log, opener);
  maskQuery(opener.tokenUrl, log);
  for (const { until } of sessions.filter(({ kept }) => kept))
    log.info(`The session at ${opener.tokenUrl.host} lives on for later jobs, ${describeUntil(until)} or until \`end\` ends it.`);
  const ending = sessions.filter(({ kept }) => !kept);
  const endings = await Promise.all(ending.map((session) => tryToEnd(session, opener, log, cancelled)));
  tell(endings, opener.tokenUrl.host, log);
  for (const session of ending.filter((_, index) => endings[index] === 'irrevocable'))
    log.info(describeIrrevocable(opener.tokenUrl.host, session, true));
}

async function load(log: Log): Promise<SavedState | undefined> {
  try {
    return loadState(getState);
  } catch {
    await log.warn('state_damaged', {});
    return undefined;
  }
}

async function tryToEnd(session: Session, opener: Opener, log: Log, cancelled: AbortSignal): Promise<Ending | undefined> {
  try {
    return await endSession(session, opener, log, cancelled);
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    await log.warnOf(error);
    return undefined;
  }
}

function tell(endings: readonly (Ending | undefined)[], host: string, log: Log): void {
  const count = (ending: Ending): number => endings.filter((each) => each === ending).length;
  const sessions = (number: number): string =>
    number === 1 ? `The session at ${host}` : `${String(number)} sessions at ${host}`;
  const [ended, before] = [count('ended'), count('had ended')];
  if (ended > 0) log.info(`${sessions(ended)} ${ended === 1 ? 'is' : 'are'} ended.`);
  if (before > 0) log.info(`${sessions(before)} had ended before.`);
}

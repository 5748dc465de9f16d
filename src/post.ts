import { maskBasic } from './client/client-secret.ts';
import { collectNotes, removeFolder } from './command/notes.ts';
import { getState } from './report/core.ts';
import { reportEnded, reportIrrevocable, reportKept, reportUnending } from './report/ended.ts';
import { ActionError } from './report/error.ts';
import type { Log } from './report/log.ts';
import { maskQuery } from './server/endpoint.ts';
import { endSession } from './session/end.ts';
import type { Ending, Session } from './session/session.ts';
import { loadState, type Opener, type SavedState } from './session/state.ts';

const AT_ONCE = 20; // sessions
const WARNED = 20; // sessions that are told one by one
const PATIENCE = 60_000; // milliseconds for the sessions of the token command, of which there may be many

/**
 * Ends the sessions that main left, but for one that is to live on. What is left open is told; no failure of one keeps the
 * others.
 */
export async function endSessions(log: Log, cancelled: AbortSignal): Promise<void> {
  const state = await load(log);
  if (state?.folder === undefined) await endAll(state ?? {}, log, cancelled);
  else await endWithCommand(state, state.folder, log, cancelled);
}

/** The same with those of the token command. Its folder goes, whatever happens. */
async function endWithCommand(state: SavedState, folder: string, log: Log, cancelled: AbortSignal): Promise<void> {
  try {
    const { states, damaged } = await collectNotes(folder, state.made === true && state.opener !== undefined);
    if (damaged > 0) await log.warn('notes_damaged', { count: damaged });
    const stopped = states.filter(({ asking }) => asking).length;
    if (stopped > 0 && state.asked)
      await log.warn('call_stopped', { ...state.asked, clientId: log.foreign(state.asked.clientId), count: stopped });
    const sessions = [state, ...states].flatMap((each) => each.sessions ?? []);
    const inTime = AbortSignal.any([cancelled, AbortSignal.timeout(PATIENCE)]);
    await endAll({ ...state, sessions }, log, inTime);
  } finally {
    const reason = removeFolder(folder);
    if (reason !== undefined) await log.warn('folder_left', { reason });
  }
}

async function endAll(state: SavedState, log: Log, cancelled: AbortSignal): Promise<void> {
  if (state.asking && state.asked) await log.warn('ended_early', { ...state.asked, clientId: log.foreign(state.asked.clientId) });
  const { opener, sessions = [], asked, unending } = state;
  if (asked && unending) reportUnending(asked.host, unending, log);
  if (!opener && asked && sessions.length > 0) await warnOfMany(sessions, asked, log);
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
  for (const { until } of sessions.filter(({ kept }) => kept)) reportKept(opener.tokenUrl.host, until, log);
  const ending = sessions.filter(({ kept }) => !kept);
  const endings = await endEach(ending, opener, log, cancelled);
  const count = (which: Ending): number => endings.filter((each) => each === which).length;
  reportEnded(opener.tokenUrl.host, { ended: count('ended'), before: count('had ended') }, log);
  for (const session of ending.filter((_, index) => endings[index] === 'irrevocable'))
    reportIrrevocable(opener.tokenUrl.host, session, true, log);
}

async function load(log: Log): Promise<SavedState | undefined> {
  try {
    return loadState(getState);
  } catch {
    await log.warn('state_damaged', {});
    return undefined;
  }
}

/** Several at once. Of many that are left open, the first are told one by one. */
async function endEach(
  sessions: readonly Session[],
  opener: Opener,
  log: Log,
  cancelled: AbortSignal,
): Promise<(Ending | undefined)[]> {
  const waiting = sessions.entries();
  const endings: (Ending | undefined)[] = [];
  const left: Session[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) {
      const [index, session] = next.value;
      const told = left.length < WARNED;
      // When the time is up, no more are asked than are told one by one.
      endings[index] = told || !cancelled.aborted ? await tryToEnd(session, opener, log, cancelled, told) : undefined;
      if (endings[index] === undefined) left.push(session);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const untold = left.slice(WARNED);
  if (untold.length > 0) await warnOfMany(untold, { clientId: opener.clientId, host: opener.tokenUrl.host }, log);
  return endings;
}

async function warnOfMany(left: readonly Session[], asked: NonNullable<SavedState['asked']>, log: Log): Promise<void> {
  const ends = left.map(({ until }) => until ?? Infinity);
  const end = Math.max(...ends);
  const params = { clientId: log.foreign(asked.clientId), host: asked.host, count: left.length };
  await log.warn('many_left_open', { ...params, end: end === Infinity ? undefined : end });
}

async function tryToEnd(
  session: Session,
  opener: Opener,
  log: Log,
  cancelled: AbortSignal,
  told: boolean,
): Promise<Ending | undefined> {
  try {
    return await endSession(session, opener, log, cancelled);
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    if (told) await log.warnOf(error);
    return undefined;
  }
}

import { maskBasic } from '#oauth/credentials.ts';
import { collectNotes, removeFolder } from '#command/notes.ts';
import { getState } from '#report/core.ts';
import { reportEnded, reportIrrevocable, reportKept } from '#report/ended.ts';
import { ActionError } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import { maskQuery } from '#oauth/endpoint-url.ts';
import { endSession } from '#session/end.ts';
import type { Ending, Session } from '#session/session.ts';
import { loadState, type Opener, type SavedState } from '#session/state.ts';

const AT_ONCE = 20; // sessions, and warnings of such as are left open
const PATIENCE = 60_000; // milliseconds for the sessions of the token command, of which there may be many

/** Ends the sessions that main left, but for one that is to live on, and those of the token command, whose folder goes. */
export async function endSessions(log: Log, cancelled: AbortSignal): Promise<void> {
  const state = await load(log);
  const { folder, sessions = [], asked } = state;
  if (asked && state.asking) await log.warn('ended_early', asked);
  if (folder === undefined) return endAll(sessions, state, log, cancelled);
  try {
    const { states, damaged } = await collectNotes(folder);
    if (damaged > 0) await log.warn('notes_damaged', { count: damaged });
    const stopped = states.filter(({ asking }) => asking).length;
    if (asked && stopped > 0) await log.warn('call_stopped', { ...asked, count: stopped });
    const inTime = AbortSignal.any([cancelled, AbortSignal.timeout(PATIENCE)]);
    await endAll([...sessions, ...states.flatMap((each) => each.sessions ?? [])], state, log, inTime);
  } finally {
    const reason = removeFolder(folder);
    if (reason !== undefined) await log.warn('folder_left', { reason });
  }
}

async function load(log: Log): Promise<SavedState> {
  try {
    return loadState(getState);
  } catch {
    await log.warn('state_damaged', {});
    return {};
  }
}

/** Ends `sessions`, some at once. No failure of one keeps the others. */
async function endAll(
  sessions: readonly Session[],
  { opener, asked }: SavedState,
  log: Log,
  cancelled: AbortSignal,
): Promise<void> {
  if (!opener) return warnOfMany(sessions, asked, log);
  const { host } = opener.tokenUrl;
  for (const secret of [opener.clientSecret, opener.privateKey, opener.clientCertificateKey]) log.mask(secret);
  for (const { token } of sessions) log.mask(token);
  maskBasic(log, opener);
  maskQuery(opener.tokenUrl, log);
  for (const { until } of sessions.filter(({ kept }) => kept)) reportKept(host, until, log);
  const ending = sessions.filter(({ kept }) => !kept);
  const endings: (Ending | ActionError)[] = [];
  for (let first = 0; first < ending.length && !(cancelled.aborted && first > 0); first += AT_ONCE)
    endings.push(
      ...(await Promise.all(ending.slice(first, first + AT_ONCE).map((session) => tryToEnd(session, opener, log, cancelled)))),
    );
  const count = (which: Ending): number => endings.filter((each) => each === which).length;
  reportEnded(host, { ended: count('ended'), before: count('had ended') }, log);
  for (const session of ending.filter((_, index) => endings[index] === 'irrevocable'))
    reportIrrevocable(host, session, true, log);
  for (const error of endings.filter((each) => each instanceof ActionError).slice(0, AT_ONCE)) await log.warnOf(error);
  const left = ending.filter((_, index) => endings[index] === undefined || endings[index] instanceof ActionError);
  await warnOfMany(left.slice(AT_ONCE), asked, log);
}

async function tryToEnd(session: Session, opener: Opener, log: Log, cancelled: AbortSignal): Promise<Ending | ActionError> {
  return endSession(session, opener, log, cancelled).catch((error: unknown) => {
    if (error instanceof ActionError) return error;
    throw error;
  });
}

async function warnOfMany(left: readonly Session[], asked: SavedState['asked'], log: Log): Promise<void> {
  if (!asked || left.length === 0) return;
  const end = Math.max(...left.map(({ until }) => until ?? Infinity));
  await log.warn('many_left_open', { ...asked, count: left.length, end: end === Infinity ? undefined : end });
}

/** The post step: ends the sessions of the job. */
import { getState } from '@actions/core';
import { collectSessions, isOurFolder, removeFolder } from '#command/sessions.ts';
import type { Context } from '#http/ask.ts';
import { trustAlso } from '#http/trust.ts';
import { maskCredentials } from '#oauth/authenticate.ts';
import { ActionError } from '#report/error.ts';
import { reportEnded, reportKept, reportRevoked, reportUnending } from '#report/lines.ts';
import type { Log } from '#report/log.ts';
import { endSession } from '#session/end.ts';
import type { Client, Ending, Session } from '#session/session.ts';
import { loadState, type SavedState } from '#session/state.ts';

const AT_ONCE = 20; // sessions, and warnings about them
const PATIENCE = 60_000; // milliseconds, if there are many of the token command

/** Ends the sessions of main and of the token command, and removes the folder of the command. */
export async function endSessions(log: Log, cancelled: AbortSignal): Promise<void> {
  const state = await load(log);
  const { folder, sessions = [], asked } = state;
  if (asked && state.asking) await log.warn('ended_early', asked);
  if (folder === undefined) return endAll(sessions, state, { log, cancelled });
  const ours = isOurFolder(folder, process.env);
  try {
    const { states, damaged } = ours ? await collectSessions(folder) : { states: [], damaged: 1 };
    if (damaged > 0) await log.warn('notes_damaged', { count: damaged });
    const stopped = states.filter(({ asking }) => asking).length;
    if (asked && stopped > 0) await log.warn('call_stopped', { ...asked, count: stopped });
    const inTime = { log, cancelled: AbortSignal.any([cancelled, AbortSignal.timeout(PATIENCE)]) };
    await endAll([...sessions, ...states.flatMap((each) => each.sessions ?? [])], state, inTime);
  } finally {
    const reason = ours ? removeFolder(folder) : 'RUNNER_TEMP has changed';
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

/** A session that cannot be ended does not stop the others. */
async function endAll(sessions: readonly Session[], { client, asked }: SavedState, context: Context): Promise<void> {
  const { log, cancelled } = context;
  if (!client) return warnOfMany(sessions, asked, log);
  const { host } = client.tokenUrl;
  maskCredentials(client, log);
  if (sessions.length > 0) trustAlso(client.caCertificates);
  for (const { token } of sessions) log.mask(token);
  for (const { until } of sessions.filter(({ kept }) => kept)) reportKept(host, until, log);
  for (const session of sessions.filter(({ shared, kept }) => shared && !kept)) reportUnending(host, 'shared', session, log);
  const ending = sessions.filter(({ kept, shared }) => !kept && !shared);
  const endings: (Ending | ActionError)[] = [];
  for (let first = 0; first < ending.length && !(cancelled?.aborted && first > 0); first += AT_ONCE) {
    const some = ending.slice(first, first + AT_ONCE).map((session) => tryToEnd(session, client, context));
    endings.push(...(await Promise.all(some)));
  }
  const of = (which: Ending): Session[] => ending.filter((_, index) => endings[index] === which);
  reportEnded(host, { ended: of('ended').length, before: of('had ended').length }, log);
  for (const session of of('ended').filter(({ kind }) => kind === 'access_token')) reportRevoked(session, log);
  for (const session of of('unsupported')) reportUnending(host, 'unsupported', session, log);
  const failed = endings.filter((each) => each instanceof ActionError).slice(0, AT_ONCE);
  for (const error of failed) await log.warnOf(error);
  const left = ending.filter((_, index) => endings[index] === undefined || endings[index] instanceof ActionError);
  await warnOfMany(left.slice(failed.length), asked, log); // those that were not tried come last
}

async function tryToEnd(session: Session, client: Client, context: Context): Promise<Ending | ActionError> {
  return endSession(session, client, context).catch((error: unknown) => {
    if (error instanceof ActionError) return error;
    throw error;
  });
}

async function warnOfMany(sessions: readonly Session[], asked: SavedState['asked'], log: Log): Promise<void> {
  const left = sessions.filter(({ until = Infinity }) => until > Date.now());
  if (!asked || left.length === 0) return;
  const end = Math.max(...left.map(({ until }) => until ?? Infinity));
  await log.warn('many_left_open', { ...asked, count: left.length, end: end === Infinity ? undefined : end });
}

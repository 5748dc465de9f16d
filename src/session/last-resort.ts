/**
 * Where main cannot leave a session to post. Read only then (later.ts).
 */
import type { ActionError } from '../report/error.ts';
import type { Log } from '../report/log.ts';
import { VARIABLE_LIMIT } from '../runner/files.ts';
import { endSession } from './end.ts';
import { leftOpen } from './left-open.ts';
import type { Session } from './session.ts';
import type { Opener } from './state.ts';

/** What ends the session is too large to be kept: it is told. */
export async function tooLarge(session: Session, opener: Opener, log: Log): Promise<void> {
  await log.warn('not_ended', { ...leftOpen(session, opener, log), limit: VARIABLE_LIMIT });
}

/** The state could not be written (`error`): the session is ended here and now, or it is told that it is not. */
export async function endNow(error: ActionError, session: Session, opener: Opener, log: Log): Promise<ActionError> {
  const ending = await endSession(session, opener, log).catch(() => 'irrevocable');
  return ending === 'irrevocable' ? error.and('left_open', leftOpen(session, opener, log)) : error.and('ended', {});
}

/**
 * What is told of a session that stays open.
 */
import type { Log } from '../report/log.ts';
import type { Session } from './session.ts';
import type { Opener } from './state.ts';

/** Whose session it is, where, and until when. */
export function leftOpen({ until: end }: Session, { clientId, tokenUrl }: Opener, log: Log) {
  return { clientId: log.foreign(clientId), host: tokenUrl.host, end };
}

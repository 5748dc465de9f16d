/**
 * Ends sessions over the network: at the end of the job, and where main cannot leave it to that.
 */
import { authenticate } from '#oauth/authenticate.ts';
import { checkProxy } from '#http/proxy.ts';
import { realTime, retry } from '#http/retry.ts';
import { send } from '#http/send.ts';
import { trustAlso } from '#http/trust.ts';
import { ActionError } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import { endRequest, readEndResponse } from '#session/end-request.ts';
import { leftOpen, type Ending, type Session } from '#session/session.ts';
import type { Opener } from '#session/state.ts';

/**
 * Ends `session`, in 10 s and two attempts.
 * @returns `irrevocable` too where no endpoint for it is known, and nothing was asked
 * @throws ActionError that says what is left open, and until when
 */
export async function endSession(session: Session, opener: Opener, log: Log, cancelled?: AbortSignal): Promise<Ending> {
  const request = endRequest(opener, session);
  if (!request) return 'irrevocable';
  try {
    trustAlso(opener.caCertificates);
    const proxy = checkProxy(request.url, process.env, log);
    const { value } = await retry(
      async (timeLeft, ahead) => {
        const authenticated = await authenticate(request, opener, { log, timeLeft, ahead });
        const response = await send(authenticated, timeLeft(), { proxy });
        return readEndResponse(response, request, opener.authMethod);
      },
      { timeout: 10, limit: 'end', attemptTimeout: 4_500, maxAttempts: 2, cancelled, ...realTime(log) },
    );
    return value;
  } catch (error) {
    throw error instanceof ActionError ? error.and('left_open', leftOpen(session, opener)) : error;
  }
}

/** The state could not be written (`error`): the session is ended here and now, or it is told that it is not. */
export async function endNow(error: ActionError, session: Session, opener: Opener, log: Log): Promise<ActionError> {
  const ending = await endSession(session, opener, log).catch(() => 'irrevocable');
  return ending === 'irrevocable' ? error.and('left_open', leftOpen(session, opener)) : error.and('ended', {});
}

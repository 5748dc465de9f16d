/** Ends sessions over the network: at the end of the job, and where main cannot leave it to that. */
import { ask, type Context } from '#http/ask.ts';
import { authenticate } from '#oauth/authenticate.ts';
import { ActionError } from '#report/error.ts';
import { endRequest, readEndResponse } from '#session/end-request.ts';
import { whatStaysOpen, type Client, type Ending, type Session } from '#session/session.ts';

const LIMITS = { timeout: 10, limit: 'end', attemptTimeout: 4_500, maxAttempts: 3 } as const;

/**
 * Ends `session`, in 10 s and a few attempts. One that has expired needs no end. The caller has called `trustAlso`.
 * @returns `unsupported` too where no endpoint for it is known, and nothing was asked
 * @throws ActionError that says what stays open, and until when
 */
export async function endSession(session: Session, client: Client, context: Context): Promise<Ending> {
  const request = endRequest(client, session);
  if (!request) return 'unsupported';
  try {
    const { value } = await ask(
      {
        make: (attempt) => authenticate(request, client, attempt, context.log),
        read: (response) => readEndResponse(response, client),
      },
      LIMITS,
      context,
    );
    return value;
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    if (session.until !== undefined && session.until <= Date.now()) return 'had ended';
    throw error.and('left_open', whatStaysOpen(session, client));
  }
}

/** The state could not be written (`error`): the session is ended here and now, or the message says that it is not. */
export async function endNow(error: ActionError, session: Session, client: Client, context: Context): Promise<ActionError> {
  const ending = session.shared ? 'unsupported' : await endSession(session, client, context).catch(() => 'unsupported');
  return ending === 'unsupported' ? error.and('left_open', whatStaysOpen(session, client)) : error.and('ended', {});
}

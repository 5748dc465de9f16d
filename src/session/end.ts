/** Ends sessions over the network: in post, in `end`, and in main if it cannot leave that to post. */
import { ask, type Context } from '#http/ask.ts';
import { authenticate } from '#oauth/authenticate.ts';
import { ActionError } from '#report/error.ts';
import { endRequest, readEndResponse } from '#session/end-request.ts';
import { whatStaysOpen, type Client, type Ending, type Session } from '#session/session.ts';

const LIMITS = { timeout: 10, limit: 'end', attemptTimeout: 4_500, maxAttempts: 3 } as const;

/**
 * Ends a session in a few attempts of 10 s in all. Call `trustAlso` before.
 * @returns `unsupported` also if no endpoint is known
 * @throws ActionError with the note left_open
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

/** Ends the session at once, because the state could not be written (`error`); adds to `error` whether it is open. */
export async function endNow(error: ActionError, session: Session, client: Client, context: Context): Promise<ActionError> {
  const ending = session.shared ? 'unsupported' : await endSession(session, client, context).catch(() => 'unsupported');
  return ending === 'unsupported' ? error.and('left_open', whatStaysOpen(session, client)) : error.and('ended', {});
}

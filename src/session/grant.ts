/** Requests a token and leaves its session to post, for the main step and the token command. */
import { ask, type Context } from '#http/ask.ts';
import type { FormRequest, HttpResponse } from '#http/send.ts';
import { authenticate } from '#oauth/authenticate.ts';
import type { Endpoints } from '#oauth/endpoint-url.ts';
import { maskTokens } from '#oauth/outputs.ts';
import { tokenRequest, type TokenParameters } from '#oauth/token-request.ts';
import { grantedFields, tokenOf, type Token } from '#oauth/token.ts';
import { checkExpiry } from '#oauth/validity.ts';
import { ActionError, failure } from '#report/error.ts';
import type { Report } from '#report/lines.ts';
import { VARIABLE_LIMIT } from '#runner/files.ts';
import type { Ledger } from '#session/ledger.ts';
import { whatStaysOpen, sessionIn, type Client, type Session } from '#session/session.ts';

export interface Request extends Client, TokenParameters, Endpoints {
  /** Seconds for all attempts. */
  readonly timeout: number;
  /** Milliseconds of `timeout` used up. */
  readonly elapsed: number;
}

interface Grant {
  readonly token: Token;
  readonly session: Session;
  readonly report: Report;
}

/** Asks until there is a token, and saves its session. @throws ActionError why there is none, or why it cannot be passed on */
export async function requestToken(request: Request, client: Client, ledger: Ledger, context: Context): Promise<Grant> {
  const { value, attempts, took } = await askUntilGranted(request, ledger, context);
  const { token, session } = value;
  // First of all: if anything fails from here on, post ends the session.
  try {
    if (!ledger.granted(session))
      await context.log.warn('not_ended', { ...whatStaysOpen(session, client), limit: VARIABLE_LIMIT });
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    const { endNow } = await import('#session/end.ts');
    throw withUncertain(await endNow(error, session, client, { log: context.log }), request, ledger);
  }
  if (context.cancelled?.aborted) throw failure('cancelled', {});
  const { clientId, tokenUrl } = request;
  const { expiry, scope, requestedAt } = token;
  return { ...value, report: { clientId, host: tokenUrl.host, expiry, scope, requestedAt, attempts, took } };
}

async function askUntilGranted(asked: Request, ledger: Ledger, context: Context) {
  const { log } = context;
  let request: FormRequest | undefined;
  ledger.begin();
  try {
    return await ask(
      {
        make: async (attempt) => (request = await authenticate(tokenRequest(asked), asked, attempt, log)),
        sending: ledger.sending.bind(ledger),
        lost: ledger.lost.bind(ledger),
        read: async (response) => {
          try {
            return await granted(response, request, asked, context);
          } catch (error) {
            if (error instanceof ActionError) ledger.refused(response, log);
            throw error;
          }
        },
      },
      asked,
      context,
    );
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    ledger.close();
    throw withUncertain(error, asked, ledger);
  }
}

async function granted(response: HttpResponse, request: FormRequest | undefined, asked: Request, { log }: Context) {
  maskTokens(response, log);
  const fields = grantedFields(response);
  if (!fields) {
    const { refused } = await import('#oauth/refusal.ts');
    const { identityIn } = await import('#oauth/assertion.ts');
    throw refused(response, { ...asked, identity: request ? identityIn(request, asked) : '' });
  }
  const token = tokenOf(fields, response, log.repeats);
  checkExpiry(token, Date.now());
  const session = sessionIn(response) ?? { kind: 'access_token', token: token.accessToken, until: token.expiry };
  return { token, session } as const;
}

function withUncertain(error: ActionError, request: Request, ledger: Ledger): ActionError {
  return ledger.uncertain > 0 ? error.and('may_be_open', uncertainSessions(request, ledger)) : error;
}

/** For messages about lost answers. Their sessions live no longer than that of the token. */
export function uncertainSessions({ clientId, tokenUrl }: Request, ledger: Ledger, session?: Session) {
  return { clientId, host: tokenUrl.host, count: ledger.uncertain, end: session?.until };
}

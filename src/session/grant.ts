/**
 * Asks for a token and leaves its session to post, for the main step and for the token command.
 */
import { authenticate } from '#oauth/authenticate.ts';
import type { Attempt } from '#oauth/credentials.ts';
import { checkProxy } from '#http/proxy.ts';
import { realTime, retry } from '#http/retry.ts';
import { send, type FormRequest, type HttpResponse } from '#http/send.ts';
import type { Inputs } from '#inputs/inputs.ts';
import { ActionError, failure } from '#report/error.ts';
import type { Given } from '#report/given.ts';
import type { Log } from '#report/log.ts';
import { VARIABLE_LIMIT } from '#runner/files.ts';
import type { Endpoints } from '#oauth/endpoint-url.ts';
import type { Openings } from '#session/ledger.ts';
import { leftOpen, sessionOf } from '#session/session.ts';
import type { Opener } from '#session/state.ts';
import { maskTokens } from '#oauth/outputs.ts';
import { tokenRequest } from '#oauth/token-request.ts';
import { grantedFields, tokenOf, type Token } from '#oauth/token.ts';

/** What is asked for, and of whom; `spent` are the milliseconds of `timeout` that have passed. */
export type Server = Inputs & Endpoints & { readonly spent: number };

/** A token, and the answer that has it. */
interface Granted {
  readonly token: Token;
  readonly response: HttpResponse;
}

/** What a request needs of the outside. */
interface Outside {
  readonly log: Log;
  readonly cancelled: AbortSignal;
}

/**
 * Asks until there is a token, and leaves its session to post.
 * @param openings where each attempt is noted that may have opened a session
 * @returns `given`: what is told of it
 * @throws ActionError why there is none, or why it cannot be handed on
 */
export async function requestToken(
  server: Server,
  opener: Opener,
  openings: Openings,
  { log, cancelled }: Outside,
): Promise<Granted & { readonly given: Given }> {
  const { value, attempts, took } = await askUntilGranted(server, openings, log, cancelled);
  const { token, response } = value;
  // First of all, so that whatever fails from here on leaves no session behind.
  const session = sessionOf(token);
  try {
    if (!openings.granted(session)) await log.warn('not_ended', { ...leftOpen(session, opener), limit: VARIABLE_LIMIT });
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    // Nobody else will.
    const { endNow } = await import('#session/end.ts');
    throw withUnread(await endNow(error, session, opener, log), server, openings);
  }
  if (cancelled.aborted) throw failure('cancelled/granted', {});
  const { clientId, tokenUrl } = server;
  const { expiry, scope } = token;
  return { ...value, given: { clientId, host: tokenUrl.host, expiry, scope, askedAt: response.sentAt, attempts, took } };
}

async function askUntilGranted(server: Server, openings: Openings, log: Log, cancelled: AbortSignal) {
  const proxy = checkProxy(server.tokenUrl, process.env, log);
  openings.asking();
  try {
    return await retry((timeLeft, ahead) => attempt(server, openings, proxy, { log, timeLeft, ahead }, cancelled), {
      timeout: server.timeout,
      spent: server.spent,
      cancelled,
      ...realTime(log),
    });
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    if (error.id === 'cancelled/in_flight') openings.leftBehind();
    openings.settle();
    const { withShapes } = await import('#oauth/credential-hints.ts');
    throw withUnread(withShapes(error, server), server, openings);
  }
}

async function attempt(
  server: Server,
  openings: Openings,
  proxy: string | undefined,
  outside: Attempt,
  cancelled: AbortSignal,
): Promise<Granted> {
  const { log, timeLeft } = outside;
  const request = await authenticate(tokenRequest(server), server, outside);
  if (cancelled.aborted) throw failure('cancelled', {});
  let response: HttpResponse | undefined;
  openings.sending();
  try {
    response = await send(request, timeLeft(), { proxy });
    maskTokens(response, log);
    const fields = grantedFields(response);
    if (!fields) throw await refusal(response, request, server);
    const expected = { repeats: log.repeats, host: server.tokenUrl.host };
    return { response, token: tokenOf(fields, response, expected) };
  } catch (error) {
    if (error instanceof ActionError) openings.failed(error, response, log);
    throw error;
  }
}

async function refusal(response: HttpResponse, request: FormRequest, server: Server): Promise<ActionError> {
  const { refused } = await import('#oauth/refusal.ts');
  const { authMethod, methodsTaken, tokenUrl } = server;
  const identity = 'client_assertion' in request.form ? (await import('#oauth/assertion.ts')).identityIn(request, server) : '';
  return refused(response, { host: tokenUrl.host, authMethod, methodsTaken, identity });
}

function withUnread(error: ActionError, server: Server, openings: Openings): ActionError {
  return openings.unread > 0 ? error.and('may_be_open', lostAnswers(server, openings)) : error;
}

/** What is told of attempts whose answers were lost. Their sessions live no longer than that of the token, if there is one. */
export function lostAnswers({ clientId, tokenUrl }: Server, openings: Openings, token?: Token) {
  const end = token && (token.refreshExpiry ?? token.expiry);
  return { clientId: clientId, host: tokenUrl.host, count: openings.unread, end };
}

import { authenticate } from './client/authenticate.ts';
import { maskBasic } from './client/client-secret.ts';
import { credentialsOf, type Attempt } from './client/credentials.ts';
import { checkProxy } from './http/proxy.ts';
import { attemptTimeout, realTime, retry } from './http/retry.ts';
import { send, type FormRequest, type HttpResponse } from './http/send.ts';
import { trustAlso } from './http/trust.ts';
import { loadInputs, rareFor, type Inputs } from './inputs/inputs.ts';
import * as core from './report/core.ts';
import { ActionError, failure } from './report/error.ts';
import { reportGiven } from './report/given.ts';
import type { Log } from './report/log.ts';
import { appendTo, requireFiles } from './runner/files.ts';
import { thisRun } from './runner/run.ts';
import type { Sealing } from './seal/seal.ts';
import { maskQuery, type Endpoints } from './server/endpoint.ts';
import { findEndpoints } from './server/endpoints.ts';
import { Openings, type Ends } from './session/openings.ts';
import { canEnd, lifetimesOf, sessionOf } from './session/session.ts';
import { saveState, type Opener } from './session/state.ts';
import { maskTokens, outputsOf } from './token/outputs.ts';
import { tokenRequest } from './token/request.ts';
import { grantedFields, tokenOf, type Token } from './token/response.ts';
import { checkValidity, remarks } from './token/validity.ts';

/** What is asked for, and of whom. */
type Server = Inputs & Endpoints & { readonly spent: number };

/** Asks for a token, masks it, and hands it on. */
export async function requestAccessToken(log: Log, cancelled: AbortSignal): Promise<void> {
  requireFiles(process.env, ['GITHUB_OUTPUT', 'GITHUB_STATE']);
  saveState({}); // what main saved wins over what later steps put into the environment
  const inputs = loadInputs(core.getInput, process.env, log, await rareFor(core.getInput));
  maskBasic(log, inputs);
  maskQuery(inputs.tokenUrl, log);
  const sealing = inputs.sealKey && { key: inputs.sealKey, run: thisRun(process.env), isMasked: log.standsIn };
  await trustAlso(inputs.caCertificates);
  const server: Server = { ...inputs, ...(await findEndpoints(inputs, log, cancelled)) };
  const { host } = server.tokenUrl;
  const { caCertificates, revocationUrl } = server;
  const opener: Opener = { ...credentialsOf(server), caCertificates, revocationUrl };
  const ends: Ends = inputs.revoke === 'false' ? 'never' : canEnd(opener) ? 'with the job' : 'unknown';
  const later = inputs.tokenCommand ? await import('./later.ts') : undefined;
  const folder = later?.folderFor(process.env);
  const openings = new Openings(opener, ends, folder === undefined ? saveState : later?.keepingFolder(folder));

  const { value, attempts, took } = await requestToken(server, openings, log, cancelled);
  const { token, response } = value;
  // First of all, so that whatever fails from here on leaves no session behind.
  await leaveToPost(token, openings, server, opener, log);
  if (cancelled.aborted) throw failure('cancelled/granted', {});
  checkValidity(token, inputs.minValidity, Date.now());
  const sealed = sealing && (await seal(token, opener, inputs, sealing, log));
  const command = folder !== undefined && { token_command: later?.layOut(folder, server, ends, token, response.sentAt) ?? '' };
  if (command) openings.settle(); // now that the folder is there
  appendTo('GITHUB_OUTPUT', { ...outputsOf(token), ...sealed, ...command });
  if (sealed && inputs.revoke === 'auto') openings.keep();

  const { expiry, scope } = token;
  const given = { clientId: inputs.clientId, host, expiry, scope, askedAt: response.sentAt, attempts, took };
  reportGiven(given, log);
  for (const { id, params } of remarks(token, inputs, response, log.foreign)) await log.warn(id, params);
  if (openings.unread > 0) await log.warn('lost_answers', unread(server, openings, log, token));
  if (sealed && inputs.revoke === 'true') await log.warn('sealed_ends', {});
  if (inputs.summary) await (await import('./report/summary.ts')).writeSummary(given, core.loadSummary, log);
}

async function seal(token: Token, opener: Opener, { revoke }: Inputs, sealing: Sealing, log: Log) {
  const { sealedOutputs } = await import('./later.ts');
  return sealedOutputs(token, opener, revoke === 'true', sealing, log);
}

/**
 * What the token command asks for when main is long done: a token of the same kind, whose session is left to post by `keep`. The
 * runner masks the credentials already.
 */
export async function requestAgain(
  asked: Inputs & Endpoints,
  ends: Ends,
  keep: typeof saveState,
  log: Log,
  cancelled: AbortSignal,
): Promise<{ token: Token; askedAt: number }> {
  const { clientId, clientSecret, privateKey, clientCertificateKey, caCertificates, tokenUrl, revocationUrl, parameters } = asked;
  log.known(() => {
    for (const secret of [clientSecret, privateKey, clientCertificateKey]) log.mask(secret);
    maskBasic(log, asked);
    maskQuery(tokenUrl, log);
    checkProxy(tokenUrl, process.env, log);
  });
  for (const [, value] of parameters) log.hide(value);
  await trustAlso(caCertificates);
  const server: Server = { ...asked, spent: 0 };
  const opener: Opener = { ...credentialsOf(server), caCertificates, revocationUrl };
  const openings = new Openings(opener, ends, keep);
  const { value, attempts, took } = await requestToken(server, openings, log, cancelled);
  const { token, response } = value;
  await leaveToPost(token, openings, server, opener, log);
  if (cancelled.aborted) throw failure('cancelled/granted', {});
  const { expiry, scope } = token;
  const { sentAt: askedAt } = response;
  reportGiven({ clientId, host: tokenUrl.host, expiry, scope, askedAt, attempts, took }, log);
  if (openings.unread > 0) await log.warn('lost_answers', unread(server, openings, log, token));
  return { token, askedAt };
}

/** Asks until there is a token. Each attempt that may have opened a session is noted. */
async function requestToken(server: Server, openings: Openings, log: Log, cancelled: AbortSignal) {
  const proxy = checkProxy(server.tokenUrl, process.env, log);
  openings.asking();
  try {
    return await retry((timeLeft, ahead) => attempt(server, openings, proxy, { log, timeLeft, ahead }, cancelled), {
      timeout: server.timeout,
      spent: server.spent,
      attemptTimeout: attemptTimeout(server.timeout),
      cancelled,
      ...realTime(log),
    });
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    if (error.id === 'cancelled/in_flight') openings.leftBehind();
    openings.settle();
    const { withShapes } = await import('./client/shape.ts');
    throw withUnread(withShapes(error, server), server, openings, log);
  }
}

async function attempt(
  server: Server,
  openings: Openings,
  proxy: string | undefined,
  outside: Attempt,
  cancelled: AbortSignal,
): Promise<{ response: HttpResponse; token: Token }> {
  const { log, timeLeft } = outside;
  const request = await authenticate(tokenRequest(server), server, outside);
  if (cancelled.aborted) throw failure('cancelled', {});
  let response: HttpResponse | undefined;
  openings.sending();
  try {
    response = await send(request, timeLeft(), { proxy, clean: log.foreign });
    maskTokens(response, log);
    const fields = grantedFields(response);
    if (!fields) throw await refusal(response, request, server, log);
    const expected = { clean: log.foreign, repeats: log.repeats, host: server.tokenUrl.host };
    return { response, token: tokenOf(fields, response, expected) };
  } catch (error) {
    if (error instanceof ActionError) openings.failed(error, response, log);
    throw error;
  }
}

async function refusal(response: HttpResponse, request: FormRequest, server: Server, log: Log): Promise<ActionError> {
  const { refused } = await import('./token/refusal.ts');
  const { authMethod, methodsTaken, tokenUrl } = server;
  const identity =
    'client_assertion' in request.form ? (await import('./client/other-methods.ts')).identityIn(request, server, log) : '';
  return refused(response, { clean: log.foreign, host: tokenUrl.host, authMethod, methodsTaken, identity });
}

/** Leaves the session to post; should that fail, it is ended here and now: nobody else will. */
async function leaveToPost(token: Token, openings: Openings, server: Server, opener: Opener, log: Log): Promise<void> {
  const session = sessionOf(token);
  try {
    if (openings.granted(session, lifetimesOf(token))) return;
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    throw withUnread(await (await import('./later.ts')).endNow(error, session, opener, log), server, openings, log);
  }
  await (await import('./later.ts')).tooLarge(session, opener, log);
}

function withUnread(error: ActionError, server: Server, openings: Openings, log: Log): ActionError {
  return openings.unread > 0 ? error.and('may_be_open', unread(server, openings, log)) : error;
}

/** What is told of attempts whose answers were lost. Their sessions live no longer than that of the token, if there is one. */
function unread({ clientId, tokenUrl }: Server, openings: Openings, log: Log, token?: Token) {
  const end = token && (token.refreshExpiry ?? token.expiry);
  return { clientId: log.foreign(clientId), host: tokenUrl.host, count: openings.unread, end };
}

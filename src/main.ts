import { authenticate, identityIn, type Attempt } from './client/authenticate.ts';
import { maskBasic } from './client/client-secret.ts';
import { credentialsOf } from './client/credentials.ts';
import { checkProxy } from './http/proxy.ts';
import { attemptTimeout, realTime, retry } from './http/retry.ts';
import { send, type HttpResponse } from './http/send.ts';
import { trustAlso } from './http/trust.ts';
import { loadInputs, type Inputs } from './inputs/inputs.ts';
import * as core from './report/core.ts';
import { ActionError, failure } from './report/error.ts';
import { reportGiven } from './report/given.ts';
import type { Log } from './report/log.ts';
import { appendTo, requireFiles } from './runner/files.ts';
import { thisRun } from './runner/run.ts';
import type { Sealing } from './seal/seal.ts';
import { Openings, type Ends } from './session/openings.ts';
import { canEnd, lifetimesOf, sessionOf } from './session/session.ts';
import { saveState, type Opener } from './session/state.ts';
import { maskTokens, outputsOf } from './token/outputs.ts';
import { tokenRequest } from './token/request.ts';
import { parseResponse, type Token } from './token/response.ts';
import { checkValidity, remarks } from './token/validity.ts';

/** Asks for a token, masks it, and hands it on. */
export async function requestAccessToken(log: Log, cancelled: AbortSignal): Promise<void> {
  requireFiles(process.env, ['GITHUB_OUTPUT', 'GITHUB_STATE']);
  saveState({}); // what main saved wins over what later steps put into the environment
  const inputs = loadInputs(core.getInput, process.env, log);
  maskBasic(log, inputs);
  const sealing = inputs.sealKey && { key: inputs.sealKey, run: thisRun(process.env), isMasked: log.standsIn };
  const { host } = inputs.tokenUrl;
  const opener: Opener = { ...credentialsOf(inputs), caCertificates: inputs.caCertificates };
  const ends: Ends = inputs.revoke === 'false' ? 'never' : canEnd(opener.tokenUrl) ? 'with the job' : 'unknown';
  const later = inputs.tokenCommand ? await import('./later.ts') : undefined;
  const folder = later?.folderFor(process.env);
  const openings = new Openings(opener, ends, folder === undefined ? saveState : keepingFolder(folder));

  const { value, attempts, took } = await requestToken(inputs, openings, log, cancelled);
  const { token, response } = value;
  // First of all, so that whatever fails from here on leaves no session behind.
  await leaveToPost(token, openings, opener, log);
  if (cancelled.aborted) throw failure('cancelled/granted', {});
  checkValidity(token, inputs.minValidity, Date.now());
  const sealed = sealing && (await seal(token, opener, inputs, sealing, log));
  const command = folder !== undefined && { token_command: later?.layOut(folder, inputs, ends, token, response.sentAt) ?? '' };
  appendTo('GITHUB_OUTPUT', { ...outputsOf(token), ...sealed, ...command });
  if (sealed && inputs.revoke === 'auto') openings.keep();

  const { expiry, scope } = token;
  const given = { clientId: inputs.clientId, host, expiry, scope, askedAt: response.sentAt, attempts, took };
  reportGiven(given, log);
  for (const { id, params } of remarks(token, inputs.scope, response, log.foreign)) await log.warn(id, params);
  if (openings.unread > 0) await log.warn('lost_answers', unread(inputs, openings, log, token));
  if (sealed && inputs.revoke === 'true') await log.warn('sealed_ends', {});
  if (inputs.summary) await (await import('./report/summary.ts')).writeSummary(given, core.loadSummary, log);
}

async function seal(token: Token, opener: Opener, { revoke }: Inputs, sealing: Sealing, log: Log) {
  const { sealedOutputs } = await import('./later.ts');
  return sealedOutputs(token, opener, revoke === 'true', sealing, log);
}

/** Saves the state with the folder of the command, which post removes. */
function keepingFolder(folder: string): typeof saveState {
  return (state) => saveState({ ...state, folder });
}

/**
 * What the token command asks for when main is long done: a token of the same kind, whose session is left to post by `keep`. The
 * runner masks the credentials already.
 */
export async function requestAgain(
  inputs: Inputs,
  ends: Ends,
  keep: typeof saveState,
  log: Log,
  cancelled: AbortSignal,
): Promise<{ token: Token; askedAt: number }> {
  log.known(() => {
    for (const secret of [inputs.clientSecret, inputs.privateKey]) log.mask(secret);
    maskBasic(log, inputs);
    checkProxy(inputs.tokenUrl, process.env, log);
  });
  const opener: Opener = { ...credentialsOf(inputs), caCertificates: inputs.caCertificates };
  const openings = new Openings(opener, ends, keep);
  const { value, attempts, took } = await requestToken(inputs, openings, log, cancelled);
  const { token, response } = value;
  await leaveToPost(token, openings, opener, log);
  if (cancelled.aborted) throw failure('cancelled/granted', {});
  const { expiry, scope } = token;
  const { sentAt: askedAt } = response;
  reportGiven({ clientId: inputs.clientId, host: inputs.tokenUrl.host, expiry, scope, askedAt, attempts, took }, log);
  if (openings.unread > 0) await log.warn('lost_answers', unread(inputs, openings, log, token));
  return { token, askedAt };
}

/** Asks until there is a token. Each attempt that may have opened a session is noted. */
async function requestToken(inputs: Inputs, openings: Openings, log: Log, cancelled: AbortSignal) {
  await trustAlso(inputs.caCertificates);
  const proxy = checkProxy(inputs.tokenUrl, process.env, log);
  openings.asking();
  try {
    return await retry((timeLeft, ahead) => attempt(inputs, openings, proxy, { log, timeLeft, ahead }, cancelled), {
      timeout: inputs.timeout,
      attemptTimeout: attemptTimeout(inputs.timeout),
      cancelled,
      ...realTime(log),
    });
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    if (error.id === 'cancelled/in_flight') openings.leftBehind();
    openings.settle();
    const { withShapes } = await import('./client/shape.ts');
    const told = withShapes(error, inputs);
    throw openings.unread > 0 ? told.and('may_be_open', unread(inputs, openings, log)) : told;
  }
}

async function attempt(
  inputs: Inputs,
  openings: Openings,
  proxy: string | undefined,
  outside: Attempt,
  cancelled: AbortSignal,
): Promise<{ response: HttpResponse; token: Token }> {
  const { log, timeLeft } = outside;
  const request = await authenticate(tokenRequest(inputs), inputs, outside);
  if (cancelled.aborted) throw failure('cancelled', {});
  const expected = { clean: log.foreign, repeats: log.repeats, host: inputs.tokenUrl.host, authMethod: inputs.authMethod };
  let response: HttpResponse | undefined;
  try {
    response = await send(request, timeLeft(), { proxy, clean: log.foreign });
    maskTokens(response, log);
    return { response, token: parseResponse(response, { ...expected, identity: identityIn(request, inputs, log) }) };
  } catch (error) {
    if (error instanceof ActionError) openings.failed(error, response, log);
    throw error;
  }
}

/** Leaves the session to post; should that fail, it is ended here and now: nobody else will. */
async function leaveToPost(token: Token, openings: Openings, opener: Opener, log: Log): Promise<void> {
  const session = sessionOf(token);
  try {
    if (openings.granted(session, lifetimesOf(token))) return;
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    throw await (await import('./later.ts')).endNow(error, session, opener, log);
  }
  await (await import('./later.ts')).tooLarge(session, opener, log);
}

/** What is told of attempts whose answers were lost. Their sessions live no longer than that of the token, if there is one. */
function unread({ clientId, tokenUrl }: Inputs, openings: Openings, log: Log, token?: Token) {
  const end = token && (token.refreshExpiry ?? token.expiry);
  return { clientId: log.foreign(clientId), host: tokenUrl.host, count: openings.unread, end };
}

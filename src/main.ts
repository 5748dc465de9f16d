import * as core from './report/core.ts';
import { authenticate, identityIn } from './client/authenticate.ts';
import { maskBasic } from './client/client-secret.ts';
import { checkProxy } from './http/proxy.ts';
import { realTime, retry } from './http/retry.ts';
import { send } from './http/send.ts';
import { trustAlso } from './http/trust.ts';
import { loadInputs, type Inputs } from './inputs/inputs.ts';
import { reportGiven } from './report/given.ts';
import type { Log } from './report/log.ts';
import { writeSummary } from './report/summary.ts';
import { requireFiles, writeOutputs, writing } from './runner/files.ts';
import { runUrl } from './runner/run.ts';
import { seal } from './seal/seal.ts';
import { findEndpoints } from './server/endpoints.ts';
import { leftOpen, sessionOf } from './session/session.ts';
import { saveSession } from './session/state.ts';
import { maskTokens, outputsOf } from './token/outputs.ts';
import { tokenRequest } from './token/request.ts';
import { parseResponse } from './token/response.ts';
import { checkValidity, remarks } from './token/validity.ts';

/** Asks for a token, masks it, and hands it on. */
export async function requestAccessToken(log: Log): Promise<void> {
  const inputs = loadInputs(core.getInput, process.env, log);
  maskBasic(log, inputs);
  requireFiles(process.env, ['GITHUB_OUTPUT', 'GITHUB_STATE']);
  const run = inputs.sealKey && runUrl(process.env);

  const { value, attempts, took } = await requestToken(inputs, log);
  const { token, response, server } = value;
  // First of all, so that whatever fails from here on leaves no session behind.
  const session = sessionOf(token, server);
  const saved = inputs.revoke === 'false' || writing('GITHUB_STATE', () => saveSession({ ...session, kept: false }, core));
  if (!saved) await log.warn('not_ended', leftOpen(session, log.foreign));
  checkValidity(token, inputs.minValidity, Date.now());
  const sealed = inputs.sealKey && run && (await seal(token, inputs.sealKey, run));
  writeOutputs({ ...outputsOf(token), ...(sealed && { sealed_token: sealed }) }, core);
  if (sealed && inputs.revoke === 'auto' && saved) writing('GITHUB_STATE', () => saveSession({ ...session, kept: true }, core));

  const { expiry, scope } = token;
  const given = { clientId: inputs.clientId, host: server.tokenUrl.host, expiry, scope, attempts, took };
  reportGiven(given, Date.now(), log);
  for (const { id, params } of remarks(token, inputs, response.headers.date, response.receivedAt, log.foreign))
    await log.warn(id, params);
  if (inputs.summary) await writeSummary(given, core.loadSummary, log);
}

async function requestToken(inputs: Inputs, log: Log) {
  trustAlso(inputs.caCertificates);
  const endpoints = await findEndpoints(inputs, log);
  const server = { ...inputs, ...endpoints };
  const proxy = checkProxy(server.tokenUrl, process.env, log);
  const { authMethod, methodsTaken } = server;
  const expected = { clean: log.foreign, host: server.tokenUrl.host, authMethod, methodsTaken };
  return retry(
    async (timeLeft) => {
      const request = await authenticate(tokenRequest(server), server, { log, timeLeft });
      const response = await send(request, timeLeft(), proxy);
      maskTokens(response.body, log);
      return { server, response, token: parseResponse(response, { ...expected, identity: identityIn(request, inputs, log) }) };
    },
    { timeout: inputs.timeout, spent: server.spent, attemptTimeout: 15_000, ...realTime(log) },
  );
}

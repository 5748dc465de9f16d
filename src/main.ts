import * as core from '@actions/core';
import { assertionMaker, identityIn } from './assertion.ts';
import { maskBasic } from './client-auth.ts';
import { readOn } from './errors.ts';
import { readInputs, type Inputs } from './inputs.ts';
import type { Log } from './log.ts';
import { maskTokens, outputsOf, report, requireFiles, writeOutputs, writeSummary, writing } from './outputs.ts';
import { checkProxy } from './proxy.ts';
import { buildRequest } from './request.ts';
import { parseResponse } from './response.ts';
import { retry } from './retry.ts';
import { seal } from './seal.ts';
import { send } from './send.ts';
import { leftOpen, sessionOf } from './session.ts';
import { keepSession, saveSession } from './state.ts';
import { realTime } from './step.ts';
import { trustAlso } from './trust.ts';
import { checkValidity, remarks } from './validity.ts';
import { runUrl } from './workflow.ts';

/** Asks for a token, masks it, and hands it on. */
export async function requestAccessToken(log: Log): Promise<void> {
  const inputs = readInputs(core.getInput, process.env, log);
  maskBasic(log, inputs);
  requireFiles(process.env, ['GITHUB_OUTPUT', 'GITHUB_STATE']);
  const run = inputs.sealKey && runUrl(process.env);

  const { value, attempts, took } = await requestToken(inputs, log);
  const { token, response } = value;
  // First of all, so that whatever fails from here on leaves no session behind.
  const session = sessionOf(token, inputs);
  if (inputs.revoke !== 'false' && !writing('GITHUB_STATE', () => saveSession(session, core))) {
    const left = `The token is too large to be kept for the end of the job. ${leftOpen(session, log.foreign)}`;
    log.warning('The session will not be ended', `${left} ${readOn('the-session-will-not-be-ended')}`);
  }
  checkValidity(token, inputs.minValidity, Date.now());
  const sealed = inputs.sealKey && run && (await seal(token, inputs.sealKey, run));
  writeOutputs({ ...outputsOf(token), ...(sealed && { sealed_token: sealed }) }, core);
  if (sealed && inputs.revoke === 'auto')
    writing('GITHUB_STATE', () => {
      keepSession(core);
    });

  const told = { host: inputs.tokenUrl.host, clientId: inputs.clientId, attempts, took };
  report(token, told, Date.now(), log);
  const found = remarks(token, inputs.scope, response.headers.date, response.receivedAt, log.foreign);
  for (const { title, message } of found) log.warning(title, message);
  if (inputs.summary) await writeSummary(token, told, core, log);
}

async function requestToken(inputs: Inputs, log: Log) {
  trustAlso(inputs.caCertificates);
  const proxy = checkProxy(inputs.tokenUrl, process.env, log);
  const expected = { clean: log.foreign, host: inputs.tokenUrl.host, authMethod: inputs.authMethod };
  return retry(
    async (timeLeft) => {
      const request = await buildRequest(inputs, assertionMaker(log, timeLeft));
      const response = await send(request, timeLeft(), proxy);
      maskTokens(response.body, log);
      return { response, token: parseResponse(response, { ...expected, identity: identityIn(request, inputs, log) }) };
    },
    { timeout: inputs.timeout, attemptTimeout: 15_000, ...realTime(log) },
  );
}

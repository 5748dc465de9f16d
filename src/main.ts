import * as core from '@actions/core';
import { setTimeout as sleep } from 'node:timers/promises';
import { maskCredentials } from './client-auth.ts';
import { readInputs } from './inputs.ts';
import { maskToken, outputsOf, report, requireOutputFile, writeOutputs, writeSummary } from './outputs.ts';
import { checkProxy } from './proxy.ts';
import { buildRequest } from './request.ts';
import { parseResponse } from './response.ts';
import { retry } from './retry.ts';
import { send } from './send.ts';
import { runStep } from './step.ts';
import { trustAlso } from './trust.ts';
import { checkValidity, remarks } from './validity.ts';

runStep(async (log) => {
  const inputs = readInputs(core.getInput, process.env, log);
  maskCredentials(log, inputs);
  requireOutputFile(process.env);
  trustAlso(inputs.caCertificates);
  const { host } = inputs.tokenUrl;
  const proxy = checkProxy(inputs.tokenUrl, process.env, log);
  const onRetry = (line: string): void => {
    log.info(line);
  };
  const clean = (text: string): string => log.foreign(text);

  const { value, attempts, took } = await retry(
    async (timeout) => {
      const response = await send(buildRequest(inputs), timeout, proxy);
      return { response, token: parseResponse(response, { clean, host, authMethod: inputs.authMethod }) };
    },
    { timeout: inputs.timeout, now: () => performance.now(), sleep, random: Math.random, onRetry },
  );
  const { token, response } = value;
  maskToken(token, log);
  checkValidity(token, inputs.minValidity, Date.now());
  writeOutputs(outputsOf(token), core);

  const told = { host, clientId: inputs.clientId, attempts, took };
  report(token, told, Date.now(), log);
  for (const { title, message } of remarks(token, inputs.scope, response.headers.date, response.receivedAt, clean))
    log.warning(title, message);
  if (inputs.summary) await writeSummary(token, told, core, log);
});

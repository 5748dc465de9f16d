import { maskBasic } from './client/client-secret.ts';
import { trustAlso } from './http/trust.ts';
import { loadInputs, rareFor, type Inputs } from './inputs/inputs.ts';
import * as core from './report/core.ts';
import { reportGiven } from './report/given.ts';
import type { Log } from './report/log.ts';
import { lostAnswers, requestToken, type Server } from './request-token.ts';
import { appendTo, requireFiles } from './runner/files.ts';
import { thisRun } from './runner/run.ts';
import type { Sealing } from './seal/seal.ts';
import { maskQuery } from './server/endpoint.ts';
import { findEndpoints } from './server/endpoints.ts';
import { Openings, type SessionsEnd } from './session/openings.ts';
import { canEnd } from './session/session.ts';
import { openerOf, saveState, type Opener } from './session/state.ts';
import { outputsOf } from './token/outputs.ts';
import type { Token } from './token/response.ts';
import { checkValidity, remarks } from './token/validity.ts';

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
  const opener = openerOf(server);
  const ends: SessionsEnd = inputs.revoke === 'false' ? 'never' : canEnd(opener) ? 'with the job' : 'unknown';
  const later = inputs.tokenCommand ? await import('./later.ts') : undefined;
  const folder = later?.folderFor(process.env);
  const openings = new Openings(opener, ends, folder === undefined ? saveState : later?.keepingFolder(folder));

  const { token, response, given } = await requestToken(server, opener, openings, {
    log,
    cancelled,
    lastResort: () => import('./later.ts'),
  });
  checkValidity(token, inputs.minValidity, Date.now());
  const sealed = sealing && (await seal(token, opener, inputs, sealing, log));
  const command = folder !== undefined && {
    token_command: later?.makeFolder(folder, server, ends, token, response.sentAt) ?? '',
  };
  if (command) openings.settle(); // now that the folder is there
  appendTo('GITHUB_OUTPUT', { ...outputsOf(token), ...sealed, ...command });
  if (sealed && inputs.revoke === 'auto') openings.keep();

  reportGiven(given, log);
  for (const { id, params } of remarks(token, inputs, response, log.foreign)) await log.warn(id, params);
  if (openings.unread > 0) await log.warn('lost_answers', lostAnswers(server, openings, log, token));
  if (sealed && inputs.revoke === 'true') await log.warn('sealed_ends', {});
  if (inputs.summary) await (await import('./report/summary.ts')).writeSummary(given, core.loadSummary, log);
}

async function seal(token: Token, opener: Opener, { revoke }: Inputs, sealing: Sealing, log: Log) {
  const { sealedOutputs } = await import('./later.ts');
  return sealedOutputs(token, opener, revoke === 'true', sealing, log);
}

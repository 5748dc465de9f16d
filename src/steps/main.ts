import { maskBasic } from '#oauth/credentials.ts';
import { trustAlso } from '#http/trust.ts';
import { loadInputs, type Inputs } from '#inputs/inputs.ts';
import { reportGiven, reportUnending } from '#report/given.ts';
import type { Log } from '#report/log.ts';
import { lostAnswers, requestToken, type Server } from '#session/grant.ts';
import { appendTo, requireFiles } from '#runner/files.ts';
import { thisRun } from '#runner/run.ts';
import type { Sealing } from '#seal/seal.ts';
import { maskQuery } from '#oauth/endpoint-url.ts';
import { findEndpoints } from '#oauth/endpoints.ts';
import { Openings } from '#session/ledger.ts';
import { canEnd } from '#session/session.ts';
import { openerOf, saveState, type Opener } from '#session/state.ts';
import { outputsOf } from '#oauth/outputs.ts';
import type { Token } from '#oauth/token.ts';
import { checkValidity, remarks } from '#oauth/validity.ts';

/** Asks for a token, masks it, and hands it on. */
export async function requestAccessToken(log: Log, cancelled: AbortSignal): Promise<void> {
  requireFiles(process.env, ['GITHUB_OUTPUT', 'GITHUB_STATE']);
  saveState({}); // what main saved wins over what later steps put into the environment
  const inputs = await loadInputs(log);
  maskBasic(log, inputs);
  maskQuery(inputs.tokenUrl, log);
  const sealing = inputs.sealKey && { key: inputs.sealKey, run: thisRun(process.env), masks: log.masks };
  trustAlso(inputs.caCertificates);
  const server: Server = { ...inputs, ...(await findEndpoints(inputs, log, cancelled)) };
  const opener = openerOf(server);
  const ends = inputs.revoke !== 'false' && canEnd(opener);
  const later = inputs.tokenCommand ? await import('#later.ts') : undefined;
  const folder = later?.folderFor(process.env);
  const openings = new Openings(opener, ends, folder === undefined ? saveState : later?.keepingFolder(folder));

  const { token, response, given } = await requestToken(server, opener, openings, {
    log,
    cancelled,
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
  if (!canEnd(opener)) reportUnending(token, opener, log);
  for (const { id, params } of remarks(token, inputs, response)) await log.warn(id, params);
  if (openings.unread > 0) await log.warn('lost_answers', lostAnswers(server, openings, token));
  if (sealed && inputs.revoke === 'true') await log.warn('sealed_ends', {});
  if (inputs.summary) await (await import('#report/summary.ts')).writeSummary(given, log);
}

async function seal(token: Token, opener: Opener, { revoke }: Inputs, sealing: Sealing, log: Log) {
  const { sealedOutputs } = await import('#later.ts');
  return sealedOutputs(token, opener, revoke === 'true', sealing, log);
}

/** The main step: requests a token, masks it, and passes it on. Post ends its session. */
import { trustAlso } from '#http/trust.ts';
import { loadInputs } from '#inputs/inputs.ts';
import { maskCredentials } from '#oauth/authenticate.ts';
import { findEndpoints } from '#oauth/endpoints.ts';
import { outputsOf } from '#oauth/outputs.ts';
import type { Token } from '#oauth/token.ts';
import { checkValidity, warningsOf } from '#oauth/validity.ts';
import { reportToken, reportUnending } from '#report/lines.ts';
import type { Log } from '#report/log.ts';
import { requireFile, writeOutputs } from '#runner/files.ts';
import { thisRun } from '#runner/run.ts';
import type { Sealing } from '#seal/seal.ts';
import { requestToken, uncertainSessions, type Request } from '#session/grant.ts';
import { Ledger } from '#session/ledger.ts';
import { canEnd, clientOf, type Client, type Session } from '#session/session.ts';
import { saveState } from '#session/state.ts';

export async function requestAccessToken(log: Log, cancelled: AbortSignal): Promise<void> {
  saveState({}); // wins over what later steps put into the environment
  requireFile('GITHUB_OUTPUT');
  const { sealKey, ...inputs } = await loadInputs(log);
  const sealing = sealKey && { key: sealKey, run: thisRun(process.env), masks: log.masks };
  trustAlso(inputs.caCertificates);
  const request: Request = { ...inputs, ...(await findEndpoints(inputs, { log, cancelled })) };
  maskCredentials(request, log);
  const client = clientOf(request);
  const ends = inputs.revoke !== 'false' && canEnd(client);
  const command = inputs.tokenCommand ? await import('#command/folder.ts') : undefined;
  const folder = command?.folderFor(process.env);
  const ledger = new Ledger(client, ends, folder === undefined ? saveState : command?.savingFolder(folder));

  const { token, session, report } = await requestToken(request, client, ledger, { log, cancelled });
  checkValidity(token.expiry, inputs.minValidity, Date.now());
  const sealed = sealing && (await seal(token, session, client, inputs.revoke, sealing, log));
  const path = folder === undefined ? undefined : command?.makeFolder(folder, request, ends, token, ledger.save.bind(ledger));
  writeOutputs({ ...outputsOf(token), ...sealed, ...(path !== undefined && { token_command: path }) });
  if (sealed && inputs.revoke === 'auto') ledger.keep();

  reportToken(report, log);
  if (!canEnd(client)) reportUnending(report.host, 'no_endpoint', session, log);
  for (const { id, params } of warningsOf(token, inputs)) await log.warn(id, params);
  if (ledger.uncertain > 0) await log.warn('lost_answers', uncertainSessions(request, ledger, session));
  if (sealed && inputs.revoke === 'true') await log.warn('sealed_ends', {});
  if (!inputs.summary) return;
  const { writeSummary } = await import('#report/summary.ts');
  await writeSummary(report, log, requireFile.bind(undefined, 'GITHUB_STEP_SUMMARY'));
}

async function seal(token: Token, session: Session, client: Client, revoke: string, sealing: Sealing, log: Log) {
  const { sealedOutputs } = await import('#session/sealed.ts');
  return sealedOutputs(token, session, client, revoke === 'true', sealing, log);
}

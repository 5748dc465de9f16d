/** The step of `end/`: ends the session of a sealed token. */
import { loadEndInputs } from '#inputs/inputs.ts';
import { trustAlso } from '#http/trust.ts';
import { maskCredentials } from '#oauth/authenticate.ts';
import { findEndpoints } from '#oauth/endpoints.ts';
import { ActionError, failure } from '#report/error.ts';
import { reportEnded, reportRevoked, reportUnending } from '#report/lines.ts';
import type { Log } from '#report/log.ts';
import { thisRun } from '#runner/run.ts';
import { endSession } from '#session/end.ts';
import { openSealedSession } from '#session/sealed.ts';
import { canEnd, whatStaysOpen, type Client } from '#session/session.ts';

/**
 * Server, trust and credentials come from the inputs, never from the seal: nothing is sent if the two differ.
 * @throws ActionError with the note left_open if the session is known
 */
export async function endSealedSession(log: Log, cancelled: AbortSignal): Promise<void> {
  const { sealedSession, sealKey, server, proofsFor } = await loadEndInputs(log);
  const { session, ...sealed } = openSealedSession(sealedSession, sealKey, thisRun(process.env));
  log.mask(session.token);
  try {
    const { caCertificates, issuer } = server;
    trustAlso(caCertificates);
    const proofs = await proofsFor(sealed.authMethod);
    const endpoints = await findEndpoints({ ...server, ...proofs }, { log, cancelled });
    const client: Client = { ...sealed, ...proofs, ...endpoints, caCertificates, issuer };
    maskCredentials(client, log);
    const { host } = client.tokenUrl;
    for (const name of ['tokenUrl', 'revocationUrl'] as const)
      if (sealed[name] && sealed[name].href !== client[name]?.href) throw failure('sealed_session_other_server', { host });
    const ending = await endSession(session, client, { log, cancelled });
    if (ending === 'unsupported') reportUnending(host, canEnd(client) ? 'unsupported' : 'no_endpoint', session, log);
    else reportEnded(host, { ended: Number(ending === 'ended'), before: Number(ending === 'had ended') }, log);
    if (ending === 'ended' && session.kind === 'access_token') reportRevoked(session, log);
  } catch (error) {
    if (!(error instanceof ActionError) || error.notes.some(({ id }) => id === 'left_open')) throw error;
    throw error.and('left_open', whatStaysOpen(session, sealed));
  }
}

import * as core from './report/core.ts';
import { authenticate } from './client/authenticate.ts';
import { maskBasic } from './client/client-secret.ts';
import { checkProxy } from './http/proxy.ts';
import { realTime, retry } from './http/retry.ts';
import { send, type FormRequest } from './http/send.ts';
import { trustAlso } from './http/trust.ts';
import { ActionError } from './report/error.ts';
import type { Log } from './report/log.ts';
import { describeUntil } from './report/time.ts';
import { endRequest, leftOpen, readEndResponse, type Session } from './session/session.ts';
import { loadSession } from './session/state.ts';

/**
 * Ends the session that main left, unless it is to live on.
 * @throws ActionError that says what is left open, and until when
 */
export async function endSession(log: Log): Promise<void> {
  const session = loadSession(core);
  if (!session) return; // nothing was minted
  for (const secret of [session.clientSecret, session.privateKey, session.clientCertificateKey, session.token]) log.mask(secret);
  maskBasic(log, session);
  const { host } = session.tokenUrl;
  const request = endRequest(session);
  if (session.kept) {
    log.info(`The session at ${host} lives on for later jobs, ${describeUntil(session.until)}.`);
  } else if (!request) {
    log.info(`Nothing is ended at ${host}, which names no place for it; the token is valid ${describeUntil(session.until)}.`);
  } else {
    const ended = await sendEnd(request, session, log);
    log.info(ended ? `The session at ${host} is ended.` : `The session at ${host} had ended before.`);
  }
}

/** 10 s in all, for two attempts. */
async function sendEnd(request: FormRequest, session: Session, log: Log): Promise<boolean> {
  try {
    trustAlso(session.caCertificates);
    const proxy = checkProxy(request.url, process.env, log);
    const { value } = await retry(
      async (timeLeft) => {
        const authenticated = await authenticate(request, session, { log, timeLeft });
        return readEndResponse(await send(authenticated, timeLeft(), proxy), session, log.foreign);
      },
      { timeout: 10, limit: 'end', attemptTimeout: 4_500, maxAttempts: 2, ...realTime(log) },
    );
    return value;
  } catch (error) {
    throw error instanceof ActionError ? error.and('left_open', leftOpen(session, log.foreign)) : error;
  }
}

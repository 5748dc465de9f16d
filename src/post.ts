import * as core from '@actions/core';
import { assertionMaker } from './assertion.ts';
import { authenticate, maskBasic } from './client-auth.ts';
import { ActionError } from './errors.ts';
import type { Log } from './log.ts';
import { checkProxy } from './proxy.ts';
import type { TokenRequest } from './request.ts';
import { retry } from './retry.ts';
import { send } from './send.ts';
import { endRequest, leftOpen, readEndResponse, type Session, until } from './session.ts';
import { loadSession } from './state.ts';
import { realTime } from './step.ts';
import { trustAlso } from './trust.ts';

/**
 * Ends the session that main left, unless it is to live on.
 * @throws ActionError that says what is left open, and until when
 */
export async function endSession(log: Log): Promise<void> {
  const session = loadSession(core);
  if (!session) return; // nothing was minted
  for (const secret of [session.clientSecret, session.privateKey, session.token]) log.mask(secret);
  maskBasic(log, session);
  const { host } = session.tokenUrl;
  const request = endRequest(session);
  if (session.kept) {
    log.info(`The session at ${host} lives on for later jobs, ${until(session)}.`);
  } else if (!request) {
    log.info(`There is nothing to end at ${host}, which is no Keycloak; the token is valid ${until(session)}.`);
  } else {
    const ended = await sendEnd(request, session, log);
    log.info(ended ? `The session at ${host} is ended.` : `The session at ${host} had ended before.`);
  }
}

/** 10 s in all, for two attempts. */
async function sendEnd(request: TokenRequest, session: Session, log: Log): Promise<boolean> {
  try {
    trustAlso(session.caCertificates);
    const proxy = checkProxy(request.url, process.env, log);
    const { value } = await retry(
      async (timeLeft) => {
        const authenticated = await authenticate(request, session, assertionMaker(log, timeLeft));
        return readEndResponse(await send(authenticated, timeLeft(), proxy), session, log.foreign);
      },
      { timeout: 10, limit: '10 s for it', attemptTimeout: 4_500, maxAttempts: 2, ...realTime(log) },
    );
    return value;
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    throw error.retold(`${error.what} ${leftOpen(session, log.foreign)}`);
  }
}

import { loadUnsealInputs } from './inputs/inputs.ts';
import * as core from './report/core.ts';
import type { Log } from './report/log.ts';
import { describeExpiry, isoSeconds } from './report/time.ts';
import { appendTo, requireFiles } from './runner/files.ts';
import { runUrl } from './runner/run.ts';
import { open } from './seal/open.ts';
import { checkValidity } from './token/validity.ts';

/** Opens the sealed token, masks what was in it, and hands it on. */
export async function openSealedToken(log: Log): Promise<void> {
  const { sealedToken, sealKey, minValidity } = loadUnsealInputs(core.getInput, process.env, log);
  requireFiles(process.env, ['GITHUB_OUTPUT']);
  const { accessToken, tokenType, scope, expiry } = await open(sealedToken, sealKey, runUrl(process.env));
  // A mask of another job does not hold in this one.
  log.mask(accessToken);
  const now = Date.now();
  checkValidity({ expiry }, minValidity, now, 'token_too_short/late');
  const times = expiry !== undefined && { expiry: isoSeconds(expiry), expires_in: String(Math.floor((expiry - now) / 1000)) };
  appendTo('GITHUB_OUTPUT', {
    access_token: accessToken,
    token_type: tokenType,
    ...times,
    ...(scope !== undefined && { scope }),
  });
  log.info(`Opened the sealed access token: ${describeExpiry(expiry, now)}.`);
}

import { loadUnsealInputs } from '#inputs/inputs.ts';
import { reportOpened } from '#report/given.ts';
import type { Log } from '#report/log.ts';
import { isoSeconds } from '#report/time.ts';
import { appendTo, requireFiles } from '#runner/files.ts';
import { thisRun } from '#runner/run.ts';
import { openToken } from '#seal/token.ts';
import { checkValidity } from '#oauth/validity.ts';

/** Opens the sealed token, masks what was in it, and hands it on. */
export async function openSealedToken(log: Log): Promise<void> {
  const { sealed_token: sealedToken, seal_key: sealKey, min_validity: minValidity } = await loadUnsealInputs(log);
  requireFiles(process.env, ['GITHUB_OUTPUT']);
  const run = thisRun(process.env);
  const opened = openToken(sealedToken, sealKey, run);
  const { accessToken, tokenType, scope, expiry } = opened;
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
  reportOpened({ ...opened, thisAttempt: run.attempt }, now, log);
}

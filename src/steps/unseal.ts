/** The step of `unseal/`: opens a sealed token, masks it, and passes it on. */
import { loadUnsealInputs } from '#inputs/inputs.ts';
import { checkValidity } from '#oauth/validity.ts';
import { reportOpened } from '#report/lines.ts';
import type { Log } from '#report/log.ts';
import { isoSeconds } from '#report/time.ts';
import { requireFile, writeOutputs } from '#runner/files.ts';
import { thisRun } from '#runner/run.ts';
import { openSealedToken } from '#session/sealed.ts';

export async function unsealToken(log: Log): Promise<void> {
  const { sealed_token: sealedToken, seal_key: sealKey, min_validity: minValidity } = await loadUnsealInputs(log);
  requireFile('GITHUB_OUTPUT');
  const run = thisRun(process.env);
  const opened = openSealedToken(sealedToken, sealKey, run);
  const { accessToken, tokenType, scope, expiry } = opened;
  log.mask(accessToken); // masks of other jobs do not count here
  const now = Date.now();
  checkValidity(expiry, minValidity, now, 'token_too_short/late');
  writeOutputs({
    access_token: accessToken,
    ...(expiry !== undefined && { expiry: isoSeconds(expiry), expires_in: String(Math.floor((expiry - now) / 1000)) }),
    token_type: tokenType,
    ...(scope !== undefined && { scope }),
  });
  reportOpened(opened, { now, attempt: run.attempt }, log);
}

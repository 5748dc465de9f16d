import * as core from '@actions/core';
import { readUnsealInputs } from './inputs.ts';
import type { Log } from './log.ts';
import { open } from './open.ts';
import { requireFiles, writeOutputs } from './outputs.ts';
import { checkValidity, isoSeconds, toldValidity } from './validity.ts';
import { runUrl } from './workflow.ts';

/** Opens the sealed token, masks what was in it, and hands it on. */
export async function openSealedToken(log: Log): Promise<void> {
  const { sealedToken, sealKey, minValidity } = readUnsealInputs(core.getInput, process.env, log);
  requireFiles(process.env, ['GITHUB_OUTPUT']);
  const { accessToken, tokenType, scope, expiry } = await open(sealedToken, sealKey, runUrl(process.env));
  // A mask of another job does not hold in this one.
  log.mask(accessToken);
  const now = Date.now();
  checkValidity({ expiry }, minValidity, now, {
    why: 'This job started late: a part of its life has passed since it was sealed.',
    fix: 'Re-run all jobs; if it happens again, lower `min_validity`, or raise the access token lifespan of the client.',
  });
  const times = expiry !== undefined && { expiry: isoSeconds(expiry), expires_in: String(Math.floor((expiry - now) / 1000)) };
  writeOutputs({ access_token: accessToken, token_type: tokenType, ...times, ...(scope !== undefined && { scope }) }, core);
  log.info(`Opened the sealed access token: ${toldValidity(expiry, now)}.`);
}

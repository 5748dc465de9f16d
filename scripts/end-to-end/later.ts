/**
 * Checks, in the later job of end-to-end.yml, that `unseal` gave the token of the first job, and that the whole log of the first
 * job shows what it should, and that token nowhere: a job cannot read its own log, but a later one can.
 */
import { ok, strictEqual } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertUnreadable } from '../../__tests__/helpers/runner.ts';

const ATTEMPTS = 10; // the log of a job is there some seconds after its end
const PAUSE = 3000; // milliseconds

function given(name: string): string {
  return process.env[name] ?? '';
}

async function logOfJob(id: string): Promise<string> {
  const url = `${given('GITHUB_API_URL')}/repos/${given('GITHUB_REPOSITORY')}/actions/jobs/${id}/logs`;
  for (let attempt = 1; ; attempt++) {
    const answer = fetch(url, { headers: { authorization: `Bearer ${given('GH_TOKEN')}` } });
    const response = await answer.catch((error: unknown) => error as Error);
    if (response instanceof Response && response.ok) return response.text();
    const what = response instanceof Response ? `GitHub answered ${String(response.status)}` : response.message;
    if (attempt === ATTEMPTS) throw new Error(`${what}, for the log of the job ${id}.`);
    await sleep(PAUSE);
  }
}

const token = given('TOKEN');
strictEqual(createHash('sha256').update(token).digest('hex'), given('FINGERPRINT'), 'Not the token of the first job.');

const log = await logOfJob(given('FIRST_JOB'));
for (const line of [
  /Access token for client arkane-ci from 127\.0\.0\.1/,
  /The token is \*\*\*\./,
  /The session at 127\.0\.0\.1\S* is ended\./,
])
  ok(line.test(log), `The log of the first job has no line ${String(line)}.`);
assertUnreadable(token, log, 'the log of the first job');
console.log('The token of the first job was opened, and cannot be read in the log of that job.');

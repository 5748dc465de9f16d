/**
 * Checks what the action gave to the job of end-to-end.yml, and leaves the tokens for the post step of identity-server, and the
 * fingerprint of the sealed one for the later job.
 */
import { ok, strictEqual } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { introspect } from '../../__tests__/helpers/identity-server.ts';

function given(name: string): string {
  return process.env[name] ?? '';
}

const tokens = { ending: given('TOKEN'), living: given('SEALED_TOKEN') };
const client = { id: given('CLIENT_ID'), secret: given('CLIENT_SECRET') };

for (const token of Object.values(tokens))
  ok((await introspect(given('TOKEN_URL'), client, token)).active, 'A token is not active.');
ok(tokens.ending !== tokens.living, 'Two requests gave the same token.');
ok(Date.parse(given('EXPIRY')) > Date.now(), '`expiry` is not in the future.');
strictEqual(given('WRONG_OUTCOME'), 'failure', 'A wrong secret did not fail its step.');
strictEqual(given('WRONG_TOKEN'), '', 'A wrong secret gave a token.');

writeFileSync(join(given('RUNNER_TEMP'), 'tokens.json'), JSON.stringify(tokens), { mode: 0o600 });
appendFileSync(given('GITHUB_OUTPUT'), `fingerprint=${createHash('sha256').update(tokens.living).digest('hex')}\n`);
console.log('Two tokens are active, and a wrong secret gave none.');

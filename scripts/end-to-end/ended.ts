/**
 * The post step of .github/actions/identity-server. Post steps run in the reverse order of their main steps, so those of the
 * action have run: its session must be over, and that of the sealed token must not.
 */
import { strictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { introspect } from '../../__tests__/helpers/identity-server.ts';
import type { Issuer } from './server.ts';

const { pid, ...issuer } = JSON.parse(process.env['STATE_server'] ?? '') as Issuer & { readonly pid: number };
const isActive = async (token: string): Promise<boolean> => (await introspect(issuer.tokenUrl, issuer, token)).active;

try {
  const file = join(process.env['RUNNER_TEMP'] ?? '', 'tokens.json');
  const { ending, living } = JSON.parse(readFileSync(file, 'utf8')) as { readonly ending: string; readonly living: string };
  strictEqual(await isActive(ending), false, 'The token is still active: the post step did not end its session.');
  strictEqual(await isActive(living), true, 'The sealed token is no longer active: later jobs could not use it.');
  console.log('The session is over, and the sealed token lives on.');
} finally {
  process.kill(pid);
}

/**
 * What docs/keycloak.md has an administrator type, and what docs/long-jobs.md does with the token: with the kcadm.sh of each server.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { runWorkflow } from '../act/engine.ts';
import { main as mainStep, post as postStep } from '../act/scene.ts';
import { textOf } from '../helpers/documents.ts';
import { assertUnreadable, root } from '../helpers/runner.ts';
import { claims, job, main } from './job.ts';
import type { Server } from './servers.ts';

const own = inject('servers').filter(({ bin }) => bin !== undefined);

/** The one block of docs/keycloak.md that has `words` in it. */
function block(words: string): string {
  const blocks = Array.from(textOf('docs/keycloak.md').matchAll(/^```sh\n(.*?)^```$/gms), ([, text = '']) => text);
  const found = blocks.filter((text) => text.includes(words));
  expect(found).toHaveLength(1);
  return found[0] ?? '';
}

/** Types `commands` as an administrator who is logged in, in the realm of the tests; returns what they print. */
async function administer(server: Server, commands: string): Promise<string> {
  const { outputs } = await job(server, { client_id: 'arkane-admin' });
  const path = `${server.bin ?? ''}:${process.env['PATH'] ?? ''}`;
  const login = 'kcadm.sh() { command kcadm.sh "$@" --no-config --server "$SERVER" --realm Arkane --token "$TOKEN"; }\n';
  const env = { PATH: path, HOME: '/nowhere', SERVER: server.base, TOKEN: outputs['access_token'] };
  const script = login + commands.replaceAll('-r ci', '-r Arkane');
  const cwd = join(root, 'docs/keycloak');
  return execFileSync('bash', ['-eo', 'pipefail', '-c', script], { cwd, env, encoding: 'utf8', stdio: 'pipe' }).trim();
}

describe.each(own)('$name', (server) => {
  test('the audience mapper: the token is for the API, and nothing is warned of', async () => {
    const inputs = { client_id: 'arkane-mapped', audience: 'https://api.example.com' };
    const before = await main(server, inputs);
    expect(before.warnings.map(({ title }) => title)).toEqual(['Audience missing']);
    await administer(server, block('audience-mapper.json').replace('clientId=shop-deploy', 'clientId=arkane-mapped'));
    const { outputs } = await job(server, inputs);
    expect([claims(outputs['access_token'])['aud']].flat()).toContain('https://api.example.com');
  });

  test(
    "keycloak-admin.yml: the admin API and kcadm.sh, with the service account's role and no other",
    { timeout: 150_000 },
    async () => {
      await administer(server, block('admin-client.json'));
      const id = '$(kcadm.sh get clients -r ci -q clientId=shop-admin --fields id --format csv --noquotes)';
      const secret = await administer(
        server,
        `kcadm.sh get "clients/${id}/client-secret" -r ci --fields value --format csv --noquotes`,
      );
      const ran = await runWorkflow({
        workflow: 'keycloak-admin.yml',
        trust: '',
        vars: { ARKANE_CLIENT_ID: 'shop-admin' },
        secrets: { ARKANE_CLIENT_SECRET: secret },
        env: { PATH: `${server.bin ?? ''}:${process.env['PATH'] ?? ''}` },
        change: (workflow) =>
          workflow
            .replaceAll('https://id.example.com', server.base)
            .replaceAll('/realms/ci', '/realms/Arkane')
            .replaceAll('--realm ci', '--realm Arkane'),
      });
      expect(ran.steps).toEqual([mainStep(), 'deploy: Success - Main Admin API', 'deploy: Success - Main kcadm.sh', postStep()]);
      expect(ran.log.match(/\| \d+$/gm)).toEqual(['| 1', '| 1']); // service accounts do not count
      assertUnreadable(secret, ran.log, 'the log');

      const statuses = async (): Promise<number[]> => {
        const { outputs } = await job(server, { client_id: 'shop-admin', client_secret: secret });
        const headers = { authorization: `Bearer ${outputs['access_token'] ?? ''}` };
        const paths = ['users', 'identity-provider/instances', 'events'];
        return Promise.all(
          paths.map(async (path) => (await fetch(`${server.base}/admin/realms/Arkane/${path}`, { headers })).status),
        );
      };
      expect(await statuses()).toEqual([200, 403, 403]);
      await administer(server, `kcadm.sh update "clients/${id}" -r ci -s fullScopeAllowed=false`);
      expect(await statuses()).toEqual([403, 403, 403]);
    },
  );
});

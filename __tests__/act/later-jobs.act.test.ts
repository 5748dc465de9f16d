/**
 * The recipes that hand the token to later jobs, run by act as they stand in the documents.
 */
import { expect, test } from 'vitest';
import { ARKANE, main, post, startScene } from './scene.ts';

const CHECKOUT = 'actions/checkout@v7';
const UNSEAL = 'org/arkane-token-action/unseal@v1';

test.each<[string, string, readonly string[], readonly string[]]>([
  ['seal.yml', 'token', deployed('deploy', CHECKOUT, UNSEAL, './deploy.sh'), ['/deploy/']],
  ['reusable', 'token.yml/token', deployed('deploy', CHECKOUT, UNSEAL, './deploy.sh'), ['/deploy/']],
  [
    'matrix.yml',
    'token',
    ['eu', 'us', 'asia'].flatMap((region, index) =>
      deployed(`deploy-${String(index + 1)}`, CHECKOUT, UNSEAL, `./deploy.sh ${region}`),
    ),
    ['/deploy/eu', '/deploy/us', '/deploy/asia'],
  ],
])('%s: one token serves all jobs, and outlives the first', async (workflow, first, later, paths) => {
  await using scene = await startScene();
  const { exitCode, log, steps } = await scene.run(workflow);
  expect(log).toContain(`| Access token for client arkane-ci from login.arkane.network: `);
  expect(log).toContain('| The session at login.arkane.network lives on for later jobs, until ');
  expect(Array.from(log.matchAll(/\| Opened the sealed access token: valid for (?:29|30) min, until /g))).toHaveLength(
    paths.length,
  );
  expect(steps.slice(0, 2)).toEqual([main(first), post(first)]);
  // The jobs of a matrix run at the same time.
  expect(steps.slice(2).sort()).toEqual([...later].sort());
  const [token] = scene.identity.granted;
  const calls = paths.map((path) => ({ path, token, active: true }));
  expect(scene.api.calls).toHaveLength(paths.length);
  expect(scene.api.calls).toEqual(expect.arrayContaining(calls));
  expect(scene.internet.requests.filter((request) => !request.includes('api.example.com'))).toEqual([`POST ${ARKANE}/token`]);
  expect(await scene.active()).toEqual([true]);
  expect(exitCode).toBe(0);
});

// act hands neither the outputs nor the success of a workflow that is called two levels deep to the jobs that need it: what comes after
// could not be run here.
test('nested: the job two levels deep gets the secrets, and seals its token', async () => {
  await using scene = await startScene();
  const { log, steps } = await scene.run('nested');
  expect(steps).toEqual([main('token.yml/token'), post('token.yml/token')]);
  expect(log).toMatch(/::set-output:: sealed_token=[\w-]{300,}$/m);
  expect(log).toContain('| The session at login.arkane.network lives on for later jobs, until ');
  expect(await scene.active()).toEqual([true]);
});

function deployed(job: string, ...steps: string[]): string[] {
  return steps.map((step) => main(job, step));
}

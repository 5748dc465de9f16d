/**
 * The recipes that hand the token to later jobs, run by act as they stand in the documents.
 */
import { describe, expect, test } from 'vitest';
import { ended, main, post, type Scene, startScene, VENLY } from './scene.ts';

const CHECKOUT = 'actions/checkout@v7';
const UNSEAL = 'org/arkane-token-action/unseal@v1';
const END = 'org/arkane-token-action/end@v1';

test.each<[string, string, readonly string[], readonly string[]]>([
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
  expect(log).toContain('| Access token for client arkane-ci from login.venly.io: ');
  expect(log).toContain('| The session at login.venly.io stays open for later jobs, until ');
  expect(Array.from(log.matchAll(/\| Opened the sealed access token: valid for \d+ (?:min|s)(?: \d+ s)?, until /g))).toHaveLength(
    paths.length,
  );
  expect(steps.slice(0, 2)).toEqual([main(first), post(first)]);
  // The jobs of a matrix run at the same time.
  expect(steps.slice(2).sort()).toEqual([...later].sort());
  const [token] = scene.venly.Arkane.granted;
  const calls = paths.map((path) => ({ path, token, active: true }));
  expect(scene.api.calls).toHaveLength(paths.length);
  expect(scene.api.calls).toEqual(expect.arrayContaining(calls));
  expect(scene.internet.requests.filter((request) => !request.includes('api.example.com'))).toEqual([`POST ${VENLY}/token`]);
  expect([...scene.venly.Arkane.open]).toEqual(scene.venly.Arkane.granted);
  expect(exitCode).toBe(0);
});

/** The workflow of the README: what became of its last job, which runs whatever became of the others. */
describe('seal.yml', () => {
  const ending = [`POST ${VENLY}/token`, `POST ${VENLY}/revoke`];
  const asked = ({ internet }: Scene): string[] => internet.requests.filter((request) => !request.includes('api.example.com'));

  test('one token serves all jobs, and outlives the first; the last ends its session', async () => {
    await using scene = await startScene();
    const { exitCode, log, steps } = await scene.run('seal.yml');
    const used = deployed('deploy', CHECKOUT, UNSEAL, './deploy.sh');
    expect(steps).toEqual([main('token'), post('token'), ...used, main('end', END)]);
    expect(log).toContain('| The session at login.venly.io stays open for later jobs, until ');
    expect(log).toMatch(
      /\| Opened the sealed access token: valid for \d+ (min|s)( \d+ s)?, until \S+Z, for client arkane-ci, from login\./,
    );
    expect(scene.api.calls).toEqual([{ path: '/deploy/', token: scene.venly.Arkane.granted[0], active: true }]);
    expect(log).toContain(ended('login.venly.io'));
    expect(asked(scene)).toEqual(ending);
    expect([...scene.venly.Arkane.open]).toEqual([]);
    expect(exitCode).toBe(0);
  });

  test('after a job that failed', async () => {
    await using scene = await startScene();
    scene.api.onCall = (response) => response.writeHead(500).end();
    const { exitCode, log, steps } = await scene.run('seal.yml');
    expect(steps.slice(2)).toEqual([
      ...deployed('deploy', CHECKOUT, UNSEAL),
      'deploy: Failure - Main ./deploy.sh',
      main('end', END),
    ]);
    expect(log).toContain(ended('login.venly.io'));
    expect([...scene.venly.Arkane.open]).toEqual([]);
    expect(exitCode).toBe(1);
  });

  test('after a job that was skipped', async () => {
    await using scene = await startScene();
    const change = (workflow: string): string => workflow.replace('needs: token\n', 'needs: token\n    if: false\n');
    const { exitCode, log, steps } = await scene.run('seal.yml', { change });
    expect(steps).toEqual([main('token'), post('token'), main('end', END)]);
    expect(log).toContain(ended('login.venly.io'));
    expect([...scene.venly.Arkane.open]).toEqual([]);
    expect(exitCode).toBe(0);
  });

  test('a sealed token expires in the queue: the job that opens it fails, and the last one is green', async () => {
    await using scene = await startScene({ lifetime: 3 });
    const change = (workflow: string): string => workflow.replace(`${CHECKOUT}\n`, `${CHECKOUT}\n      - run: sleep 4\n`);
    const { exitCode, log, steps } = await scene.run('seal.yml', { change });
    expect(log).toContain('docs/errors.md#sealed_token_expired');
    expect(steps.slice(2)).toEqual([
      ...deployed('deploy', CHECKOUT, 'sleep 4'),
      `deploy: Failure - Main ${UNSEAL}`,
      main('end', END),
    ]);
    expect(scene.api.calls).toEqual([]);
    expect(exitCode).toBe(1);
  });

  test('where `end` names another server, nothing is sent there', async () => {
    await using scene = await startScene();
    const change = (workflow: string): string =>
      workflow.replace(/(seal_key: \S+ \S+ \S+\n +)environment: venly\n(?! +client_id)/, '$1environment: venly-sandbox\n');
    const { exitCode, log, steps } = await scene.run('seal.yml', { change });
    expect(log).toMatch(/::warning title=[^:]+::.*login\.venly\.io/);
    expect(steps.at(-1)).toBe(main('end', END));
    expect(asked(scene)).toEqual(ending.slice(0, 1));
    expect([...scene.venly.Arkane.open]).toEqual(scene.venly.Arkane.granted);
    expect(exitCode).toBe(0);
  });

  // act takes the last job for cancelled, too, and so leaves out its steps without an `if`; GitHub does not.
  test('after a job that was cancelled', async () => {
    await using scene = await startScene();
    const cancel = new Promise<void>((called) => {
      scene.api.onCall = () => {
        called(); // and no answer
      };
    });
    const change = (workflow: string): string => workflow.replace('/end@v1\n', '/end@v1\n        if: always()\n');
    const { exitCode, log, steps } = await scene.run('seal.yml', { change, cancel });
    expect(log).toContain('this step has been cancelled');
    expect(steps.slice(2)).toEqual([
      ...deployed('deploy', CHECKOUT, UNSEAL),
      'deploy: Failure - Main ./deploy.sh',
      main('end', END),
    ]);
    expect(log).toContain(ended('login.venly.io'));
    expect([...scene.venly.Arkane.open]).toEqual([]);
    expect(exitCode).toBe(1);
  });

  test('after a first job that failed: nothing was sealed, and nothing is sent', async () => {
    await using scene = await startScene();
    const { exitCode, log, steps } = await scene.run('seal.yml', {
      secrets: { ARKANE_CLIENT_SECRET: 'not-the-secret-of-this-client' },
    });
    expect(steps).toEqual(['token: Failure - Main org/arkane-token-action@v1', post('token'), main('end', END)]);
    expect(log).toMatch(/::warning title=[^:]+::`sealed_session` is empty.*errors\.md#sealed_token_missing/);
    expect(asked(scene)).toEqual(ending.slice(0, 1));
    expect(exitCode).toBe(1);
  });
});

// act hands neither the outputs nor the success of a workflow that is called two levels deep to the jobs that need it: what comes after
// could not be run here.
test('nested: the job two levels deep gets the secrets, and seals its token', async () => {
  await using scene = await startScene();
  const { log, steps } = await scene.run('nested');
  expect(steps).toEqual([main('token.yml/token'), post('token.yml/token')]);
  expect(log).toMatch(/::set-output:: sealed_token=[\w-]{300,}$/m);
  expect(log).toContain('| The session at login.venly.io stays open for later jobs, until ');
  expect([...scene.venly.Arkane.open]).toEqual(scene.venly.Arkane.granted);
});

function deployed(job: string, ...steps: string[]): string[] {
  return steps.map((step) => main(job, step));
}

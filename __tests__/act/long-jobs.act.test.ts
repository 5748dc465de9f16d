/**
 * Jobs that outlive their tokens, run by act as they stand in the documents: the tokens live for 4 s.
 */
import { describe, expect, test } from 'vitest';
import { main, post, type Scene, startScene, VENLY } from './scene.ts';

/** Every call had a token that was active; by now none is, and those that had not expired were revoked. */
async function expectGood({ api, internet, venly }: Scene, paths: readonly string[]): Promise<void> {
  expect(api.calls.map(({ path }) => path)).toEqual(paths);
  expect(api.calls.map((call) => call.active)).toEqual(paths.map(() => true));
  const { granted } = venly.Arkane;
  expect(await Promise.all(granted.map((token) => venly.isActive(token)))).toEqual(granted.map(() => false));
  expect(internet.requests.filter((request) => request === `POST ${VENLY}/token`)).toHaveLength(granted.length);
  expect(internet.requests).toContain(`POST ${VENLY}/revoke`);
}

describe('a step that outlives its token', () => {
  test('long-job.yml: captured or printed straight to the log, each token is masked', async () => {
    await using scene = await startScene({ lifetime: 4 });
    const { exitCode, log, steps } = await scene.run('long-job.yml');
    for (const step of [1, 2, 3, 4, 5]) expect(log).toMatch(new RegExp(`\\| captured ${String(step)}: \\*{3}$`, 'm'));
    expect(log).toMatch(/\| Authorization: Bearer \*{3}$/m);
    expect(steps).toEqual([
      'deploy: Success - Main actions/checkout@v7',
      main(),
      expect.stringMatching(/Success - Main \.\/migrate\.sh/),
      post(),
    ]);
    expect(scene.venly.Arkane.granted.length).toBeGreaterThan(1);
    await expectGood(
      scene,
      [1, 2, 3, 4, 5, 6].map((step) => `/migrate/${String(step)}`),
    );
    expect(exitCode).toBe(0);
  });

  test('long-loop.yml: every page is asked for with a token that is good', async () => {
    await using scene = await startScene({ lifetime: 4 });
    const { exitCode } = await scene.run('long-loop.yml');
    expect(scene.venly.Arkane.granted.length).toBeGreaterThan(1);
    await expectGood(
      scene,
      [1, 2, 3, 4, 5, 6].map((page) => `/wallets?page=${String(page)}`),
    );
    expect(exitCode).toBe(0);
  });

  test('long-loop.yml stops where there is no token', async () => {
    await using scene = await startScene({ lifetime: 4 });
    let calls = 0;
    scene.venly.Arkane.onGrant = (response, granted) => {
      if (calls >= 2) response.writeHead(403).end();
      else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(granted));
    };
    scene.api.onCall = (response) => {
      calls++;
      response.writeHead(201).end('{}');
    };
    const { exitCode, log, steps } = await scene.run('long-loop.yml');
    expect(log).toMatch(/::error title=[^:]+::.*403/);
    expect(calls).toBeLessThan(6);
    expect(steps.filter((step) => step.startsWith('deploy: Failure'))).toHaveLength(1);
    expect(exitCode).toBe(1);
  });

  test('long-curl.yml', async () => {
    await using scene = await startScene({ lifetime: 4 });
    const { exitCode } = await scene.run('long-curl.yml');
    await expectGood(scene, ['/wallets']);
    expect(exitCode).toBe(0);
  });

  test('long-git.yml: git asks for the token as its password', async () => {
    await using scene = await startScene({ lifetime: 4 });
    scene.api.onCall = (response) => {
      const { active } = scene.api.calls.at(-1) ?? {};
      if (!active) response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      else response.writeHead(200, { 'content-type': 'text/plain' }).end(`${'0123456789'.repeat(4)}\trefs/heads/main\n`);
    };
    const { exitCode, log } = await scene.run('long-git.yml');
    expect(log).toMatch(/\| (0123456789){4}\s+refs\/heads\/main/);
    expect(scene.api.calls.map(({ path, active }) => [path, active]).slice(0, 2)).toEqual([
      ['/acme/shop.git/info/refs?service=git-upload-pack', false],
      ['/acme/shop.git/info/refs?service=git-upload-pack', true],
    ]);
    expect([...scene.venly.Arkane.open]).toEqual([]);
    expect(exitCode).toBe(0);
  });

  test('long-kubectl.yml: kubectl runs the command of the kubeconfig', async () => {
    await using scene = await startScene({ lifetime: 4 });
    const { exitCode } = await scene.run('long-kubectl.yml');
    await expectGood(scene, ['/version?timeout=5s', '/version']);
    expect(exitCode).toBe(0);
  });
});

/**
 * Jobs that outlive their tokens, run by act as they stand in the documents: the tokens live for 3 s.
 */
import { describe, expect, test } from 'vitest';
import { ARKANE, main, post, type Scene, startScene } from './scene.ts';

/** Every call had a token that was active; each session is ended. */
async function expectGood(scene: Scene, paths: readonly string[], log: string): Promise<void> {
  const { api, identity, internet } = scene;
  expect(api.calls.map(({ path }) => path)).toEqual(paths);
  expect(api.calls.map((call) => call.active)).toEqual(paths.map(() => true));
  expect((await scene.active()).every((each) => !each)).toBe(true);
  const { length } = identity.granted;
  expect(internet.requests.filter((request) => request === `POST ${ARKANE}/token`)).toHaveLength(length);
  expect(internet.requests.filter((request) => request === `POST ${ARKANE}/revoke`)).toHaveLength(length);
  expect(log).toMatch(/\| (The session|\d+ sessions) at login\.arkane\.network (is|are|had) ended/);
}

describe('a step that outlives its token', () => {
  test('long-job.yml: captured or printed straight to the log, each token is masked', async () => {
    await using scene = await startScene({ lifetime: 3 });
    const { exitCode, log, steps } = await scene.run('long-job.yml');
    for (const step of [1, 2, 3, 4, 5]) expect(log).toMatch(new RegExp(`\\| captured ${String(step)}: \\*{3}$`, 'm'));
    expect(log).toMatch(/\| Authorization: Bearer \*{3}$/m);
    expect(steps).toEqual([
      'deploy: Success - Main actions/checkout@v7',
      main(),
      expect.stringMatching(/Success - Main \.\/migrate\.sh/),
      post(),
    ]);
    expect(scene.identity.granted.length).toBeGreaterThan(2);
    await expectGood(
      scene,
      [1, 2, 3, 4, 5, 6].map((step) => `/migrate/${String(step)}`),
      log,
    );
    expect(exitCode).toBe(0);
  });

  test('long-loop.yml: every page is asked for with a token that is good', async () => {
    await using scene = await startScene({ lifetime: 3 });
    const { exitCode, log } = await scene.run('long-loop.yml');
    expect(scene.identity.granted.length).toBeGreaterThan(2);
    await expectGood(
      scene,
      [1, 2, 3, 4, 5, 6].map((page) => `/wallets?page=${String(page)}`),
      log,
    );
    expect(exitCode).toBe(0);
  });

  test('long-loop.yml stops where there is no token', async () => {
    await using scene = await startScene({ lifetime: 3 });
    const { server } = scene.identity;
    const answers = server.listeners('request');
    let calls = 0;
    server.removeAllListeners('request').on('request', (request, response) => {
      if (calls >= 2 && request.url?.endsWith('/token')) response.writeHead(403).end();
      else for (const answer of answers) answer.call(server, request, response);
    });
    scene.api.onCall = (response) => {
      calls++;
      response.writeHead(201).end('{}');
    };
    const { exitCode, log, steps } = await scene.run('long-loop.yml');
    expect(log).toContain('::error title=The server denies access::login.arkane.network answered 403.');
    expect(calls).toBeLessThan(6);
    expect(steps.filter((step) => step.startsWith('deploy: Failure'))).toHaveLength(1);
    expect(exitCode).toBe(1);
  });

  test('long-curl.yml', async () => {
    await using scene = await startScene({ lifetime: 3 });
    const { exitCode, log } = await scene.run('long-curl.yml');
    await expectGood(scene, ['/wallets'], log);
    expect(exitCode).toBe(0);
  });

  test('long-git.yml: git asks for the token as its password', async () => {
    await using scene = await startScene({ lifetime: 3 });
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
    expect(await scene.active()).toEqual(scene.identity.granted.map(() => false));
    expect(exitCode).toBe(0);
  });

  test('long-kubectl.yml: kubectl runs the command of the kubeconfig', async () => {
    await using scene = await startScene({ lifetime: 3 });
    const { exitCode, log } = await scene.run('long-kubectl.yml');
    await expectGood(scene, ['/version?timeout=5s', '/version'], log);
    expect(exitCode).toBe(0);
  });
});

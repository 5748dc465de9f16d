/**
 * Jobs that do not go well, run by act: what the later steps do, and that the session ends however the job ends.
 */
import { describe, expect, test } from 'vitest';
import { ARKANE, main, post, type Scene, startScene } from './scene.ts';

const CHECKOUT = 'deploy: Success - Main actions/checkout@v7';
const CALL = `deploy: Failure - Main printf 'Authorization: Bearer %s' "$TOKEN" | curl --fail-with-body --header @- https://api.example.com/wallets`;

describe('a later step', () => {
  test('that fails: the session is ended', async () => {
    await using scene = await startScene();
    scene.api.onCall = (response) => response.writeHead(500).end();
    const { exitCode, log, steps } = await scene.run('call-an-api.yml');
    expect(log).toContain('The requested URL returned error: 500');
    await expectEnded(scene, log, steps);
    expect(exitCode).toBe(1);
  });

  test('in which the run is cancelled: the session is ended', async () => {
    await using scene = await startScene();
    const cancel = new Promise<void>((called) => {
      scene.api.onCall = () => {
        called(); // and no answer
      };
    });
    const { exitCode, log, steps } = await scene.run('call-an-api.yml', { cancel });
    expect(log).toContain('this step has been cancelled');
    await expectEnded(scene, log, steps);
    expect(exitCode).toBe(1);
  });
});

async function expectEnded(scene: Scene, log: string, steps: readonly string[]): Promise<void> {
  expect(steps).toEqual([main(), CALL, post()]);
  expect(log).toContain('| The session at login.arkane.network is ended.');
  expect(log).toContain('Job failed');
  expect(scene.api.calls).toEqual([{ path: '/wallets', token: scene.identity.granted[0], active: true }]);
  expect(scene.internet.requests.at(-1)).toBe(`POST ${ARKANE}/revoke`);
  expect(await scene.active()).toEqual([false]);
}

describe('continue-on-error.yml', () => {
  test('with a token: the step that depends on it runs', async () => {
    await using scene = await startScene();
    const { exitCode, steps } = await scene.run('continue-on-error.yml');
    expect(steps).toEqual([CHECKOUT, main(), 'deploy: Success - Main ./publish.sh', post()]);
    expect(scene.api.calls).toEqual([{ path: '/publish/TOKEN', token: scene.identity.granted[0], active: true }]);
    expect(await scene.active()).toEqual([false]);
    expect(exitCode).toBe(0);
  });

  test('with a wrong secret: that step is skipped, and the job is green', async () => {
    await using scene = await startScene();
    const { exitCode, log, steps } = await scene.run('continue-on-error.yml', {
      secrets: { ARKANE_CLIENT_SECRET: 'not-the-secret-of-this-client' },
    });
    expect(log).toContain('::error title=The server does not accept the client::login.arkane.network answered 401: ');
    expect(log).toContain('Failed but continue next step');
    expect(log).toContain('Job succeeded');
    expect(steps).toEqual([CHECKOUT, 'deploy: Failure - Main org/arkane-token-action@v1', post()]);
    expect(scene.api.calls).toEqual([]);
    expect(scene.internet.requests).toEqual([`POST ${ARKANE}/token`]);
    expect(exitCode).toBe(0);
  });
});

test('options.yml with a token that ends too soon: the step fails, and its session is ended', async () => {
  await using scene = await startScene({ lifetime: 300 });
  const { exitCode, log, steps } = await scene.run('options.yml');
  expect(log).toContain('docs/errors.md#token_too_short');
  expect(steps).toEqual(['deploy: Failure - Main org/arkane-token-action@v1', post()]);
  expect(await scene.active()).toEqual([false]);
  expect(exitCode).toBe(1);
});

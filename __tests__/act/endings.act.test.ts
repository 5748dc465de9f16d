/**
 * Jobs that do not go well, run by act: what the later steps do, and that the session ends however the job ends.
 */
import { describe, expect, test } from 'vitest';
import { ARKANE, ended, main, post, type Scene, startScene, VENLY } from './scene.ts';

const CHECKOUT = 'deploy: Success - Main actions/checkout@v7';
const CALL = 'wallets: Failure - Main printf \'Authorization: Bearer %s\' "$TOKEN" |';

describe('a later step', () => {
  test('that fails: the session is ended', async () => {
    await using scene = await startScene();
    scene.venly.api.onCall = (response) => response.writeHead(500).end();
    const { exitCode, log, steps } = await scene.run('first.yml');
    expect(log).toContain('The requested URL returned error: 500');
    expectEnded(scene, log, steps);
    expect(exitCode).toBe(1);
  });

  test('in which the run is cancelled: the session is ended', async () => {
    await using scene = await startScene();
    const cancel = new Promise<void>((called) => {
      scene.venly.api.onCall = () => {
        called(); // and no answer
      };
    });
    const { exitCode, log, steps } = await scene.run('first.yml', { cancel });
    expect(log).toContain('this step has been cancelled');
    expectEnded(scene, log, steps);
    expect(exitCode).toBe(1);
  });
});

function expectEnded({ internet, venly }: Scene, log: string, steps: readonly string[]): void {
  expect(steps).toEqual([main('wallets'), CALL, post('wallets')]);
  expect(log).toContain(ended('login.venly.io'));
  expect(log).toContain('Job failed');
  expect(venly.api.calls).toEqual([{ call: 'GET api-wallet.venly.io/api/wallets', status: 200 }]);
  expect(internet.requests.at(-1)).toBe(`POST ${VENLY}/revoke`);
  expect([...venly.Arkane.open]).toEqual([]);
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
    expect(log).toMatch(/::error title=[^:]+::login\.arkane\.network .*errors\.md#invalid_client/);
    expect(log).toContain('Failed but continue next step');
    expect(log).toContain('Job succeeded');
    expect(steps).toEqual([CHECKOUT, 'deploy: Failure - Main org/arkane-token-action@v1', post()]);
    expect(scene.api.calls).toEqual([]);
    expect(scene.internet.requests).toEqual([`POST ${ARKANE}/token`]);
    expect(exitCode).toBe(0);
  });
});

test('options.yml with a token that ends too soon: the step fails, and its session is ended', async () => {
  await using scene = await startScene({ lifetime: 200 });
  const { exitCode, log, steps } = await scene.run('options.yml');
  expect(log).toContain('docs/errors.md#token_too_short');
  expect(steps).toEqual(['deploy: Failure - Main org/arkane-token-action@v1', post()]);
  expect([...scene.venly.Arkane.open]).toEqual([]);
  expect(exitCode).toBe(1);
});

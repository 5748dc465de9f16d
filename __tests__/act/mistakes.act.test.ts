/**
 * Input names that are misspelt, as an engine hands them over; and none where a composite action has inputs of its own.
 */
import { expect, test } from 'vitest';
import { ARKANE, post, startScene } from './scene.ts';

const folder = 'act/mistakes';
/** act does not wait for all that a step printed before it failed (host_environment.go, exec): what a step says at once may be lost. */
const LOSSY = { retry: 2 };

test('token-url.yml: nothing is sent, neither there nor to production', LOSSY, async () => {
  await using scene = await startScene();
  const { exitCode, log, steps } = await scene.run('token-url.yml', { folder });
  expect(log).toMatch(/`with:` has `token-url`.*Nothing was sent\..*write `token_url`/s);
  expect(scene.internet.requests).toEqual([]);
  expect(steps[0]).toBe('deploy: Failure - Main org/arkane-token-action@v1');
  expect(exitCode).not.toBe(0);
});

test('unseal.yml: likewise', LOSSY, async () => {
  await using scene = await startScene();
  const { exitCode, log } = await scene.run('unseal.yml', { folder });
  expect(log).toMatch(/`with:` has `sealed-token`.*write `sealed_token`/s);
  expect(exitCode).not.toBe(0);
});

test('near-names: the inputs of an enclosing composite action, and the variables of the job, are no mistake', async () => {
  await using scene = await startScene();
  const { exitCode, log, steps } = await scene.run('near-names', { folder });
  expect(log).not.toContain('`with:` has');
  expect(log).toContain('Access token for client arkane-ci from login.arkane.network');
  expect(scene.internet.requests).toEqual([`POST ${ARKANE}/token`, `POST ${ARKANE}/revoke`]);
  expect(steps.at(-1)).toBe(post('deploy', './.github/actions/deploy'));
  expect(exitCode).toBe(0);
});

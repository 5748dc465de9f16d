/**
 * The recipes of docs/long-jobs.md, run by act with the tools themselves. Those for Keycloak are run with the servers, in keycloak/.
 */
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { toolPath } from '../helpers/tools.ts';
import { main, post, startScene } from './scene.ts';

/** No daemon of Docker, which would not know this internet: the client logs in by itself. */
const env = {
  PATH: [dirname(process.execPath), dirname(toolPath('newman')), process.env['PATH']].join(':'),
  DOCKER_HOST: 'unix:///nowhere.sock',
  NODE_USE_ENV_PROXY: '1',
};

test('tools.yml: each tool shows the token where the recipe says so, while it is active', async () => {
  await using scene = await startScene();
  const { api, internet, registries, venly } = scene;
  const { exitCode, log, steps } = await scene.run('tools.yml', { env: { ...env, HTTPS_PROXY: internet.proxy } });
  const tools = ['Python', 'Node', 'newman', 'npm', 'Docker'].map((tool) => `deploy: Success - Main ${tool}`);
  expect(steps).toEqual(['deploy: Success - Main actions/checkout@v7', main(), ...tools, post()]);
  const [token] = venly.Arkane.granted;
  const withToken = (...paths: string[]): object[] => paths.map((path) => ({ path, token, active: true }));
  expect(api.calls).toEqual(withToken('/wallets', '/wallets', '/wallets'));
  expect(registries.calls.slice(0, 3)).toEqual(withToken('/@acme%2fshop', '/shop-1.0.0.tgz', '/token'));
  expect(registries.calls.slice(3)).toEqual([
    { path: '/v2/', token: expect.not.stringMatching(token ?? '') as string, active: true },
  ]);
  expect(log).toMatch(/Login Succeeded[^]*Removing login credentials/);
  expect([...venly.Arkane.open]).toEqual([]);
  expect(exitCode).toBe(0);
});

/**
 * The recipes with one job, run by act as they stand in the documents.
 */
import { describe, expect, test } from 'vitest';
import { startInternet } from '../helpers/internet.ts';
import { ARKANE, ended, main, post, startScene, VENLY } from './scene.ts';

const granted = (client: string, host: string): RegExp =>
  new RegExp(
    `\\| Access token for client ${client} from ${host.replaceAll('.', '\\.')}: valid for (4|5|29|30) min( \\d+ s)?, until \\S+Z \\(1 attempt, `,
  );

describe('one step', () => {
  test('options.yml: fewer rights, and a table in the summary', async () => {
    await using scene = await startScene();
    const { exitCode, log, steps } = await scene.run('options.yml');
    expect(log).toMatch(granted('arkane-ci', 'login.venly.io'));
    expect(log).toContain('| Scopes: view:wallets view:profile');
    expect(log).toContain('<tr><th>Server</th><td>login.venly.io</td></tr>');
    expect(log).toContain(ended('login.venly.io'));
    expect(steps).toEqual([main(), post()]);
    expect(scene.internet.requests).toEqual([`POST ${VENLY}/token`, `POST ${VENLY}/revoke`]);
    expect([...scene.venly.Arkane.open]).toEqual([]);
    expect(exitCode).toBe(0);
  });

  test('any-keycloak.yml: a token, whose session is logged out', async () => {
    await using scene = await startScene();
    const { exitCode, log, steps } = await scene.run('any-keycloak.yml');
    expectKeycloak(scene, 'id.example.com', log);
    expect(steps).toEqual([main(), post()]);
    expect(exitCode).toBe(0);
  });

  test('other-server.yml: by its metadata, and its token is revoked', async () => {
    await using scene = await startScene();
    const { exitCode, log, steps } = await scene.run('other-server.yml');
    const endpoints = 'token https://auth.example.com/token, revocation https://auth.example.com/token/revocation.';
    expect(log).toContain(`| Metadata of https://auth.example.com: ${endpoints}`);
    expect(log).toContain(ended('auth.example.com'));
    expect(steps).toEqual([main(), post()]);
    expect(scene.internet.requests).toEqual([
      'GET auth.example.com/.well-known/openid-configuration',
      'POST auth.example.com/token',
      'POST auth.example.com/token/revocation',
    ]);
    expect(scene.other.granted).toHaveLength(1);
    expect((await scene.other.introspect(scene.other.granted[0] ?? '')).active).toBe(false);
    expect(exitCode).toBe(0);
  });

  test('private-ca.yml: by a certificate that the runner does not trust', async () => {
    await using scene = await startScene();
    const own = { trust: '', vars: { COMPANY_CA: scene.internet.certificate } };
    const { exitCode, log, steps } = await scene.run('private-ca.yml', own);
    expectKeycloak(scene, 'id.internal.example', log);
    expect(steps).toEqual([main(), post()]);
    expect(exitCode).toBe(0);

    const without = await scene.run('private-ca.yml', { trust: '' });
    expect(without.log).toContain('docs/errors.md#certificate_untrusted');
    expect(without.steps).toEqual(['deploy: Failure - Main org/arkane-token-action@v1', post()]);
    expect(scene.keycloak.requests).toEqual(['token', 'logout']);
  });

  test('proxy.yml: through the proxy of the step, and not the one of the runner', async () => {
    await using scene = await startScene();
    await using other = await startInternet({});
    const { exitCode, log, steps } = await scene.run('proxy.yml', {
      vars: { HTTPS_PROXY: scene.internet.proxy },
      env: { HTTPS_PROXY: other.proxy },
    });
    expect(log).toMatch(granted('arkane-ci', 'login.arkane.network'));
    expect(steps).toEqual([main(), post()]);
    expect(scene.internet.requests).toEqual([`POST ${ARKANE}/token`, `POST ${ARKANE}/revoke`]);
    expect(other.refused).toEqual([]);
    expect(await scene.active()).toEqual([false]);
    expect(exitCode).toBe(0);
  });
});

function expectKeycloak({ keycloak, internet }: Awaited<ReturnType<typeof startScene>>, host: string, log: string): void {
  expect(log).toMatch(granted('arkane-ci', host));
  expect(log).toContain(ended(host));
  const endpoint = `${host}/realms/ci/protocol/openid-connect`;
  expect(internet.requests).toEqual([`POST ${endpoint}/token`, `POST ${endpoint}/logout`]);
  expect(keycloak.granted).toHaveLength(2);
  expect([...keycloak.open]).toEqual([]);
}

describe('what a later step does with the token', () => {
  test('composite: the API gets it while it is active', async () => {
    await using scene = await startScene();
    const { exitCode, log, steps } = await scene.run('composite');
    expect(log).toMatch(granted('arkane-ci', 'login.arkane.network'));
    expect(log).toContain(ended('login.arkane.network'));
    expect(steps).toEqual([
      'deploy: Success - Main actions/checkout@v7',
      main(),
      'deploy: Success - Main ./deploy.sh',
      'deploy: Success - Main ./.github/actions/deploy',
      post(),
      'deploy: Success - Post ./.github/actions/deploy',
    ]);
    expect(scene.api.calls).toEqual([{ path: '/deploy/', token: scene.identity.granted[0], active: true }]);
    expect(scene.internet.requests).toEqual([`POST ${ARKANE}/token`, 'GET api.example.com/deploy/', `POST ${ARKANE}/revoke`]);
    expect(await scene.active()).toEqual([false]);
    expect(exitCode).toBe(0);
  });

  test('two-clients.yml: each has its own token and its own session', async () => {
    await using scene = await startScene();
    const { exitCode, log, steps } = await scene.run('two-clients.yml');
    expect(log).toMatch(granted('arkane-ci', 'login.arkane.network'));
    expect(log).toMatch(granted('market', 'login.arkane.network'));
    expect(steps).toEqual([
      'deploy: Success - Main actions/checkout@v7',
      main(),
      main(),
      'deploy: Success - Main ./publish.sh',
      post(),
      post(),
    ]);
    const [arkane, market] = scene.identity.granted;
    expect(arkane).not.toBe(market);
    expect(scene.api.calls).toEqual([
      { path: '/publish/ARKANE_TOKEN', token: arkane, active: true },
      { path: '/publish/MARKET_TOKEN', token: market, active: true },
    ]);
    expect(await scene.active()).toEqual([false, false]);
    expect(exitCode).toBe(0);
  });

  test('own.yml: `uses: ./` and `uses: ./unseal`, on Node 24', async () => {
    await using scene = await startScene();
    const { exitCode, log, steps } = await scene.run('own.yml');
    expect(log).toMatch(/\| v24\.\d+\.\d+$/m);
    expect(log).toContain('| Opened the sealed access token: ');
    expect(steps).toEqual([
      'token: Success - Main actions/checkout@v7',
      'token: Success - Main node --version',
      main('token', './'),
      main('token', './unseal'),
      'token: Success - Main ./deploy.sh',
      post('token', './'),
    ]);
    expect(scene.api.calls).toEqual([{ path: '/deploy/', token: scene.identity.granted[0], active: true }]);
    expect(await scene.active()).toEqual([false]);
    expect(exitCode).toBe(0);
  });
});

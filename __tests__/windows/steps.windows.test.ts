/**
 * Each step by Node for Windows: what it reads, what it writes, what it asks.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createAuthority } from '../helpers/certificates.ts';
import { ask, expectFailure, grant, startHostileServer, token } from '../helpers/hostile-server.ts';
import { startIdentityServer } from '../helpers/identity-server.ts';
import { startKeycloakLike } from '../helpers/keycloak-like.ts';
import { keyValues } from '../helpers/runner.ts';
import { env as thisRun, handedOn, sealKey } from '../helpers/sealing.ts';
import { windowsPath } from './install.ts';
import { folderOnD, mainAt, run, secret, windowsStep, windowsTest } from './windows.ts';

windowsTest('main hands on a token with its summary, and post logs the client out', async () => {
  const server = await startKeycloakLike({ secret });
  const main = await mainAt(server.tokenUrl, { summary: 'true' });
  const [access = '', refresh = ''] = server.granted;
  expect(main).toMatchObject({ exitCode: 0, errors: [], warnings: [] });
  expect(main.outputs).toMatchObject({ access_token: access, refresh_token: refresh, expires_in: '1800', token_type: 'bearer' });
  expect(main.masks).toEqual(expect.arrayContaining([secret, access, refresh]));
  expect(main.summary).toContain('<td>arkane-ci</td>');
  expect(await windowsStep({ entry: 'post', state: main.state })).toMatchObject({ exitCode: 0, errors: [], warnings: [] });
  expect([...server.open]).toEqual([]);
  server.close();
});

windowsTest('the files of the runner are on another drive, and have the lines of Windows', async () => {
  using folder = folderOnD();
  const files = { GITHUB_OUTPUT: join(folder.path, 'set_output_1'), GITHUB_STATE: join(folder.path, 'save_state_1') };
  for (const file of Object.values(files)) writeFileSync(file, 'earlier<<x\r\nvalue\r\nx\r\n');
  const server = await startIdentityServer({ clients: [{ secret }], format: 'opaque' });
  const main = await mainAt(server.tokenUrl, {}, { env: files });
  expect(main).toMatchObject({ exitCode: 0, errors: [], warnings: [] });
  const [output = '', saved = ''] = Object.values(files).map((file) => readFileSync(file, 'utf8'));
  expect(output.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(keyValues(output)).toMatchObject({ earlier: 'value', access_token: server.granted[0] });
  const { earlier, ...state } = keyValues(saved);
  expect(earlier).toBe('value');
  expect(await windowsStep({ entry: 'post', state })).toMatchObject({ exitCode: 0, warnings: [] });
  expect([...server.open]).toEqual([]);
  await server.close();
});

windowsTest('a refusal is red, and hands on nothing', async () => {
  const server = await startKeycloakLike({ secret: 'another-secret-71c3', client: 'arkane-ci' });
  expectFailure(await mainAt(server.tokenUrl), 'unauthorized_client', /client_secret/);
  server.close();
});

windowsTest('a sealed token is opened by a later job, whose last step ends its session', async () => {
  const server = await startKeycloakLike({ secret });
  const main = await mainAt(server.tokenUrl, { seal_key: sealKey }, { env: thisRun });
  const sealed = { sealed_token: handedOn(main), seal_key: sealKey };
  const opened = await windowsStep({ entry: 'unseal', inputs: sealed, env: thisRun });
  expect(opened).toMatchObject({ exitCode: 0, errors: [], warnings: [] });
  expect(opened.outputs['access_token']).toBe(server.granted[0]);
  expect([...server.open]).toHaveLength(1);
  const inputs = {
    sealed_session: handedOn(main, 'sealed_session'),
    seal_key: sealKey,
    client_secret: secret,
    token_url: server.tokenUrl,
  };
  expect(await windowsStep({ entry: 'end', inputs, env: thisRun })).toMatchObject({ exitCode: 0, errors: [], warnings: [] });
  expect([...server.open]).toEqual([]);
  server.close();
});

windowsTest('a file is read by its path with backslashes, and its line break is not part of what it holds', async () => {
  using folder = folderOnD();
  const assertion = ['{"alg":"none"}', `{"sub":"arkane-ci","exp":${String(Date.now() / 1000 + 300)}}`, 'signature-of-windows'];
  const jwt = assertion.map((part) => Buffer.from(part).toString('base64url')).join('.');
  writeFileSync(join(folder.path, 'assertion.jwt'), `${jwt}\r\n`);
  const server = await startKeycloakLike({ secret: (form) => Promise.resolve(form.get('client_assertion') === jwt) });
  const client_assertion_file = windowsPath(join(folder.path, 'assertion.jwt'));
  const main = await windowsStep({
    inputs: { client_id: 'arkane-ci', token_url: server.tokenUrl, auth_method: 'client_assertion', client_assertion_file },
  });
  expect(main).toMatchObject({ exitCode: 0, errors: [], warnings: [] });
  expect(main.outputs['access_token']).toBe(server.granted[0]);
  server.close();
});

windowsTest('ca_certificate with the lines of Windows is trusted', async () => {
  const authority = await createAuthority('An authority');
  await using server = await startHostileServer(grant(), { identity: await authority.issue() });
  const ca_certificate = authority.certificate.replaceAll('\n', '\r\n');
  const main = await ask(server, { inputs: { ca_certificate }, run });
  expect(main).toMatchObject({ exitCode: 0, errors: [], outputs: { access_token: token } });
});

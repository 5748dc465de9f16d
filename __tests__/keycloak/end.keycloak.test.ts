/**
 * `end/` with every method that its inputs are there for: the server counts the sessions before and after.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { reply, startHostileServer } from '../helpers/hostile-server.ts';
import { runStep } from '../helpers/runner.ts';
import { writeClusterToken, writeOwnAssertion } from './assertion-file.ts';
import { end, endedOne, endpoint, type Inputs, post, sessionsOf } from './job.ts';
import { realmKeys } from './keys.ts';
import { clusterSubject, longSecret, secret } from './realm.ts';
import type { Server } from './servers.ts';
import { isBefore } from './versions.ts';

const folder = mkdtempSync(join(tmpdir(), 'end-'));
const file = join(folder, 'token');
const elsewhere = await startHostileServer(reply({ error: 'none' }, 400));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await elsewhere[Symbol.asyncDispose]();
});
const stillOpen = expect.stringMatching(/open until/) as string;

const sealing = { seal_key: randomBytes(32).toString('base64') };
const run = { GITHUB_SERVER_URL: 'https://github.test', GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '1' };
const { own, authority } = inject('pairs');
const certificate = { client_certificate: own.cert, client_certificate_key: own.key };

interface Case {
  readonly client_id: string;
  readonly auth_method: string;
  /** What main and end are both given. */
  readonly credentials: Inputs;
  readonly overTls?: boolean;
  readonly here?: (server: Server) => boolean;
  /** Before each step: an assertion is good for one request. */
  readonly write?: (server: Server) => Promise<void>;
}

const cases: Readonly<Record<string, Case>> = {
  client_secret_jwt: {
    client_id: 'arkane-counted-secret-jwt',
    auth_method: 'client_secret_jwt',
    credentials: { client_secret: longSecret },
  },
  private_key_jwt: {
    client_id: 'arkane-counted-key',
    auth_method: 'private_key_jwt',
    credentials: { private_key: realmKeys().rsa.privateKey },
  },
  "client_assertion by the client's own key": {
    client_id: 'arkane-counted-key',
    auth_method: 'client_assertion',
    credentials: { client_assertion_file: file },
    write: (server) => writeOwnAssertion(file, server, 'arkane-counted-key'),
  },
  'client_assertion by a Kubernetes cluster': {
    client_id: 'arkane-counted-runner',
    auth_method: 'client_assertion',
    credentials: { client_assertion_file: file },
    here: ({ federated }) => federated,
    write: (server) => writeClusterToken(file, server, clusterSubject('counted')),
  },
  tls_client_auth: {
    client_id: 'arkane-counted-tls',
    auth_method: 'tls_client_auth',
    credentials: certificate,
    overTls: true,
  },
  'client_secret_post with a certificate beside it': {
    client_id: 'arkane-counted-secret',
    auth_method: 'client_secret_post',
    credentials: { client_secret: secret, ...certificate },
    overTls: true,
  },
};

describe.each(inject('servers'))('the session of a sealed token at $name', (server) => {
  const possible = Object.entries(cases).filter(
    ([, { overTls = false, here }]) => (!overTls || server.tlsBase !== undefined) && (here?.(server) ?? true),
  );

  test.each(possible)('ends in a last job: %s', async (_, { client_id, auth_method, credentials, overTls, write }) => {
    const token_url = overTls ? endpoint({ ...server, base: server.tlsBase ?? '' }) : endpoint(server);
    const at: Inputs = { token_url, ...(overTls && { ca_certificate: authority }) };
    const inputs = { client_id, auth_method, ...at, ...credentials, ...sealing };
    const before = await sessionsOf(server, client_id);
    await write?.(server);
    const first = await runStep({ inputs, env: run });
    expect(first).toMatchObject({ exitCode: 0, errors: [], warnings: [] });
    expect((await post(first)).log).toContain('stays open for later jobs');
    expect(await sessionsOf(server, client_id)).toBe(before + 1);

    const given = { ...sealing, ...at, sealed_session: first.outputs['sealed_session'] ?? '' };
    for (const inputs of [given, { ...given, ...credentials, token_url: elsewhere.url }]) {
      const without = await runStep({ entry: 'end', inputs, env: run });
      expect(without).toMatchObject({ exitCode: 0, warnings: [{ message: stillOpen }] });
    }
    expect(elsewhere.received).toEqual([]);
    expect(await sessionsOf(server, client_id)).toBe(before + 1);

    await write?.(server);
    expect((await end(first, { ...sealing, ...at, ...credentials }, run)).log).toMatch(endedOne);
    expect(await sessionsOf(server, client_id)).toBe(before);
  });

  // Such a Keycloak binds no token of this grant, and takes a refresh token for stolen, since it is not bound.
  test.runIf(server.tlsBase !== undefined && isBefore(server, '15'))(
    'is left open, and told, where tokens should be bound to a certificate',
    async () => {
      const client_id = 'arkane-counted-bound';
      const token_url = endpoint({ ...server, base: server.tlsBase ?? '' });
      const given = { token_url, ca_certificate: authority, ...sealing, ...certificate };
      const first = await runStep({ inputs: { client_id, auth_method: 'tls_client_auth', ...given }, env: run });
      const inputs = { ...given, sealed_session: first.outputs['sealed_session'] ?? '' };
      expect(await runStep({ entry: 'end', inputs, env: run })).toMatchObject({
        exitCode: 0,
        warnings: [{ message: stillOpen }],
      });
      expect(await sessionsOf(server, client_id)).toBe(1);
    },
  );
});

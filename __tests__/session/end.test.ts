import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { endSession } from '../../src/session/end.ts';
import type { Opener } from '../../src/session/state.ts';
import { whatOf } from '../../src/report/explain.ts';
import type { ActionError } from '../../src/report/error.ts';
import { startKeycloakLike } from '../helpers/keycloak-like.ts';
import { record } from '../helpers/log.ts';

const server = await startKeycloakLike({ secret: 'end-secret' });
afterAll(() => {
  server.close();
});
const opener: Opener = {
  clientId: 'ci',
  clientSecret: 'end-secret',
  tokenUrl: new URL(server.tokenUrl),
  authMethod: 'client_secret_post',
  privateKey: '',
  privateKeyId: '',
  assertionAudience: '',
  clientAssertionFile: '',
  clientCertificate: '',
  clientCertificateKey: '',
  caCertificates: [],
  revocationUrl: undefined,
};
const { log } = record('end-secret');

test('ends a session, and one that had ended before', async () => {
  server.open.add('a-refresh-token');
  const session = { kind: 'refresh_token', token: 'a-refresh-token' } as const;
  expect(await endSession(session, opener, log)).toBe('ended');
  expect(await endSession(session, opener, log)).toBe('had ended');
});

test('revokes what any other server granted, where it says how', async () => {
  const revocationUrl = new URL(server.tokenUrl.replace(/token$/, 'revoke'));
  const elsewhere = { ...opener, tokenUrl: new URL('/oauth/token', server.tokenUrl), revocationUrl };
  for (const kind of ['refresh_token', 'access_token'] as const) {
    server.open.add(`a-${kind}`);
    expect(await endSession({ kind, token: `a-${kind}` }, elsewhere, log)).toBe('ended');
    expect(server.endings.at(-1)?.get('token_type_hint')).toBe(kind);
  }
  expect([...server.open]).toEqual([]);
});

test('says of a server that revokes no such tokens that it does not', async () => {
  server.onEnding = (response) => response.writeHead(400).end('{"error":"unsupported_token_type"}');
  expect(await endSession({ kind: 'access_token', token: 'x' }, opener, log)).toBe('irrevocable');
  server.onEnding = undefined;
});

test.each(['{"error":{"code":403}}', '{"error":["denied"]}', '{"error":true}', '{"error":""}', '<html>', '[]'])(
  'takes 200 with %s for no end',
  async (body) => {
    server.onEnding = (response) => response.writeHead(200).end(body);
    const error = await endSession({ kind: 'access_token', token: 'x' }, opener, log).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'request_refused' });
    server.onEnding = undefined;
  },
);

test.each(['', ' ', '{}', '{"error":null}', 'null', 'true', 'OK\n', '"ok"'])('takes 200 with %j for the end', async (body) => {
  server.onEnding = (response) => response.writeHead(200).end(body);
  expect(await endSession({ kind: 'access_token', token: 'x' }, opener, log)).toBe('ended');
  server.onEnding = undefined;
});

test.each<[status: number, description: string | undefined, over: boolean]>([
  [400, 'Session not active', true],
  [400, 'Token is not active', true],
  [400, 'Refresh token expired', true],
  [400, 'Stale token', true],
  [400, undefined, true],
  [400, "Invalid token issuer. Expected 'https://id.example/realms/a'", false],
  [400, "Invalid refresh token. Token client and authorized client don't match", false],
  [400, 'Invalid refresh token', false],
  [401, 'Client certificate missing, or its thumbprint and one in the refresh token did NOT match', false],
])('%i invalid_grant "%s" says of a session that it is over: %s', async (status, error_description, over) => {
  server.onEnding = (response) => response.writeHead(status).end(JSON.stringify({ error: 'invalid_grant', error_description }));
  const ending = await endSession({ kind: 'refresh_token', token: 'x' }, opener, log).catch((thrown: unknown) => thrown);
  if (over) expect(ending).toBe('had ended');
  else expect(whatOf(ending as ActionError)).toMatch(/invalid_grant ".*is left open/);
  server.onEnding = undefined;
});

test('goes through a megabyte of spaces once', async () => {
  server.onEnding = (response) => response.writeHead(200).end(`${' '.repeat(1_000_000)}x`);
  const start = performance.now();
  await expect(endSession({ kind: 'access_token', token: 'x' }, opener, log)).rejects.toThrow('request_refused');
  expect(performance.now() - start).toBeLessThan(2000);
  server.onEnding = undefined;
});

test('asks nothing where it does not know how', async () => {
  const requests = server.requests.length;
  const elsewhere = { ...opener, tokenUrl: new URL('/oauth/token', server.tokenUrl) };
  expect(await endSession({ kind: 'access_token', token: 'x' }, elsewhere, log)).toBe('irrevocable');
  expect(server.requests).toHaveLength(requests);
});

test('what fails says whose session is left open, and until when', async () => {
  const refusing = createServer((_request, response) => response.writeHead(403).end('no')).listen(0, '127.0.0.1');
  await new Promise((done) => refusing.once('listening', done));
  const url = `http://127.0.0.1:${String((refusing.address() as AddressInfo).port)}/realms/x/protocol/openid-connect/token`;
  const session = { kind: 'refresh_token', token: 'x', until: Date.UTC(2027, 0, 1) } as const;
  const error = await endSession(session, { ...opener, tokenUrl: new URL(url) }, log).catch((thrown: unknown) => thrown);
  expect(whatOf(error as ActionError)).toMatch(
    /answered 403\. .*The session of client ci at 127\.0\.0\.1:\d+ is left open until 2027-01-01T00:00:00Z, and ends by itself then\./,
  );
  refusing.close();
});

import { decodeJwt } from 'jose';
import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { ActionError, failure } from '../../src/report/error.ts';
import { endNow, endSession } from '../../src/session/end.ts';
import type { Client, Session } from '../../src/session/session.ts';
import { clientAt } from '../helpers/client.ts';
import { startHostileServer, type Behaviour } from '../helpers/hostile-server.ts';
import { startKeycloakLike } from '../helpers/keycloak-like.ts';
import { record } from '../helpers/log.ts';

const secret = 'a-secret-of-the-client';
const server = await startKeycloakLike({ secret });
afterAll(() => {
  server.close();
});
afterEach(() => {
  server.onEnding = undefined;
});
const client = clientAt(server.tokenUrl);
const outside = { log: record(secret).log };
const access = { kind: 'access_token', token: 'x' } as const;
const refresh = { kind: 'refresh_token', token: 'x' } as const;

/** How the session ends, or the failure: its id and notes. */
async function ending(session: Session, of: Client = client): Promise<unknown> {
  try {
    return await endSession(session, of, outside);
  } catch (error) {
    if (error instanceof ActionError) return { id: error.id, notes: error.notes };
    throw error;
  }
}
const says = (status: number, body: string) => (response: ServerResponse) => response.writeHead(status).end(body);

test('ends a session, and one that had ended before', async () => {
  server.open.add('a-refresh-token');
  const session = { ...refresh, token: 'a-refresh-token' };
  expect([await ending(session), await ending(session)]).toEqual(['ended', 'had ended']);
  expect(server.requests).toEqual(['logout', 'logout']);
});

test('at Keycloak, an access token is revoked: logout would take it for none', async () => {
  server.open.add('an-access-token');
  expect(await ending({ ...access, token: 'an-access-token' })).toBe('ended');
  expect(server.requests.at(-1)).toBe('revoke');
});

// Keycloak before 26 ends all sessions of a client whose refresh token is revoked.
test.each(['Refresh', 'Offline'])('never revokes a refresh token at a Keycloak, whatever it is called: %s', async (typ) => {
  const token = `e30.${Buffer.from(JSON.stringify({ typ })).toString('base64url')}.x`;
  server.open.add(token);
  expect(await ending({ kind: 'access_token', token })).toBe('ended');
  expect(server.requests.at(-1)).toBe('logout');
});

test('revokes what any other server granted, where it says how', async () => {
  const revocationUrl = new URL(server.tokenUrl.replace(/token$/, 'revoke'));
  const elsewhere = clientAt(new URL('/oauth/token', server.tokenUrl).href, { revocationUrl });
  for (const kind of ['refresh_token', 'access_token'] as const) {
    server.open.add(`a-${kind}`);
    expect(await ending({ kind, token: `a-${kind}` }, elsewhere)).toBe('ended');
    expect(server.endings.at(-1)?.get('token_type_hint')).toBe(kind);
  }
  expect([...server.open]).toEqual([]);
});

test('asks nothing where it does not know how', async () => {
  const requests = server.requests.length;
  expect(await ending(access, clientAt(new URL('/oauth/token', server.tokenUrl).href))).toBe('unsupported');
  expect(server.requests).toHaveLength(requests);
});

describe('an answer', () => {
  test.each<[number, string, unknown]>([
    // Any 2xx is the end, whatever it says, as long as that is no error.
    [200, '', 'ended'],
    [200, '{}', 'ended'],
    [200, 'null', 'ended'],
    [200, 'OK\n', 'ended'],
    [200, '"ok"', 'ended'],
    [200, '{"error":null}', 'ended'],
    [200, '{"error":""}', 'ended'],
    [200, 'The token was revoked.', 'ended'],
    [200, '<html>Revoked</html>', 'ended'],
    [200, `${' '.repeat(1_000_000)}x`, 'ended'],
    [202, '', 'ended'],
    [202, '{"status":"accepted"}', 'ended'],
    [204, '', 'ended'],
    [299, '', 'ended'],
    [200, '{"error":"invalid_token"}', 'had ended'], // Keycloak
    [400, '{"error":"unsupported_token_type"}', 'unsupported'], // RFC 7009, 2.2.1
    [503, '{"error":"unsupported_token_type"}', 'unsupported'],
    [200, '{"error":"access_denied"}', 'request_refused'],
    [302, '', 'request_refused'],
    [400, '', 'request_refused'],
    [403, '<html>', 'request_refused'],
    [404, '', 'request_refused'],
    [401, '{"error":"invalid_client"}', 'request_refused'],
    [429, '', 'rate_limited'],
  ])('%i %j: %s', async (status, body, how) => {
    server.onEnding = says(status, body);
    const found = await ending(access);
    expect(typeof found === 'string' ? found : (found as { id: string }).id).toBe(how);
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
    server.onEnding = says(status, JSON.stringify({ error: 'invalid_grant', error_description }));
    expect(await ending(refresh)).toEqual(over ? 'had ended' : { id: 'request_refused', notes: [expect.anything()] });
  });

  test('what fails says whose session stays open, and until when', async () => {
    server.onEnding = says(403, 'no');
    const until = Date.now() + 3_600_000;
    const left = { id: 'left_open', params: { clientId: 'ci', host: client.tokenUrl.host, end: until } };
    expect(await ending({ ...refresh, until })).toEqual({ id: 'request_refused', notes: [left] });
  });

  test.each(['refuses', 'is gone'])('after its own end nothing is open, even where the server %s', async (how) => {
    server.onEnding = says(400, '');
    const of = how === 'refuses' ? client : clientAt('http://127.0.0.1:1/realms/x/protocol/openid-connect/token');
    expect(await ending({ ...refresh, until: Date.now() - 1 }, of)).toBe('had ended');
  });
});

describe('an assertion', () => {
  const path = '/oauth/revoke';
  const jwtClient = (port: number, more: Partial<Client> = {}): Client =>
    clientAt(`http://127.0.0.1:${String(port)}/oauth/token`, {
      authMethod: 'client_secret_jwt',
      revocationUrl: new URL(`http://127.0.0.1:${String(port)}${path}`),
      ...more,
    });
  /** A server that takes the URL that is asked for an audience alone, as Glewlwyd. */
  const exact =
    (status: number, body: string): Behaviour =>
    (response, { form, headers, path: asked }) => {
      const { aud } = decodeJwt(form.get('client_assertion') ?? '');
      if (aud === `http://${headers.host ?? ''}${asked}`) response.writeHead(200).end();
      else response.writeHead(status).end(body);
    };

  test.each<[number, string]>([
    [400, '{"error":"invalid_client"}'],
    [401, '{"error":"invalid_client"}'],
    [401, ''],
    [403, ''], // empty, as Glewlwyd
  ])('that is refused with %i %s has the URL of the endpoint the next time', async (status, body) => {
    await using hostile = await startHostileServer(exact(status, body));
    expect(await ending(access, jwtClient(hostile.port))).toBe('ended');
    expect(hostile.received).toHaveLength(2);
  });

  test.each<[string, Behaviour, (port: number) => Client]>([
    ['not a third time', (response) => response.writeHead(401).end(), (port) => jwtClient(port)],
    ['not where the audience was set', exact(401, ''), (port) => jwtClient(port, { assertionAudience: 'https://id.example' })],
    ['not with a secret', exact(401, ''), (port) => jwtClient(port, { authMethod: 'client_secret_post' })],
  ])('but %s', async (name, behave, of) => {
    await using hostile = await startHostileServer(
      name.includes('secret') ? (response) => response.writeHead(401).end() : behave,
    );
    expect(await ending(access, of(hostile.port))).toMatchObject({ id: 'request_refused' });
    expect(hostile.received).toHaveLength(name.includes('third') ? 2 : 1);
  });

  test('nor at a Keycloak', async () => {
    await using hostile = await startHostileServer((response) => {
      response.sendDate = false;
      response.writeHead(401).end('{"error":"invalid_client"}');
    });
    expect(
      await ending(access, jwtClient(hostile.port, { tokenUrl: new URL(hostile.url), revocationUrl: undefined })),
    ).toMatchObject({
      id: 'request_refused',
    });
    expect(hostile.received).toHaveLength(1);
  });
});

describe('a session that cannot be left to post', () => {
  const failed = (): ActionError => failure('output_failed', { name: 'GITHUB_STATE', reason: 'ENOSPC' });
  const left = { id: 'left_open', params: { clientId: 'ci', host: client.tokenUrl.host, end: undefined } };

  test('is ended at once, and that is said', async () => {
    server.open.add('a-token');
    expect((await endNow(failed(), { ...access, token: 'a-token' }, client, outside)).notes).toEqual([
      { id: 'ended', params: {} },
    ]);
    expect(server.open.size).toBe(0);
  });

  test.each<[string, Session, number, string]>([
    ['the server refuses', access, 403, ''],
    ['it revokes no such tokens', access, 400, '{"error":"unsupported_token_type"}'],
    ['others may use the token', { ...access, shared: true }, 200, ''],
  ])('stays open where %s, and that is said', async (_, session, status, body) => {
    server.onEnding = says(status, body);
    expect((await endNow(failed(), session, client, outside)).notes).toEqual([left]);
  });
});

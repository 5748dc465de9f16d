import { describe, expect, test } from 'vitest';
import { canEnd, clientOf, sessionIn, type Session } from '../../src/session/session.ts';
import { answer, sentAt } from '../helpers/answers.ts';
import { clientAt } from '../helpers/client.ts';

const jwt = (claims: object): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
const now = Math.floor(sentAt / 1000);
const end = (seconds: number): number => (now + seconds) * 1000;

describe('the session in an answer, whatever its status', () => {
  test.each<[string, unknown, Session | undefined]>([
    [
      'its refresh token, which lives longest',
      { access_token: 'a', refresh_token: 'r', expires_in: 5, refresh_expires_in: 60 },
      { kind: 'refresh_token', token: 'r', until: end(60) },
    ],
    ['its access token', { access_token: 'a', expires_in: 5 }, { kind: 'access_token', token: 'a', until: end(5) }],
    ['a lifetime as text', { access_token: 'a', expires_in: '5' }, { kind: 'access_token', token: 'a', until: end(5) }],
    [
      'a refresh token that never ends',
      { refresh_token: 'r', refresh_expires_in: 0 },
      { kind: 'refresh_token', token: 'r', until: undefined },
    ],
    [
      'a refresh token that cannot be sent back',
      { access_token: 'a', refresh_token: 'r\nx' },
      { kind: 'access_token', token: 'a', until: undefined },
    ],
    ['nothing', { error: 'x' }, undefined],
    ['tokens that cannot be sent back', { access_token: 'two\nlines', refresh_token: 7 }, undefined],
    [
      'a large refresh token',
      { access_token: 'a', refresh_token: 'r'.repeat(40_000) },
      { kind: 'refresh_token', token: 'r'.repeat(40_000), until: undefined },
    ],
    ['half an object', '{"access_token":"a","refresh_tok', undefined],
    ['a list', '[{"access_token":"a"}]', undefined],
    ...[1e300, 1e14, '1e300', [9e20], null, {}, true].map((expires_in): [string, unknown, Session] => [
      `a lifetime of ${JSON.stringify(expires_in)}, which is none`,
      { access_token: 'a', expires_in },
      { kind: 'access_token', token: 'a', until: undefined },
    ]),
  ])('%s', (_, body, session) => {
    for (const status of [200, 403, 503]) expect(sessionIn(answer(body, { status }))).toEqual(session);
  });

  test('a token that is older than its request is shared, unless a refresh token names the session', () => {
    const access_token = jwt({ iat: now - 2100, exp: now + 1500 });
    expect(sessionIn(answer({ access_token }))).toEqual({
      kind: 'access_token',
      token: access_token,
      until: end(1500),
      shared: true,
    });
    expect(sessionIn(answer({ access_token, refresh_token: 'r' }))).not.toHaveProperty('shared');
    expect(sessionIn(answer({ access_token: jwt({ iat: now, exp: now + 1500 }) }))).not.toHaveProperty('shared');
  });
});

test('a session can be ended at Keycloak, or where a revocation endpoint is known', () => {
  const revocationUrl = new URL('https://id.example/revoke');
  expect(canEnd(clientAt('https://id.example/realms/a/protocol/openid-connect/token'))).toBe(true);
  expect(canEnd(clientAt('https://id.example/oauth/token'))).toBe(false);
  expect(canEnd(clientAt('https://id.example/oauth/token', { revocationUrl }))).toBe(true);
});

test('the client is taken out of all else', () => {
  const client = clientAt('https://id.example/t', { signingAlgs: ['PS256'] });
  expect(clientOf({ ...client, scope: 'x', sealKey: 'y' } as typeof client)).toEqual(client);
});

import { expect, test } from 'vitest';
import {
  reportEnded,
  reportEndpoints,
  reportKept,
  reportOpened,
  reportRevoked,
  reportToken,
  reportUnending,
  type Report,
} from '#report/lines.ts';
import type { Log } from '#report/log.ts';
import { record } from '../helpers/log.ts';

const now = Date.UTC(2026, 10, 24, 1, 2, 3);
const host = 'id.example';
const usual: Report = {
  clientId: 'ci',
  host,
  expiry: now + 1_800_000,
  scope: 'read write',
  requestedAt: now + 900,
  attempts: 1,
  took: 234,
};

function lines(report: (log: Log) => void, ...secrets: string[]): string[] {
  const recorded = record(...secrets);
  report(recorded.log);
  return recorded.lines;
}
const ofToken = (more: Partial<Report>, ...secrets: string[]): string[] =>
  lines(
    (log) => {
      reportToken({ ...usual, ...more }, log);
    },
    ...secrets,
  );

test.each<[string, Partial<Report>, string[]]>([
  [
    'client, server, how long it is valid, what it took, and the scopes',
    {},
    [
      'Access token for client ci from id.example: valid for 30 min, until 2026-11-24T01:32:03Z (1 attempt, 0.23 s).',
      'Scopes: read write',
    ],
  ],
  [
    'several attempts, no expiry, no scope',
    { attempts: 3, took: 12_340, expiry: undefined, scope: undefined },
    ['Access token for client ci from id.example: the server does not say until when (3 attempts, 12.34 s).'],
  ],
  [
    'no client, an empty scope',
    { clientId: '', scope: '' },
    ['Access token from id.example: valid for 30 min, until 2026-11-24T01:32:03Z (1 attempt, 0.23 s).'],
  ],
])('a token: %s', (_, more, said) => {
  expect(ofToken(more)).toEqual(said);
});

test('what others wrote is no command, and holds no secret', () => {
  const [client, scopes] = ofToken({ clientId: 'ci\n::error::s3cret', scope: 's3cret\r\n##[error]' }, 's3cret');
  expect(client).toMatch(/^Access token for client ci : :error: :\*\*\* from/);
  expect(scopes).toBe('Scopes: *** ## [error]');
});

const opened = { expiry: now + 600_000 };
test.each<[object, string]>([
  [{}, 'valid for 10 min, until 2026-11-24T01:12:03Z'],
  [{ clientId: 'ci', host, attempt: 2 }, 'valid for 10 min, until 2026-11-24T01:12:03Z, for client ci, from id.example'],
  [{ expiry: undefined, attempt: 1 }, 'the server does not say until when, sealed in attempt 1 of this run'],
])('a sealed token with %j', (more, said) => {
  const found = lines((log) => {
    reportOpened({ ...opened, ...more }, { now, attempt: 2 }, log);
  });
  expect(found).toEqual([`Opened the sealed access token: ${said}.`]);
});

test.each<[string, string | undefined, string]>([
  ['https://id.example/token?x=y', undefined, 'token https://id.example/token, no revocation endpoint'],
  ['https://id.example/token', 'https://other.example/r', 'token https://id.example/token, revocation https://other.example/r'],
  ['https://id.example/a/5d9a31aa7e2b4c359d8e', undefined, 'token https://id.example…, no revocation endpoint'],
])('the endpoints of metadata: %s', (token, revocation, said) => {
  const tokenUrl = new URL(token);
  const revocationUrl = revocation === undefined ? undefined : new URL(revocation);
  const found = lines((log) => {
    reportEndpoints('https://id.example', { tokenUrl, revocationUrl }, log);
  });
  expect(found).toEqual([`Metadata of https://id.example: ${said}.`]);
});

test.each([
  [{ ended: 1, before: 0 }, ['Ended the session at id.example.']],
  [{ ended: 0, before: 1 }, ['The session at id.example had ended already.']],
  [{ ended: 2, before: 1 }, ['Ended 2 sessions at id.example.', 'The session at id.example had ended already.']],
  [{ ended: 0, before: 3 }, ['3 sessions at id.example had ended already.']],
  [{ ended: 0, before: 0 }, []],
])('sessions: %j', (counts, said) => {
  expect(
    lines((log) => {
      reportEnded(host, counts, log);
    }),
  ).toEqual(said);
});

test.each<[string, (log: Log) => void, string[]]>([
  [
    'is kept',
    (log) => {
      reportKept(host, now, log);
    },
    ['The session at id.example stays open for later jobs, until 2026-11-24T01:02:03Z or until `end` ends it.'],
  ],
  [
    'is revoked',
    (log) => {
      reportRevoked({ kind: 'access_token', until: now }, log);
    },
    ['An API that only checks signatures takes the revoked token until 2026-11-24T01:02:03Z.'],
  ],
  [
    'is revoked, and nobody knows until when it lived',
    (log) => {
      reportRevoked({ kind: 'access_token' }, log);
    },
    [],
  ],
  [
    'has no endpoint that ends it',
    (log) => {
      reportUnending(host, 'no_endpoint', { kind: 'refresh_token' }, log);
    },
    [
      'The token is not revoked at id.example, since no revocation endpoint is known: the refresh token is valid until it expires.',
    ],
  ],
  [
    'is of a type that is not revoked',
    (log) => {
      reportUnending(host, 'unsupported', { kind: 'access_token', until: now }, log);
    },
    [
      'The token is not revoked: id.example revokes no tokens of this type: the access token is valid until 2026-11-24T01:02:03Z.',
    ],
  ],
  [
    'is shared',
    (log) => {
      reportUnending(host, 'shared', { kind: 'access_token', until: now }, log);
    },
    [expect.stringMatching(/^The token is not revoked: id\.example returned one that it had issued before/) as string],
  ],
])('a session that %s', (_, report, said) => {
  expect(lines(report)).toEqual(said);
});

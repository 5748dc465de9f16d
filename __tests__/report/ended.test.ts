import { expect, test } from 'vitest';
import { reportEnded, reportIrrevocable, reportKept, reportUnending } from '../../src/report/ended.ts';
import type { Log } from '../../src/report/log.ts';
import { record } from '../helpers/log.ts';

const now = Date.UTC(2026, 10, 24, 1, 2, 3);
const host = 'id.example';

function lines(report: (log: Log) => void): string[] {
  const recorded = record();
  report(recorded.log);
  return recorded.lines;
}

test.each([
  [{ ended: 1, before: 0 }, ['The session at id.example is ended.']],
  [{ ended: 0, before: 1 }, ['The session at id.example had ended before.']],
  [{ ended: 2, before: 1 }, ['2 sessions at id.example are ended.', 'The session at id.example had ended before.']],
  [{ ended: 0, before: 3 }, ['3 sessions at id.example had ended before.']],
  [{ ended: 0, before: 0 }, []],
])('%j', (counts, said) => {
  expect(
    lines((log) => {
      reportEnded(host, counts, log);
    }),
  ).toEqual(said);
});

test('a session that lives on says until when', () => {
  expect(
    lines((log) => {
      reportKept(host, now, log);
    }),
  ).toEqual(['The session at id.example lives on for later jobs, until 2026-11-24T01:02:03Z or until `end` ends it.']);
});

test('what a server does not revoke is called by its name, with its own end', () => {
  const access = lines((log) => {
    reportIrrevocable(host, { kind: 'access_token', until: now }, true, log);
  });
  expect(access).toEqual(['id.example revokes no tokens of this kind: the access token is valid until 2026-11-24T01:02:03Z.']);
  const [refresh] = lines((log) => {
    reportIrrevocable(host, { kind: 'refresh_token' }, false, log);
  });
  expect(refresh).toMatch(/^Nothing is ended at id\.example, .*: the refresh token is valid until it expires, which/);
});

test.each<[object, RegExp]>([
  [{ accessToken: now }, /; the access token is valid until 2026-11-24T01:02:03Z\.$/],
  [{ accessToken: now, refreshToken: now }, /03Z, the refresh token until 2026-11-24T01:02:03Z\.$/],
  [
    { refreshToken: null },
    /valid until it expires, which .*, the refresh token until it expires, which the server does not tell\.$/,
  ],
])('what nobody can end: %j', (lifetimes, said) => {
  const [line] = lines((log) => {
    reportUnending(host, lifetimes, log);
  });
  expect(line).toMatch(/^Nothing is ended at id\.example, since no endpoint for it is known; /);
  expect(line).toMatch(said);
});

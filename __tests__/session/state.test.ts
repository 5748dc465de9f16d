import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { MAX_VARIABLE } from '../../src/runner/files.ts';
import { sessionIn, type Session } from '../../src/session/session.ts';
import { loadState, saveState, type SavedState } from '../../src/session/state.ts';
import { answer } from '../helpers/answers.ts';
import { clientAt } from '../helpers/client.ts';
import { keyValues } from '../helpers/runner.ts';

const revocationUrl = new URL('https://id.example/revoke');
const client = clientAt('https://id.example/realms/a/protocol/openid-connect/token?b=c', {
  clientId: 'ci "ü"',
  privateKey: 'a-key\nof-lines',
  caCertificates: ['one\n', 'two\n'],
  signingAlgs: ['PS256'],
  revocationUrl,
});
const session = (fields: object): Session => sessionIn(answer({ access_token: 'an-access-token', ...fields })) ?? (null as never);

const folder = mkdtempSync(join(tmpdir(), 'state-'));
const file = join(folder, 'state');
process.env['GITHUB_STATE'] = file;
beforeEach(() => {
  writeFileSync(file, '');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What the runner keeps, and hands to post as it is. */
const kept = (name: string): string => keyValues(readFileSync(file, 'utf8'))[name] ?? '';

test.each<[string, SavedState]>([
  ['nothing', {}],
  ['a request on its way', { asked: { clientId: 'ci', host: 'id.example' }, asking: true }],
  ['a refresh token', { client, sessions: [session({ refresh_token: 'a-refresh-token', refresh_expires_in: 60 })] }],
  ['two, one to be kept', { client, sessions: [{ ...session({ expires_in: 60 }), kept: true }, session({ expires_in: 5 })] }],
  ['a folder', { client, sessions: [], folder: '/temp/token-command' }],
])('what was saved is what is read: %s', (_, state) => {
  saveState({ asking: false });
  expect(saveState(state)).toBe(true);
  expect(loadState(kept)).toEqual(state);
  if (state.client) expect(loadState(kept).client?.tokenUrl).toBeInstanceOf(URL);
});

test('nothing was saved: there is nothing to read', () => {
  expect(loadState(() => '')).toEqual({});
});

describe('what no environment variable holds', () => {
  const ofSize = (bytes: number): SavedState => {
    const state = (length: number): SavedState => ({ client, sessions: [{ kind: 'access_token', token: 't'.repeat(length) }] });
    return state(bytes - Buffer.byteLength(`STATE_session=${JSON.stringify(state(1))}`) + 1);
  };

  test('is not saved, and what just fits is', () => {
    expect(saveState(ofSize(MAX_VARIABLE + 1))).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe('');
    expect(saveState(ofSize(MAX_VARIABLE))).toBe(true);
    expect(loadState(kept)).toEqual(ofSize(MAX_VARIABLE));
  });
});

test.each([
  ...[
    '{',
    'null',
    '7',
    '"text"',
    '[]',
    '{"client":{}}',
    '{"client":{"tokenUrl":"no url"}}',
    '{"sessions":[{}]}',
    '{"sessions":[null]}',
  ],
  ...[
    '{"client":{"tokenUrl":"http://evil.example/realms/x/protocol/openid-connect/token"},"sessions":[]}',
    '{"sessions":[{"token":"a b"}]}',
  ],
])('%s, which was damaged or forged, is not taken', (value) => {
  expect(() => loadState(() => value)).toThrow();
});

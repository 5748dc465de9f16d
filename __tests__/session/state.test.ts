import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { credentialsOf, type Credentials } from '../../src/oauth/credentials.ts';
import type { Inputs } from '../../src/inputs/inputs.ts';
import { MAX_VARIABLE } from '../../src/runner/files.ts';
import { sessionOf } from '../../src/session/session.ts';
import { loadState, saveState, type SavedState } from '../../src/session/state.ts';
import type { Token } from '../../src/oauth/token.ts';
import { answer, expected, parseResponse } from '../helpers/answers.ts';
import { keyValues } from '../helpers/runner.ts';

const inputs = {
  clientId: 'ci "ü"',
  clientSecret: 'a-secret',
  tokenUrl: new URL('https://id.example/realms/a/protocol/openid-connect/token?b=c'),
  scope: ['a-scope'],
  audience: 'an-audience',
  authMethod: 'client_secret_post',
  privateKey: 'a-key\nof-lines',
  privateKeyId: 'a-key-id',
  assertionAudience: 'https://id.example/realms/a',
  issuer: '',
  parameters: [['resource', 'a-resource']],
  clientAssertionFile: '/a/file',
  clientCertificate: 'a-certificate',
  clientCertificateKey: 'a-certificate-key',
  revoke: 'auto',
  sealKey: Buffer.from('k'.repeat(32)),
  timeout: 61,
  minValidity: 62,
  caCertificates: ['one\n', 'two\n'],
  tokenCommand: false,
  summary: true,
} satisfies Partial<Inputs> & Credentials;
const revocationUrl = new URL('https://id.example/revoke');
const opener = { ...credentialsOf(inputs), caCertificates: inputs.caCertificates, revocationUrl };
const token = (fields: object): Token => parseResponse(answer({ access_token: 'an-access-token', ...fields }), expected);

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
  ['a refresh token', { opener, sessions: [sessionOf(token({ refresh_token: 'a-refresh-token', refresh_expires_in: 60 }))] }],
  [
    'two, one to be kept',
    { opener, sessions: [{ ...sessionOf(token({ expires_in: 60 })), kept: true }, sessionOf(token({ expires_in: 5 }))] },
  ],
])('what was saved is what is read: %s', (_, state) => {
  saveState({ asking: false });
  expect(saveState(state)).toBe(true);
  expect(loadState(kept)).toEqual(state);
  if (state.opener) expect(loadState(kept).opener?.tokenUrl).toBeInstanceOf(URL);
});

test('what ends the session is in it, and nothing else of the inputs and the answer', () => {
  saveState({
    opener,
    sessions: [
      sessionOf(token({ refresh_token: 'a-refresh-token', refresh_expires_in: 60, id_token: 'an-id-token', expires_in: 9 })),
    ],
  });
  const { opener: saved = {}, sessions: [session = {}] = [] } = JSON.parse(kept('session')) as {
    opener?: object;
    sessions?: object[];
  };
  expect(Object.keys(saved).sort()).toEqual([
    ...['assertionAudience', 'authMethod', 'caCertificates', 'clientAssertionFile', 'clientCertificate', 'clientCertificateKey'],
    ...['clientId', 'clientSecret', 'privateKey', 'privateKeyId', 'revocationUrl', 'tokenUrl'],
  ]);
  expect(Object.keys(session).sort()).toEqual(['kind', 'token', 'until']);
  expect(kept('session')).not.toMatch(/an-access-token|a-resource|an-id-token|a-scope|an-audience|kkkk|107,107/);
});

test('nothing was saved: there is nothing to read', () => {
  expect(loadState(() => '')).toEqual({});
});

describe('what no environment variable holds', () => {
  const ofSize = (bytes: number): SavedState => {
    const state = (length: number): SavedState => ({ opener, sessions: [{ kind: 'access_token', token: 't'.repeat(length) }] });
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
    '{"opener":{}}',
    '{"opener":{"tokenUrl":"no url"}}',
    '{"sessions":[{}]}',
    '{"sessions":[null]}',
  ],
  ...[
    '{"opener":{"tokenUrl":"http://evil.example/realms/x/protocol/openid-connect/token"},"sessions":[]}',
    '{"sessions":[{"token":"a b"}]}',
  ],
])('%s, which was damaged or forged, is not taken', (value) => {
  expect(() => loadState(() => value)).toThrow();
});

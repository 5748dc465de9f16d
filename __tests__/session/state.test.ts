import { describe, expect, test } from 'vitest';
import type { Inputs } from '../../src/inputs/inputs.ts';
import { MAX_VARIABLE } from '../../src/runner/files.ts';
import { sessionOf } from '../../src/session/session.ts';
import { loadSession, type SavedSession, saveSession, type StateStore } from '../../src/session/state.ts';
import { parseResponse } from '../../src/token/response.ts';
import { answer, expected } from '../helpers/answers.ts';

const inputs: Inputs = {
  clientId: 'ci "ü"',
  clientSecret: 'a-secret',
  tokenUrl: new URL('https://id.example/realms/a/protocol/openid-connect/token?b=c'),
  scope: ['a-scope'],
  audience: 'an-audience',
  authMethod: 'client_secret_post',
  privateKey: 'a-key\nof-lines',
  privateKeyId: 'a-key-id',
  assertionAudience: 'https://id.example/realms/a',
  revoke: 'auto',
  sealKey: Buffer.from('k'.repeat(32)),
  timeout: 61,
  minValidity: 62,
  caCertificates: ['one\n', 'two\n'],
  summary: true,
};

function saved(fields: object, kept = false): SavedSession {
  const token = parseResponse(answer({ access_token: 'an-access-token', ...fields }), expected);
  return { ...sessionOf(token, inputs), kept };
}

/** What the runner keeps, and hands to post as it is. */
function store(): StateStore & { readonly values: Map<string, string> } {
  const values = new Map<string, string>();
  return { values, saveState: (name, value) => void values.set(name, value), getState: (name) => values.get(name) ?? '' };
}

test.each([
  ['a refresh token', saved({ refresh_token: 'a-refresh-token', refresh_expires_in: 60 })],
  ['an access token alone', saved({ expires_in: 60 })],
  ['no time told, to be kept', saved({}, true)],
])('what was saved is what is read: %s', (_, session) => {
  const kept = store();
  expect(saveSession(session, kept)).toBe(true);
  expect(loadSession(kept)).toEqual(session);
  expect(loadSession(kept)?.tokenUrl).toBeInstanceOf(URL);
});

test('what ends the session is in it, and nothing else of the inputs and the answer', () => {
  const kept = store();
  saveSession(saved({ refresh_token: 'a-refresh-token', refresh_expires_in: 60, id_token: 'an-id-token', expires_in: 9 }), kept);
  const fields = JSON.parse([...kept.values.values()].join('')) as object;
  expect(Object.keys(fields).sort()).toEqual([
    ...['assertionAudience', 'authMethod', 'caCertificates', 'clientId', 'clientSecret', 'kept', 'kind', 'privateKey'],
    ...['privateKeyId', 'token', 'tokenUrl', 'until'],
  ]);
  const text = JSON.stringify([...kept.values]);
  expect(text).not.toMatch(/an-access-token|an-id-token|a-scope|an-audience|kkkk|107,107/);
});

test('nothing was saved: there is nothing to read', () => {
  expect(loadSession(store())).toBeUndefined();
});

describe('what no environment variable holds', () => {
  const ofSize = (bytes: number): SavedSession => {
    const session = saved({});
    const kept = store();
    saveSession({ ...session, token: '' }, kept);
    const [[name, value] = ['', '']] = kept.values;
    return { ...session, token: 't'.repeat(bytes - Buffer.byteLength(`STATE_${name}=${value}`)) };
  };

  test('is not saved, and what just fits is', () => {
    const kept = store();
    expect(saveSession(ofSize(MAX_VARIABLE + 1), kept)).toBe(false);
    expect(kept.values.size).toBe(0);
    expect(saveSession(ofSize(MAX_VARIABLE), kept)).toBe(true);
    expect(loadSession(kept)).toEqual(ofSize(MAX_VARIABLE));
  });
});

test.each(['{', 'null', '7', '"text"', '{"token":"x"}', '{"tokenUrl":"no url"}'])(
  '%s, which was damaged, is not taken',
  (value) => {
    const kept = store();
    saveSession(saved({}), kept);
    for (const name of kept.values.keys()) kept.values.set(name, value);
    expect(() => loadSession(kept)).toThrow();
  },
);

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Token } from '../../src/oauth/token.ts';
import { ActionError } from '../../src/report/error.ts';
import { answer, expected, parseResponse, sentAt } from '../helpers/answers.ts';

const parsed = (fields: object): Token => parseResponse(answer({ access_token: 'a-token', ...fields }), expected);
const times = { skew: 0, early: false, shared: false, requestedAt: sentAt };

/** The id of the failure, and what its sentences are made of. */
function failed(fields: object): unknown {
  try {
    return parsed(fields);
  } catch (error) {
    return error instanceof ActionError ? { id: error.id, ...error.params } : error;
  }
}

describe('a token response', () => {
  test('in full, as Keycloak sends it', () => {
    const fields = {
      expires_in: 1800,
      refresh_expires_in: 3_456_000,
      refresh_token: 'a-refresh-token',
      token_type: 'bearer',
      'not-before-policy': 1_572_970_662,
      session_state: '85baef4e-ad6c-48d0-a47c-f5f1744924ec',
      scope: 'view:wallets email',
      id_token: 'an-id-token',
    };
    expect(parsed(fields)).toEqual({
      accessToken: 'a-token',
      tokenType: 'bearer',
      expiry: Date.UTC(2026, 10, 24, 1, 32, 3),
      scope: 'view:wallets email',
      refreshToken: 'a-refresh-token',
      refreshExpiresIn: 3_456_000,
      refreshExpiry: Date.UTC(2027, 0, 3, 1, 2, 3),
      idToken: 'an-id-token',
      sessionState: '85baef4e-ad6c-48d0-a47c-f5f1744924ec',
      notBeforePolicy: 1_572_970_662,
      ignored: [],
      ...times,
    });
  });

  test('in its least form: what was not sent is undefined, and the type is Bearer', () => {
    const { accessToken, tokenType, unusualType, ignored, ...others } = parsed({});
    const least = { accessToken: 'a-token', tokenType: 'Bearer', unusualType: '', ignored: [] };
    expect({ accessToken, tokenType, unusualType, ignored }).toEqual(least);
    expect(new Set(Object.values({ ...others, ...times, skew: undefined, early: undefined, shared: undefined }))).toEqual(
      new Set([undefined, sentAt]),
    );
  });

  test.each([
    ['no refresh token', { refresh_expires_in: 60 }],
    ['0 seconds, as Keycloak says for none', { refresh_token: 'r', refresh_expires_in: 0 }],
    ['no time', { refresh_token: 'r' }],
  ])('no refresh expiry with %s', (_, fields) => {
    expect(parsed(fields).refreshExpiry).toBeUndefined();
  });

  test.each([
    ['Bearer', 'Bearer', undefined],
    ['BEARER', 'BEARER', undefined],
    [' Bearer ', 'Bearer', 'Bearer'],
    ['Application Access Token', 'Bearer', 'Application Access Token'],
    ['Bearer DPoP', 'Bearer', 'Bearer …'],
    ['x". Do y: "', 'Bearer', "x'. Do y: '"],
    ['', 'Bearer', ''],
    [7, 'Bearer', ''],
    [['Bearer'], 'Bearer', ''],
    [null, 'Bearer', ''],
  ])('token_type %j is %s', (token_type, tokenType, unusualType) => {
    expect(parsed({ token_type })).toMatchObject({ tokenType, ...(unusualType !== undefined && { unusualType }) });
    if (unusualType === undefined) expect(parsed({ token_type }).unusualType).toBeUndefined();
  });

  test.each([
    ['a b', 'a b'],
    ['a,b, c', 'a b c'],
    [' a  b ', 'a b'],
    [['a', 'b'], 'a b'],
    [['a b', 'c'], 'a b c'],
    [[], ''],
    ['', ''],
    ['a\nb', undefined],
    ['a"b', undefined],
    ['a ä', undefined],
    ['$(id)', undefined],
    ['a`b`', undefined],
    [{ a: 1 }, undefined],
    [[1], undefined],
  ])('scope %j is %j', (scope, read) => {
    expect(parsed({ scope })).toMatchObject({ scope: read, ignored: read === undefined ? ['scope'] : [] });
  });

  test('what repeats a secret, and has no mask, is not taken', () => {
    const fields = { access_token: 'a-token', scope: 'my-secret', session_state: 'my-secret', refresh_token: 'my-secret' };
    const token = parseResponse(answer(fields), { ...expected, repeats: (text) => text === 'my-secret' });
    expect(token).toMatchObject({ scope: undefined, sessionState: undefined, refreshToken: 'my-secret' });
  });

  test('null counts as not sent; fields in another form are named, and not taken', () => {
    const fields = { scope: 'a\nb', refresh_token: 'r\r\nx=y', id_token: 7, session_state: '', 'not-before-policy': null };
    expect(parsed(fields).ignored).toEqual(['refresh_token', 'scope', 'id_token', 'session_state']);
  });
});

describe('no token', () => {
  test.each([
    ['a line break', 'a\nb'],
    ['a space', 'a b'],
    ['a letter outside of ASCII', 'tökén'],
    ['nothing in it', ''],
    ['a number for text', 7],
    ['a list for text', ['a-token']],
    // What the runner would take for a command where the token command prints it.
    ['a command at its start', '::stop-commands::x'],
    ['a command of the old kind', 'x##[add-mask]y'],
  ])('token_invalid: a token with %s', (_, access_token) => {
    expect(failed({ access_token })).toEqual({ id: 'token_invalid', host: 'id.example' });
  });

  test('a token may have colons and marks elsewhere', () => {
    for (const access_token of ['a::b', ':a', '#', '##', '[', 'a#['])
      expect(parsed({ access_token }).accessToken).toBe(access_token);
  });

  test.each([undefined, null])('answer_invalid: a token that is %s', (access_token) => {
    expect(failed({ access_token })).toEqual({ id: 'answer_invalid/no_token', host: 'id.example' });
  });

  test.each(['DPoP', 'dpop', 'mac', 'MAC', 'pop', ' PoP '])('token_type_unsupported: %j', (token_type) => {
    expect(failed({ token_type })).toEqual({ id: 'token_type_unsupported', host: 'id.example', name: token_type.trim() });
  });
});

test('session_state is one word, commas and all', () => {
  expect(parsed({ session_state: 'a,b' }).sessionState).toBe('a,b');
  expect(parsed({ session_state: '$(a)' })).toMatchObject({ sessionState: undefined, ignored: ['session_state'] });
});

test('whatever a server grants: there is a sound token, or an ActionError', () => {
  const names = ['access_token', 'token_type', 'expires_in', 'refresh_token', 'refresh_expires_in', 'scope', 'id_token'];
  const value = fc.oneof(
    fc.jsonValue(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('Bearer', 'a.b.c'),
    fc.double(),
    fc.integer(),
  );
  const fields = fc.dictionary(fc.constantFrom(...names, 'session_state', 'not-before-policy', '__proto__'), value);
  // Half of the answers have a good token, or else most would fail before the rest is read.
  const good = fields.map((all) => ({ ...all, access_token: 'a-token', token_type: 'Bearer' }));
  const time = fc.integer({ min: 0, max: Date.UTC(2100, 0) });
  fc.assert(
    fc.property(fc.oneof(good, fields), time, fc.string(), (all, at, date) => {
      let token: Token;
      try {
        token = parseResponse(answer({ ...all }, { headers: { date, age: date }, sentAt: at }), expected);
      } catch (error) {
        expect(error).toBeInstanceOf(ActionError);
        return;
      }
      for (const each of [token.accessToken, token.refreshToken ?? 'x', token.idToken ?? 'x', token.sessionState ?? 'x'])
        expect(each).toMatch(/^[\x21-\x7e]+$/);
      expect(token.tokenType).toMatch(/^bearer$/i);
      expect(token.scope ?? '').toMatch(/^[\x20-\x7e]*$/);
      for (const number of [token.expiry, token.refreshExpiry, token.refreshExpiresIn, token.notBeforePolicy])
        if (number !== undefined) expect(number).toSatisfy(Number.isSafeInteger);
    }),
    { numRuns: 2000 },
  );
});

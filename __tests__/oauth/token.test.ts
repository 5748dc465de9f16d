import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endOf } from '../../src/oauth/expiry.ts';
import type { Token } from '../../src/oauth/token.ts';
import { ActionError } from '../../src/report/error.ts';
import { answer, expected, parseResponse, refusedBy, sentAt } from '../helpers/answers.ts';

const parsed = (fields: object): Token => parseResponse(answer({ access_token: 'a-token', ...fields }), expected);

function jwt(claims: unknown): string {
  return ['{"alg":"none"}', JSON.stringify(claims), 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.');
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
      expiresIn: 1800,
      expiry: Date.UTC(2026, 10, 24, 1, 32, 3),
      scope: 'view:wallets email',
      refreshToken: 'a-refresh-token',
      refreshExpiresIn: 3_456_000,
      refreshExpiry: Date.UTC(2027, 0, 3, 1, 2, 3),
      idToken: 'an-id-token',
      sessionState: '85baef4e-ad6c-48d0-a47c-f5f1744924ec',
      notBeforePolicy: 1_572_970_662,
      ignored: [],
    });
  });

  test('in its least form: what was not sent is undefined, absent token_type is Bearer', () => {
    const { accessToken, tokenType, calledType, ignored, ...others } = parsed({});
    const least = { accessToken: 'a-token', tokenType: 'Bearer', calledType: '', ignored: [] };
    expect({ accessToken, tokenType, calledType, ignored }).toEqual(least);
    expect(new Set(Object.values(others))).toEqual(new Set([undefined]));
  });

  test.each([
    ['a number', 90, 90],
    ['a number as text', '90', 90],
    ['a fraction, rounded down', 90.9, 90],
    ['0', 0, 0],
    ['less than 0', -5, -5],
  ])('expires_in as %s', (_, expires_in, seconds) => {
    const token = parsed({ expires_in });
    expect(token.expiresIn).toBe(seconds);
    expect(token.expiry).toBe(Math.floor(sentAt / 1000 + seconds) * 1000);
  });

  test.each([true, [], {}, '', 'soon', '1e3', '90s', 1e300, Number.MAX_SAFE_INTEGER])(
    'expires_in %j is ignored',
    (expires_in) => {
      expect(parsed({ expires_in })).toMatchObject({ expiresIn: undefined, expiry: undefined, ignored: ['expires_in'] });
    },
  );

  test.each<[string, object, number | undefined, string?]>([
    ['iat and exp', { iat: 1000, exp: 1300 }, sentAt + 300_000],
    ['an iat before the Date of the server', { iat: 1000, exp: 1300 }, sentAt + 100_000, new Date(1_200_000).toUTCString()],
    ['an exp before the Date of the server', { iat: 1000, exp: 1300 }, sentAt - 100_000, new Date(1_400_000).toUTCString()],
    ['no iat', { exp: 1300 }, undefined],
    ['no exp', { iat: 1000 }, undefined],
    ['text for numbers', { iat: '1000', exp: '1300' }, undefined],
    ['a list for claims', [1], undefined],
  ])('without expires_in, a JWT with %s', (_, claims, expiry, date) => {
    const token = parseResponse(answer({ access_token: jwt(claims) }, { headers: date === undefined ? {} : { date } }), expected);
    expect(token.expiresIn).toBeUndefined();
    expect(token.expiry).toBe(expiry && Math.floor(expiry / 1000) * 1000);
  });

  test('expires_in counts more than the claims of a JWT', () => {
    expect(parsed({ access_token: jwt({ iat: 0, exp: 9999 }), expires_in: 60 }).expiry).toBe(endOf(sentAt, 60));
  });

  test.each([
    ['no refresh token', { refresh_expires_in: 60 }],
    ['0 seconds, as Keycloak says for none', { refresh_token: 'r', refresh_expires_in: 0 }],
    ['no time', { refresh_token: 'r' }],
  ])('no refresh expiry with %s', (_, fields) => {
    expect(parsed(fields).refreshExpiry).toBeUndefined();
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
  ])('token_invalid: a token with %s', (_, access_token) => {
    expect(refusedBy(answer({ access_token })).code).toBe('token_invalid');
  });

  test.each(['DPoP', 'mac', '', 7, ['Bearer']])('token_type_unsupported: %j', (token_type) => {
    expect(refusedBy(answer({ access_token: 'a-token', token_type })).code).toBe('token_type_unsupported');
  });

  test.each([
    ['nothing', ''],
    ['a web page', ' <html></html>'],
    ['something else', '{"access_token":"a-token"'],
    ['something else', '["a-token"]'],
    ['something else', 'null'],
  ])('answer_invalid: 200 with %s (%s)', (kind, body) => {
    const { code, what: message } = refusedBy(answer(body));
    expect(code).toBe('answer_invalid');
    expect(message).toContain(`id.example answered 200, but with ${kind} instead`);
    expect(message).not.toContain('a-token');
  });

  test('answer_invalid: a compressed body is named', () => {
    expect(refusedBy(answer('\u001f', { headers: { 'content-encoding': 'gzip' } })).what).toContain('a compressed body');
  });

  test('answer_invalid: JSON without access_token', () => {
    expect(refusedBy(answer({ token: 'x' }))).toMatchObject({ code: 'answer_invalid' });
    expect(refusedBy(answer({ access_token: null })).what).toContain('no `access_token`');
  });
});

describe('whatever a server answers', () => {
  const names = ['access_token', 'token_type', 'expires_in', 'refresh_token', 'refresh_expires_in', 'scope', 'error', 'id_token'];
  const value = fc.oneof(
    fc.jsonValue(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('Bearer', 'a.b.c'),
    fc.double(),
    fc.integer(),
  );
  const fields = fc.dictionary(fc.constantFrom(...names, 'session_state', 'not-before-policy', '__proto__'), value);
  // Half of the answers have a good token, or else most would fail before the rest is read.
  const good = fields.map((all) => ({ ...all, access_token: 'a-token', token_type: 'Bearer', error: null }));
  const body = fc.oneof(
    good.map((all) => JSON.stringify(all)),
    fields.map((all) => JSON.stringify(all)),
    fc.json(),
    fc.string({ unit: 'binary' }),
  );
  const status = fc.oneof(fc.constant(200), fc.integer({ min: 0, max: 999 }));
  const headers = fc.record({ location: fc.string(), 'retry-after': fc.string() }, { requiredKeys: [] });
  const time = fc.integer({ min: 0, max: Date.UTC(2100, 0) });

  test('there is a sound token, or an ActionError', () => {
    fc.assert(
      fc.property(body, status, headers, time, (text, code, given, at) => {
        let token: Token;
        try {
          token = parseResponse(answer(text, { status: code, headers: given, sentAt: at }), expected);
        } catch (error) {
          expect(error).toBeInstanceOf(ActionError);
          return;
        }
        for (const each of [token.accessToken, token.refreshToken ?? 'x', token.idToken ?? 'x', token.sessionState ?? 'x'])
          expect(each).toMatch(/^[\x21-\x7e]+$/);
        expect(token.tokenType).toMatch(/^bearer$/i);
        expect(token.scope ?? '').toMatch(/^[\x20-\x7e]*$/);
        for (const number of [token.expiresIn, token.expiry, token.refreshExpiry, token.notBeforePolicy])
          if (number !== undefined) expect(number).toSatisfy(Number.isSafeInteger);
      }),
      { numRuns: 2000 },
    );
  });

  test('expiry is in whole seconds, never later than sent + expires_in, and less than a second earlier', () => {
    const seconds = fc.oneof(fc.integer({ min: -1e6, max: 1e9 }), fc.double({ min: -1e6, max: 1e9, noNaN: true }));
    fc.assert(
      fc.property(seconds, fc.boolean(), time, (given, asText, at) => {
        const whole = Math.floor(given) + 0; // no -0
        const expires_in = asText ? String(whole) : given;
        const { expiry = NaN, expiresIn } = parseResponse(answer({ access_token: 'a', expires_in }, { sentAt: at }), expected);
        expect(expiresIn).toBe(whole);
        expect(expiry % 1000 === 0).toBe(true);
        expect(expiry).toBeLessThanOrEqual(at + given * 1000);
        expect(expiry).toBeGreaterThan(at + whole * 1000 - 1000);
      }),
    );
  });
});

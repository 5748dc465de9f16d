import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ActionError } from '../../src/report/error.ts';
import type { Token } from '../../src/oauth/token.ts';
import { warning } from '../../src/report/explain.ts';
import { failureOf } from '../helpers/failures.ts';
import { checkValidity, type Remark, remarks } from '../../src/oauth/validity.ts';

const now = Date.UTC(2026, 10, 24, 1, 2, 3, 456);

/** The code of the failure, or undefined. */
function refused(expiry: number | undefined, minValidity: number): string | undefined {
  try {
    checkValidity({ expiry }, minValidity, now);
    return undefined;
  } catch (error) {
    if (error instanceof ActionError) return error.code;
    throw error;
  }
}

describe('checkValidity', () => {
  test.each([
    ['ends in 300 s', now + 300_000, 0, undefined],
    ['ends in just what is asked for', now + 300_000, 300, undefined],
    ['ends a moment before', now + 299_999, 300, 'token_too_short'],
    ['ends in 1 s', now + 1000, 0, undefined],
    ['ends in less than 1 s', now + 999, 0, 'token_expired'],
    ['ends now', now, 0, 'token_expired'],
    ['ended long ago', 0, 300, 'token_expired'],
    ['does not say when it ends', undefined, 0, undefined],
    ['does not say when it ends, and must be good for 1 s', undefined, 1, 'token_too_short'],
  ])('a token that %s', (_, expiry, minValidity, code) => {
    expect(refused(expiry, minValidity)).toBe(code);
  });

  test('what passes is good for min_validity and at least 1 s', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5000, max: 5_000_000 }), fc.nat(5000), (left, minValidity) => {
        expect(refused(now + left, minValidity) === undefined).toBe(left >= 1000 * Math.max(1, minValidity));
      }),
    );
  });
});

test.each([
  [
    300,
    299,
    300,
    /valid for 299 s more, and `min_validity` asks for 300 s, about as long as .* Lower `min_validity` by some seconds/,
  ],
  [299, 298, 300, /by some seconds/], // Keycloak's 300
  [300, 299, 900, /the access token lifespan of the client is shorter than `min_validity`/],
])('a token of %i s, of which %i are left where %i are asked for', (expiresIn, left, asked, said) => {
  const { message } = failureOf(() => {
    checkValidity({ expiry: now + left * 1000, expiresIn }, asked, now);
  });
  expect(message).toMatch(said);
});

const inWords = ({ id, params }: Remark): { title: string; message: string } => warning(id, params as never);

describe('remarks', () => {
  const usual: Token = {
    accessToken: 'a-token',
    tokenType: 'Bearer',
    expiresIn: 60,
    expiry: now + 60_000,
    scope: undefined,
    refreshToken: undefined,
    refreshExpiresIn: undefined,
    refreshExpiry: undefined,
    idToken: undefined,
    sessionState: undefined,
    notBeforePolicy: undefined,
    ignored: [],
  };
  const nothing = { scope: [], audience: '' };
  const date = new Date(now).toUTCString();
  const answered = (header: string | undefined, receivedAt = now) => ({ headers: { date: header }, receivedAt });
  const titles = (token: Partial<Token>, asked: string[] = [], header: string | undefined = date, at = now): string[] =>
    remarks({ ...usual, ...token }, { scope: asked, audience: '' }, answered(header, at), (text) => text).map(
      (remark) => inWords(remark).title,
    );

  test('none on a usual token', () => {
    expect(titles({ scope: 'a b' }, ['b', 'a'])).toEqual([]);
  });

  test.each([
    ['another scope', 'b', ['A scope is not in the answer']],
    ['a scope that only begins alike', 'ab', ['A scope is not in the answer']],
    ['no scope at all', '', ['A scope is not in the answer']],
    ['no word of scopes: it is what was asked for (RFC 6749, 5.1)', undefined, []],
  ])('asked for `a`, and the answer has %s', (_, scope, expected) => {
    expect(titles({ scope }, ['a'])).toEqual(expected);
  });

  test('names the missing scopes, cleaned', () => {
    const [remark] = remarks(
      { ...usual, scope: 'b' },
      { scope: ['a', 'b', 'c'], audience: '' },
      answered(undefined),
      (text) => `<${text}>`,
    );
    expect(remark && inWords(remark).message).toContain('<a c>');
  });

  const jwt = (claims: object): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
  const forAudience = (accessToken: string): string[] =>
    remarks({ ...usual, accessToken }, { scope: [], audience: 'urn:api' }, answered(date), (text) => text).map(
      (remark) => inWords(remark).message,
    );

  test.each([
    ['a list that has it', jwt({ aud: ['account', 'urn:api'] })],
    ['it alone', jwt({ aud: 'urn:api' })],
    ['what nobody can read', 'opaque'],
  ])('a token for %s is for the audience', (_, accessToken) => {
    expect(forAudience(accessToken)).toEqual([]);
  });

  test.each([
    ['another', jwt({ aud: 'account' }), 'the token is for account.'],
    ['others', jwt({ aud: ['account', 'urn:api/'] }), 'the token is for account, urn:api/.'],
    ['one that only begins alike', jwt({ aud: 'urn:api2' }), 'urn:api2'],
    ['nobody', jwt({}), 'the token is for none that it names.'],
    ['what is no text', jwt({ aud: [7, { toString: 1 }, ['urn:api']] }), 'the token is for none that it names.'],
  ])('a token for %s is a remark', (_, accessToken, said) => {
    expect(forAudience(accessToken)).toEqual([expect.stringContaining(said)]);
    expect(forAudience(accessToken)[0]).toContain('audience mapper');
  });

  test('no expiry, and ignored fields', () => {
    expect(titles({ expiry: undefined, ignored: ['expires_in'] })).toEqual(['No expiry', 'Part of the answer was ignored']);
  });

  test.each([
    ['60 s ahead', 60_000, []],
    ['61 s ahead', 61_000, ['Clocks differ']],
    ['60 s behind', -60_000, []],
    ['61 s behind', -61_000, ['Clocks differ']],
  ])('a clock that is %s', (_, skew, expected) => {
    const whole = Date.parse(date);
    expect(titles({}, [], date, whole + skew)).toEqual(expected);
  });

  test.each([undefined, '', 'yesterday'])('no remark on the clock from the Date header %j', (header) => {
    expect(remarks(usual, nothing, answered(header), (text) => text)).toEqual([]);
  });

  test('says on which side the clock is', () => {
    const message = (skew: number): string =>
      remarks(usual, nothing, answered(date, now + skew), (text) => text)
        .map((remark) => inWords(remark).message)
        .join();
    expect(message(90_000)).toContain('is 90 s ahead of');
    expect(message(-90_000)).toContain('is 90 s behind the');
  });
});

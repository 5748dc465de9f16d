import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ActionError } from '../../src/report/error.ts';
import type { Token } from '../../src/oauth/token.ts';
import { checkExpiry, checkValidity, warningsOf } from '../../src/oauth/validity.ts';

const now = Date.UTC(2026, 10, 24, 1, 2, 3, 456);

/** The failure, or undefined. */
function refused(expiry: number | undefined, minValidity: number): { id: string; params: object } | undefined {
  try {
    checkExpiry({ expiry, early: false }, now);
    checkValidity(expiry, minValidity, now);
    return undefined;
  } catch (error) {
    if (error instanceof ActionError) return { id: error.id, params: error.params };
    throw error;
  }
}

describe('a token is refused', () => {
  test.each([
    ['ends in 300 s', now + 300_000, 0, undefined],
    ['ends in just what is asked for', now + 300_000, 300, undefined],
    ['ends a moment before', now + 299_999, 300, { id: 'token_too_short', params: { left: 299, asked: 300 } }],
    ['ends in 1 s', now + 1000, 0, undefined],
    ['ends in less than 1 s', now + 999, 0, { id: 'token_expired', params: {} }],
    ['ended long ago', 0, 300, { id: 'token_expired', params: {} }],
    ['does not say when it ends', undefined, 0, undefined],
    ['does not say when it ends, and must be good for 1 s', undefined, 1, { id: 'token_too_short/unknown', params: {} }],
  ])('that %s: %s, %s, %o', (_, expiry, minValidity, failed) => {
    expect(refused(expiry, minValidity)).toEqual(failed);
  });

  test('unless it is good for min_validity and at least 1 s', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5000, max: 5_000_000 }), fc.nat(5000), (left, minValidity) => {
        expect(refused(now + left, minValidity) === undefined).toBe(left >= 1000 * Math.max(1, minValidity));
      }),
    );
  });

  test('by who asks', () => {
    for (const id of ['token_too_short/late', 'token_too_short/command'] as const)
      expect(() => {
        checkValidity(now, 60, now, id);
      }).toThrow(expect.objectContaining({ id }) as Error);
  });
});

describe('warnings', () => {
  const usual: Token = {
    accessToken: 'a-token',
    tokenType: 'Bearer',
    expiry: now + 60_000,
    skew: 0,
    early: false,
    shared: false,
    scope: undefined,
    refreshToken: undefined,
    refreshExpiresIn: undefined,
    refreshExpiry: undefined,
    idToken: undefined,
    sessionState: undefined,
    notBeforePolicy: undefined,
    ignored: [],
    requestedAt: now,
  };
  const of = (token: Partial<Token>, scope = '', audience = ''): unknown[] => {
    const all = warningsOf({ ...usual, ...token }, { scope, audience });
    return all.map(({ id, params }) => ({ [id]: Object.values(params)[id === 'audience_missing' ? 1 : 0] as unknown }));
  };

  test.each([
    ['all of them, in another order', 'c b a', 'a b', []],
    ['asked for with commas', 'a b', 'a,b', []],
    ['asked for with commas and spaces', 'a b', 'a, b', []],
    ['one missing, asked for with commas', 'a', 'a,b', [{ scope_missing: 'b' }]],
    ['one that only begins alike', 'ab', 'a', [{ scope_missing: 'a' }]],
    ['some, asked for twice', 'b', 'a  b c a', [{ scope_missing: 'a c' }]],
    ['none', '', 'a', [{ scope_missing: 'a' }]],
    ['no word of scopes: it is what was asked for (RFC 6749, 5.1)', undefined, 'a', []],
  ])('scopes: %s', (_, scope, asked, expected) => {
    expect(of({ scope }, asked)).toEqual(expected);
  });

  const jwt = (claims: object): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
  test.each([
    ['a list that has it', jwt({ aud: ['account', 'urn:api'] }), []],
    ['it alone', jwt({ aud: 'urn:api' }), []],
    ['what nobody can read', 'opaque', []],
    ['another', jwt({ aud: 'account' }), [{ audience_missing: 'account' }]],
    ['others', jwt({ aud: ['account', 'urn:api/'] }), [{ audience_missing: 'account, urn:api/' }]],
    ['one that only begins alike', jwt({ aud: 'urn:apis' }), [{ audience_missing: 'urn:apis' }]],
    ['nobody', jwt({}), [{ audience_missing: '' }]],
    ['what is no text', jwt({ aud: [7, { toString: 1 }, ['urn:api']] }), [{ audience_missing: '' }]],
  ])('audience: a token for %s', (_, accessToken, expected) => {
    expect(of({ accessToken }, '', 'urn:api')).toEqual(expected);
    expect(of({ accessToken })).toEqual([]);
  });

  test('everything else that is odd', () => {
    expect(of({})).toEqual([]);
    expect(of({ ignored: ['scope'], unusualType: 'Access', skew: -90, expiry: undefined })).toEqual([
      { part_ignored: ['scope'] },
      { token_type_unusual: 'Access' },
      { clocks_differ: -90 },
    ]);
  });
});

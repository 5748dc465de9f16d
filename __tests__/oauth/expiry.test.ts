import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HttpResponse } from '../../src/http/send.ts';
import { endOf, expiryOf } from '../../src/oauth/expiry.ts';
import { answer } from '../helpers/answers.ts';

/** The whole second in which the request was sent. */
const asked = 1_800_000_000;

function jwt(claims: object): string {
  return ['{"alg":"none"}', JSON.stringify(claims), 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.');
}

/** An answer at a moment of the server's clock, in seconds. */
function at(server: number | undefined, age?: number): HttpResponse {
  const date = server === undefined ? {} : { date: new Date(server * 1000).toUTCString() };
  return answer('', { sentAt: asked * 1000 + 456, headers: { ...date, ...(age !== undefined && { age: String(age) }) } });
}

/** The seconds that are left of a token by its expiry. */
const left = (token: string, expiresIn: number | undefined, response: HttpResponse): number | undefined => {
  const expiry = expiryOf(token, expiresIn, response);
  return expiry === undefined ? undefined : expiry / 1000 - asked;
};

describe('expiryOf', () => {
  const fresh = jwt({ iat: asked, exp: asked + 300 });
  test.each<[string, string, number | undefined, HttpResponse, number | undefined]>([
    ['an opaque token', 'opaque', 300, at(asked), 300],
    ['an opaque token of no told end', 'opaque', undefined, at(asked), undefined],
    ['an opaque token out of a cache', 'opaque', 300, at(asked - 200, 200), 100],
    ['a fresh JWT', fresh, 300, at(asked), 300],
    ['a fresh JWT without expires_in', fresh, undefined, at(asked), 300],
    ['a fresh JWT without Date', fresh, 300, at(undefined), 300],
    ['a JWT that says less than expires_in', jwt({ iat: asked, exp: asked + 60 }), 1800, at(asked), 60],
    ['a JWT that says more', jwt({ iat: asked, exp: asked + 9000 }), 300, at(asked), 300],
    ['an old answer with 60 s left', jwt({ iat: asked - 1740, exp: asked + 60 }), 1800, at(asked), 60],
    ['an old answer with Age, and no Date', fresh, 300, at(undefined, 240), 60],
    ['an old answer with the Date of then, and Age', fresh, 300, at(asked, 240), 60],
    ['an answer that has expired', jwt({ iat: asked - 400, exp: asked - 100 }), 300, at(asked), -100],
    ['an answer that has expired by its Age', fresh, 300, at(asked, 301), -1],
    ['no iat, but a Date', jwt({ exp: asked + 60 }), undefined, at(asked), 60],
    ['no iat and no Date', jwt({ exp: asked + 60 }), undefined, at(undefined), undefined],
    ['no exp', jwt({ iat: asked }), 300, at(asked), 300],
    ['claims that are no moments', jwt({ iat: 'x', exp: 'never' }), 300, at(asked), 300],
    [
      'claims nested 20,000 deep',
      jwt({ exp: asked }).replace(/\..*\./, `.${Buffer.from('['.repeat(20_000)).toString('base64url')}.`),
      300,
      at(asked),
      300,
    ],
  ])('%s', (_, token, expiresIn, response, expected) => {
    expect(left(token, expiresIn, response)).toBe(expected);
  });

  test.each([-15, -5, -1, 1, 5, 9, 15])('no good token of 10 s expires by a Date that is %i s off', (off) => {
    expect(left(jwt({ iat: asked, exp: asked + 10 }), 10, at(asked + off))).toBeGreaterThan(0);
  });

  test('a clock of the runner that is hours off changes nothing of what is left', () => {
    for (const off of [-7200, 7200]) {
      const token = jwt({ iat: asked + off, exp: asked + off + 300 });
      expect(left(token, 300, at(asked + off))).toBe(300);
      expect(left(token, 300, at(undefined))).toBe(300);
    }
  });

  test('is never later than expires_in says, nor than a JWT by the clock of its server', () => {
    const lifetime = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(lifetime, lifetime, fc.integer({ min: 0, max: 200_000 }), fc.nat(1000), (told, own, since, age) => {
        const token = jwt({ iat: asked - since, exp: asked - since + own });
        const found = left(token, told, at(asked, age)) ?? NaN;
        expect(found).toBeLessThanOrEqual(told - age);
        const honest = own - since - age;
        if (honest > 0 || since > 15) expect(found).toBeLessThanOrEqual(honest);
      }),
    );
  });
});

test('endOf is never later than the moment, and less than a second earlier', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -1000, max: 1e9 }), (sentAt, lifetime) => {
      const late = sentAt + lifetime * 1000 - endOf(sentAt, lifetime);
      expect(late >= 0 && late < 1000).toBe(true);
    }),
  );
});

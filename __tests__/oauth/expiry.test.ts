import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endOf, secondsOf } from '../../src/oauth/expiry.ts';
import { outputsOf } from '../../src/oauth/outputs.ts';
import { tokenOf } from '../../src/oauth/token.ts';
import { checkExpiry, warningsOf } from '../../src/oauth/validity.ts';
import { ActionError } from '../../src/report/error.ts';
import { answer } from '../helpers/answers.ts';

/** The whole second in which the request was sent; every moment of a row counts from it, in seconds. */
const asked = 1_800_000_000;
const sentAt = asked * 1000 + 456;

/** What an answer says: claims of a JWT in seconds from `asked`, or none of a token that is opaque. */
interface Says {
  readonly jwt?: Readonly<Record<string, unknown>>;
  readonly expires_in?: unknown;
  /** Seconds that the Date of the answer is ahead of ours, or the header as it is. */
  readonly date?: number | string;
  readonly age?: number | string;
  /** Seconds until the answer was there. */
  readonly took?: number;
}
/** What comes of it: `left` is undefined where there is no `expiry`. */
interface Green {
  readonly left?: number;
  readonly skew?: number;
  readonly shared?: true;
  readonly ignored?: true;
}
type Outcome = Green | 'expired' | 'not valid yet';

function jwtOf(claims: object): string {
  return ['{"alg":"none"}', JSON.stringify(claims), 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.');
}

/** Reads the answer as a step does, 50 ms after it was asked for. */
function outcomeOf({ jwt, expires_in, date, age, took = 0 }: Says): Outcome {
  const moments = Object.entries(jwt ?? {}).map(([name, value]): [string, unknown] => [
    name,
    typeof value === 'number' ? asked + value : value,
  ]);
  const fields = { access_token: jwt ? jwtOf(Object.fromEntries(moments)) : 'opaque', token_type: 'Bearer', expires_in };
  const headers = {
    ...(date !== undefined && { date: typeof date === 'string' ? date : new Date((asked + date) * 1000).toUTCString() }),
    ...(age !== undefined && { age: String(age) }),
  };
  const response = answer(fields, { sentAt, receivedAt: sentAt + took * 1000, headers });
  const token = tokenOf(fields, response, () => false);
  try {
    checkExpiry(token, sentAt + 50);
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    return error.id === 'token_expired' ? 'expired' : error.id === 'token_expired/early' ? 'not valid yet' : {};
  }
  const { expiry, expires_in: lifetime } = outputsOf(token);
  const left = expiry === undefined ? undefined : Date.parse(expiry) / 1000 - asked;
  expect(lifetime).toBe(left === undefined ? undefined : String(left)); // the two tell one story
  const warnings = new Map(warningsOf(token, { scope: '', audience: '' }).map(({ id, params }) => [id as string, params]));
  const skew = (warnings.get('clocks_differ') as { skew: number } | undefined)?.skew;
  return {
    ...(left !== undefined && { left }),
    ...(skew !== undefined && { skew }),
    ...(token.shared && { shared: true }),
    ...(warnings.has('part_ignored') && { ignored: true }),
  };
}

const HOUR = 3600;

describe('an opaque token', () => {
  test.each<[Says, Outcome]>([
    [{ expires_in: 300 }, { left: 300 }],
    [{ expires_in: 300, date: 0 }, { left: 300 }],
    [{ expires_in: 300.9 }, { left: 300 }],
    [{ expires_in: '300' }, { left: 300 }],
    [{ expires_in: '300.5' }, { left: 300 }],
    [{ expires_in: 2 }, { left: 2 }],
    [{ expires_in: 1 }, 'expired'], // in its last second: asked for once more
    [{}, {}],
    [{ expires_in: null }, {}],
    // Servers that mean never.
    [{ expires_in: 0 }, {}],
    [{ expires_in: -1 }, {}],
    [{ expires_in: '-1' }, {}],
    [{ expires_in: '0', age: 500 }, {}],
    ...['soon', '', '1e3', '90s', true, [300], {}, 1e300, 1e10].map((expires_in): [Says, Outcome] => [
      { expires_in },
      { ignored: true },
    ]),
    // The server's clock, which counts for nothing but the warning.
    [{ expires_in: 300, date: 60 }, { left: 300 }],
    [{ expires_in: 300, date: -60 }, { left: 300 }],
    [
      { expires_in: 300, date: 62 },
      { left: 300, skew: -62 },
    ],
    [
      { expires_in: 300, date: -62 },
      { left: 300, skew: 62 },
    ],
    [
      { expires_in: 300, date: HOUR },
      { left: 300, skew: -HOUR },
    ],
    [{ date: -HOUR }, { skew: HOUR }],
    [{ expires_in: 300, date: 'yesterday' }, { left: 300 }],
    [{ expires_in: 300, date: 100, took: 100 }, { left: 300 }], // the answer took its time
    [
      { expires_in: 300, date: 200, took: 100 },
      { left: 300, skew: -100 },
    ],
    // Out of a cache.
    [{ expires_in: 300, date: -200, age: 200 }, { left: 100 }],
    [{ expires_in: 300, age: 299 }, 'expired'],
    [{ expires_in: 300, age: '200, 0' }, { left: 100 }], // RFC 9111, 5.1: the first of a list
    [{ expires_in: 300, age: '-5' }, { left: 300 }],
    [{ expires_in: 300, age: 'x' }, { left: 300 }],
    [{ expires_in: 300, age: 1e12 }, { left: 300 }],
  ])('%o: %o', (says, outcome) => {
    expect(outcomeOf(says)).toEqual(outcome);
  });
});

describe('a JWT', () => {
  const fresh = { iat: 0, exp: 300 };
  const old = { iat: -HOUR - 300, exp: -HOUR };
  test.each<[Says, Outcome]>([
    [{ jwt: fresh, expires_in: 300, date: 0 }, { left: 300 }],
    [{ jwt: fresh, expires_in: 300 }, { left: 300 }],
    [{ jwt: fresh, date: 0 }, { left: 300 }],
    [{ jwt: fresh }, { left: 300 }],
    [{ jwt: { exp: 300 } }, { left: 300 }],
    [{ jwt: { exp: 1 }, expires_in: 300 }, 'expired'],
    // The smaller counts.
    [{ jwt: { iat: -10, exp: 10 }, expires_in: HOUR }, { left: 10 }],
    [{ jwt: { iat: 0, exp: 60 }, expires_in: 1800, date: 0 }, { left: 60 }],
    [{ jwt: { iat: 0, exp: 9000 }, expires_in: 300, date: 0 }, { left: 300 }],
    [{ jwt: fresh, expires_in: 0 }, { left: 300 }],
    [
      { jwt: fresh, expires_in: 'soon' },
      { left: 300, ignored: true },
    ],
    // It has expired, and nothing says that the clock of the server is another.
    [{ jwt: { exp: -HOUR } }, 'expired'],
    [{ jwt: { exp: -HOUR }, expires_in: 300 }, 'expired'],
    [{ jwt: { exp: -HOUR }, date: 0 }, 'expired'],
    [{ jwt: old, date: 0 }, 'expired'],
    [{ jwt: old, expires_in: 300, date: 0 }, 'expired'],
    [{ jwt: old, expires_in: 30 }, 'expired'],
    [{ jwt: { exp: 0 }, date: 0 }, 'expired'],
    // `Date` says so, or else its `iat` does.
    [
      { jwt: { exp: -HOUR }, date: -HOUR - 300 },
      { left: 300, skew: HOUR + 300 },
    ],
    [
      { jwt: old, date: -HOUR - 300 },
      { left: 300, skew: HOUR + 300 },
    ],
    [
      { jwt: old, expires_in: 300 },
      { left: 300, skew: HOUR + 300 },
    ],
    [{ jwt: old }, { left: 300, skew: HOUR + 300 }],
    // Less than a minute apart, which nothing warns of: by the clock of the runner.
    [{ jwt: { iat: -55, exp: -15 } }, 'expired'],
    [{ jwt: { iat: -55, exp: -15 }, expires_in: 40 }, 'expired'],
    [{ jwt: { iat: -55, exp: 245 }, expires_in: 300 }, { left: 245 }],
    [{ jwt: { iat: 55, exp: 355 }, expires_in: 300 }, { left: 300 }],
    [{ jwt: { iat: HOUR, exp: HOUR + 300 } }, { left: 300, skew: -HOUR }],
    [
      { jwt: { iat: HOUR, exp: HOUR + 300 }, expires_in: 300 },
      { left: 300, skew: -HOUR },
    ],
    [
      { jwt: { iat: HOUR, exp: HOUR + 300 }, date: HOUR },
      { left: 300, skew: -HOUR },
    ],
    [{ jwt: { iat: 5, exp: 10 }, date: 0 }, { left: 5 }],
    // Issued before it was asked for: somebody else's, too.
    [
      { jwt: { iat: -2100, exp: 1500 }, expires_in: 1500, date: 0 },
      { left: 1500, shared: true },
    ],
    [
      { jwt: { iat: -2100, exp: 1500 }, expires_in: 1500 },
      { left: 1500, shared: true },
    ],
    [{ jwt: { iat: -2100, exp: 1500 } }, { left: 1500, shared: true }],
    [
      { jwt: { iat: -61, exp: 300 }, expires_in: 300, date: 0 },
      { left: 300, shared: true },
    ],
    [{ jwt: { iat: -60, exp: 300 }, expires_in: 300, date: 0 }, { left: 300 }],
    [
      { jwt: { iat: HOUR - 2100, exp: HOUR + 1500 }, date: HOUR },
      { left: 1500, skew: -HOUR, shared: true },
    ],
    [
      { jwt: { iat: -240, exp: 60 }, expires_in: 300, age: 240 },
      { left: 60, shared: true },
    ],
    [
      { jwt: { iat: -240, exp: 60 }, expires_in: 300, date: -240, age: 240 },
      { left: 60, shared: true },
    ],
    // `nbf`
    [{ jwt: { ...fresh, nbf: 0 } }, { left: 300 }],
    [{ jwt: { ...fresh, nbf: 60 }, date: 0 }, { left: 300 }],
    [{ jwt: { nbf: 1800, exp: HOUR } }, 'not valid yet'],
    [{ jwt: { nbf: 1800 }, expires_in: 300 }, 'not valid yet'],
    [{ jwt: { iat: 0, nbf: 1800, exp: HOUR }, expires_in: HOUR, date: 0 }, 'not valid yet'],
    [
      { jwt: { nbf: 1800, exp: 2100 }, date: 1800 },
      { left: 300, skew: -1800 },
    ],
    [{ jwt: { iat: 1800, nbf: 1800, exp: 2100 } }, { left: 300, skew: -1800 }],
    // Odd in type or size.
    [{ jwt: { iat: 0 }, expires_in: 300 }, { left: 300 }],
    [{ jwt: { iat: 0 } }, {}],
    [{ jwt: { exp: String(asked + 300) } }, { left: 300 }],
    [{ jwt: { exp: String(asked - HOUR) } }, 'expired'],
    [{ jwt: { exp: -asked } }, 'expired'],
    [{ jwt: { exp: -asked - 5 }, expires_in: 300 }, 'expired'],
    [{ jwt: { exp: 300.9 } }, { left: 300 }],
    ...['never', '', null, true, [9], {}].flatMap((odd): [Says, Outcome][] => [
      [{ jwt: { iat: odd, exp: odd, nbf: odd }, expires_in: 300 }, { left: 300 }],
      [{ jwt: { iat: odd, exp: odd, nbf: odd } }, {}],
    ]),
    [{ jwt: { iat: -1e12, exp: 1e300, nbf: 1e12 }, expires_in: 300 }, { left: 300 }],
  ])('%o: %o', (says, outcome) => {
    expect(outcomeOf(says)).toEqual(outcome);
  });

  test('that is none, or nested 20,000 deep, is opaque', () => {
    for (const claims of ['[', '[]', 'null', '"x"', '['.repeat(20_000)]) {
      const fields = { access_token: `e30.${Buffer.from(claims).toString('base64url')}.x`, expires_in: 300 };
      const token = tokenOf(fields, answer(fields, { sentAt }), () => false);
      expect(token.expiry).toBe((asked + 300) * 1000);
    }
  });

  test('a clock of the runner that is hours off changes nothing of what is left', () => {
    for (const off of [-7200, 7200])
      for (const says of [{ date: off }, { expires_in: 300 }, { expires_in: 300, date: off }])
        expect(outcomeOf({ jwt: { iat: off, exp: off + 300 }, ...says })).toEqual({ left: 300, skew: -off });
  });

  test('whatever is said, no expiry is later than expires_in, nor than exp by the clock of the server', () => {
    const moment = fc.integer({ min: -10_000, max: 10_000 });
    const some = fc.option(moment, { nil: undefined });
    fc.assert(
      fc.property(
        some,
        some,
        moment,
        fc.option(fc.nat(10_000), { nil: undefined }),
        fc.nat(1000),
        (iat, nbf, exp, lifetime, age) => {
          const outcome = outcomeOf({ jwt: { iat, nbf, exp }, expires_in: lifetime, date: 0, age });
          if (typeof outcome === 'string') return;
          const left = outcome.left ?? NaN;
          if (lifetime) expect(left).toBeLessThanOrEqual(lifetime - age);
          expect(left).toBeLessThanOrEqual(exp - age);
          expect(left).toBeGreaterThan(0);
        },
      ),
    );
  });
});

test('endOf is never later than the moment, and less than a second earlier', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -1000, max: 1e9 }), (sent, lifetime) => {
      const late = sent + lifetime * 1000 - endOf(sent, lifetime);
      expect(late >= 0 && late < 1000).toBe(true);
    }),
  );
});

test('secondsOf: whole seconds or nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.double(), fc.integer().map(String)), (value) => {
      const seconds = secondsOf(value);
      if (seconds !== undefined) expect(seconds).toSatisfy(Number.isSafeInteger);
    }),
  );
});

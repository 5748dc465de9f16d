import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeExpiry, describeUntil, forPeople, isoSeconds } from '../../src/report/time.ts';

const now = Date.UTC(2026, 10, 24, 1, 2, 3, 456);

test('isoSeconds is never later than the moment, and less than a second earlier', () => {
  expect(isoSeconds(now)).toBe('2026-11-24T01:02:03Z');
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e13 }), (moment) => {
      expect(isoSeconds(moment)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      const late = moment - Date.parse(isoSeconds(moment));
      expect(late >= 0 && late < 1000).toBe(true);
    }),
  );
});

test.each([
  [-1e300, '-271821-04-20T00:00:00Z'],
  [Infinity, '+275760-09-13T00:00:00Z'],
])('isoSeconds has a date for %f', (moment, date) => {
  expect(isoSeconds(moment)).toBe(date);
});

test.each([
  [0.9, '1 s'],
  [299.4, '299 s'],
  [600, '10 min'],
  [7199, '119 min'],
  [7200, '2 h'],
  [172_799, '47 h'],
  [172_800, '2 days'],
  [3_456_000, '40 days'],
])('%d s for people: %s', (seconds, text) => {
  expect(forPeople(seconds)).toBe(text);
});

test('an end that is not told is said to be so', () => {
  expect(describeExpiry(undefined, now)).toBe('no expiry told');
  expect(describeUntil(undefined)).toContain('does not tell');
  expect(describeUntil(now)).toBe('until 2026-11-24T01:02:03Z');
});

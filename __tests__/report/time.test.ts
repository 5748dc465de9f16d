import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeExpiry, describeUntil, forPeople, isoSeconds } from '#report/time.ts';

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
  [0, '0.1 s'],
  [0.04, '0.1 s'],
  [0.5, '0.5 s'],
  [0.96, '1 s'],
  [9.96, '10 s'],
  [30.4, '30 s'],
  [119.4, '119 s'],
  [119.5, '2 min'],
  [300, '5 min'],
  [299, '4 min 59 s'],
  [7199, '119 min 59 s'],
  [7200, '2 h'],
  [172_799, '47 h 59 min'],
  [172_800, '2 days'],
  [3_456_000, '40 days'],
])('%d s for people: %s', (seconds, text) => {
  expect(forPeople(seconds)).toBe(text);
});

test('an end that nobody knows is said to be so', () => {
  expect(describeExpiry(undefined, now)).toBe('the server does not say until when');
  expect(describeExpiry(now + 600_000, now)).toBe('valid for 10 min, until 2026-11-24T01:12:03Z');
  expect(describeUntil(undefined)).toBe('until it expires');
  expect(describeUntil(now)).toBe('until 2026-11-24T01:02:03Z');
});

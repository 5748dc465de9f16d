/**
 * Moments and spans as people and outputs have them.
 */

const LAST = 8.64e15; // milliseconds: beyond it there is no date (ECMA-262, 21.4.1.1)

/** ISO 8601 in UTC, whole seconds; of what is beyond all dates, the last. */
export function isoSeconds(milliseconds: number): string {
  return new Date(Math.max(-LAST, Math.min(milliseconds, LAST))).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** `90 s`, `30 min`, `2 h`, `40 days`: for people: `expiry` is exact. */
export function forPeople(exact: number): string {
  const seconds = Math.round(exact);
  const units = [
    [86_400, 'days'],
    [3600, 'h'],
    [60, 'min'],
  ] as const;
  const [size, unit] = units.find(([least]) => seconds >= (least === 60 ? 600 : 2 * least)) ?? [1, 's'];
  return `${String(Math.floor(seconds / size))} ${unit}`;
}

/** How long a token is still good for, and until when. Both are milliseconds since 1970. */
export function describeExpiry(expiry: number | undefined, now: number): string {
  return expiry === undefined ? 'no expiry told' : `valid for ${forPeople((expiry - now) / 1000)}, until ${isoSeconds(expiry)}`;
}

/** Until when, in milliseconds since 1970, something lives that nobody ends. */
export function describeUntil(end: number | undefined): string {
  return end === undefined ? 'until it expires, which the server does not tell' : `until ${isoSeconds(end)}`;
}

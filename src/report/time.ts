/** Formats times and durations for outputs and people. */

const units = [
  [86_400, 'days'],
  [3600, 'h'],
  [60, 'min'],
] as const;
/** Milliseconds, the largest date (ECMA-262, 21.4.1.1). */
export const LAST_DATE = 8.64e15;

/** ISO 8601 in UTC, whole seconds, no later than the last date. */
export function isoSeconds(milliseconds: number): string {
  return new Date(Math.max(-LAST_DATE, Math.min(milliseconds, LAST_DATE))).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Seconds as `0.5 s`, `90 s`, `5 min`, `4 min 59 s` or `40 days`, for people: `expiry` is exact. */
export function forPeople(seconds: number): string {
  const whole = Math.round(seconds);
  const at = units.findIndex(([size]) => whole >= 2 * size);
  const [size, unit] = units[at] ?? [1, 's'];
  const [nextSize, nextUnit] = units[at + 1] ?? [1, 's'];
  const rest = Math.floor((whole % size) / nextSize);
  if (at >= 0) return `${String(Math.floor(whole / size))} ${unit}${rest > 0 ? ` ${String(rest)} ${nextUnit}` : ''}`;
  return `${String(seconds < 10 ? Math.max(1, Math.round(seconds * 10)) / 10 : Math.round(seconds))} s`;
}

/** Both in milliseconds since 1970. */
export function describeExpiry(expiry: number | undefined, now: number): string {
  if (expiry === undefined) return 'the server does not say until when';
  return `valid for ${forPeople((expiry - now) / 1000)}, until ${isoSeconds(expiry)}`;
}

/** `end`: milliseconds since 1970. */
export function describeUntil(end: number | undefined): string {
  return end === undefined ? 'until it expires' : `until ${isoSeconds(end)}`;
}

/**
 * How a text may be written. Knows nothing of the rest.
 */

/** `value` as application/x-www-form-urlencoded has it, which the runner's masks do not know. */
export function formEncode(value: string): string {
  return new URLSearchParams({ v: value }).toString().slice(2);
}

/** Visible ASCII alone (RFC 6749, A.12: VSCHAR, here without the space): a line break could write other outputs or headers. */
export function isVisible(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}

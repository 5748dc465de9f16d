/**
 * How a text may be written. Knows nothing of the rest.
 */

/** Control characters (`\p{Cc}`). */
export function hasControls(text: string): boolean {
  return /[\0-\x1f\x7f-\x9f]/.test(text);
}

/** `value` as application/x-www-form-urlencoded has it, which the runner's masks do not know. */
export function formEncode(value: string): string {
  return new URLSearchParams({ v: value }).toString().slice(2);
}

/** Visible ASCII alone (RFC 6749, A.12: VSCHAR, here without the space): a line break could write other outputs or headers. */
export function isVisible(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}

/**
 * Names with single spaces between, as RFC 6749, 3.3 has a scope; undefined where there is more. Nor may a shell run or expand
 * it, unquoted or in double quotes: no `$`, backtick, `;`, `|`, `&`, `<`, `>`, parentheses or single quotes, which no real scope
 * has.
 */
export function scopeOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(value) || /[$`;|&<>()']/.test(value)) return undefined;
  return value.split(' ').filter(Boolean).join(' ');
}

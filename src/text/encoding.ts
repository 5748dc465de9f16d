/** Encodings and character sets. */

/** Control characters (`\p{Cc}`). */
export function hasControls(text: string): boolean {
  return /[\0-\x1f\x7f-\x9f]/.test(text);
}

/** `value` as application/x-www-form-urlencoded has it, which the runner's masks do not know. */
export function formEncode(value: string): string {
  return new URLSearchParams({ v: value }).toString().slice(2);
}

/**
 * Visible ASCII alone (RFC 6749, A.12: VSCHAR, here without the space), and nothing that the runner takes for a command: a line break
 * could write other outputs or headers.
 */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^(?!::)[\x21-\x7e]+$/.test(value) && !value.includes('##[');
}

/**
 * Scopes with single spaces between (RFC 6749, 3.3), from a text separated by spaces or commas, or a list; undefined where it is
 * something else. Nor may a shell run or expand it, unquoted or in double quotes.
 */
export function scopesOf(value: unknown): string | undefined {
  const text = Array.isArray(value) && value.every((each) => typeof each === 'string') ? value.join(' ') : value;
  if (typeof text !== 'string' || !/^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(text) || /[$`;|&<>()']/.test(text)) return undefined;
  return text.split(/[ ,]+/).filter(Boolean).join(' ');
}

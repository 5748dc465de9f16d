/** Encodings and character sets. */

export function hasControls(text: string): boolean {
  return /[\0-\x1f\x7f-\x9f]/.test(text);
}

/** application/x-www-form-urlencoded; the runner does not mask this form by itself. */
export function formEncode(value: string): string {
  return new URLSearchParams({ v: value }).toString().slice(2);
}

/** Visible ASCII (VSCHAR of RFC 6749, A.12, without the space) without line breaks and workflow commands. */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^(?!::)[\x21-\x7e]+$/.test(value) && !value.includes('##[');
}

/**
 * Scopes separated by single spaces (RFC 6749, 3.3), from a list or a text with spaces or commas; undefined for anything else,
 * and for characters that a shell expands.
 */
export function scopesOf(value: unknown): string | undefined {
  const text = Array.isArray(value) && value.every((each) => typeof each === 'string') ? value.join(' ') : value;
  if (typeof text !== 'string' || !/^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(text) || /[$`;|&<>()']/.test(text)) return undefined;
  return text.split(/[ ,]+/).filter(Boolean).join(' ');
}

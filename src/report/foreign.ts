/**
 * What somebody else said, made fit to print.
 */

const MAX_FOREIGN_TEXT = 200; // characters

/** What stands for a text that repeats a secret in a form of its own: where it is in it cannot be told, so nothing of it stays. */
export const LEFT_OUT = '(left out: it repeats a secret)';

/**
 * `text` on one line of at most 201 characters: control characters and the markers of workflow commands (`::`, `##[`: the
 * runner's ActionCommand.cs) are broken up with spaces, so that no two pieces join to something new.
 */
export function printable(text: string): string {
  return cut(onOneLine(text));
}

/** The same, at any length. */
export function onOneLine(text: string): string {
  return text
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/:(?=:)/g, ': ')
    .replace(/##\[/g, '## [')
    .replace(/\s+/g, ' ')
    .trim();
}

/** At most 201 characters: the beginning, and the end, where the cause may stand. */
export function cut(text: string): string {
  if (text.length <= MAX_FOREIGN_TEXT) return text;
  const half = MAX_FOREIGN_TEXT / 2;
  // no half of a surrogate pair
  return `${text.slice(0, half).replace(/[\ud800-\udbff]$/, '')}…${text.slice(-half).replace(/^[\udc00-\udfff]/, '')}`;
}

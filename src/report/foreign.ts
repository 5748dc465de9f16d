/**
 * What somebody else said, made fit to print.
 */

const MAX_FOREIGN_TEXT = 200; // characters

/**
 * `text` on one line of at most 200 characters: control characters and the markers of workflow commands (`::`, `##[`: the
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

/** At most 200 characters. */
export function cut(text: string): string {
  if (text.length <= MAX_FOREIGN_TEXT) return text;
  return `${text.slice(0, MAX_FOREIGN_TEXT).replace(/[\ud800-\udbff]$/, '')}…`; // no half of a surrogate pair
}

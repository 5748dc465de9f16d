/**
 * What somebody else said, made fit to print.
 */
import { patternFor } from '../text/characters.ts';

const MAX_FOREIGN_TEXT = 200; // characters
const unprintable = patternFor(/[\0-\x1f\x7f]/g, '[\\p{C}\\p{Zl}\\p{Zp}]');

/** Characters of a text that are looked through: searching more for every form of a long token could take minutes. */
export const MAX_SEARCHED = 16 * 1024;

/** What stands for a text that is longer. */
export const TOO_LONG = '(left out: it is too long)';

/** What stands for all texts of a server that sent more tokens than are masked. */
export const TOO_MANY = '(left out: the server sends too many tokens)';

/**
 * What stands for a text that repeats a secret in a form of its own: where it is in it cannot be told, so nothing of it stays.
 */
export const LEFT_OUT = '(left out: it repeats a secret)';

/** Whether `cleaned` is one of these. */
export function isLeftOut(cleaned: string): boolean {
  return cleaned.startsWith('(left out: ');
}

/**
 * `text` on one line: control characters and the markers of workflow commands (`::`, `##[`: the runner's ActionCommand.cs) are
 * broken up with spaces, so that no two pieces join to something new.
 */
export function onOneLine(text: string): string {
  return text
    .replace(unprintable(text), ' ')
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

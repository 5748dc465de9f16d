/**
 * What somebody else said, made fit to print. It knows no secret: what is no word of a language is not printed at all, and so
 * nothing that is encoded, packed or random, in whatever way.
 */

const MAX = 200; // characters
/** Letters and digits, and what escapes are made of: together, since one hides the other. */
const RUN = /[\p{L}\p{M}\p{N}%\\&#+=~]+/gu;
/** Letters, perhaps with a number behind them, or a number alone. */
const WORD = /^[\p{L}\p{M}]{0,24}\d{0,8}$/u;
/** Letters that change their case more often than a name in camelCase does. */
const MIXED = /(\p{Ll}\p{Lu}.*){3}/u;

/** `text` on one line: control characters and the markers of workflow commands (ActionCommand.cs) are broken up with spaces. */
export function onOneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/:(?=:)/g, ': ')
    .replace(/##\[/g, '## [')
    .trim();
}

/** The words of `text`, on one line of at most 201 characters: its beginning, and its end, where the cause may stand. */
export function prose(text: string): string {
  const ends = text.length > 20 * MAX ? text.slice(0, 10 * MAX) + ' … ' + text.slice(-10 * MAX) : text; // whole words in what is kept
  return cut(onOneLine(ends).replace(RUN, (run) => (WORD.test(run) && !MIXED.test(run) ? run : '…')));
}

/** Between words, where there are any. */
export function cut(text: string): string {
  if (text.length <= MAX) return text;
  const [begin, end] = [text.slice(0, MAX / 2), text.slice(-MAX / 2)];
  return `${begin.replace(/\S{0,40}$/, '')}…${end.replace(/^\S{0,40}/, '')}`;
}

/**
 * Makes text from others printable: words, not data. It needs to know no secret: what doesn't look like a word is left out, so encoded or
 * random text is never printed, in whatever encoding.
 */

const MAX = 200; // characters
const DROPPED = '…';
/** Letters and digits, and what escapes are made of. */
const RUN = /[\p{L}\p{M}\p{N}%\\&#+=~]+/gu;
/**
 * One case or Capitalised; camelCase whose parts have vowels; CAPITALS; each with a short number at its end; scripts without case; a
 * number; a code (`E0000015`).
 */
const WORD =
  /^(?!.*[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ]{6})(?:(?:\p{Lu}?\p{Ll}[\p{Ll}\p{M}]+|(?:\p{Lu}{0,5}(?![b-df-hj-np-tv-xz]+(?![\p{Ll}\p{M}]))\p{Ll}[\p{Ll}\p{M}]+){1,4}(?:\p{Lu}\p{Ll}|\p{Lu}{2})?|\p{Lu}{2,16}s?)\d{0,3}|\p{Lu}?\p{Ll}|[\p{L}\p{M}]\d?|[\p{Lo}\p{Lm}\p{M}]+|\d{1,4}|[A-Z]{1,8}\d{1,8})$/u;
const MAX_WORD = 24; // characters
/** Three or more single letters, numbers or bytes in hex in a row: something that is spelled out. */
const SPELLED =
  /(?<![\p{L}\p{N}])(?:\p{L}\d?|\d{1,4}|[\da-fA-F]{2})(?:[^\p{L}\p{N}]+(?:\p{L}\d?|\d{1,4}|[\da-fA-F]{2})(?![\p{L}\p{N}])){2,}/gu;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/; // IPv4, which is spelled so
/** A piece beside data that has a capital inside belongs to the data. */
const BESIDE = /(?:(?<!\S)\S[^\s\p{Lu}]*\p{Lu}\S* )*…(?: \S[^\s\p{Lu}]*\p{Lu}\S*)*/gu;

/** `text` on one line, without control characters and the markers of workflow commands (ActionCommand.cs). */
export function onOneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/:(?=:)/g, ': ')
    .replace(/##\[/g, '## [')
    .trim();
}

/** The words of `text`, on one line of about 200 characters: its beginning, and its end, where the cause may be. */
export function words(text: string): string {
  const part = text.length > 20 * MAX ? `${text.slice(0, 10 * MAX)} ${DROPPED} ${text.slice(-10 * MAX)}` : text;
  const chunks = onOneLine(part.normalize('NFKC')) // other letters that are read as these
    .split(' ')
    .map((chunk) => (areWords(chunk) ? chunk : DROPPED));
  return cut(
    chunks
      .join(' ')
      .replace(SPELLED, (spelled) => (ADDRESS.test(spelled) ? spelled : DROPPED))
      .replace(BESIDE, DROPPED)
      .replace(/…(?: …)+/g, DROPPED),
  );
}

/** The words of `text`, to be put between quotation marks: one of its own would look like the end. */
export function quotable(text: string): string {
  return words(text).replaceAll('"', "'");
}

function areWords(chunk: string): boolean {
  return (chunk.match(RUN) ?? []).every((run) => run.length <= MAX_WORD && WORD.test(run));
}

/** The beginning and the end of a long text, cut between words where there are any. */
function cut(text: string): string {
  if (text.length <= MAX) return text;
  const [begin, end] = [text.slice(0, MAX / 2), text.slice(-MAX / 2)];
  const both = `${begin.replace(/\S{0,40}$/, '')}${DROPPED}${end.replace(/^\S{0,40}/, '')}`;
  return both.replace(/\p{Cs}/gu, ''); // half of a character
}

/**
 * Makes text from others printable: words, not data. What does not look like a word is left out, so encoded or random
 * text is never printed, and no secret needs to be known.
 */

const MAX = 200; // characters
const DROPPED = '…';
const MAX_WORD = 24; // characters

/** Made with the first text, of text: V8 takes milliseconds for sets of Unicode, in a literal even while it reads the file. */
const makePatterns = () =>
  ({
    /** Letters, digits, and the characters of escapes. */
    run: new RegExp(String.raw`[\p{L}\p{M}\p{N}%\\&#+=~]+`, 'gu'),
    /**
     * A word in lower case, Capitalised, camelCase (each part with a vowel) or CAPITALS, each with up to three digits; a script without
     * case; a number; a code (`E0000015`).
     */
    word: new RegExp(
      String.raw`^(?!.*[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ]{6})(?:(?:\p{Lu}?\p{Ll}[\p{Ll}\p{M}]+|(?:\p{Lu}{0,5}(?![b-df-hj-np-tv-xz]+(?![\p{Ll}\p{M}]))\p{Ll}[\p{Ll}\p{M}]+){1,4}(?:\p{Lu}\p{Ll}|\p{Lu}{2})?|\p{Lu}{2,16}s?)\d{0,3}|\p{Lu}?\p{Ll}|[\p{L}\p{M}]\d?|[\p{Lo}\p{Lm}\p{M}]+|\d{1,4}|[A-Z]{1,8}\d{1,8})$`,
      'u',
    ),
    /** Three or more single letters, numbers or hex bytes in a row: spelled-out data. */
    spelled: new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?:\p{L}\d?|\d{1,4}|[\da-fA-F]{2})(?:[^\p{L}\p{N}]+(?:\p{L}\d?|\d{1,4}|[\da-fA-F]{2})(?![\p{L}\p{N}])){2,}`,
      'gu',
    ),
    /** IPv4, which is spelled so. */
    address: /^\d{1,3}(?:\.\d{1,3}){3}$/,
    controls: new RegExp(String.raw`[\p{C}\p{Zl}\p{Zp}\s]+`, 'gu'),
    halves: new RegExp(String.raw`\p{Cs}`, 'gu'),
    /** Mixed case right beside data belongs to it. */
    beside: new RegExp(String.raw`(?:(?<!\S)\S[^\s\p{Lu}]*\p{Lu}\S* )*…(?: \S[^\s\p{Lu}]*\p{Lu}\S*)*`, 'gu'),
  }) as const;
let made: ReturnType<typeof makePatterns> | undefined;
const patterns = (): ReturnType<typeof makePatterns> => (made ??= makePatterns());

/** `text` on one line, without control characters and workflow commands (ActionCommand.cs). */
export function onOneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(patterns().controls, ' ')
    .replace(/:(?=:)/g, ': ')
    .replace(/##\[/g, '## [')
    .trim();
}

/** The words of `text`, on one line of about 200 characters: its beginning, and its end, where the cause may be. */
export function words(text: string): string {
  const { run, word, spelled, address, beside } = patterns();
  const areWords = (chunk: string): boolean =>
    (chunk.match(run) ?? []).every((each) => each.length <= MAX_WORD && word.test(each));
  const part = text.length > 20 * MAX ? `${text.slice(0, 10 * MAX)} ${DROPPED} ${text.slice(-10 * MAX)}` : text;
  const chunks = onOneLine(part.normalize('NFKC')) // other letters that are read as these
    .split(' ')
    .map((chunk) => (areWords(chunk) ? chunk : DROPPED));
  return cut(
    chunks
      .join(' ')
      .replace(spelled, (each) => (address.test(each) ? each : DROPPED))
      .replace(beside, DROPPED)
      .replace(/…(?: …)+/g, DROPPED),
  );
}

/** `words` for use in quotation marks, so without any of its own. */
export function quotable(text: string): string {
  return words(text).replaceAll('"', "'");
}

/** Keeps the beginning and the end of a long text. */
function cut(text: string): string {
  if (text.length <= MAX) return text;
  const [begin, end] = [text.slice(0, MAX / 2), text.slice(-MAX / 2)];
  const both = `${begin.replace(/\S{0,40}$/, '')}${DROPPED}${end.replace(/^\S{0,40}/, '')}`;
  return both.replace(patterns().halves, ''); // half of a character
}

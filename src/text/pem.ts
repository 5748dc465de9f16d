/**
 * PEM as people have it: with line breaks written out, in quotation marks, indented, as base64 of the file, after a byte order
 * mark.
 */

/** One `-----BEGIN LABEL-----` to its end, on lines of their own. */
interface PemBlock {
  readonly label: string;
  readonly text: string;
}

/** Line breaks that were written out: `\n`, `\r\n`, or escaped twice. No base64 holds a backslash. */
const WRITTEN_BREAK = /(?:\\+r)?\\+n|\\+r/g;
const LAYERS = 3; // of base64
const BEGIN = '-----BEGIN ';

/** The PEM in `given` with its line breaks; `given` itself where there is none. */
export function pemText(given: string): string {
  let text = given;
  for (let layer = 0; layer < LAYERS && !text.includes(BEGIN); layer++) {
    text = Buffer.from(text.replace(WRITTEN_BREAK, ''), 'base64').toString(); // passes over what is no base64
  }
  return text.includes(BEGIN) ? text.replace(WRITTEN_BREAK, '\n') : given;
}

/** The whole blocks in a PEM, whatever stands between them. */
export function pemBlocks(text: string): PemBlock[] {
  const found = text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----[^]*?-----END \1-----/g);
  return Array.from(found, ([block, label = '']) => ({ label, text: block.replace(/\s*[\r\n]\s*/g, '\n') }));
}

/** The pieces that hold a private key in `given`, as they could be lines of a log. */
export function privatePieces(given: string): string[] {
  const text = pemText(given);
  const bodies = Array.from(text.matchAll(/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----([^]*?)(?:-----|$)/g), ([, body = '']) => body);
  if (!given.includes(BEGIN)) bodies.push(given.replace(WRITTEN_BREAK, '\n')); // what is no PEM may be a key all the same
  return bodies.flatMap((body) => body.split(/[\s"'`]+/)).filter(({ length }) => length >= 8); // a shorter one tells nothing
}

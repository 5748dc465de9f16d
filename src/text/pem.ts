/** Reads PEM as people paste it: escaped line breaks, quotation marks, indentation, base64 of the file, a byte order mark. */

/** From BEGIN to END, on lines of their own. */
interface PemBlock {
  readonly label: string;
  readonly text: string;
}

/** Escaped line breaks: `\n`, `\r\n`, or escaped twice. Base64 has no backslash. */
const WRITTEN_BREAK = /(?<!\\)\\+(?:r(?:\\+n)?|n)/g;
const LAYERS = 3; // of base64
const BEGIN = '-----BEGIN ';

/** The PEM in `text` with real line breaks; `text` itself if it has none. */
export function pemText(text: string): string {
  let pem = text;
  for (let layer = 0; layer < LAYERS && !pem.includes(BEGIN); layer++)
    pem = Buffer.from(pem.replace(WRITTEN_BREAK, ''), 'base64').toString(); // ignores what is not base64
  return pem.includes(BEGIN) ? pem.replace(WRITTEN_BREAK, '\n') : text;
}

/** The complete blocks of a PEM. */
export function pemBlocks(text: string): PemBlock[] {
  return text
    .split(BEGIN)
    .slice(1)
    .flatMap((rest) => {
      const [label = '', body = '', end = ''] = rest.split('-----', 3);
      if (!/^[A-Z0-9 ]+$/.test(label) || end !== `END ${label}`) return [];
      const lines = body.split(/[\r\n]+/).map((line) => line.trim());
      return [{ label, text: [`${BEGIN}${label}-----`, ...lines.filter(Boolean), `-----END ${label}-----`].join('\n') }];
    });
}

/** The parts of a private key (PEM, or base64 of it) that could show in a log. */
export function privatePieces(text: string): string[] {
  const pem = pemText(text);
  const bodies = pem
    .split(BEGIN)
    .slice(1)
    .filter((rest) => rest.split('-----', 1)[0]?.endsWith('PRIVATE KEY'))
    .map((rest) => rest.split('-----', 2)[1] ?? '');
  if (!text.includes(BEGIN)) bodies.push(text.replace(WRITTEN_BREAK, '\n')); // a text that is not PEM may still be a key
  return bodies.flatMap((body) => body.split(/[\s"'`]+/)).filter(({ length }) => length >= 8); // shorter lines reveal nothing
}

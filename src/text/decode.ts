/**
 * What a text says once it is decoded: somebody else may have escaped or packed it in any way, more than once.
 */
import { patternFor } from './characters.ts';

const ROUNDS = 4; // layers, of each kind
const MAX_READINGS = 40; // beyond it, nothing more is unpacked
const unlettered = patternFor(/[^a-z\d]+/g, '[^\\p{L}\\p{N}]+');

/** The names that HTML has for ASCII. */
const named = new Map(
  'excl! quot" num# dollar$ percnt% amp& apos\' lpar( rpar) ast* plus+ comma, hyphen- period. sol/ colon: semi; lt< equals= gt> quest? commat@ lsqb[ lbrack[ bsol\\ rsqb] rbrack] Hat^ lowbar_ grave` lcub{ lbrace{ verbar| vert| rcub} rbrace}'
    .split(' ')
    .map((entry) => [entry.slice(0, -1).toLowerCase(), entry.slice(-1)]),
);

type Decode = (text: string) => string;

/** One layer of each kind. What is not encoded stays as it is. */
const decoders: readonly Decode[] = [percent, escapes, references];

/**
 * `text`, and every text that is found under it, layer by layer: a bounded number of them. What is packed is unpacked beside the
 * rest, since a part of a secret may look as if it were.
 */
export function readings(text: string): string[] {
  const found = new Set(layersOf(text));
  for (const reading of found) {
    if (found.size > MAX_READINGS) break;
    for (const inside of layersOf(packed(reading))) found.add(inside);
  }
  return [...found];
}

function layersOf(text: string): string[] {
  const layers = [text];
  for (let round = 0; round < ROUNDS; round++) {
    const before = layers.length;
    for (const decode of decoders) {
      const last = layers.at(-1) ?? '';
      const next = decode(last);
      if (next !== last) layers.push(next);
    }
    if (layers.length === before) break;
  }
  return layers;
}

/** Letters and digits alone, in one case and without accents: the same text, however it is spaced, quoted, folded or spelt. */
export function bare(text: string): string {
  const plain = text.normalize('NFKD').toLowerCase();
  return plain.replace(unlettered(plain), '');
}

/** RFC 3986, 2.1, and the `%uXXXX` of JavaScript's `escape`. */
function percent(text: string): string {
  if (!text.includes('%')) return text;
  return text
    .replace(/%u([0-9a-f]{4})/gi, (_, code: string) => character(parseInt(code, 16)))
    .replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => textOf(Buffer.from(bytes.replaceAll('%', ''), 'hex')));
}

/** The escapes of JSON (RFC 8259, 7), and those of Python, Go and JavaScript. */
function escapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|U([0-9a-f]{8})|x([0-9a-f]{2})|([bfnrt])|([^]))/gi,
    (_, braced?: string, short?: string, long?: string, byte?: string, blank?: string, other?: string) => {
      const code = braced ?? short ?? long ?? byte;
      if (code !== undefined) return character(parseInt(code, 16));
      return blank === undefined ? (other ?? '') : ' ';
    },
  );
}

/** HTML's references: by number, by the names of ASCII, and letters with an accent without it. */
function references(text: string): string {
  if (!text.includes('&')) return text;
  return text
    .replace(/&#x([0-9a-f]{1,7});?/gi, (_, code: string) => character(parseInt(code, 16)))
    .replace(/&#(\d{1,8});?/g, (_, code: string) => character(Number(code)))
    .replace(/&([a-z])(?:uml|acute|grave|circ|tilde|ring|cedil|slash|caron);/gi, '$1')
    .replace(/&([a-z]{2,9});?/gi, (whole, name: string) => named.get(name.toLowerCase()) ?? whole);
}

/** Runs of hex, and of base64 in both alphabets, that are text; in UTF-16 (which PowerShell packs) as far as it is Latin. */
function packed(text: string): string {
  return text.replace(/[\w+/-]{12,}/g, (run) => {
    const hex = /^(?:[0-9a-f]{2})+$/i.test(run);
    const bytes = Buffer.from(run, hex ? 'hex' : 'base64');
    const inside = bytes.includes(0) ? bytes.toString('latin1').replaceAll('\0', '') : bytes.toString();
    return /[\0-\b\x0e-\x1f\x7f-\x9f\ufffd]/.test(inside) ? run : inside;
  });
}

function textOf(bytes: Buffer): string {
  const text = bytes.toString();
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/**
 * The parts of a secret that are masked, and every form in which they could come back in somebody's text.
 */
import { bare, readings } from '../text/decode.ts';
import { formEncode } from '../text/encoding.ts';
import { onOneLine } from './foreign.ts';

const SHORTEST = 6; // letters and digits that can be looked for without the characters between them
const SHORTEST_EXACT = 4; // characters
const AROUND = /^[\s\p{Cf}\p{Quotation_Mark}`]+|[\s\p{Cf}\p{Quotation_Mark}`]+$/gu;

/**
 * A text of several lines (PEM) is masked line by line: not the lines that say what it is, nor a rest too short to tell anything. One
 * that was saved with quotation marks, spaces or a scheme around it is masked without them, too.
 */
export function partsOf(secret: string): string[] {
  if (/[\r\n]/.test(secret)) return secret.split(/[\r\n]+/).filter((line) => line.length >= 8 && !line.startsWith('-----'));
  if (secret === '') return [];
  const core = secret.replace(AROUND, '').replace(/^(?:Bearer|Basic)\s+/i, '');
  return core !== secret && core.length >= 8 ? [secret, core] : [secret];
}

/** The forms of a secret without line breaks, each as it is and as `onOneLine` would leave it. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const escaped = [formEncode(secret), encodeURIComponent(secret)];
  const html = secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const forms = [
    secret,
    ...escaped,
    ...escaped.map((form) => form.replace(/%../g, (escape) => escape.toLowerCase())),
    JSON.stringify(secret).slice(1, -1),
    html,
    ...['&#39;', '&#x27;', '&apos;'].map((quote) => html.replace(/"/g, '&quot;').replace(/'/g, quote)),
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    Array.from(secret).reverse().join(''),
  ];
  return forms.flatMap((form) => [form, onOneLine(form)]).filter(Boolean);
}

/** Finds secrets in texts that were encoded in ways that `formsOf` does not list, and JWTs. */
export class Sieve {
  readonly #secrets: readonly string[];
  readonly #shortest: number;
  /** What is looked for among letters and digits alone, and what as it is; made when a text is long enough to hold any. */
  #wanted: { readonly bare: readonly string[]; readonly exact: readonly string[] } | undefined;

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets;
    this.#shortest = Math.min(...secrets.map((secret) => (isBare(secret) ? bare(secret) : secret).length));
  }

  /** Whether a secret can be read in `text`, decoded as often as need be. */
  finds(text: string): boolean {
    if (text.length < this.#shortest && !text.includes('eyJ')) return false;
    const wanted = (this.#wanted ??= wantedOf(this.#secrets));
    return readings(text).some((reading) => {
      const [letters, lower] = [bare(reading), reading.toLowerCase()];
      return (
        wanted.bare.some((form) => letters.includes(form)) ||
        wanted.exact.some((form) => lower.includes(form)) ||
        holdsJwt(reading)
      );
    });
  }
}

function wantedOf(secrets: readonly string[]): { bare: string[]; exact: string[] } {
  const read = [...new Set(secrets.flatMap(readings))];
  const forms = new Set(read.flatMap(packedForms).map(bare));
  return {
    bare: [...forms].flatMap((form) => [form, backwards(form)]).filter((form) => form.length >= SHORTEST),
    exact: read.filter((secret) => !isBare(secret) && secret.length >= SHORTEST_EXACT).map((secret) => secret.toLowerCase()),
  };
}

function isBare(secret: string): boolean {
  return bare(secret).length >= SHORTEST;
}

/** `text` without its JWTs (RFC 7519: `ey` is base64url of `{"`): somebody's tokens, whoever's they are. */
export function withoutJwts(text: string): string {
  return text.replace(/e(?:y[JA]|w[ok0])[\w-]{10,}=*(?:\.[\w=-]*)*/g, '***');
}

/** A JWT that is folded or encoded. */
function holdsJwt(text: string): boolean {
  const starts = text.replace(/[\s\p{Cf}]+/gu, '').matchAll(/eyJ[\w-]{10,}/g);
  return Array.from(starts).some(([start]) => /^\{"[^"]{1,40}"/.test(Buffer.from(start.slice(0, 64), 'base64url').toString()));
}

/** `text` as it is, in hex, and in base64 after any other bytes. */
function packedForms(text: string): string[] {
  const sent = new Set([text, formEncode(text), encodeURIComponent(text)]);
  const packed = [...sent].flatMap((form) => {
    const bytes = Buffer.from(form);
    // Characters that also hold bits of what stands before or after are not looked for.
    const shifted = [0, 2, 3].map((skip, before) => {
      const base64 = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
      return base64.slice(skip).replace(/.=+$/, '');
    });
    return [bytes.toString('hex'), ...shifted];
  });
  return [text, ...packed];
}

function backwards(text: string): string {
  return Array.from(text).reverse().join('');
}

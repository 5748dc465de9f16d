/**
 * The parts of a secret that are masked, and every form in which they could come back in somebody's text.
 */
import { patternFor } from '../text/characters.ts';
import { bare, readings } from '../text/decode.ts';
import { formEncode } from '../text/encoding.ts';
import { cut, onOneLine } from './foreign.ts';

const SHORTEST = 6; // letters and digits that can be looked for without the characters between them
const MAX_TURNED = 2048; // characters: it takes time
const SHORTEST_EXACT = 4; // characters
/** From the beginning of a run alone: what looks for its end from every place takes minutes for a megabyte. */
const around = patternFor(
  /^[\s"'`]+|(?<![\s"'`])[\s"'`]+$/g,
  '^[\\s\\p{Cf}\\p{Quotation_Mark}`]+|(?<![\\s\\p{Cf}\\p{Quotation_Mark}`])[\\s\\p{Cf}\\p{Quotation_Mark}`]+$',
);
const unseen = patternFor(/\s+/g, '[\\s\\p{Cf}]+');

/**
 * A text of several lines (PEM) is masked line by line: not the lines that say what it is, nor a rest too short to tell anything.
 */
export function partsOf(secret: string): string[] {
  if (!/[\r\n]/.test(secret)) return secret === '' ? [] : [secret];
  return secret.split(/[\r\n]+/).filter((line) => line.length >= 8 && !line.startsWith('-----'));
}

/** A secret without the quotation marks, spaces or scheme around it that were saved with it; itself where too little is left. */
export function coreOf(secret: string): string {
  const core = secret.replace(around(secret), '').replace(/^(?:Bearer|Basic)\s+/i, '');
  return core.length >= 8 ? core : secret;
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
    backwards(secret),
  ];
  return [...new Set(forms)].flatMap((form) => [form, onOneLine(form)]).filter(Boolean);
}

/**
 * What the runner finds of a mask in a text of base64url: the mask, and its base64 at any offset, to its last whole letter or to
 * its last (the runner's ValueEncoders.cs, old and new). Its other encodings have characters that stand in no such text, or are
 * the mask.
 */
export function formsInBase64url(mask: string): string[] {
  const offsets = [0, 1, 2].map((offset) => Buffer.from(mask).subarray(offset).toString('base64url'));
  return [mask, ...offsets.flatMap((whole) => [whole, whole.slice(0, -1)]).filter(({ length }) => length > 2)];
}

/** One secret, with its forms: each is made when a text is long enough to hold it. */
export class Secret {
  readonly #secret: string;
  /** No form of it has fewer characters. */
  readonly least: number;
  #forms: readonly string[] | undefined;
  #wanted: { readonly bare: readonly string[]; readonly exact: readonly string[] } | undefined;

  constructor(secret: string) {
    this.#secret = secret;
    this.least = secret.replace(/[^a-z\d]+/gi, '').length;
  }

  /** Those that are struck. */
  get forms(): readonly string[] {
    return (this.#forms ??= [...new Set(formsOf(this.#secret))]);
  }

  /** Whether it can be read among the letters and digits of a text, or in that text as it is. */
  isIn(letters: string, lower: string): boolean {
    const { bare: packed, exact } = (this.#wanted ??= wantedOf(this.#secret));
    return packed.some((form) => letters.includes(form)) || exact.some((form) => lower.includes(form));
  }
}

/** Whether a secret or a JWT can be read in `text`, encoded in ways that are not struck: it is decoded as often as need be. */
export function canBeRead(secrets: readonly Secret[], text: string): boolean {
  if (secrets.length === 0 && !text.includes('eyJ')) return false;
  // Somebody may have spaced, folded or turned round what was encoded. Of a long text, what would be printed is looked through
  // for that.
  const shown = (text.length > MAX_TURNED ? cut(text) : text).normalize('NFKC');
  const closed = shown.replace(unseen(shown), '');
  return [...new Set([text, closed, backwards(closed)])].flatMap(readings).some((reading) => {
    const [letters, lower] = [bare(reading), reading.toLowerCase()];
    return secrets.some((secret) => secret.isIn(letters, lower)) || holdsJwt(reading);
  });
}

function wantedOf(secret: string): { bare: string[]; exact: string[] } {
  const read = readings(secret);
  const forms = new Set(read.flatMap(packedForms).map(bare));
  return {
    bare: [...forms].flatMap((form) => [form, backwards(form)]).filter((form) => form.length >= SHORTEST),
    exact: read.filter((each) => bare(each).length < SHORTEST && each.length >= SHORTEST_EXACT).map((each) => each.toLowerCase()),
  };
}

/** `text` without its JWTs (RFC 7519: `ey` is base64url of `{"`): somebody's tokens, whoever's they are. */
export function withoutJwts(text: string): string {
  return text.replace(/e(?:y[JA]|w[ok0])[\w-]{10,}=*(?:\.[\w=-]*)*/g, '***');
}

/** A JWT that is folded or encoded. */
function holdsJwt(text: string): boolean {
  const starts = text.replace(unseen(text), '').matchAll(/eyJ[\w-]{10,}/g);
  return Array.from(starts).some(([start]) => /^\{"[^"]{1,40}"/.test(Buffer.from(start.slice(0, 64), 'base64url').toString()));
}

/** `text` as it is, in hex, and in base64 after any other bytes. */
function packedForms(text: string): string[] {
  const sent = new Set([text, formEncode(text), encodeURIComponent(text.toWellFormed())]); // half of a pair may have been escaped
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

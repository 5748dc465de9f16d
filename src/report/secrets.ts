/**
 * The parts of a secret that are masked, and every form in which they could come back in somebody's text.
 */
import { formEncode } from '../text/encoding.ts';
import { onOneLine } from './foreign.ts';

/** A text of several lines (PEM) is masked line by line: not the lines that say what it is, nor a rest too short to tell anything. */
export function partsOf(secret: string): string[] {
  if (!/[\r\n]/.test(secret)) return secret === '' ? [] : [secret];
  return secret.split(/[\r\n]+/).filter((line) => line.length >= 8 && !line.startsWith('-----'));
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

/**
 * What the runner finds of a mask in a text of base64url: the mask, and its base64 at any offset, to its last whole letter or to its
 * last (the runner's ValueEncoders.cs, old and new). Its other encodings have characters that stand in no such text, or are the mask.
 */
export function formsInBase64url(mask: string): string[] {
  const offsets = [0, 1, 2].map((offset) => Buffer.from(mask).subarray(offset).toString('base64url'));
  return [mask, ...offsets.flatMap((whole) => [whole, whole.slice(0, -1)]).filter(({ length }) => length > 2)];
}

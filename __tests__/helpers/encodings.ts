/**
 * The forms in which a server may say a secret, beside those that are found as they are.
 */
type Encode = (secret: string) => string;

const percent: Encode = (text) => Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const units: (write: (code: number) => string) => Encode = (write) => (text) =>
  Array.from({ length: text.length }, (_, index) => write(text.charCodeAt(index))).join('');
const points: (write: (code: number) => string) => Encode = (write) => (text) =>
  Array.from(text, (character) => write(character.codePointAt(0) ?? 0)).join('');
const hexOf = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');
const json = units((code) => `\\u${hexOf(code, 4)}`);
const decimal = points((code) => `&#${String(code)};`);
const base64: Encode = (text) => Buffer.from(text).toString('base64');
const hex: Encode = (text) => Buffer.from(text).toString('hex');
const reverse: Encode = (text) => Array.from(text).reverse().join('');
/** What Python's and Go's `quote` leave alone differs from `encodeURIComponent`. */
const python: Encode = (text) =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%2F', '/');
const html: Readonly<Record<string, string>> = {
  '+': '&plus;',
  '/': '&sol;',
  '&': '&amp;',
  '=': '&equals;',
  '%': '&percnt;',
  '"': '&quot;',
  '<': '&lt;',
  '>': '&gt;',
  ä: '&auml;',
  ö: '&ouml;',
  _: '&lowbar;',
  '-': '&hyphen;',
};

export const encodings = {
  'in percent of every byte': percent,
  'in percent of every byte, in capitals': (text) => percent(text).toUpperCase(),
  'in percent of every byte, twice': (text) => percent(percent(text)),
  'as Python quotes it': python,
  'as encodeURI has it': encodeURI,
  'percent-encoded twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'percent-encoded three times': (text) => encodeURIComponent(encodeURIComponent(encodeURIComponent(text))),
  'as `escape` of JavaScript has it': points((code) => `%u${hexOf(code, 4)}`),
  'in JSON escapes': json,
  'in JSON escapes, in capitals': (text) => json(text).toUpperCase().replaceAll('\\U', '\\u'),
  'in JSON with `\\u002B` and `\\/`': (text) =>
    JSON.stringify(text)
      .slice(1, -1)
      .replaceAll('+', '\\u002B')
      .replaceAll('/', '\\/')
      .replaceAll('&', '\\u0026')
      .replace(/[-_]/g, (mark) => `\\x${hexOf(mark.charCodeAt(0), 2)}`),
  'in JSON, twice': (text) => JSON.stringify(JSON.stringify(text.replaceAll('+', '\\u002B'))),
  'in braces, as Rust escapes': points((code) => `\\u{${code.toString(16)}}`),
  'in HTML references': decimal,
  'in HTML references by hex, in capitals': points((code) => `&#X${code.toString(16).toUpperCase()};`),
  'in HTML references with zeros and without semicolons': points((code) => `&#${String(code).padStart(7, '0')} `),
  'in HTML references by name': (text) => Array.from(text, (mark) => html[mark] ?? mark).join(''),
  'in HTML references, twice': (text) => decimal(text).replaceAll('&', '&amp;'),
  'in HTML references, then percent': (text) => encodeURIComponent(decimal(text)),
  'in percent, then JSON': (text) => percent(text).replaceAll('%', '\\u0025'),
  'in percent, then HTML': (text) => percent(text).replaceAll('%', '&#37;'),
  'in JSON, then HTML': (text) => json(text).replaceAll('\\', '&#92;'),
  'in base64 in lines': (text) => base64(text).replace(/.{8}/g, '$&\r\n'),
  'in base64 after an id': (text) => base64(`shop:${text}`),
  'in base64url after another id': (text) => Buffer.from(`shop1:${text}`).toString('base64url'),
  'in base64 between others': (text) => base64(`{"secret":"${text}","x":1}`),
  'in base64, percent-encoded': (text) => encodeURIComponent(base64(text)),
  'in base64 of the percent-encoded': (text) => base64(encodeURIComponent(text)),
  'in base64 of every byte in percent': (text) => base64(percent(text)),
  'in base64, twice': (text) => base64(base64(text)),
  'in base64 of UTF-16': (text) => Buffer.from(text, 'utf16le').toString('base64'),
  'backwards, in base64': (text) => base64(reverse(text)),
  'in base64, backwards': (text) => reverse(base64(text)),
  'in hex of mixed case': (text) => hex(text).replace(/[a-c]/g, (digit) => digit.toUpperCase()),
  'in hex with colons': (text) => hex(text).replace(/..(?=.)/g, '$&:'),
  'in hex with spaces': (text) => hex(text).replace(/..(?=.)/g, '$& '),
  'in hex of the percent-encoded': (text) => hex(encodeURIComponent(text)),
  'in percent, in lines': (text) => percent(text).replace(/.{4}/g, '$&\n'),
  'in percent, backwards': (text) => reverse(percent(text)),
  'in percent, spaced out': (text) => Array.from(percent(text)).join(' '),
  'in percent, in full-width letters': (text) =>
    percent(text).replace(/./g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0)),
  'in HTML references, backwards': (text) => reverse(decimal(text)),
  'in JSON escapes, with zero-width spaces': (text) => Array.from(json(text)).join('\u200b'),
  'in capitals': (text) => text.toUpperCase(),
  'spaced out': (text) => Array.from(text).join(' '),
  'with zero-width spaces': (text) => Array.from(text).join('\u200b'),
  'in full-width letters': points((code) => String.fromCodePoint(code > 0x20 && code < 0x7f ? code + 0xfee0 : code)),
  'with its accents apart': (text) => text.normalize('NFD'),
} as const satisfies Record<string, Encode>;

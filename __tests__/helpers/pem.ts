/**
 * PEM as people hand it in.
 */
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const literal = (text: string): string => text.replaceAll('\n', '\\n');

/** What it is called, and how a PEM is written so. */
export const asPeopleHaveIt: readonly (readonly [string, (pem: string) => string])[] = [
  ['as it is', (pem) => pem],
  ['with CRLF', (pem) => pem.replaceAll('\n', '\r\n')],
  ['with CR', (pem) => pem.replaceAll('\n', '\r')],
  ['with `\\n` written out', literal],
  ['with `\\r\\n` written out', (pem) => pem.replaceAll('\n', '\\r\\n')],
  ['with `\\\\n`, escaped twice', (pem) => pem.replaceAll('\n', '\\\\n')],
  ['with `\\n` written out before real line breaks', (pem) => pem.replaceAll('\n', '\\n\n')],
  ['in quotation marks', (pem) => `"${pem}"`],
  ['in quotation marks, with `\\n` written out', (pem) => JSON.stringify(pem)],
  ['as JSON of a service account', (pem) => JSON.stringify({ type: 'service', private_key: pem })],
  ['after a byte order mark', (pem) => `\ufeff${pem}`],
  ['with spaces in front of its lines', (pem) => pem.replace(/^/gm, '      ')],
  ['with tabs in front and spaces after its lines', (pem) => pem.replace(/^/gm, '\t').replace(/$/gm, '  ')],
  ['with empty lines between', (pem) => pem.replaceAll('\n', '\r\n\r\n')],
  ['as base64', base64],
  ['as base64 in lines', (pem) => base64(pem).replace(/.{76}/g, '$&\n')],
  ['as base64 in lines with CRLF', (pem) => base64(pem).replace(/.{76}/g, '$&\r\n')],
  ['as base64 in quotation marks, after a byte order mark', (pem) => `\ufeff"${base64(pem)}"`],
  ['as base64 with `\\n` written out at its end', (pem) => `${base64(pem)}\\n`],
  ['as base64url without padding', (pem) => Buffer.from(pem).toString('base64url')],
  ['as base64 of a file with CRLF and a byte order mark', (pem) => base64(`\ufeff${pem.replaceAll('\n', '\r\n')}`)],
  ['as base64 of what has `\\n` written out', (pem) => base64(literal(pem))],
  ['as base64, twice', (pem) => base64(base64(pem))],
];

import tls from 'node:tls';
import { expect, test } from 'vitest';
import { certificatesIn } from '../../src/text/certificates.ts';

const [first = '', second = ''] = tls.rootCertificates;

test('every certificate of a text, whatever stands between', () => {
  const found = certificatesIn(`# ours\n${first}\nand\r\n${second}\n`);
  expect(found?.map(({ pem }) => pem)).toEqual([first, second]);
  expect(found?.every(({ parsed }) => parsed.ca)).toBe(true);
});

test.each([
  ['nothing', ''],
  ['a path', '/etc/ssl/ca.pem'],
  ['one that is cut off', first.slice(0, 300)],
  ['one that is damaged', first.replace(/\n.{10}/, '\nAAAAAAAAAA')],
  ['a key beside it', `${first}\n-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----`],
])('%s is none', (_, text) => {
  expect(certificatesIn(text)).toBeUndefined();
});

/**
 * PEM as people have it.
 */
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { caCertificates } from '../../src/inputs/rare.ts';
import { usablePrivateKey } from '../../src/client/private-key-jwt.ts';
import { pemBlocks, pemText, privatePieces } from '../../src/text/pem.ts';
import { createAuthority } from '../helpers/certificates.ts';
import { failureOf } from '../helpers/failures.ts';
import { asPeopleHaveIt } from '../helpers/pem.ts';

const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
let certificate = '';
beforeAll(async () => {
  ({ certificate } = await createAuthority('Example CA'));
});

describe.each(asPeopleHaveIt)('%s', (_, written) => {
  test('a private key is taken, and every piece of it is to be masked', () => {
    const given = written(key);
    expect(usablePrivateKey(given.trim())).toBe(key);
    const pieces = privatePieces(given.trim());
    for (const line of key.trim().split('\n').slice(1, -2)) expect(pieces).toContain(line);
    // What is left in a log when the pieces are struck: the lines around the key, and a rest of at most 7 characters a line.
    const left = pieces.reduce((text, piece) => text.replaceAll(piece, '***'), given);
    expect(left).not.toMatch(/(?!PRIVATE|-----)[A-Za-z0-9+/]{12}/);
  });

  test('a certificate is taken', () => {
    const found = caCertificates(written(`${certificate}\n${certificate}`).trim());
    expect(found.map((each) => new X509Certificate(each).subject)).toEqual(['CN=Example CA', 'CN=Example CA']);
  });

  test('the key beside certificates, whichever comes first', () => {
    const bag = 'Bag Attributes\n    localKeyID: 54 69 6D 65\n    friendlyName: client\nKey Attributes: <No Attributes>\n';
    const parameters = '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n';
    expect(usablePrivateKey(written(`${bag}${certificate}\n${bag}${key}`).trim())).toBe(key);
    expect(usablePrivateKey(written(`${parameters}${bag}${key}${certificate}\n`).trim())).toBe(key);
  });
});

test('a key that is cut off beside a whole certificate is not called public', () => {
  expect(failureOf(() => usablePrivateKey(`${key.slice(0, 300)}\n${certificate}`)).error.id).toBe(
    'private_key_invalid/unreadable',
  );
  expect(failureOf(() => usablePrivateKey(certificate)).error.id).toBe('private_key_invalid/public');
});

test('what is no PEM stays as it is, and is masked', () => {
  const text = 'A passphrase of some length';
  expect(pemText(text)).toBe(text);
  expect(pemBlocks(text)).toEqual([]);
  expect(privatePieces('not-a-key-but-a-secret')).toEqual(['not-a-key-but-a-secret']);
  const der = createPrivateKey(key).export({ format: 'der', type: 'pkcs8' }).toString('base64');
  expect(privatePieces(der)).toEqual([der]);
});

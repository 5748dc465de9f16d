/**
 * PEM as people have it.
 */
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { authorities, secretPieces, signingKey } from '#oauth/keys.ts';
import { pemBlocks, pemText, privatePieces } from '#text/pem.ts';
import { createAuthority } from '../helpers/certificates.ts';
import { asPeopleHaveIt } from '../helpers/pem.ts';

const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
let certificate = '';
beforeAll(async () => {
  ({ certificate } = await createAuthority('Example CA'));
});

describe.each(asPeopleHaveIt)('%s', (_, written) => {
  test('a private key is taken, and every piece of it is to be masked', () => {
    const given = written(key);
    expect(signingKey(given.trim())).toBe(key);
    const pieces = secretPieces(given.trim());
    for (const line of key.trim().split('\n').slice(1, -2)) expect(pieces).toContain(line);
    // What is left in a log when the pieces are struck: the lines around the key, and a rest of at most 7 characters a line.
    const left = pieces.reduce((text, piece) => text.replaceAll(piece, '***'), given);
    expect(left).not.toMatch(/(?!PRIVATE|-----)[A-Za-z0-9+/]{12}/);
  });

  test('a certificate is taken', () => {
    const found = authorities(written(`${certificate}\n${certificate}`).trim());
    expect(found.map((each) => new X509Certificate(each).subject)).toEqual(['CN=Example CA', 'CN=Example CA']);
  });

  test('the key beside certificates, whichever comes first', () => {
    const bag = 'Bag Attributes\n    localKeyID: 54 69 6D 65\n    friendlyName: client\nKey Attributes: <No Attributes>\n';
    const parameters = '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n';
    expect(signingKey(written(`${bag}${certificate}\n${bag}${key}`).trim())).toBe(key);
    expect(signingKey(written(`${parameters}${bag}${key}${certificate}\n`).trim())).toBe(key);
  });
});

test('what is no PEM stays as it is, and is masked', () => {
  const text = 'A passphrase of some length';
  expect(pemText(text)).toBe(text);
  expect(pemBlocks(text)).toEqual([]);
  expect(privatePieces('not-a-key-but-a-secret')).toEqual(['not-a-key-but-a-secret']);
  const der = createPrivateKey(key).export({ format: 'der', type: 'pkcs8' }).toString('base64');
  expect(privatePieces(der)).toEqual([der]);
});

test('a block that is cut off, or ends as another, is none', () => {
  const { text = '' } = pemBlocks(key)[0] ?? {};
  expect(text).toBe(key.trim());
  expect(pemBlocks(`${key.slice(0, 300)}\n${certificate}`).map(({ label }) => label)).toEqual(['CERTIFICATE']);
  expect(pemBlocks(key.replace('END PRIVATE', 'END PUBLIC'))).toEqual([]);
});

test.each(['\\', '\\r', '\\r\\', ' ', '"', 'A', '-----', '-----BEGIN ', '-----BEGIN PRIVATE KEY-----\n', '\n'])(
  'of 60,000 characters %j it is there in a moment',
  (unit) => {
    const before = process.cpuUsage();
    for (const text of [unit.repeat(60_000 / unit.length), `-----BEGIN PRIVATE KEY-----${unit.repeat(60_000 / unit.length)}`]) {
      pemBlocks(pemText(text));
      privatePieces(text);
    }
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000); // what other processes do does not count
  },
);

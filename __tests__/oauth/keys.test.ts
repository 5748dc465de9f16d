import { createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate, type KeyObject } from 'node:crypto';
import tls from 'node:tls';
import { beforeAll, describe, expect, test } from 'vitest';
import { algorithmOf, authorities, certificateAndKey, secretPieces, signingKey } from '../../src/oauth/keys.ts';
import { ActionError } from '../../src/report/error.ts';
import { type Authority, createAuthority, type Identity } from '../helpers/certificates.ts';
import { asPeopleHaveIt } from '../helpers/pem.ts';
import { struck } from '../helpers/runner.ts';

const now = Date.now();
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const pem = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1' = 'pkcs8'): string =>
  key.export({ format: 'pem', type }).toString();
const jwk = (key: KeyObject): string => JSON.stringify({ kid: 'k', use: 'sig', ...key.export({ format: 'jwk' }) }, undefined, 2);
const locked = (type: 'pkcs8' | 'pkcs1'): string =>
  rsa.export({ format: 'pem', type, cipher: 'aes-256-cbc', passphrase: 'x' } as never).toString();

/** Problem and fix of the failure. */
function failed(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ActionError) return `${error.code}: ${Object.values(error.params).join(' ')}`;
    throw error;
  }
  throw new Error('It did not fail.');
}

describe('a private key', () => {
  test.each<[string, KeyObject, string]>([
    ['RSA, PKCS#8', rsa, pem(rsa)],
    ['RSA, PKCS#1', rsa, pem(rsa, 'pkcs1')],
    ['RSA, JWK', rsa, jwk(rsa)],
    ['P-256, PKCS#8', p256, pem(p256)],
    ['P-256, SEC1', p256, pem(p256, 'sec1')],
    ['P-256, JWK on one line', p256, JSON.stringify(JSON.parse(jwk(p256)))],
    [
      'P-256, SEC1 after its parameters, as openssl writes it',
      p256,
      `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${pem(p256, 'sec1')}`,
    ],
    ...[generateKeyPairSync('ed25519').privateKey].flatMap((key): [string, KeyObject, string][] => [
      ['Ed25519, PKCS#8', key, pem(key)],
      ['Ed25519, JWK', key, jwk(key)],
    ]),
  ])('%s', (_, key, text) => {
    expect(createPrivateKey(signingKey(text)).equals(key)).toBe(true);
    const printed = struck(text, secretPieces(text)).replace(/"(?:n|x|y)": ?"[^"]*"/g, ''); // what of a JWK is public
    expect(printed).not.toMatch(/[\w+/-]{16}/);
  });

  const spaced = ['with spaces in place of its line breaks', (text: string) => text.replaceAll('\n', ' ')] as const;
  test.each([...asPeopleHaveIt, spaced])('%s', (_, written) => {
    expect(createPrivateKey(signingKey(written(pem(rsa)))).equals(rsa)).toBe(true);
  });

  const openssh = `-----BEGIN OPENSSH PRIVATE KEY-----\n${'b3BlbnNzaC1rZXktdjEAAAAABG5vbmU'.repeat(4)}\n-----END OPENSSH PRIVATE KEY-----\n`;
  test.each<[string, string, RegExp]>([
    ['of OpenSSH', openssh, /is in the format of OpenSSH.*`ssh-keygen -p -m PKCS8 -f key`/],
    ['with a passphrase', locked('pkcs8'), /has a passphrase.*`openssl pkey/],
    ['with a passphrase, in the old form', locked('pkcs1'), /has a passphrase/],
    ['that is public', createPublicKey(rsa).export({ format: 'pem', type: 'spki' }).toString(), /is public/],
    ['that is a public JWK', jwk(createPublicKey(rsa)), /is public/],
    ['that is a certificate', tls.rootCertificates[0] ?? '', /is public/],
    ['that is a JWK with a part missing', JSON.stringify({ ...rsa.export({ format: 'jwk' }), n: undefined }), /cannot be read/],
    ['that is a JWK of a secret', '{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAA"}', /is public|cannot be read/],
    ['that is too short', pem(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey), /too short.*RSA from 2048 bits/],
    ['of another curve', pem(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey), /of a kind that cannot sign/],
    ['of no signature', pem(generateKeyPairSync('x25519').privateKey), /of a kind that cannot sign/],
    ['that was cut off', pem(rsa).slice(0, 400), /cannot be read.*-----BEGIN PRIVATE KEY-----/],
    ['that is its path', './key.pem', /cannot be read/],
  ])('%s is refused', (_, text, said) => {
    expect(failed(() => signingKey(text))).toMatch(new RegExp(`^private_key_invalid: \`private_key\` .*${said.source}`));
  });

  test('the algorithm is the usual one, unless the server lists only others', () => {
    expect(algorithmOf(rsa)).toBe('RS256');
    expect(algorithmOf(rsa, ['PS256', 'ES256'])).toBe('PS256');
    expect(algorithmOf(Buffer.from('secret'), ['HS512'])).toBe('HS512');
    expect(algorithmOf(p256, ['RS256'])).toBe('ES256');
  });
});

describe('certificates to trust', () => {
  const [first = '', second = ''] = tls.rootCertificates;
  const same = (texts: readonly string[]): string[] => texts.map((text) => new X509Certificate(text).fingerprint256);

  test.each([
    ...asPeopleHaveIt.filter(([name]) => !name.includes('base64') && !name.includes('JSON')),
    ['with spaces in place of its line breaks', (text: string) => text.replaceAll('\n', ' ')] as const,
    ['without its line breaks', (text: string) => text.replaceAll('\n', '')] as const,
  ])('%s', (_, written) => {
    expect(same(authorities(`# ours\n${written(first)}\nand\n${written(second)}\n`))).toEqual(same([first, second]));
  });

  test.each([
    ['a path', '/etc/ssl/ca.pem'],
    ['nothing of sense', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
    ['one that was cut off', `${first}\n${second.slice(0, 200)}`],
    ['a key beside it', `${first}\n${pem(p256)}`],
  ])('%s is refused', (_, text) => {
    expect(failed(() => authorities(text))).toMatch(/^input_invalid: `ca_certificate` is not a PEM certificate\. .*not its path/);
  });
});

describe('a client certificate and its key', () => {
  let authority: Authority;
  let own: Identity;
  let other: Identity;
  beforeAll(async () => {
    authority = await createAuthority('Authority of the tests');
    own = await authority.issue({ name: 'shop-deploy' });
    other = await authority.issue();
  });
  const pair = (cert: string, key: string): { cert: string; key: string } => certificateAndKey(cert, key, now);

  test('that fit: its own certificate first, whatever the order of the chain', () => {
    const { cert, key } = pair(`Bag Attributes\n${authority.certificate}\nsubject=x\n${own.cert}`, own.key);
    expect(cert).toBe(`${own.cert.trim()}\n${authority.certificate.trim()}`);
    expect(createPrivateKey(key).equals(createPrivateKey(own.key))).toBe(true);
  });

  test.each<[string, () => [string, string], RegExp]>([
    ['of two kinds', () => [own.cert, other.key], /is not the certificate of `client_certificate_key`/],
    ['with a chain alone', () => [authority.certificate, own.key], /is not the certificate of `client_certificate_key`/],
    ['with a key for a certificate', () => [own.key, own.key], /is not a PEM certificate/],
    ['with a path for a certificate', () => ['/etc/ssl/tls.crt', own.key], /is not a PEM certificate/],
    ['with a certificate for a key', () => [own.cert, own.cert], /`client_certificate_key` is public/],
    ['with a locked key', () => [own.cert, locked('pkcs8')], /`client_certificate_key` has a passphrase.*openssl pkey/],
  ])('%s are refused', (_, given, said) => {
    expect(failed(() => pair(...given()))).toMatch(new RegExp(`^client_certificate_invalid: .*${said.source}`));
  });

  test.each([{ until: -0.5, from: -2 }, { from: 1 }])('not valid now are refused: %o', async (validity) => {
    const { cert, key } = await authority.issue(validity);
    expect(failed(() => pair(cert, key))).toMatch(/is valid from \S+Z until \S+Z\. .*clock/);
  });

  test('too weak for TLS are refused, and not as another fault', async () => {
    const { cert, key } = await authority.issue({ weak: true });
    expect(failed(() => pair(cert, key))).toMatch(/cannot be used for TLS \(\w+\)\. use a stronger key/);
  });
});

describe.each([
  ['backslashes', '\\'],
  ['spaces', ' '],
  ['dashes', '-'],
  ['line breaks written out', '\\n'],
  ['quotation marks', '"'],
  ['begins', '-----BEGIN PRIVATE KEY-----'],
  ['braces', '{"a":'],
])('60,000 characters of %s', (_, piece) => {
  test.each<[string, (text: string) => unknown]>([
    ['as a key', signingKey],
    ['to be masked', secretPieces],
    ['as an authority', authorities],
    ['as a client certificate', (text) => certificateAndKey(text, pem(p256), now)],
    ['as the key of one', (text) => certificateAndKey(text, text, now)],
  ])('%s take no time', (_name, run) => {
    const text = piece.repeat(Math.ceil(60_000 / piece.length));
    for (const each of [text, `-----BEGIN PRIVATE KEY-----\n${text}\n-----END PRIVATE KEY-----`, `x${text}x`]) {
      const started = performance.now();
      try {
        run(each);
      } catch (error) {
        expect(error).toBeInstanceOf(ActionError);
      }
      expect(performance.now() - started).toBeLessThan(2000);
    }
  });
});

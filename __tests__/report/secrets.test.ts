import fc from 'fast-check';
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { onOneLine } from '../../src/report/foreign.ts';
import { canBeRead, coreOf, formsOf, partsOf, Secret, withoutJwts } from '../../src/report/secrets.ts';
import { encodings } from '../helpers/encodings.ts';
import { hostileText, saidForms } from '../helpers/log.ts';

describe('partsOf', () => {
  test.each<[string, string[]]>([
    ['', []],
    ['x', ['x']],
    [' a secret ', [' a secret ']],
    ['--------', ['--------']],
    ['-----BEGIN A KEY-----\r\n12345678\r\n\r\n1234567\n-----END A KEY-----\n', ['12345678']],
    ['\n', []],
  ])('of %j are %j', (secret, parts) => {
    expect(partsOf(secret)).toEqual(parts);
  });

  test('of a private key are its lines, and not the marks around them', () => {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    expect(partsOf(pem)).toEqual(pem.split('\n').slice(1, -2));
  });

  test('have no line breaks, and leave no line of 8 characters out but marks', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 12 })), fc.constantFrom('\n', '\r\n', '\r'), (all, end) => {
        const lines = all.join('\n').split(/[\r\n]+/);
        const parts = partsOf([...lines, ''].join(end));
        expect(parts.join('')).not.toMatch(/[\r\n]/);
        expect(parts).toEqual(lines.filter((line) => line.length >= 8 && !line.startsWith('-----')));
      }),
    );
  });
});

describe('formsOf', () => {
  test('has all in which somebody could say a secret, as they are and cleaned, and nothing empty', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), hostileText), (secret) => {
        const forms = formsOf(secret);
        const said = saidForms(secret);
        expect(forms).toEqual(expect.arrayContaining([...said, ...said.map(onOneLine)].filter(Boolean)));
        expect(forms).not.toContain('');
      }),
    );
  });

  test.each([
    'a&lt;b&amp;c&gt;"d\'',
    'a&lt;b&amp;c&gt;&quot;d&#39;',
    'a&lt;b&amp;c&gt;&quot;d&#x27;',
    'a&lt;b&amp;c&gt;&quot;d&apos;',
  ])('has the HTML %s', (html) => {
    expect(formsOf('a<b&c>"d\'')).toContain(html);
  });
});

describe('coreOf', () => {
  test.each<[string, string]>([
    ['a secret', 'a secret'],
    ['"in quotes"', 'in quotes'],
    ['\ufeff a secret ', 'a secret'],
    ['Bearer abcdefgh', 'abcdefgh'],
    ['"abc"', '"abc"'],
  ])('%j', (secret, core) => {
    expect(coreOf(secret)).toBe(core);
  });

  test('of a megabyte of quotation marks is there at once', { timeout: 5000 }, () => {
    const secret = `x${'`'.repeat(1024 * 1024)}x`;
    expect(coreOf(secret)).toBe(secret);
  });
});

const reads = (secrets: readonly string[], text: string): boolean =>
  canBeRead(
    secrets.map((secret) => new Secret(secret)),
    text,
  );

describe('canBeRead', () => {
  const kinds = fc.oneof(
    fc.uuid(),
    fc.base64String({ minLength: 20 }),
    fc.stringMatching(/^[!-~]{20,40}$/),
    fc.stringMatching(/^[a-zäöü+/&%=<" -]{24}$/),
  );
  test.each(Object.entries(encodings))('finds any secret %s', (_, encode) => {
    fc.assert(
      fc.property(
        kinds.filter((text) => (text.match(/[a-z0-9]/gi) ?? []).length >= 12),
        (secret) => {
          expect(reads([secret], `Not ${encode(secret)}, sorry.`)).toBe(true);
        },
      ),
    );
  });

  test.each(['abcdefgh\\ud800', 'abcdefgh%uDC00', 'abcdefgh&#xD83D;'])(
    'finds a secret with half of a pair, escaped: %j',
    (secret) => {
      expect(reads([secret], `not ${encodeURIComponent(secret)}, sorry`)).toBe(true);
      expect(reads([secret], 'no secret at all')).toBe(false);
    },
  );

  test('finds a short secret of marks', () => {
    expect(reads(['$+&/!'], 'not %24%2b%26%2F!')).toBe(true);
  });

  test.each([
    'Invalid client or Invalid client credentials',
    'AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value.',
    'https://login.example.com/realms/shop/protocol/openid-connect/auth?response_type=code',
    'repo:acme/shop:environment:production',
  ])('finds nothing in %j', (text) => {
    expect(reads(['85baef4e-ad6c-48d0-a47c-f5f1744924ec', 'x9', 'pa+ss/word==', 'c2VjcmV0'], text)).toBe(false);
    expect(withoutJwts(text)).toBe(text);
  });
});

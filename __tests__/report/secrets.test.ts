import fc from 'fast-check';
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { onOneLine } from '../../src/report/foreign.ts';
import { formsOf, partsOf } from '../../src/report/secrets.ts';
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

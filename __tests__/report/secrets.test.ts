import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canBeRead, partsOf, Secret, withoutJwts } from '../../src/report/secrets.ts';
import { encodings } from '../helpers/encodings.ts';

describe('partsOf', () => {
  test.each<[string, string[]]>([
    ['', []],
    ['a secret', ['a secret']],
    ['-----BEGIN X-----\nabcdefgh\nabc\n-----END X-----', ['abcdefgh']],
    ['"in quotes"', ['"in quotes"', 'in quotes']],
    ['\ufeff a secret ', ['\ufeff a secret ', 'a secret']],
    ['Bearer abcdefgh', ['Bearer abcdefgh', 'abcdefgh']],
    ['"abc"', ['"abc"']],
  ])('%j', (secret, parts) => {
    expect(partsOf(secret)).toEqual(parts);
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

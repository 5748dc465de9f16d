/**
 * Words are printed, data is not: whatever a secret is encoded in, nothing of it is left; what servers say to people is.
 */
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { onOneLine, words } from '#text/words.ts';
import { encodings } from '../helpers/encodings.ts';
import { hostileText } from '../helpers/log.ts';

type Encode = (text: string) => string;
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const uuid = (hex: string): string => hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5');
/** As generators of secrets write their bytes. */
const kinds: Readonly<Record<string, (bytes: Buffer) => string>> = {
  base64url: (bytes) => bytes.subarray(0, 32).toString('base64url'),
  base64: (bytes) => bytes.subarray(0, 32).toString('base64'),
  hex: (bytes) => bytes.subarray(0, 20).toString('hex'),
  UUID: (bytes) => uuid(bytes.toString('hex')),
  alphanumeric: (bytes) => Array.from(bytes.subarray(0, 32), (byte) => ALPHANUMERIC.charAt(byte % 62)).join(''),
};
/** The same in every run: one in some millions does look like words. */
const secrets = (kind: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) =>
    (kinds[kind] ?? String)(
      createHash('sha512')
        .update(`${kind} ${String(index)}`)
        .digest(),
    ),
  );
const some = Object.keys(kinds).flatMap((kind) => secrets(kind, 40));

const reverse: Encode = (text) => Array.from(text).reverse().join('');
const spaced: Encode = (text) => Array.from(text).join(' ');
const half: Encode = (text) => text.slice(0, text.length / 2);

/** Letters and digits that are left of `text` in the middle of a sentence. */
function left(text: string): number {
  const said = words(`Not ${text}, sorry.`);
  expect(said).toMatch(/^Not .*sorry\.$/);
  return said.slice(4, -7).match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

describe('of generated secrets nothing is left', () => {
  test.each(Object.keys(kinds))('%s', (kind) => {
    expect(secrets(kind, 5000).filter((secret) => left(secret) > 0)).toEqual([]);
    // A piece may have what looks like words: fewer than one in 500.
    expect(secrets(kind, 5000).filter((secret) => left(half(secret)) > 0).length).toBeLessThan(10);
  });

  test.each(Object.entries<Encode>(encodings))('%s', (_, encode) => {
    const most = some.map((secret) =>
      Math.max(...[encode, (text: string) => reverse(encode(text))].map((write) => left(write(secret)))),
    );
    expect(Math.max(...most)).toBeLessThan(8);
    expect(Math.max(...some.map((secret) => left(spaced(encode(secret)))))).toBeLessThan(3);
    expect(some.filter((secret) => left(half(encode(secret))) >= 8).length).toBeLessThan(5);
  });

  test('one encoding in another', () => {
    const all = Object.entries<Encode>(encodings);
    const pairs = all.flatMap((first) => all.map((second) => [first, second] as const));
    const found = pairs.filter(([[, first], [, second]], index) => left(second(first(some[index % some.length] ?? ''))) >= 8);
    expect(found.map(([[first], [second]]) => `${first}, then ${second}`)).toEqual([]);
  });

  test.each([
    ['a JWT', 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'],
    ['a key', 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj'],
    ['a line of data around words', 'client=shop&secret=Xk3.pQ9-zz%21'],
    ['digits', '4929 1183 5520 7781'],
    ['decimal codes', '115.51.99.114.101.116.45.118'],
    ['a word that is too long', 'abandonabilityableaboutaboveabsent'],
  ])('%s', (_, text) => {
    expect(left(text)).toBeLessThan(3);
  });
});

describe('what servers say to people stays as it is', () => {
  test.each([
    // Keycloak 12 and 26
    'Invalid client secret',
    'INVALID_CREDENTIALS: Invalid client credentials',
    'Invalid client or Invalid client credentials',
    'Client not enabled to retrieve service account',
    'Public client not allowed to retrieve service account',
    'Parameter client_assertion_type is missing',
    'Client authentication with client secret signed JWT is missing client_assertion',
    'Invalid scopes: view:wallets',
    'Invalid token audience',
    'Token is not active',
    'Unsupported grant_type',
    'Session not active',
    'HTTPS required',
    // Spring, Hydra
    'Full authentication is required to access this resource',
    'Client authentication failed: client_secret',
    'Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method).',
    "The OAuth 2.0 Client supports client authentication method 'client_secret_basic', but method 'client_secret_post' was requested.",
    "The requested scope is invalid, unknown, or malformed. The OAuth 2.0 Client is not allowed to request scope 'x'.",
    // Entra, Okta, Auth0
    'AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.',
    'AADSTS700016: Application was not found in the directory. This can happen if the application has not been installed.',
    'Invalid value for the client_assertion parameter. The audience claim must match the token endpoint.',
    'E0000015',
    'invalid_client: The client secret supplied for a confidential client is invalid.',
    'Service not enabled within domain: https://api.example.com/v2/',
    'Grant type client_credentials not allowed for the client.',
    // others
    '{"error":"invalid_client","errorSummary":"Token expired","clientId":"shop"}',
    'repo:acme/shop:environment:production',
    'API Gateway: Too Many Requests (429), OpenID Connect, JWTs, accessToken, OAuth2',
    'Der Client ist ungültig, bitte prüfen Sie die Zugangsdaten',
    'クライアントが無効です',
    'Клиент не найден',
    'Requests from 203.0.113.7 are blocked',
  ])('%s', (text) => {
    expect(words(text)).toBe(text);
  });

  test('with the data in it left out', () => {
    const data = "AADSTS700016: Application with identifier '5d9a31aa-7e2b-4c35-9d8e-2b1f0c7a6e44' was not found";
    expect(words(data)).toBe('AADSTS700016: Application with identifier … was not found');
  });
});

test.each(['ｃｏｒｒｅｃｔ－ｈｏｒｓｅ', '𝐜𝐨𝐫𝐫𝐞𝐜𝐭-𝐡𝐨𝐫𝐬𝐞', 'ⓒⓞⓡⓡⓔⓒⓣ-ⓗⓞⓡⓢⓔ'])(
  'other forms of the same letters are those, so that a secret is found in them: %s',
  (text) => {
    expect(words(`Not ${text}`)).toBe('Not correct-horse');
  },
);

describe('the text is one line', () => {
  test.each([
    ['one line', 'one line'],
    ['two\r\nlines', 'two lines'],
    ['\u001b[31mred\u001b[0m', '[31mred [0m'],
    ['::error::x', ': :error: :x'],
    [':::', ': : :'],
    [':\u0000:', ': :'],
    ['##[error]x', '## [error]x'],
    ['##\u200b[error]x', '## [error]x'],
    ['right\u202eleft', 'right left'],
    ['  a   b  ', 'a b'],
    ['pässwörd 密码 🔑', 'pässwörd 密码 🔑'],
    ['half \ud83d', 'half \ufffd'],
  ])('%j is %j', (text, expected) => {
    expect(onOneLine(text)).toBe(expected);
  });

  test('whatever it is: without controls and commands, at most 201 characters, its beginning and its end', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const clean of [words(text), onOneLine(text)]) expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|::|##\[/u);
        expect(words(text).length).toBeLessThanOrEqual(201);
        expect(onOneLine(onOneLine(text))).toBe(onOneLine(text));
        const bare = (all: string): string => all.replace(/[\p{C}\p{Z}\s]/gu, '');
        expect(bare(onOneLine(text))).toBe(bare(text.toWellFormed()));
      }),
      { numRuns: 2000 },
    );
    const long = words(`The beginning ${'of a long text '.repeat(1000)}and its end`);
    expect(long).toMatch(/^The beginning of a .*… ?.* and its end$/);
    expect(long.length).toBeLessThanOrEqual(201);
    expect(words('word '.repeat(39) + 'words')).toBe('word '.repeat(39) + 'words');
  });

  test.each([
    '\\',
    ' ',
    '"',
    '-----BEGIN ',
    '%',
    '%25',
    '&amp;',
    'a',
    'aB',
    'aB ',
    'AB-',
    'a1 ',
    'a ',
    '… ',
    '\u0301',
    '\u0000',
    ':',
    '#',
  ])('of 60,000 characters %j it is there in a moment', (unit) => {
    const before = process.cpuUsage();
    words(unit.repeat(60_000 / unit.length));
    words(unit.repeat(4000 / unit.length)); // what is not cut
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000); // what other processes do does not count
  });
});

/**
 * What each kind of input may hold: the parsers, called.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/inputs/inputs.ts';
import type { Parse } from '../../src/inputs/read.ts';
import * as values from '../../src/inputs/values.ts';
import { environments } from '../../src/oauth/environments.ts';
import { ActionError } from '../../src/report/error.ts';

/** What a value becomes, or the failure: its id, and all that its sentences are made of. */
function become(parse: Parse<unknown>, value: string, name = 'x'): unknown {
  try {
    return parse(value, name);
  } catch (error) {
    if (error instanceof ActionError) return `${error.id}: ${Object.values(error.params).flat().join(' ')}`;
    throw error;
  }
}
const href = (url: unknown): unknown => (url instanceof URL ? url.href : url);

describe('a text on one line', () => {
  test.each(['a', 'pässwörd-密码', '%0A', '', ' a '])('%j', (value) => {
    expect(become(values.oneLine, value)).toBe(value);
  });
  test.each(['a\nb', 'a\rb', 'a\u0000b', 'a\tb', 'a\u0007b', 'a\u0085b'])('%j is not one', (value) => {
    expect(become(values.oneLine, value)).toBe(
      'input_invalid: `x` has a line break or another control character. give it on one line.',
    );
  });
});

describe('a choice', () => {
  const parse = values.oneOf(['auto', 'true', 'false']);
  test.each([
    ['', 'auto'],
    ['true', 'true'],
    ['TRUE', 'true'],
  ])('%j is %s', (value, read) => {
    expect(become(parse, value)).toBe(read);
  });
  test.each(['yes', ' true', 'constructor', '"auto"'])('%j is none', (value) => {
    expect(become(parse, value)).toBe('input_invalid: `x` has a value that does not exist. use one of `auto`, `true`, `false`.');
  });
  test('flags', () => {
    expect(['', 'false', 'True'].map((value) => become(values.flag, value))).toEqual([false, false, true]);
    expect(become(values.flag, 'yes')).toMatch('use one of `false`, `true`.');
  });
});

describe('seconds', () => {
  const parse = values.seconds(60, 1, 3600);
  test.each([
    ['', 60],
    ['1', 1],
    ['3600', 3600],
    ['0060', 60],
  ])('%j is %i', (value, read) => {
    expect(become(parse, value)).toBe(read);
  });
  test.each(['0', '3601', '-1', '1.5', '1e3', '10s', 'NaN', '٣', '9'.repeat(40), ' '])('%j is refused', (value) => {
    expect(become(parse, value)).toBe(
      'input_invalid: `x` is not a whole number of seconds. give a number from 1 to 3600, without a unit.',
    );
  });
});

describe('an environment', () => {
  test.each([...Object.keys(environments).map((name) => [name, name]), ['Venly-QA', 'venly-qa'], ['', 'production']])(
    '%j is %s',
    (value, name) => {
      expect(become(values.environment, value)).toBe(name);
    },
  );
  test.each(['prod', 'prdo', 'venly_qa', '"qa"', 'https://login.venly.io', '__proto__', 'constructor'])('%j is none', (value) => {
    const said = String(become(values.environment, value, 'environment'));
    expect(said).toMatch(/^input_invalid: `environment` has a value that does not exist\. .* `token_url`, `issuer`\.$/);
    for (const name of Object.keys(environments)) expect(said).toContain(`\`${name}\``);
  });
});

describe('a realm', () => {
  test.each([
    ['', 'Arkane'],
    ['VenlyFinance', 'VenlyFinance'],
    ['venlyfinance', 'venlyfinance'], // case counts, and it is for the server to say
    ['My Realm', 'My Realm'],
  ])('%j is %s', (value, realm) => {
    expect(become(values.realm, value)).toBe(realm);
  });
  test.each(['a/b', 'realms/Arkane', 'a?b', 'a#b', 'a\\b', 'a\nb', 'https://login.venly.io'])('%j is none', (value) => {
    expect(become(values.realm, value)).toMatch(/^input_invalid: `x` is not the name of a realm\. .*`VenlyFinance`\.$/);
  });
});

describe('a token_url', () => {
  const own = 'https://id.example.com/realms/ci/protocol/openid-connect/token';
  const old = 'https://id.example.com/auth/realms/ci/protocol/openid-connect/token';

  test.each([
    own,
    old,
    `${own}/`,
    'https://login.venly.io/auth/realms/Other/protocol/openid-connect/token',
    'https://id.example.com/',
    'https://id.example.com/?tenant=a',
    'https://id.example.com?tenant=a',
    'https://id.example.com/oauth2/token',
    'https://id.example.com/realms/ci/token',
    'https://id.example.com/realms/ci/protocol/openid-connect/ext/token',
    'https://id.example.com/am/oauth2/realms/root/realms/alpha/access_token',
    'https://id.example.com/admin/token',
    'http://localhost:8080/t',
  ])('may be %s', (value) => {
    expect(href(become(values.tokenUrl, value))).toBe(new URL(value).href);
  });

  test.each<[string, string]>([
    ['https://id.example.com/realms/ci', own],
    ['https://id.example.com/realms/ci/', own],
    ['https://id.example.com/auth/realms/ci', old],
    ['https://id.example.com/realms/ci/.well-known/openid-configuration', own],
    ['https://id.example.com/realms/ci/protocol/openid-connect/auth', own],
    ['https://id.example.com/realms/ci/protocol/openid-connect/token/introspect', own],
    ['https://id.example.com/realms/ci/account', own],
    ['https://id.example.com/.well-known/openid-configuration', 'the `token_endpoint` of'],
    ['https://id.example.com', 'or its `issuer`'],
    ['http://localhost:8080', 'or its `issuer`'],
    ['https://id.example.com/admin/master/console/', 'or its `issuer`'],
    ['https://login.arkane.network', '`environment: production`'],
    ['https://login-qa.arkane.network/auth', '`environment: qa`'],
    ['https://LOGIN-STAGING.venly.io/auth/realms/Arkane', '`environment: venly-staging`'],
    ['https://login.venly.io/auth/admin/Arkane/console/', '`environment: venly`'],
  ])('is not %s', (value, right) => {
    const said = String(become(values.tokenUrl, value, 'token_url'));
    expect(said).toMatch(/^input_invalid: `token_url` is not a token endpoint\. use /);
    expect(said).toContain(right);
  });
});

describe('an issuer', () => {
  test.each([
    ['https://id.example/realms/ci', 'https://id.example/realms/ci/protocol/openid-connect/token'],
    ['https://id.example/auth/realms/My%20Realm/', 'https://id.example/auth/realms/My%20Realm/protocol/openid-connect/token'],
  ])("%s is a Keycloak's", (value, tokenUrl) => {
    expect(become(values.issuer, value)).toEqual({ tokenUrl: new URL(tokenUrl), issuer: '' });
  });
  test.each([
    '',
    'https://id.example',
    'https://id.example/',
    'https://id.example/realms',
    'https://id.example/x/realms/ci',
    'https://id.example/am/oauth2/realms/root/realms/alpha',
  ])('%j has its metadata read, as written', (value) => {
    expect(become(values.issuer, value)).toEqual({ issuer: value });
  });
  test.each([
    ['id.example', 'is not a URL.'],
    ['http://id.example', 'is not https.'],
    ['https://me@id.example/realms/ci', 'has a password'],
    ['https://id.example/realms/ci#', 'has a fragment'],
    ['https://id.example/realms/ci?x=1', 'is the address of the metadata.'],
    ['https://id.example/x/.well-known/openid-configuration', 'give what is before `/.well-known/`'],
    ['https://id.example/realms/ci/protocol/openid-connect/token', 'use https://id.example/realms/ci.'],
    ['https://id.example/auth/realms/ci/x', 'use https://id.example/auth/realms/ci.'],
  ])('%j is none', (value, said) => {
    expect(become(values.issuer, value, 'issuer')).toContain('input_invalid: `issuer` ');
    expect(become(values.issuer, value, 'issuer')).toContain(said);
  });
});

describe('scopes', () => {
  test.each([
    ['a  b\na\tc', 'a b a c'],
    ['read,write', 'read,write'],
    ['read, write', 'read, write'],
    ['', ''],
  ])('%j are sent as %j', (value, sent) => {
    expect(become(values.scopes, value)).toBe(sent);
  });
  test.each(['"read write"', 'a\\b', 'schließen'])('%j are refused', (value) => {
    expect(become(values.scopes, value)).toMatch(/has a character that no scope has\. .*spaces, without quotation marks/);
  });
});

describe('parameters', () => {
  test('a line each, repeated and empty ones too', () => {
    const text = 'resource=https://a.example/?x=1\r\n\nresource=b\nempty=\n spaces = a b ';
    expect(become(values.fields, text)).toEqual([
      ['resource', 'https://a.example/?x=1'],
      ['resource', 'b'],
      ['empty', ''],
      ['spaces', 'a b'],
    ]);
  });
  test.each([
    ['my-secret', 'has no `name=value` in line 1.'],
    ['a=b\n\nb ad=my-secret', 'in line 3'],
    ['=my-secret', 'in line 1'],
    ['a=my\tsecret', 'a line break or another control character'],
    ['grant_type=my-secret', 'has `grant_type`, which the action sets'],
    ['a=b\nClient_Secret = my-secret', 'has `client_secret`'],
    ...['scope', 'audience', 'client_id', 'client_assertion', 'client_assertion_type'].map((name) => [
      `${name}=my-secret`,
      `\`${name}\``,
    ]),
  ])('%j is refused, and not repeated', (text, said) => {
    expect(become(values.fields, text)).toContain(said);
    expect(become(values.fields, text)).not.toContain('my-secret');
  });
});

describe('a seal key', () => {
  const key = Buffer.from('0123456789abcdefghijklmnopqrstuv');
  test.each(['base64', 'base64url'] as const)('32 random bytes in %s', (encoding) => {
    expect(become(values.sealKey, key.toString(encoding))).toEqual(key);
  });
  const base64 = key.toString('base64');
  test.each([
    `${base64}\u200b`,
    `${base64.slice(0, 20)} ${base64.slice(20)}`,
    `ARKANE_SEAL_KEY=${base64}`,
    base64 + base64,
    base64.slice(0, -4),
    'correct horse battery staple',
    Buffer.alloc(32, 7).toString('base64'),
    key.toString('hex'),
  ])('%j is none', (value) => {
    expect(become(values.sealKey, value)).toBe('seal_key_invalid: ');
  });
});

test('what must be there', () => {
  expect(become(values.required, '')).toBe('input_missing: x');
  expect(become(values.secret, ' \n')).toBe('secret_empty: x');
  expect(become(values.sealKey, '')).toBe('secret_empty: x');
  expect(become(values.sealed, '', 'sealed_token')).toBe('sealed_token_missing: sealed_token');
  expect(become(values.sealed, '', 'sealed_session')).toBe('sealed_token_missing/session: sealed_session');
  expect(become(values.optional(values.required), '')).toBeUndefined();
});

describe.each(Object.entries(main))('%s', (name, parse) => {
  test('whatever it holds, it becomes something or an ActionError, on one line', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.constantFrom('qa', '60', 'https://id.example/t'));
    fc.assert(
      fc.property(value, (text) => {
        const read = become(parse, text, name);
        if (typeof read === 'string' && /^\w+_(invalid|empty|missing)(\/\w+)?: /.test(read)) expect(read).not.toMatch(/[\r\n]/);
      }),
    );
  });

  test('60,000 odd characters take no time', () => {
    for (const piece of ['\\', ' ', '\n', '/', '?', '=', 'a=\n', '\u200b', 'ä', '"', ',', '1', 'https://', '/realms/x', '.'])
      for (const text of [piece.repeat(60_000 / piece.length), `https://id.example/${piece.repeat(60_000 / piece.length)}x`]) {
        const started = performance.now();
        become(parse, text, name);
        expect(performance.now() - started, JSON.stringify(piece)).toBeLessThan(2000);
      }
  });
});

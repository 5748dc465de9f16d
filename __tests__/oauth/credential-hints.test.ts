/**
 * What is seen of a refused id or secret: which mistake it is, and not a character of it.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hints } from '../../src/oauth/credential-hints.ts';

const clientId = 'arkane-ci';
const secret = 'Zb2mQ7xT4vR9nL1pW6sK3yH8aB5cD0eF';
const looksOf = (clientSecret: string): string | undefined => {
  const found = hints({ clientId, clientSecret });
  expect(found.map(({ name }) => name)).toEqual(found.map(() => 'client_secret'));
  return found[0]?.looks;
};

const quotes = 'has quotation marks around it';
const space = 'has a space, line break or invisible character in it';
const expression = 'is an expression that was not expanded';
const placeholder = 'is a placeholder';

describe('a secret as people paste it', () => {
  test.each([
    [`"${secret}"`, quotes],
    [`${secret}'`, quotes],
    [`\`${secret}\``, quotes],
    [`“${secret}”`, quotes],
    [` ${secret}`, space],
    [`${secret}\u00a0`, space],
    [`\ufeff${secret}`, space],
    [`${secret.slice(0, 9)}\u200b${secret.slice(9)}`, space],
    [`${secret}\\n`, space],
    ['${{ secrets.ARKANE_CLIENT_SECRET }}', expression],
    ["'${{ secrets.ARKANE_CLIENT_SECRET }}'", expression],
    ['<your-client-secret>', placeholder],
    ['••••••••••', placeholder],
    ['********', placeholder],
    [`Bearer ${secret}`, 'begins with `Bearer` or `Basic`'],
    [`basic ${secret}`, 'begins with `Bearer` or `Basic`'],
    [clientId, 'is the same as `client_id`'],
    ['op://vault/client/secret', 'is an address'],
  ])('%s', (value, looks) => {
    expect(looksOf(value)).toBe(looks);
  });

  test('and a sound one is not odd, whatever base64, hex or UUID it is', () => {
    const sound = fc.oneof(
      fc.uuid(),
      fc.base64String({ minLength: 24 }),
      fc.stringMatching(/^[\da-f]{32,64}$/),
      fc.stringMatching(/^[\w~.-]{32}$/),
    );
    fc.assert(
      fc.property(sound, (value) => {
        fc.pre(!/^([xX.])\1+$/.test(value));
        expect(looksOf(value)).toBeUndefined();
      }),
    );
  });

  test('has no character of it in what is said', () => {
    for (const value of [`"${secret}"`, `Bearer ${secret}`, ` ${secret}`])
      expect(looksOf(value)).not.toContain(secret.slice(0, 3));
  });
});

test('the id and the secret are told apart, by the names of their inputs', () => {
  expect(hints({ clientId: '"arkane-ci"', clientSecret: `${secret} ` })).toEqual([
    { name: 'client_id', looks: quotes },
    { name: 'client_secret', looks: space },
  ]);
});

test('an id may be an address', () => {
  expect(hints({ clientId: 'https://shop.example/client', clientSecret: secret })).toEqual([]);
});

test('where no secret is sent, or no id, nothing is said of it', () => {
  expect(hints({ clientId: ' arkane-ci', clientSecret: '' })).toEqual([{ name: 'client_id', looks: space }]);
  expect(hints({ clientId: '', clientSecret: '' })).toEqual([]);
});

test('60,000 odd characters take no time', () => {
  const before = performance.now();
  for (const odd of [' ', '"', '\\', '<', '*', 'a:']) looksOf(odd.repeat(60_000) + 'z');
  expect(performance.now() - before).toBeLessThan(2000);
});

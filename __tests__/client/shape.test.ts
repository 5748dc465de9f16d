/**
 * What is told of a refused id or secret: which mistake it is, and not a character of it.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shapesOf } from '../../src/oauth/credential-hints.ts';
import { ask, askOnce, expectFailure, reply, secret, startHostileServer } from '../helpers/hostile-server.ts';

const refused = (error = 'invalid_client') => reply({ error, error_description: 'Invalid client credentials' }, 401);

/** How people hand in a secret, and what is told of it. */
const handed: readonly [string, (secret: string) => string, RegExp][] = [
  ['in quotation marks', (value) => `"${value}"`, /begins and ends with a quotation mark\./],
  ['with a quotation mark at its end', (value) => `${value}'`, /sent ends with a quotation mark\./],
  ['in backticks', (value) => `\`${value}\``, /begins and ends with a quotation mark/],
  ['in typographic quotation marks', (value) => `“${value}”`, /begins and ends with a quotation mark/],
  ['in guillemets', (value) => `« ${value} »`, /begins and ends with a quotation mark and begins and ends with a space/],
  ['after a space', (value) => ` ${value}`, /begins with a space\./],
  ['before spaces', (value) => `${value}  `, /ends with a space\./],
  ['before an ideographic space', (value) => `${value}\u3000`, /ends with a space\./],
  ['before a no-break space', (value) => `${value}\u00a0`, /ends with a no-break space\./],
  ['after a narrow no-break space', (value) => `\u202f${value}`, /begins with a no-break space\./],
  ['after a byte order mark', (value) => `\ufeff${value}`, /begins with a byte order mark/],
  ['before a zero-width space', (value) => `${value}\u200b`, /ends with a zero-width space\./],
  ['before a zero-width joiner', (value) => `${value}\u200d`, /ends with a zero-width space\./],
  ['after a mark of direction', (value) => `\u202d${value}`, /begins with a mark of writing direction/],
  ['with `\\n` at its end', (value) => `${value}\\n`, /ends with a line break that is written out/],
  ['with %0A at its end', (value) => `${value}%0A`, /ends with a line break that is written out/],
  ['as a header', (value) => `Bearer ${value}`, /begins with `Bearer`\./],
  ['as a header in small letters', (value) => `bearer ${value}`, /begins with `Bearer`\./],
  ['as a Basic header', (value) => `Basic ${value}`, /begins with `Basic`\./],
  ['as a line of a .env file', (value) => `SHOP_KEY=${value}`, /begins with a name and `=` or `:`/],
  ['as a quoted line of a .env file', (value) => `export SHOP_KEY="${value}"`, /a quotation mark and begins with a name/],
  ['as JSON', (value) => `{"client_id":"ci","client_secret":"${value}"}`, /has names with `=` or `:` inside/],
  ['as a form', (value) => `grant_type=client_credentials&secret=${value}`, /has names with/],
  ['as a command', (value) => `curl -d client_id=ci -d secret=${value} https://id.example`, /has names with/],
  ['as an option', (value) => `--client-secret=${value}`, /has names with/],
  ['after the id', (value) => `arkane-ci:${value}`, /begins with the `client_id`\./],
  ['in base64', (value) => Buffer.from(value).toString('base64'), /is the base64 of a text\./],
  ['in base64, with its line break', (value) => Buffer.from(`${value}\n`).toString('base64'), /is the base64 of a text\./],
  ['as in an address', (value) => `${value}%2B%3D`, /is percent-encoded/],
  ['as the name of the secret', () => 'ARKANE_CLIENT_SECRET', /the name of a variable/],
  ['as YAML', (value) => `password: ${value}`, /begins with a name/],
  ['as an address in a vault', () => 'op://vault/client/secret', /is an address/],
  ['as an expression without its braces', () => 'secrets.ARKANE_CLIENT_SECRET', /an expression that was not expanded/],
  ['as an expression in quotes', () => "'${{ secrets.ARKANE_CLIENT_SECRET }}'", /an expression that was not expanded/],
  ['as an expression with brackets', () => "secrets['ARKANE_CLIENT_SECRET']", /an expression that was not expanded/],
  ['as a variable of a shell', () => '$ARKANE_CLIENT_SECRET', /the name of a variable/],
  ['as a placeholder', () => '<your-client-secret>', /is a placeholder/],
  ['copied where it was hidden', () => '••••••••••', /is a placeholder/],
  ['with a zero-width space inside', (value) => `${value.slice(0, 9)}\u200b${value.slice(9)}`, /invisible character inside/],
  [
    'with a line break that became a space',
    (value) => `${value.slice(0, 9)} ${value.slice(9)}`,
    /a space or a line break inside/,
  ],
];

describe.concurrent('a refused secret that was handed in', () => {
  test.each(handed)('%s', async (_, hand, said) => {
    const message = expectFailure(await askOnce(refused(), { inputs: { client_secret: hand(secret) } }), 'invalid_client', said);
    expect(message).toMatch(
      /The `client_secret` that was sent .*Most likely it was not saved as it was given\. Save the value alone/,
    );
  });

  test('with client_secret_basic, as unauthorized_client, and after a try that failed in passing', async () => {
    await using server = await startHostileServer([reply('', 503), refused('unauthorized_client')]);
    const inputs = { client_secret: `"${secret}"`, auth_method: 'client_secret_basic' };
    expectFailure(await ask(server, { inputs }), 'unauthorized_client', /begins and ends with a quotation mark/);
  });

  test.each(['a%20secret-of-eighteen', 'a secret of eighteen'])('not with client_secret_basic: %s', async (client_secret) => {
    await using server = await startHostileServer([refused('unauthorized_client')]);
    const inputs = { client_secret, auth_method: 'client_secret_basic' };
    expect(expectFailure(await ask(server, { inputs }), 'unauthorized_client')).not.toContain('that was sent');
  });

  test('as the id', async () => {
    const inputs = { client_id: 'backend-of-the-shop', client_secret: 'backend-of-the-shop' };
    expectFailure(await askOnce(refused(), { inputs }), 'invalid_client', /`client_secret` that was sent is the same as/);
  });

  test.each([
    ['Zb2mQ7xT4vR9nL1pW6sK3yH8aB5cD0eF', 'backend-of-the-shop'],
    ['2f1c8e0a-7b34-4d56-9c12-0a1b2c3d4e5f', 'Arketype.capsule'],
    ['kq_7Zb2mQ7xT4vR9-nL1pW6sK3y', 'arkane-ci'],
  ])('in the place of the id, %s, which is in its place', async (id, name) => {
    const inputs = { client_id: id, client_secret: name };
    const message = expectFailure(await askOnce(refused(), { inputs }), 'invalid_client', /two were swapped\. Swap them back/);
    expect(message).not.toContain(id);
    expect(message).not.toContain(name);
  });

  test.each([
    ['2f1c8e0a-7b34-4d56-9c12-0a1b2c3d4e5f', '7d1c8e0a-7b34-4d56-9c12-0a1b2c3d4e5a'],
    ['2f1c8e0a-7b34-4d56-9c12-0a1b2c3d4e5f', 'Zb2mQ7xT4vR9nL1pW6sK3yH8aB5cD0eF'],
    ['backend-of-the-shop', 'a-secret-by-hand'],
  ])('with an id like %s: not taken for swapped', async (id, value) => {
    const inputs = { client_id: id, client_secret: value };
    expect(expectFailure(await askOnce(refused(), { inputs }), 'invalid_client')).not.toContain('swapped');
  });

  test('as it is: no word of its form', async () => {
    const message = expectFailure(await askOnce(refused()), 'invalid_client', /Most likely `client_id` is misspelt/);
    expect(message).not.toContain('that was sent');
  });

  test('and the id, in quotation marks, both', async () => {
    const inputs = { client_id: '"arkane-ci"', client_secret: `"${secret}"` };
    expectFailure(
      await askOnce(refused(), { inputs }),
      'invalid_client',
      /`client_id` that was sent begins/,
      /`client_secret` that was sent begins/,
    );
  });

  test('where another thing is refused: no word of its form', async () => {
    const message = expectFailure(
      await askOnce(refused('invalid_scope'), { inputs: { client_secret: ` ${secret}` } }),
      'invalid_scope',
    );
    expect(message).not.toContain('that was sent');
  });
});

test('a sound secret has no shape, whatever base64, hex or UUID it is', () => {
  const sound = fc.oneof(
    fc.uuid(),
    fc.base64String({ minLength: 24 }),
    fc.stringMatching(/^[\da-f]{32,64}$/),
    fc.stringMatching(/^[\w~.-]{32}$/),
  );
  fc.assert(
    fc.property(sound, (value) => {
      expect(shapesOf('client_secret', value)).toEqual([]);
    }),
  );
});

test('padding of base64 is no assignment', () => {
  expect(shapesOf('client_secret', 'AAAAAAAAAAAAAAAKEYAAAAAAAA==')).toEqual([]);
});

test('an id may be an address', () => {
  expect(shapesOf('client_id', 'https://shop.example/client')).toEqual([]);
});

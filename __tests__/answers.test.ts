/**
 * What a server answers, and what the built action makes of it.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../src/report/texts.ts';
import {
  ask,
  askOnce,
  type Behaviour,
  expectFailure,
  expectPlain,
  grant,
  type Received,
  reply,
  startHostileServer,
  token,
} from './helpers/hostile-server.ts';
import { encodings } from './helpers/encodings.ts';
import type { StepResult } from './helpers/runner.ts';

/** A JWT that no one signed. */
function jwt(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ jti: randomBytes(9).toString('hex'), ...claims })}.${randomBytes(32).toString('base64url')}`;
}

/** The step succeeded, with the token and nothing but what is plain. */
function expectToken(result: StepResult, access_token = token): void {
  expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { access_token } });
  expect(result.masks).toContain(access_token);
  expectPlain(result);
}

/** `expiry` is `lifetime` seconds from when the step ran, and never later. */
function expectExpiry(expiry: string | undefined, lifetime: number, started: number): void {
  expect(expiry).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  const from = Date.parse(expiry ?? '') - lifetime * 1000;
  expect(from).toBeGreaterThanOrEqual(started - 1000);
  expect(from).toBeLessThanOrEqual(Date.now());
}

/** An answer without the header `Date`. */
const dateless =
  (body: object): Behaviour =>
  (response, received) => {
    response.sendDate = false;
    reply(body)(response, received);
  };

test('every field of the documented answer is handed on', async () => {
  const iat = Math.floor(Date.now() / 1000);
  const access_token = jwt({ exp: iat + 1800, iat, typ: 'Bearer' });
  const refresh_token = jwt({ exp: iat + 3456000, iat, typ: 'Refresh' });
  const id_token = jwt({ sub: 'someone' });
  const scope = 'view:wallets use:all-wallets whitelabel sign:wallets view:profile save:transaction email profile';
  const session_state = '85baef4e-ad6c-48d0-a47c-f5f1744924ec';
  const started = Date.now();
  const result = await askOnce(
    reply({
      access_token,
      expires_in: 1800,
      refresh_expires_in: 3456000,
      refresh_token,
      token_type: 'bearer',
      id_token,
      'not-before-policy': 1572970662,
      session_state,
      scope,
    }),
    { inputs: { scope: 'view:wallets email', summary: 'true' }, secrets: [access_token, refresh_token, id_token] },
  );
  const { expiry, refresh_expiry, ...outputs } = result.outputs;
  expectToken(result, access_token);
  expect(outputs).toEqual({
    access_token,
    expires_in: '1800',
    token_type: 'bearer',
    scope,
    refresh_token,
    refresh_expires_in: '3456000',
    id_token,
    session_state,
    not_before_policy: '1572970662',
  });
  expectExpiry(expiry, 1800, started);
  expectExpiry(refresh_expiry, 3456000, started);
  expect(result.masks).toEqual(expect.arrayContaining([access_token, refresh_token, id_token]));
  expect(result.masks.filter((mask) => mask === '' || mask === expiry || mask === session_state)).toEqual([]);
  expect(result.warnings).toEqual([]);
  expect(result.summary).toContain('view:wallets');
});

describe.concurrent('a token comes of', () => {
  const BOM = '\uFEFF';
  const plain = { access_token: token, token_type: 'Bearer', expires_in: 300 };
  test.each<[string, Behaviour, Record<string, string | undefined>]>([
    ['an answer with the least', reply(plain), { token_type: 'Bearer', scope: undefined, refresh_token: undefined }],
    ['BEARER in capitals', grant({ token_type: 'BEARER' }), { token_type: 'BEARER' }],
    ['a byte order mark before the JSON', reply(BOM + JSON.stringify(plain)), { expires_in: '300' }],
    ['JSON said to be HTML', reply(JSON.stringify(plain), 200, { 'content-type': 'text/html' }), {}],
    ['status 201', reply(plain, 201), {}],
    ['expires_in as text', grant({ expires_in: '300' }), { expires_in: '300' }],
    ['fields that are null', grant({ refresh_token: null, scope: null }), { refresh_token: undefined, scope: undefined }],
    [
      'refresh_expires_in 0, which is none',
      grant({ refresh_token: 'abc', refresh_expires_in: 0 }),
      { refresh_expiry: undefined },
    ],
    [
      'a field named like a part of every object',
      reply(`{"__proto__":{"scope":"x"},${JSON.stringify(plain).slice(1)}`),
      { scope: undefined },
    ],
  ])('%s', async (_, behaviour, outputs) => {
    const started = Date.now();
    const result = await askOnce(behaviour);
    expectToken(result);
    expect({ ...result.outputs, ...outputs }).toEqual({ ...outputs, ...result.outputs });
    expectExpiry(result.outputs['expiry'], 300, started);
    expect(result.warnings).toEqual([]);
  });

  const soon = Math.floor(Date.now() / 1000) + 60; // so that no second of its life is gone
  test.each<[string, object, string]>([
    ['JWT', { iat: soon, exp: soon + 450 }, ''],
    ['JWT whose clock is wrong', { iat: 9_000_000_000, exp: 9_000_000_450 }, ''],
  ])('no expires_in, but a %s', async (_, claims) => {
    const access_token = jwt(claims);
    const started = Date.now();
    const result = await askOnce(reply({ access_token, token_type: 'Bearer' }), {
      inputs: { min_validity: '400' },
      secrets: [access_token],
    });
    expectToken(result, access_token);
    expectExpiry(result.outputs['expiry'], 450, started);
    expect(result.outputs['expires_in']).toBeUndefined();
    expect(result.warnings).toEqual([]);
  });
});

test.each([
  ['nothing', ''],
  ['half of a JSON object', `{"access_token":"${token}"`],
])('a token comes of a second answer, after %s', async (_, body) => {
  const result = await askOnce([reply(body), grant()]);
  expectToken(result);
  expect(result.log).toMatch(/answered 200, but with .* instead of a JSON object\. Trying again in/);
});

test('what a server and a user write is text in the summary and the log, and no more', async () => {
  const inputs = { client_id: 'b<script>::x</td><img src=x> &lt;', summary: 'true' };
  const result = await askOnce(grant({ scope: '::error::y ##[group] read' }), { inputs });
  expectToken(result);
  expect(result.summary).toContain('<td>b&#60;script&#62;: :x&#60;/td&#62;&#60;img src=x&#62; &#38;lt;</td>');
  expect(result.summary).toContain(': :error: :y ## [group] read');
  expect(result.log).toContain('for client b<script>: :x</td><img src=x> &lt; from');
});

describe.concurrent('a token with a warning comes of', () => {
  const date = (seconds: number): Record<string, string> => ({ date: new Date(Date.now() + seconds * 1000).toUTCString() });
  test.each<[string, Behaviour, string, RegExp, readonly string[]]>([
    ['no expires_in and no JWT', reply({ access_token: token }), 'No expiry', /is not set/, ['expiry', 'expires_in']],
    ['a JWT without iat, and no Date', dateless({ access_token: jwt({ exp: 9e9 }) }), 'No expiry', /is not set/, ['expiry']],
    [
      'expires_in as words',
      grant({ expires_in: 'soon' }),
      'Part of the answer was ignored',
      /expires_in/,
      ['expiry', 'expires_in'],
    ],
    [
      'expires_in beyond all dates',
      grant({ expires_in: 1e300 }),
      'Part of the answer was ignored',
      /expires_in/,
      ['expiry', 'expires_in'],
    ],
    [
      'expires_in as an object',
      grant({ expires_in: {} }),
      'Part of the answer was ignored',
      /expires_in/,
      ['expiry', 'expires_in'],
    ],
    [
      'a refresh token of two lines',
      grant({ refresh_token: 'a\nb=c' }),
      'Part of the answer was ignored',
      /refresh_token/,
      ['refresh_token'],
    ],
    ['a scope of two lines', grant({ scope: 'a\nb' }), 'Part of the answer was ignored', /scope/, ['scope']],
    [
      'a session that is no text',
      grant({ session_state: [1] }),
      'Part of the answer was ignored',
      /session_state/,
      ['session_state'],
    ],
    [
      'a policy that is no number',
      grant({ 'not-before-policy': 'x' }),
      'Part of the answer was ignored',
      /not-before-policy/,
      ['not_before_policy'],
    ],
    ['a clock an hour behind', grant({}, date(-3600)), 'Clocks differ', /3[56]\d\d s ahead of/, []],
    ['a clock an hour ahead', grant({}, date(3600)), 'Clocks differ', /3[56]\d\d s behind/, []],
    ['fewer scopes than asked for', grant({ scope: 'read' }), 'A scope is not in the answer', /: write admin\./, []],
    ...['BearerToken', 'bearer_token', ' Bearer '].map((token_type): [string, Behaviour, string, RegExp, readonly string[]] => [
      `a token type ${JSON.stringify(token_type)}`,
      grant({ token_type }),
      'The token type is taken for Bearer',
      new RegExp(`calls it "${token_type.trim()}"; the output \`token_type\` is Bearer`),
      [],
    ]),
    ...[undefined, null].map((token_type): [string, Behaviour, string, RegExp, readonly string[]] => [
      `the token type ${String(token_type)}`,
      grant({ token_type }),
      'The token type is taken for Bearer',
      /^The answer has no `token_type`, which RFC 6749 requires; the output `token_type` is Bearer/,
      [],
    ]),
    ['none of the scopes', grant({ scope: '' }), 'A scope is not in the answer', /: read write admin\./, []],
  ])('%s', async (_, behaviour, title, message, absent) => {
    const result = await askOnce(behaviour, { inputs: { scope: 'read write  admin read' } });
    expect(result).toMatchObject({ exitCode: 0, errors: [] });
    expectPlain(result);
    expect(result.outputs['access_token']).toBeTruthy();
    expect(result.warnings.find((warning) => warning.title === title)?.message).toMatch(message);
    expect(result.outputs['token_type']).toBe('Bearer');
    for (const name of absent) expect(result.outputs).not.toHaveProperty(name);
  });

  /** An answer without Date, as Keycloak 26 sends it. */
  const undated =
    (fields: object): Behaviour =>
    (response, received) => {
      response.sendDate = false;
      grant({ ...fields })(response, received);
    };
  const since = (age: number, life = 300): string => {
    const iat = Math.floor(Date.now() / 1000) - age;
    return jwt({ iat, exp: iat + life });
  };
  test.each<[string, string, RegExp | undefined]>([
    ['was issued an hour ago', since(3600), /3[56]\d\d s ahead of/],
    ['was issued an hour from now', since(-3600), /3[56]\d\d s behind/],
    ['was issued now', since(0), undefined],
    ['was issued an hour ago, and was kept since: it lives for longer than the answer says', since(3600, 3900), undefined],
  ])('a JWT and no Date, when by our clock it %s', async (_, access_token, said) => {
    const result = await askOnce(undated({ access_token }), { secrets: [access_token] });
    const warnings = result.warnings.filter(({ title }) => title === 'Clocks differ').map(({ message }) => message);
    expect(warnings).toEqual(said ? [expect.stringMatching(said)] : []);
  });

  test('nothing, when the answer names no scope at all and its clock is near', async () => {
    const result = await askOnce(grant({}, date(-50)), { inputs: { scope: 'read' } });
    expectToken(result);
    expect(result.warnings).toEqual([]);
  });
});

describe.concurrent('no token comes of', () => {
  const page = '<!DOCTYPE html><html><body>Sign in</body></html>';
  const gzipped = gzipSync(JSON.stringify({ access_token: token }));
  const refused = (error: string, status = 400): Behaviour => reply({ error, error_description: 'It is so.' }, status);
  const withToken = (access_token: unknown): Behaviour => grant({ access_token });

  test.each<[string, Behaviour, ErrorCode, ...(string | RegExp)[]]>([
    ['status 204', reply('', 204), 'answer_invalid', 'answered 204, but with nothing'],
    ['a web page', reply(page), 'answer_invalid', 'a web page'],
    ['text', reply('OK'), 'answer_invalid', 'something else'],
    ['text in braces that is no JSON', reply('{no}'), 'answer_invalid', 'something else'],
    ['a gzip body', reply(gzipped, 200, { 'content-encoding': 'gzip' }), 'answer_invalid', 'a compressed body'],
    ['a gzip body without a header', reply(gzipped), 'answer_invalid'],
    ['an array', reply([{ access_token: token }]), 'answer_invalid'],
    ['null', reply('null'), 'answer_invalid'],
    ['a string', reply(JSON.stringify(token)), 'answer_invalid'],
    ['a number', reply('42'), 'answer_invalid'],
    ['an empty object', reply({}), 'answer_invalid', 'no `access_token`'],
    ['a token a level down', reply({ data: { access_token: token } }), 'answer_invalid', 'no `access_token`'],
    ['a token that is null', withToken(null), 'answer_invalid', 'no `access_token`'],
    ['a token that is a number', withToken(42), 'token_invalid'],
    ['a token that is an object', withToken({}), 'token_invalid'],
    ['an empty token', withToken(''), 'token_invalid'],
    ['a token with a line break', withToken(`${token}\nexpiry=never`), 'token_invalid'],
    ['a token of a thousand lines', withToken(`${token}\n`.repeat(1000)), 'token_invalid'],
    ['a token with a line break at its end', withToken(`${token}\n`), 'token_invalid'],
    ['a token with CR', withToken(`${token}\rx`), 'token_invalid'],
    ['a token with a space', withToken(`${token} x`), 'token_invalid'],
    ['a token with NUL', withToken(`${token}\0`), 'token_invalid'],
    ['a token beyond ASCII', withToken(`${token}ä`), 'token_invalid'],
    ['a wish for a proof', refused('use_dpop_nonce'), 'token_type_unsupported', 'set up for DPoP'],
    ['the same with 401', refused('use_dpop_nonce', 401), 'token_type_unsupported', 'set to Bearer tokens'],
    ['a proof that is missing', refused('invalid_dpop_proof'), 'token_type_unsupported', '400: invalid_dpop_proof "It is so."'],
    ['another token type', grant({ token_type: 'DPoP' }), 'token_type_unsupported', 'of the type "DPoP"'],
    [
      'a token type that would end our quotation',
      grant({ token_type: 'x". Do y: "' }),
      'token_type_unsupported',
      `type "x'. Do y: '", not`,
    ],
    ['a token type of more than Bearer', grant({ token_type: 'Bearer DPoP' }), 'token_type_unsupported'],
    ['a token type that is a number', grant({ token_type: 1 }), 'token_type_unsupported'],
    ['expires_in 0', grant({ expires_in: 0 }), 'token_expired'],
    ['expires_in below 0', grant({ expires_in: -5 }), 'token_expired'],
    ['status 400 and invalid_client', refused('invalid_client'), 'invalid_client', '400: invalid_client "It is so."'],
    ['status 401 and unauthorized_client', refused('unauthorized_client', 401), 'unauthorized_client', 'answered 401'],
    ['status 401 and a page', reply(page, 401), 'invalid_client'],
    ['invalid_scope', refused('invalid_scope'), 'invalid_scope'],
    ['an error with status 200', refused('invalid_scope', 200), 'invalid_scope', 'answered 200'],
    ['another error', refused('unsupported_grant_type'), 'request_refused', 'unsupported_grant_type'],
    ['status 403', reply(page, 403), 'access_denied'],
    ['status 403 and a word', reply({ error: 'Forbidden' }, 403), 'access_denied', '403: Forbidden.', 'firewall or gateway'],
    ['status 403 and a code', reply({ error: 'forbidden_by_policy' }, 403), 'access_denied'],
    ['status 403 and a message', reply({ message: 'Forbidden' }, 403), 'access_denied'],
    ['status 403 and an OAuth error', refused('unsupported_grant_type', 403), 'request_refused'],
    [
      'a realm that wants HTTPS',
      reply({ error: 'invalid_request', error_description: 'HTTPS required' }, 403),
      'access_denied',
      'The realm refuses, not the client',
      'X-Forwarded-Proto',
      'Tell the administrator of the server',
    ],
    [
      'a realm that is switched off',
      reply({ error: 'access_denied', error_description: 'Realm not enabled' }, 403),
      'access_denied',
      'The realm refuses, not the client',
      'Realm settings > Enabled',
    ],
    [
      "a service account's user that is switched off",
      reply({ error: 'invalid_request', error_description: "User 'service-account-x' disabled" }, 401),
      'unauthorized_client',
      "disabled the user of the client's service account",
    ],
    ['status 404', reply(page, 404), 'endpoint_not_found'],
    ['status 405', reply('', 405), 'endpoint_not_found'],
    ['status 400 and an error that is an object', reply({ error: { code: 1 } }, 400), 'answer_invalid'],
    [
      'status 400 and a description that is none',
      reply({ error: 'invalid_client', error_description: {} }, 400),
      'invalid_client',
    ],
    ['status 400 and a page', reply(page, 400), 'answer_invalid', 'answered 400'],
    ['status 418', reply('I am a teapot', 418), 'answer_invalid', 'answered 418'],
  ])('%s', async (_, behaviour, code, ...said) => {
    await using server = await startHostileServer(behaviour);
    expectFailure(await ask(server), code, ...said);
    expect(server.received).toHaveLength(1);
  });

  test.each<[string, Behaviour]>([
    ['nothing', reply('')],
    ['half of a JSON object', reply(`{"access_token":"${token}","expires`)],
    ['half of a JSON object that ends in a brace', reply(`{"access_token":"${token}","a":{"b":"}"}`)],
  ])('%s, five times', async (_, behaviour) => {
    await using server = await startHostileServer(behaviour);
    const message = expectFailure(await ask(server), 'answer_invalid', 'answered 200, but with');
    expect(message).toContain('A gateway in front of the server lost its answer');
    expect(server.received).toHaveLength(5);
  });

  test.each<[string, Behaviour, string, ErrorCode | undefined]>([
    ['a lifetime below min_validity', grant(), '301', 'token_too_short'],
    ['no lifetime', reply({ access_token: token }), '1', 'token_too_short'],
    ['a lifetime above min_validity is fine', grant(), '250', undefined],
  ])('%s', async (_, behaviour, min_validity, code) => {
    const result = await askOnce(behaviour, { inputs: { min_validity } });
    if (code) expectFailure(result, code, '`min_validity`');
    else expectToken(result);
  });
});

describe.concurrent.each(['client_secret_post', 'client_secret_basic'])('an echo of the request, %s', (auth_method) => {
  const basic = ({ headers }: Received): string => headers.authorization?.split(' ')[1] ?? '';
  const sent = ({ body, headers }: Received): string => body + (headers.authorization ?? '');
  const used = (received: Received): string =>
    received.form.get('client_secret') ??
    decodeURIComponent(Buffer.from(basic(received), 'base64').toString().split(':')[1]?.replaceAll('+', ' ') ?? '');
  const html = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  const echoes: readonly [string, (received: Received) => string][] = [
    ['as it came', sent],
    ['as JSON', (received) => JSON.stringify(received)],
    ['decoded', used],
    ['decoded, as JSON', (received) => JSON.stringify({ got: used(received) })],
    ['decoded, as HTML', (received) => html(used(received))],
    ['percent-encoded', (received) => encodeURIComponent(used(received))],
    ['percent-encoded in small letters', (received) => sent(received).replace(/%../g, (code) => code.toLowerCase())],
    ['in base64', (received) => Buffer.from(used(received)).toString('base64')],
    ['the Basic credentials decoded', (received) => Buffer.from(basic(received), 'base64').toString()],
    ['in hex', (received) => Buffer.from(used(received)).toString('hex')],
    ['backwards', (received) => Array.from(used(received)).reverse().join('')],
  ];
  const secrets = {
    plain: randomBytes(18).toString('base64url'),
    special: `a+b/c d&e=f%g äö"<>${randomBytes(9).toString('base64url')}`,
  };
  const kinds = ['plain', 'special'] as const;

  test.each(echoes.flatMap(([name, echo]) => kinds.map((kind) => ({ name, echo, kind }))))(
    'of a $kind secret $name',
    async ({ echo, kind }) => {
      const behaviour: Behaviour = (response, received) => {
        reply({ error: 'invalid_client', error_description: echo(received) }, 401)(response, received);
      };
      const inputs = { auth_method, client_secret: secrets[kind] };
      expectFailure(await askOnce(behaviour, { inputs }), 'invalid_client');
    },
  );

  test('in the address of a redirect, in the error code and as the status line', async () => {
    const location: Behaviour = (response, received) => {
      reply('', 302, { location: `/${used(received)}?${received.body}` })(response, received);
    };
    const error: Behaviour = (response, received) => {
      reply({ error: used(received) }, 400)(response, received);
    };
    const status: Behaviour = (response, received) => {
      response.writeHead(401, used(received)).end();
    };
    const encoded: Behaviour = (response, received) => {
      reply('', 302, { location: `/sign-in/${encodings['in percent of every byte'](used(received))}` })(response, received);
    };
    const options = { inputs: { auth_method, client_secret: secrets.plain } };
    expectFailure(await askOnce(location, options), 'redirect');
    expectFailure(await askOnce(encoded, options), 'redirect', 'a redirect to (left out: it repeats a secret).');
    expectFailure(await askOnce(error, options), 'endpoint_not_found');
    expectFailure(await askOnce(status, options), 'invalid_client');
  });
});

describe.concurrent('an echo of the secret in another encoding', () => {
  const client_secret = `a+b/c d&e=f%g äö"<>${randomBytes(9).toString('base64url')}`;
  test.each(Object.entries(encodings))('%s', async (_, encode) => {
    const answer = reply({ error: 'invalid_client', error_description: `Not ${encode(client_secret)}, sorry.` }, 401);
    const printed = /401: invalid_client "(\(left out: it repeats a secret\)|Not \w*\*\*\*, sorry\.)"/;
    expectFailure(await askOnce(answer, { inputs: { client_secret } }), 'invalid_client', printed);
  });
});

describe.concurrent('a token in what a server says is struck', () => {
  const other = jwt({ sub: 'someone else' });
  const encrypted = Array.from({ length: 5 }, () => randomBytes(12).toString('base64url')).join('.');
  const jwe = `${Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url')}.${encrypted}`;
  test.each<[string, string, RegExp]>([
    ['as it is', `The token ${other} is not known.`, /"The token \*\*\* is not known\."/],
    ['without its signature', other.split('.').slice(0, 2).join('.'), /"\*\*\*"/],
    ['encrypted', jwe, /"\*\*\*"/],
    ['with a header that has spaces', `${Buffer.from('{ "alg": "none" }').toString('base64url')}.e30.`, /"\*\*\*"/],
    ['in a URL', `https://api.example/?token=${other}&x=1`, /"https:\/\/api\.example\/\?token=\*\*\*&x=1"/],
    ['in percent of every byte', encodings['in percent of every byte'](other), /left out: it repeats a secret/],
    ['in HTML references', encodings['in HTML references'](other), /left out: it repeats a secret/],
    ['in lines', other.replace(/.{16}/g, '$&\r\n'), /\*\*\*|left out/],
  ])('%s', async (_, error_description, printed) => {
    const answer = reply({ error: 'access_denied', error_description }, 400);
    expectFailure(await askOnce(answer, { secrets: [other, jwe] }), 'request_refused', printed);
  });
});

describe.concurrent('a text output that is ignored, with a warning:', () => {
  const client_secret = randomBytes(18).toString('base64url');
  const session = randomBytes(18).toString('base64url');
  const hex = Buffer.from(client_secret).toString('hex');
  test.each<[string, string]>([
    ['the secret', client_secret],
    ['the secret in hex', hex],
    ['the secret in hex, in capitals', hex.toUpperCase()],
    ['the secret in base64', Buffer.from(client_secret).toString('base64')],
    ['the secret in base64, in other text', Buffer.from(`id:${client_secret}:x`).toString('base64url')],
    ['the secret in percent', encodings['in percent of every byte'](client_secret)],
    ['the secret backwards', encodings['backwards, in base64'](client_secret)],
    ['the token', token],
    ['the token in hex', Buffer.from(token).toString('hex')],
    ['a JWT', jwt({ sub: 'someone' })],
    ['a command in $()', 'read$(id)'],
    ['a command in backticks', 'read`id`'],
    ['a variable', 'read$HOME'],
    ['an expression', '${{secrets.X}}'],
    ...[';', '|', '&', '<', '>', '(', ')', "'", '"', '\\', '\t', 'ä', '\u007f'].map((mark): [string, string] => [
      JSON.stringify(mark),
      `read${mark}id`,
    ]),
  ])('%s', async (_, text) => {
    const answer = grant({ scope: `email ${text}`, session_state: text });
    const result = await askOnce(answer, { inputs: { client_secret, summary: 'true' }, secrets: [session] });
    expect(result).toMatchObject({ exitCode: 0, errors: [] });
    expect(result.outputs).not.toHaveProperty('scope');
    expect(result.outputs).not.toHaveProperty('session_state');
    expect(result.warnings).toEqual([
      {
        title: 'Part of the answer was ignored',
        message: 'A part of the answer is not in its proper form, and was ignored: scope, session_state.',
      },
    ]);
    expectPlain(result);
  });

  test('nothing of what real scopes and sessions have', async () => {
    const scope =
      'openid view:wallets api://f00-1/.default https://www.example.com/auth/drive.readonly user+x@y#z ~a *! a=b,c 100%25 {x} [y]';
    const session_state = '85baef4e-ad6c-48d0-a47c-f5f1744924ec.aB_9+/=';
    const result = await askOnce(grant({ scope: ` ${scope.replace(' ', '  ')} `, session_state }));
    expect(result.outputs).toMatchObject({ scope, session_state });
    expect(result.warnings).toEqual([]);
  });
});

test('a server that refuses again and again, with large tokens: log and memory stay small', async () => {
  let answers = 0;
  const refuse: Behaviour = (response, received) => {
    answers++;
    const large = (): string => randomBytes(120_000).toString('base64url');
    const tokens = { access_token: `${large()}\n${large()}`, refresh_token: large(), id_token: large() };
    const error_description = tokens.refresh_token.slice(-100_000);
    reply({ ...tokens, error: 'unavailable', error_description }, 503, { 'retry-after': '0' })(response, received);
  };
  await using server = await startHostileServer(refuse);
  const memory = join(mkdtempSync(join(tmpdir(), 'memory-')), 'peak');
  const watch = `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(memory)}, String(process.resourceUsage().maxRSS)))`;
  const preload = `${memory}.cjs`;
  writeFileSync(preload, watch);
  const result = await ask(server, { inputs: { timeout: '15' }, env: { NODE_OPTIONS: `--require ${preload}` } });
  expectFailure(result, 'server_error', 'answered 503: (left out: the server sends too many tokens)');
  expect(answers).toBeGreaterThan(4);
  expect(result.raw.length).toBeLessThan(200_000);
  expect(new Set(result.masks).size).toBe(result.masks.length);
  expect(Number(readFileSync(memory, 'utf8'))).toBeLessThan(160 * 1024); // KiB
}, 30_000);

describe.concurrent('a description', () => {
  test.each<[string, string, RegExp]>([
    [
      'with line breaks and commands',
      'no\n::set-output name=access_token::x\r\n::add-mask::1\n##[error]y\n::stop-commands::z',
      /"no .*"\./,
    ],
    ['with commands joined of halves', '#\u0007#[error]a :\u200b:warning:\u0000:b', /"[^\p{C}]*"\./u],
    ['with colours', '\u001b[31mred\u001b[0m \u009b1m', /red/],
    ['with text that turns the reading direction', 'a\u202eb\u2066c\u2028d', /"a b c d"/],
    ['with percent signs', '100%0A::error::', /"100%0A: :error: :"/],
    [
      'of 10 kB, which keeps its beginning and its end,',
      `First. ${'long '.repeat(2000)}At last the cause.`,
      /"First\. (long ){15,}[^"]*….*(long ){10,}At last the cause\."\./,
    ],
    ['of emoji, cut between two halves of one', `a${'😀'.repeat(300)}b`, /"a😀+…😀+b"\./u],
  ])('%s is made fit to print', async (_, error_description, printed) => {
    const message = expectFailure(
      await askOnce(reply({ error: 'access_denied', error_description }, 400)),
      'request_refused',
      printed,
    );
    expect(message.length).toBeLessThan(700);
    expect(message).not.toMatch(/\p{C}|::|##\[/u);
  });
});

describe('an answer that is made to take long, or to go too deep,', () => {
  const half = 500_000; // characters; an answer has at most 1 MiB
  const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const inParts = `{"access_token":"${token}","token_type":`;

  test.each<[string, Behaviour, ErrorCode, string]>([
    ['escaped quotation marks to its end', reply(`{"${'\\"'.repeat(half)}`), 'answer_invalid', 'answered 200'],
    ['as many, and a backslash', reply(`{"${'\\"'.repeat(half)}\\`), 'answer_invalid', 'answered 200'],
    [
      'a token of quotation marks',
      grant({ access_token: `x${'`'.repeat(half)}x`, token_type: 'DPoP' }),
      'token_type_unsupported',
      'of the type "DPoP"',
    ],
    ['a token type of spaces', grant({ token_type: `bearer${' '.repeat(half)}x` }), 'token_type_unsupported', 'too long'],
    ['a token type of lists', reply(`${inParts}${nested}}`), 'token_type_unsupported', 'of the type "object"'],
  ])('%s, is refused at once', async (_, behaviour, code, said) => {
    const result = await askOnce(behaviour, { inputs: { timeout: '1' }, patience: 10_000 });
    expect(result.errors).toMatchObject([{ message: expect.stringContaining(said) as string }]);
    expect(result.errors[0]?.message).toMatch(new RegExp(`#${code}$`));
  });

  test('a token that escapes half of a pair, is a token like another', async () => {
    const access_token = `${token}\\ud800`;
    expectToken(await askOnce(grant({ access_token, scope: 'a'.repeat(500) })), access_token);
  });

  test.each<[string, string]>([
    ['lists', `{"aud":${nested}}`],
    ['what is no text', '{"aud":[{"toString":1}]}'],
  ])('a JWT for %s, is a token like another', async (_, claims) => {
    const access_token = `e30.${Buffer.from(claims).toString('base64url')}.${randomBytes(32).toString('base64url')}`;
    const inputs = { revoke: 'false', audience: 'urn:api' };
    const result = await askOnce(grant({ access_token }), { inputs });
    expectToken(result, access_token);
    expect(result.warnings).toMatchObject([{ message: expect.stringContaining('for none that it names') as string }]);
  });
});

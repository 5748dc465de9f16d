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

/** An answer without the header `Date`, as Keycloak 26 sends it. */
const dateless =
  (fields: object): Behaviour =>
  (response, received) => {
    response.sendDate = false;
    reply({ token_type: 'Bearer', ...fields })(response, received);
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
  const { expiry, refresh_expiry, expires_in, ...outputs } = result.outputs;
  expectToken(result, access_token);
  expect(outputs).toEqual({
    access_token,
    token_type: 'bearer',
    scope,
    refresh_token,
    refresh_expires_in: '3456000',
    id_token,
    session_state,
    not_before_policy: '1572970662',
  });
  expect(['1799', '1800']).toContain(expires_in); // a second may have begun since it was issued
  expectExpiry(expiry, Number(expires_in), started);
  expectExpiry(refresh_expiry, 3456000, started);
  expect(result.masks).toEqual(expect.arrayContaining([access_token, refresh_token, id_token]));
  expect(result.masks.filter((mask) => mask === '' || mask === expiry || mask === session_state)).toEqual([]);
  expect(result.warnings).toEqual([]);
  expect(result.summary).toContain('view:wallets');
});

describe.concurrent('a token comes of', () => {
  const BOM = '\uFEFF';
  const plain = { access_token: token, token_type: 'Bearer', expires_in: 300 };
  const packed = gzipSync(JSON.stringify(plain));
  test.each<[string, Behaviour, Record<string, string | undefined>]>([
    ['an answer with the least', reply(plain), { token_type: 'Bearer', scope: undefined, refresh_token: undefined }],
    ['BEARER in capitals', grant({ token_type: 'BEARER' }), { token_type: 'BEARER' }],
    ['a byte order mark before the JSON', reply(BOM + JSON.stringify(plain)), { expires_in: '300' }],
    ['JSON said to be HTML', reply(JSON.stringify(plain), 200, { 'content-type': 'text/html' }), {}],
    ['gzip, though nobody asked for it', reply(packed, 200, { 'content-encoding': 'gzip' }), {}],
    ['status 201', reply(plain, 201), {}],
    ['expires_in as text', grant({ expires_in: '300' }), { expires_in: '300' }],
    ['fields that are null', grant({ refresh_token: null, scope: null }), { refresh_token: undefined, scope: undefined }],
    ['a scope that is a list', grant({ scope: ['read', 'write'] }), { scope: 'read write' }],
    ['scopes with commas', grant({ scope: 'read,write' }), { scope: 'read write' }],
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
    const result = await askOnce(behaviour, { inputs: { scope: 'read,write' } });
    expectToken(result);
    expect({ ...result.outputs, ...outputs }).toEqual({ ...outputs, ...result.outputs });
    expectExpiry(result.outputs['expiry'], 300, started);
    expect(result.warnings).toEqual([]);
  });

  test.each([0, -1, undefined])(
    'an opaque token that never ends: expires_in %s; no expiry, said in the log',
    async (expires_in) => {
      const result = await askOnce(grant({ expires_in }));
      expectToken(result);
      expect(result.warnings).toEqual([]);
      expect(Object.keys(result.outputs)).toEqual(['token_type', 'access_token']);
      expect(result.log).toMatch(/: the server does not say until when \(/);
    },
  );

  const now = Math.floor(Date.now() / 1000);
  test.each<[string, object, object, number]>([
    ['no expires_in', { iat: now, exp: now + 4500 }, {}, 4500],
    ['a longer expires_in', { iat: now, exp: now + 600 }, { expires_in: 3600 }, 600],
  ])('a JWT with %s: the outputs tell one story', async (_, claims, fields, lifetime) => {
    const access_token = jwt(claims);
    const result = await askOnce(dateless({ access_token, ...fields }), { secrets: [access_token] });
    expectToken(result, access_token);
    const { expiry = '', expires_in = '' } = result.outputs;
    expect(Date.parse(expiry) / 1000).toBe(now + lifetime);
    const asked = Date.parse(expiry) / 1000 - Number(expires_in);
    expect(Math.abs(asked - Date.now() / 1000)).toBeLessThan(20);
    expect(result.warnings).toEqual([]);
  });

  test('a token in its last second, and then a fresh one', async () => {
    const result = await askOnce([grant({ access_token: 'the-last-second-of-it', expires_in: 1 }), grant()]);
    expectToken(result);
    expect(result.log).toMatch(/no longer valid.*Trying again in /);
  });
});

test.each([
  ['nothing', ''],
  ['half of a JSON object', `{"access_token":"${token}"`],
])('a token comes of a second answer, after %s', async (_, body) => {
  const result = await askOnce([reply(body), grant()]);
  expectToken(result);
  expect(result.log).toMatch(/answered 200.*Trying again /);
});

test('what a server and a user write is text in the summary and the log, and no more', async () => {
  const inputs = { client_id: 'b<script>::x</td><img src=x> &lt;', summary: 'true' };
  const result = await askOnce(grant({ scope: '::error::y ##[group] read' }), { inputs });
  expectToken(result);
  expect(result.summary).toContain('<td>b&#60;script&#62;::x&#60;/td&#62;&#60;img src=x&#62; &#38;lt;</td>');
  expect(result.summary).toContain('::error::y ##[group] read');
  expect(result.log).toContain('for client b<script>: :x</td><img src=x> &lt; from');
});

describe.concurrent('a token with a warning comes of', () => {
  const date = (seconds: number): Record<string, string> => ({ date: new Date(Date.now() + seconds * 1000).toUTCString() });
  const ignored = 'Part ignored';
  test.each<[string, Behaviour, string, RegExp, readonly string[]]>([
    ...['soon', 1e300, {}].map((expires_in): [string, Behaviour, string, RegExp, readonly string[]] => [
      `expires_in ${JSON.stringify(expires_in)}`,
      grant({ expires_in }),
      ignored,
      /`expires_in`/,
      ['expiry', 'expires_in'],
    ]),
    ['a refresh token of two lines', grant({ refresh_token: 'a\nb=c' }), ignored, /`refresh_token`/, ['refresh_token']],
    ['a scope of two lines', grant({ scope: 'a\nb' }), ignored, /`scope`/, ['scope']],
    ['a session that is no text', grant({ session_state: [1] }), ignored, /`session_state`/, ['session_state']],
    ['a policy that is no number', grant({ 'not-before-policy': 'x' }), ignored, /`not-before-policy`/, ['not_before_policy']],
    ['a clock an hour behind', grant({}, date(-3600)), 'Clocks differ', /is (59|60) min( \d+ s)? ahead of/, []],
    ['a clock an hour ahead', grant({}, date(3600)), 'Clocks differ', /is (59|60) min( \d+ s)? behind/, []],
    ['fewer scopes than asked for', grant({ scope: 'read' }), 'Scope missing', /: write admin\./, []],
    ['none of the scopes', grant({ scope: '' }), 'Scope missing', /: read write admin\./, []],
    ...[
      ['BearerToken', /"BearerToken"/],
      ['Application Access Token', /"Application Access Token"/],
      ['', /no `token_type`/],
      [undefined, /no `token_type`/],
      [null, /no `token_type`/],
    ].map(([token_type, said]): [string, Behaviour, string, RegExp, readonly string[]] => [
      `the token type ${JSON.stringify(token_type)}`,
      grant({ token_type }),
      'Token type unusual',
      said as RegExp,
      [],
    ]),
  ])('%s', async (_, behaviour, title, message, absent) => {
    const result = await askOnce(behaviour, { inputs: { scope: 'read write  admin read' } });
    expect(result).toMatchObject({ exitCode: 0, errors: [] });
    expectPlain(result);
    expect(result.outputs['access_token']).toBeTruthy();
    expect(result.warnings.find((warning) => warning.title === title)?.message).toMatch(message);
    expect(result.outputs['token_type']).toBe('Bearer');
    for (const name of absent) expect(result.outputs).not.toHaveProperty(name);
  });

  test('a JWT for another audience', async () => {
    const access_token = jwt({ aud: ['account'] });
    const inputs = { audience: 'https://api.example.com' };
    const { exitCode, warnings } = await askOnce(grant({ access_token }), { inputs, secrets: [access_token] });
    const message = expect.stringMatching(/https:\/\/api\.example\.com.*account/) as string;
    expect({ exitCode, warnings }).toEqual({ exitCode: 0, warnings: [{ title: 'Audience missing', message }] });
  });

  const since = (age: number, life = 300): string => {
    const iat = Math.floor(Date.now() / 1000) - age;
    return jwt({ iat, exp: iat + life });
  };
  test.each<[string, string, RegExp | undefined]>([
    ['was issued an hour ago, and has expired by our clock', since(3600), /is (59|60) min( \d+ s)? ahead of/],
    ['was issued an hour from now', since(-3600), /is (59|60) min( \d+ s)? behind/],
    ['was issued now', since(0), undefined],
    ['was issued an hour ago, and was kept since: it lives for longer than the answer says', since(3600, 3900), undefined],
  ])('a JWT and no Date, when by our clock it %s', async (_, access_token, said) => {
    const result = await askOnce(dateless({ access_token, expires_in: 300 }), { secrets: [access_token] });
    expectToken(result, access_token);
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
  const page = '<!DOCTYPE html><html><head><title>Sign in</title></head></html>';
  const gzipped = gzipSync(JSON.stringify({ access_token: token }));
  const withToken = (access_token: unknown): Behaviour => grant({ access_token });

  // What the codes of refusals mean is in oauth/refusal.test.ts.
  test.each<[string, Behaviour, ErrorCode, ...(string | RegExp)[]]>([
    ['a web page', reply(page), 'answer_invalid', '200'],
    ['text', reply('OK'), 'answer_invalid'],
    ['a gzip body without a header', reply(gzipped), 'answer_invalid'],
    ['an array', reply([{ access_token: token }]), 'answer_invalid'],
    ['null', reply('null'), 'answer_invalid'],
    ['a string', reply(JSON.stringify(token)), 'answer_invalid'],
    ['an empty object', reply({}), 'answer_invalid', '`access_token`'],
    ['a token a level down', reply({ data: { access_token: token } }), 'answer_invalid', '`access_token`'],
    ['a token that is null', withToken(null), 'answer_invalid', '`access_token`'],
    ['a token that is a number', withToken(42), 'token_invalid'],
    ['an empty token', withToken(''), 'token_invalid'],
    ['a token with a line break', withToken(`${token}\nexpiry=never`), 'token_invalid'],
    ['a token of a thousand lines', withToken(`${token}\n`.repeat(1000)), 'token_invalid'],
    ['a token with CR at its end', withToken(`${token}\r`), 'token_invalid'],
    ['a token with a space', withToken(`${token} x`), 'token_invalid'],
    ['a token with NUL', withToken(`${token}\0`), 'token_invalid'],
    ['a token beyond ASCII', withToken(`${token}ä`), 'token_invalid'],
    ['a token that begins a command', withToken(`::stop-commands::${token}`), 'token_invalid'],
    ['a token with an old command in it', withToken(`##[add-mask]${token}`), 'token_invalid'],
    ['a token for DPoP', grant({ token_type: 'DPoP' }), 'token_type_unsupported', '"DPoP"'],
    ['a token for MAC', grant({ token_type: 'mac' }), 'token_type_unsupported'],
    ['status 401 and a page', reply(page, 401), 'invalid_client', 'Sign in'],
    ['an error with status 200', reply({ error: 'invalid_scope' }, 200), 'invalid_scope', '200'],
    ['status 403', reply(page, 403), 'access_denied'],
    ['status 404', reply(page, 404), 'endpoint_not_found'],
    ['status 400 and a page', reply(page, 400), 'answer_invalid', '400'],
  ])('%s', async (_, behaviour, code, ...said) => {
    await using server = await startHostileServer(behaviour);
    expectFailure(await ask(server), code, ...said);
    expect(server.received).toHaveLength(1);
  });

  const past = Math.floor(Date.now() / 1000) - 3600;
  test.each<[string, object]>([
    ['an expired JWT without Date', { access_token: jwt({ exp: past }) }],
    ['the same with expires_in', { access_token: jwt({ exp: past }), expires_in: 300 }],
    ['a JWT whose exp is text', { access_token: jwt({ exp: String(past) }) }],
    ['a JWT whose exp is negative', { access_token: jwt({ exp: -5 }), expires_in: 300 }],
    ['a JWT that is not valid yet', { access_token: jwt({ nbf: past + 5400 }), expires_in: 3600 }],
    ['an opaque token in its last second', { access_token: 'an-opaque-token-1', expires_in: 1 }],
  ])('%s', async (name, fields) => {
    const behave = dateless(fields);
    await using server = await startHostileServer(behave);
    expectFailure(await ask(server), 'token_expired');
    expect(server.received).toHaveLength(name.includes('not valid yet') ? server.received.length : 3); // it may be the live one
  });

  test.each<[string, Behaviour]>([
    ['nothing', reply('')],
    ['status 204', reply('', 204)],
    ['half of a JSON object', reply(`{"access_token":"${token}","expires`)],
    ['half of a JSON object that ends in a brace', reply(`{"access_token":"${token}","a":{"b":"}"}`)],
  ])('%s, five times', async (_, behaviour) => {
    await using server = await startHostileServer(behaviour);
    expectFailure(await ask(server), 'answer_invalid', /answered 20[04]/);
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
  const plain = randomBytes(18).toString('base64url');
  const special = `a+b/c d&e=f%g äö"<>${randomBytes(9).toString('base64url')}`;

  // Each other encoding is in text/words.test.ts.
  test.each(echoes)('%s', async (_, echo) => {
    const behaviour: Behaviour = (response, received) => {
      reply({ error: 'invalid_client', error_description: echo(received) }, 401)(response, received);
    };
    expectFailure(await askOnce(behaviour, { inputs: { auth_method, client_secret: special } }), 'invalid_client');
  });

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
    const options = { inputs: { auth_method, client_secret: plain } };
    expectFailure(await askOnce(location, options), 'redirect');
    expectFailure(await askOnce(encoded, options), 'redirect');
    expect((await askOnce(error, options)).errors).toHaveLength(1);
    expectFailure(await askOnce(status, options), 'invalid_client');
  });
});

describe.concurrent('a token in what a server says is left out', () => {
  const other = jwt({ sub: 'someone else' });
  test.each<[string, string, string]>([
    ['as it is', `The token ${other} is not known.`, 'The token … is not known.'],
    ['in a URL', `See https://api.example/?token=${other}&x=1 for it.`, 'See … for it.'],
    ['in lines', `Not ${other.replace(/.{16}/g, '$&\r\n')}`, 'Not …'],
  ])('%s', async (_, error_description, printed) => {
    const answer = reply({ error: 'invalid_target', error_description }, 400);
    expectFailure(await askOnce(answer, { secrets: [other] }), 'request_refused', printed);
  });
});

describe.concurrent('a text output that is ignored, with a warning:', () => {
  const client_secret = randomBytes(18).toString('base64url');
  const session = randomBytes(18).toString('base64url');
  const hex = Buffer.from(client_secret).toString('hex');
  test.each<[string, string]>([
    ['the secret', client_secret],
    ['the secret in hex, in capitals', hex.toUpperCase()],
    ['the secret in base64', Buffer.from(client_secret).toString('base64')],
    ['the token', token],
    ['a JWT', jwt({ sub: 'someone' })],
    ['a command in $()', 'read$(id)'],
    ['a command in backticks', 'read`id`'],
    ['a variable', 'read$HOME'],
    ['an expression', '${{secrets.X}}'],
  ])('%s', async (_, text) => {
    const answer = grant({ scope: `email ${text}`, session_state: text });
    const result = await askOnce(answer, { inputs: { client_secret, summary: 'true' }, secrets: [session] });
    expect(result).toMatchObject({ exitCode: 0, errors: [] });
    expect(result.outputs).not.toHaveProperty('scope');
    expect(result.outputs).not.toHaveProperty('session_state');
    expect(result.warnings.map(({ title }) => title)).toEqual(['Part ignored']);
    expect(result.warnings[0]?.message).toContain('`scope`, `session_state`');
    expectPlain(result);
  });

  test('nothing of what real scopes and sessions have', async () => {
    const scope =
      'openid view:wallets api://f00-1/.default https://www.example.com/auth/drive.readonly user+x@y#z ~a *! a=b 100%25 {x} [y]';
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
  expectFailure(result, 'server_error', 'answered 503');
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
      /"no : :set-output .*: :stop-commands: :z"\./,
    ],
    ['with commands joined of halves', '#\u0007#[error]a :\u200b:warning:\u0000:b', /"… : :warning: :b"/],
    ['with colours', '\u001b[31mred\u001b[0m \u009b1m sorry', /"… sorry"/],
    ['with percent signs', 'no 100%0A::error::', /"no … :error: :"/],
    [
      'of 10 kB, which keeps its beginning and its end,',
      `First. ${'long '.repeat(2000)}At last the cause.`,
      /"First\. (long ){15,}…[^"]*( long){10,} At last the cause\."/,
    ],
    ['of emoji, cut between two halves of one', `a${'😀'.repeat(300)}b`, /"a😀*…😀*b"/u],
  ])('%s is made fit to print', async (_, error_description, printed) => {
    const result = await askOnce(reply({ error: 'access_denied', error_description }, 400));
    const message = expectFailure(result, 'request_refused', printed);
    expect(message.length).toBeLessThan(700);
    expect(message.replaceAll('\n', '')).not.toMatch(/\p{C}|::|##\[/u);
  });
});

describe('an answer that is made to take long, or to go too deep,', () => {
  const half = 500_000; // characters; an answer has at most 1 MiB
  const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

  test.each<[string, Behaviour, ErrorCode, string]>([
    ['escaped quotation marks to its end', reply(`{"${'\\"'.repeat(half)}`), 'answer_invalid', 'answered 200'],
    ['as many, and a backslash', reply(`{"${'\\"'.repeat(half)}\\`), 'answer_invalid', 'answered 200'],
    [
      'a token of quotation marks',
      grant({ access_token: `x${'`'.repeat(half)}x`, token_type: 'DPoP' }),
      'token_type_unsupported',
      '"DPoP"',
    ],
    ['a token type of spaces', grant({ token_type: `${' '.repeat(half)}dpop` }), 'token_type_unsupported', 'dpop'],
    ['an error of lists', reply(`{"error":${nested}}`, 400), 'answer_invalid', '400'],
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
    expect(result.warnings).toMatchObject([{ message: expect.stringContaining('it has none') as string }]);
  });
});

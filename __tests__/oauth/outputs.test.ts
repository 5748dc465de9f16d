import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { maskTokens, outputsOf } from '../../src/oauth/outputs.ts';
import type { Token } from '../../src/oauth/token.ts';
import { answer, expected, parseResponse } from '../helpers/answers.ts';
import { ask, askOnce, grant, startHostileServer, token } from '../helpers/hostile-server.ts';
import { record } from '../helpers/log.ts';

const read = (fields: object): Token => parseResponse(answer({ access_token: 'a-token', ...fields }), expected);

describe('outputsOf', () => {
  test('everything that was sent, as text', () => {
    const fields = { expires_in: 1800, refresh_token: 'r', refresh_expires_in: 60, scope: '', session_state: 's' };
    expect(outputsOf(read({ ...fields, token_type: 'bearer', id_token: 'i', 'not-before-policy': 0 }))).toEqual({
      access_token: 'a-token',
      expiry: '2026-11-24T01:32:03Z',
      expires_in: '1800',
      token_type: 'bearer',
      scope: '',
      refresh_token: 'r',
      refresh_expires_in: '60',
      refresh_expiry: '2026-11-24T01:03:03Z',
      id_token: 'i',
      session_state: 's',
      not_before_policy: '0',
    });
  });

  test('what was not sent is not there', () => {
    expect(outputsOf(read({}))).toEqual({ access_token: 'a-token', token_type: 'Bearer' });
  });

  test('whatever was sent: every output is one line of text', () => {
    const names = [
      'expires_in',
      'refresh_token',
      'refresh_expires_in',
      'scope',
      'session_state',
      'not-before-policy',
      'id_token',
    ];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue())), (fields) => {
        const outputs = outputsOf(read(fields));
        for (const value of Object.values(outputs)) expect(value).toMatch(/^[\x20-\x7e]*$/);
        expect(outputs['access_token']).toBe('a-token');
      }),
    );
  });
});

describe('maskTokens', () => {
  const masksOf = (body: unknown): string[] => {
    const { log, masks } = record();
    maskTokens({ status: 200, body: typeof body === 'string' ? body : JSON.stringify(body) }, log);
    return masks;
  };

  test('all tokens of an answer, and nothing else of it', () => {
    const tokens = { access_token: 'an-access-token', refresh_token: 'a-refresh-token', id_token: 'an-id-token' };
    expect(masksOf({ ...tokens, scope: 'a-scope', session_state: 'a-state' })).toEqual(Object.values(tokens));
  });

  test('those of an answer that is refused, too', () => {
    expect(masksOf({ access_token: 'a b ü', error: 'invalid_client' })).toContain('a b ü');
  });

  test('of a token with line breaks every line, but no more than 20', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line-number-${String(index)}`);
    expect(masksOf({ access_token: lines.slice(0, 3).join('\r\n') })).toEqual(lines.slice(0, 3));
    expect(masksOf({ access_token: lines.join('\n') })).toEqual(lines.slice(0, 20));
  });

  test.each([true, 1, {}, ['x']])('those of an answer whose `error` is %j, which grants them, at any size', (error) => {
    const tokens = { access_token: 'a'.repeat(70_000), refresh_token: 'r'.repeat(70_000), id_token: 'i'.repeat(70_000) };
    expect(masksOf({ ...tokens, error })).toEqual(Object.values(tokens));
  });

  test('of tokens that can be no output no more than of refused ones', () => {
    const lines = (): string => Array.from({ length: 20 }, () => `line-${String(Math.random())}`).join('\n');
    expect(masksOf({ access_token: 'a-token', refresh_token: lines(), id_token: lines() }).length).toBeLessThanOrEqual(25);
  });

  test.each(['', '<html>', '[]', 'null', '{"access_token":7}', '{"access_token":""}', '{"access_token":["a-token"]}'])(
    'nothing of %s',
    (body) => {
      expect(masksOf(body)).toEqual([]);
    },
  );
});

const jwt = (claims: object): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2lnbmF0dXJl`;

test('id_token: an output, masked, where the server sends one', async () => {
  const idToken = jwt({ sub: 'service-account-arkane-ci', nonce: Math.random() });
  await using server = await startHostileServer([grant({ id_token: idToken }), grant()]);
  const { outputs, masks } = await ask(server, { inputs: { scope: 'openid' }, secrets: [idToken] });
  expect(outputs).toMatchObject({ access_token: token, id_token: idToken });
  expect(masks).toContain(idToken);
  expect(Object.keys((await ask(server)).outputs)).not.toContain('id_token');
});

test('audience: a token that is for another is given all the same, with a warning', async () => {
  const accessToken = jwt({ aud: ['account'], nonce: Math.random() });
  await using server = await startHostileServer(grant({ access_token: accessToken }));
  const inputs = { audience: 'https://api.example.com' };
  const { exitCode, warnings, outputs } = await ask(server, { inputs, secrets: [accessToken] });
  expect({ exitCode, token: outputs['access_token'] }).toEqual({ exitCode: 0, token: accessToken });
  expect(warnings).toEqual([
    {
      title: 'The token is not for the audience',
      message: expect.stringMatching(
        /^Asked for the audience https:\/\/api\.example\.com, and the token is for account\..*mapper/,
      ) as string,
    },
  ]);
});

test('an `error` that is no text: what is handed on is masked, however large it is', async () => {
  const large = (): string => randomBytes(50_000).toString('base64url');
  const tokens = { access_token: large(), refresh_token: large(), id_token: large() };
  const { exitCode, outputs, masks } = await askOnce(grant({ ...tokens, error: { code: 7 } }), { inputs: { revoke: 'false' } });
  expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 0, ...tokens });
  expect(masks).toEqual(expect.arrayContaining(Object.values(tokens)));
});

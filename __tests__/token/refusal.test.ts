import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answer, refusedBy } from '../helpers/answers.ts';

describe('an answer without a token', () => {
  test.each([
    [200, 'invalid_client', 'invalid_client'],
    [400, 'invalid_client', 'invalid_client'],
    [401, 'unauthorized_client', 'unauthorized_client'],
    [400, 'invalid_scope', 'invalid_scope'],
    [400, 'unsupported_grant_type', 'request_refused'],
    [400, undefined, 'answer_invalid'],
    [401, undefined, 'invalid_client'],
    [403, undefined, 'access_denied'],
    [404, 'Realm does not exist', 'endpoint_not_found'],
    [405, undefined, 'endpoint_not_found'],
    [408, undefined, 'server_error'],
    [425, undefined, 'server_error'],
    [429, 'invalid_client', 'rate_limited'],
    [500, undefined, 'server_error'],
    [501, undefined, 'answer_invalid'],
    [503, 'unauthorized_client', 'server_error'],
  ])('%i with error %s is %s', (status, error, code) => {
    expect(refusedBy(answer({ error }, { status })).code).toBe(code);
  });

  test('what the server says is cleaned, quoted, and never decides', () => {
    const body = { error: 'invalid_scope', error_description: 'Invalid client' };
    const { code, what } = refusedBy(answer(body, { status: 400 }), { clean: (text) => text.replace('client', '***') });
    expect({ code, what }).toEqual({ code: 'invalid_scope', what: 'id.example answered 400: invalid_scope "Invalid ***".' });
  });

  test('a secret that is part of an error code does not change what it means', () => {
    const body = { error: 'invalid_scope' };
    const { code, what } = refusedBy(answer(body, { status: 400 }), { clean: (text) => text.replace('invalid', '***') });
    expect({ code, what }).toEqual({ code: 'invalid_scope', what: 'id.example answered 400: ***_scope.' });
  });

  test('Retry-After is kept', () => {
    expect(refusedBy(answer('', { status: 429, headers: { 'retry-after': '7' } })).error.details.retryAfter).toBe('7');
  });

  test('with client_secret_basic, a refused client is told of the other method', () => {
    const refused = answer({ error: 'invalid_client' }, { status: 401 });
    expect(refusedBy(refused, { authMethod: 'client_secret_basic' }).message).toContain('client_secret_post');
    expect(refusedBy(refused).message).not.toContain('client_secret_post');
  });

  test.each([
    ['https://other.example/token?secret=x#y', 'to https://other.example/token'],
    ['/elsewhere?x', 'to https://id.example/elsewhere'],
    ['https://other.example/Se"cret', 'to https://other.example/***'], // the URL would have %22
    ['https://Se"cret.other.example/', 'to https://***.other.example/'],
    [Buffer.from('/pä"ss').toString('latin1'), 'to https://id.example/***'], // as Node reads a header
    ['https://[', 'to nowhere'],
    ['data:,Se"cret', 'to nowhere'],
    ['app:/token', 'to nowhere'],
  ])('redirect: %s is named without its query, and without a secret', (location, named) => {
    const clean = (text: string): string => text.replace('Se"cret', '***').replace('pä"ss', '***');
    const response = answer({ access_token: 'a-token' }, { status: 307, headers: { location } });
    const { code, what } = refusedBy(response, { clean });
    expect({ code, what }).toEqual({ code: 'redirect', what: `id.example answered 307, a redirect ${named}.` });
  });

  test('no description decides, whatever it is', () => {
    const code = fc.constantFrom(
      'invalid_client',
      'invalid_scope',
      'unsupported_grant_type',
      'HTTP 406 Not Acceptable',
      undefined,
    );
    const status = fc.constantFrom(400, 401, 403, 404, 500);
    fc.assert(
      fc.property(code, status, fc.jsonValue(), (error, given, error_description) => {
        const [alone, described] = [{ error }, { error, error_description }].map((body) =>
          refusedBy(answer(body, { status: given })),
        );
        expect(described?.code).toBe(alone?.code);
      }),
    );
  });

  test.each([
    ['invalid_client', 'invalid_client'],
    ['unauthorized_client', 'unauthorized_client'],
    ['unsupported_grant_type', 'request_refused'],
  ])('the identity that was sent is told with %s', (error, code) => {
    const refused = refusedBy(answer({ error }, { status: 400 }), { authMethod: 'github_oidc', identity: 'iss "a"' });
    expect(refused.code).toBe(code);
    expect(refused.what).toContain('The ID token has iss "a".');
  });

  test.each(['invalid_scope', 'HTTP 406 Not Acceptable', undefined])('but not with %s', (error) => {
    const refused = refusedBy(answer({ error }, { status: 400 }), { authMethod: 'github_oidc', identity: 'iss "a"' });
    expect(refused.what).not.toContain('ID token');
  });
});

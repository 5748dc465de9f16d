/**
 * What a server means by an answer that grants no token: its words alone say who is at fault, and only where a code backs it.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HttpResponse } from '../../src/http/send.ts';
import { authMethods } from '../../src/oauth/credentials.ts';
import { refused, type Asked } from '../../src/oauth/refusal.ts';
import { failureOf, type Failed } from '../helpers/failures.ts';

const KEYCLOAK = 'https://id.example/realms/ci/protocol/openid-connect/token';
const OTHER = 'https://id.example/oauth/token';
const sentAt = Date.UTC(2026, 10, 24, 1, 2, 3);

interface Case extends Partial<Asked> {
  readonly status?: number;
  readonly headers?: HttpResponse['headers'];
  readonly at?: string;
}

/** What is made of an answer with `body`: as it is where it is text, else as JSON. */
function refusedBy(body: unknown, { status = 400, headers = {}, at = OTHER, ...asked }: Case = {}): Failed {
  const url = new URL(at);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return failureOf(() => {
    throw refused(
      { url, status, headers, body: text, sentAt, receivedAt: sentAt },
      {
        tokenUrl: url,
        authMethod: 'client_secret_post',
        clientId: 'arkane-ci',
        clientSecret: 'Zb2mQ7xT4vR9nL1pW6sK3yH8aB5cD0eF',
        assertionAudience: '',
        issuer: '',
        scope: '',
        identity: '',
        ...asked,
      },
    );
  });
}
const oauth = (error: string, error_description?: string) => ({ error, error_description });

describe('an OAuth error says what it is, whatever the status', () => {
  test.each([
    ['invalid_client', 'invalid_client'],
    ['unauthorized_client', 'unauthorized_client/grant'],
    ['invalid_scope', 'invalid_scope/missing'],
    ['invalid_request', 'request_refused'],
    ['invalid_grant', 'request_refused'],
    ['access_denied', 'request_refused'],
    ['unsupported_grant_type', 'request_refused/grant'],
    ['invalid_target', 'request_refused/target'],
    ['use_dpop_nonce', 'token_type_unsupported/dpop'],
    ['invalid_dpop_proof', 'token_type_unsupported/dpop'],
    ['invalid_token', 'endpoint_not_found/api'],
    ['insufficient_scope', 'endpoint_not_found/api'],
    ['temporarily_unavailable', 'server_error'],
    ['server_error', 'server_error'],
  ])('%s is %s', (error, id) => {
    for (const status of [200, 302, 400, 401, 403, 500])
      expect(refusedBy(oauth(error), { status }).error.id, String(status)).toBe(id);
  });

  test('an error that says to try again is tried again', () => {
    expect(refusedBy(oauth('unknown_error', 'Please retry your request.')).error.id).toBe('server_error');
    expect(refusedBy(oauth('unknown_error', 'Something is wrong.')).error.id).toBe('request_refused');
  });

  test('but a gateway may speak for the server where it says so', () => {
    expect(refusedBy(oauth('invalid_client'), { status: 429 }).error.id).toBe('rate_limited');
    expect(refusedBy(oauth('unauthorized_client'), { status: 503 }).error.id).toBe('server_error');
  });

  test('with a scope that was asked for, the names are in question, and outside Keycloak their separator', () => {
    expect(refusedBy(oauth('invalid_scope'), { scope: 'read' }).error.id).toBe('invalid_scope');
    expect(refusedBy(oauth('invalid_scope'), { scope: 'read write' }).message).toContain('separate its names by commas');
    expect(refusedBy(oauth('invalid_scope'), { scope: 'read write', at: KEYCLOAK }).message).not.toContain('commas');
    expect(refusedBy(oauth('invalid_scope', 'No scope requested')).message).toContain('Fix: set `scope`');
  });
});

describe('a status names no culprit', () => {
  test.each([
    [302, 'redirect/nowhere', /302, a redirect without an address\.\nFix: check `token_url`/],
    [400, 'answer_invalid', /answered 400 without an OAuth error\.\nFix: check `token_url`, `auth_method` and `parameters`/],
    [
      401,
      'invalid_client/status',
      /answered 401 without an OAuth error\.\nFix: check `token_url` first, then the credentials\. A gateway/,
    ],
    [
      403,
      'access_denied',
      /403\. The client is refused, the URL is wrong, or a gateway blocks\.\nFix: check `token_url` and the cred/,
    ],
    [404, 'endpoint_not_found', /404\. This is not its token endpoint, or a gateway refuses the request\./],
    [405, 'endpoint_not_found', /405\. This is not its token endpoint, or a gateway refuses the request\./],
    [415, 'endpoint_not_found', /415\. This is not its token endpoint, or a gateway refuses the request\./],
    [408, 'server_error', /answered 408\./],
    [425, 'server_error', /answered 425\./],
    [429, 'rate_limited', /answered 429\./],
    [500, 'server_error', /answered 500\./],
    [501, 'answer_invalid', /answered 501 without an OAuth error\./],
    [503, 'server_error', /answered 503\./],
  ])('%i is %s', (status, id, message) => {
    const failed = refusedBy('', { status });
    expect(failed.error.id).toBe(id);
    expect(failed.message).toMatch(message);
  });

  test('a code that OAuth does not know names none either', () => {
    expect(refusedBy(oauth('unauthorized', 'Bad credentials'), { status: 401 }).error.id).toBe('invalid_client/status');
    expect(refusedBy(oauth('forbidden'), { status: 403 }).error.id).toBe('access_denied');
    expect(refusedBy(oauth('no_such_thing'), { status: 400 }).error.id).toBe('request_refused');
    expect(refusedBy(oauth('no_such_thing'), { status: 200 }).error.id).toBe('request_refused');
    expect(refusedBy(oauth('HTTP 406 Not Acceptable'), { status: 406, at: KEYCLOAK }).error.id).toBe('endpoint_not_found');
    expect(refusedBy(oauth('missingNormalization'), { status: 400, at: KEYCLOAK }).error.id).toBe('endpoint_not_found');
  });

  test('an answer that should grant is cut off, or no JSON', () => {
    expect(refusedBy('', { status: 200 }).error.id).toBe('answer_invalid/cut_off');
    expect(refusedBy('{"access_token":"a', { status: 200 }).error.id).toBe('answer_invalid/cut_off');
    expect(refusedBy('<html>', { status: 200 }).error.id).toBe('answer_invalid/no_json');
    for (const body of ['access_token=sesame', 'Open sesame'])
      expect(refusedBy(body, { status: 200 }).what).toBe('id.example answered 200 without JSON.');
  });

  test('Retry-After is kept', () => {
    expect(refusedBy('', { status: 429, headers: { 'retry-after': '7' } }).error.details.retryAfter).toBe('7');
  });
});

describe('what other servers say is shown, in its words', () => {
  test.each([
    [{ errorCode: 'E0000015', errorSummary: 'You do not have permission.' }, '"You do not have permission."'],
    [{ message: 'Authorization field missing' }, '"Authorization field missing"'],
    [{ detail: 'Invalid input.' }, '"Invalid input."'],
    [{ type: 'about:blank', title: 'Bad Request', status: 400 }, '"Bad Request"'],
    [{ error: { code: 7, message: 'Quota is over.' } }, '"Quota is over."'],
    [{ fault: { faultstring: 'Invalid ApiKey', detail: {} } }, '"Invalid ApiKey"'],
    [{ fault: { message: 'No resource found' } }, '"No resource found"'],
    [[{ message: 'Session expired' }], '"Session expired"'],
    [{ error: 'Not Found', message: 'No such path' }, 'Not Found "No such path"'],
    ['Upstream says no', '"Upstream says no"'],
    ['<html><head><title>Access Denied</title></head><body>Long text</body></html>', '"Access Denied"'],
    ['<h1>Who are you?</h1><p>One two three four five six seven eight</p>', '"Who are you? One two three four five"'],
    [oauth('invalid_client', 'Say "please"'), `invalid_client "Say 'please'"`],
  ])('%j', (body, said) => {
    for (const status of [400, 401, 403, 404]) expect(refusedBy(body, { status }).what, String(status)).toContain(`: ${said}`);
  });

  test.each([null, [], [null], 7, 'text', { error: null }, { error: {} }, { message: '' }, { fault: 'x' }])(
    '%j says nothing',
    (body) => {
      expect(refusedBy(JSON.stringify(body)).what).toBe('id.example answered 400 without an OAuth error.');
    },
  );

  test('no data is shown', () => {
    const secret = 'Zb2mQ7xT4vR9nL1pW6sK3yH8';
    for (const body of [{ message: `of ${secret}` }, `of ${secret}`, `<title>of ${secret}</title>`, oauth(secret, secret)])
      expect(refusedBy(body).message).not.toContain(secret);
  });
});

describe('a redirect', () => {
  test.each([
    ['https://other.example/token?secret=x#y', 'redirect', 'to https://other.example/token.'],
    ['/elsewhere?x', 'redirect', 'to https://id.example/elsewhere.'],
    ['/login;jsessionid=0A1B', 'redirect/login', 'to the login page https://id.example/login.'],
    ['/u/sign-in?next=', 'redirect/login', 'to the login page https://id.example/u/sign-in.'],
    [
      '/realms/login/protocol/openid-connect/token',
      'redirect',
      'to https://id.example/realms/login/protocol/openid-connect/token.',
    ],
    [Buffer.from('/grün').toString('latin1'), 'redirect', 'to https://id.example….'], // as Node reads a header
    ['https://[', 'redirect/nowhere', 'without an address.'],
    ['data:,x', 'redirect/nowhere', 'without an address.'],
    ['app:/token', 'redirect/nowhere', 'without an address.'],
  ])('to %s', (location, id, where) => {
    const { error, what } = refusedBy('<html>', { status: 307, headers: { location } });
    expect(error.id).toBe(id);
    expect(what).toContain(`id.example answered 307, a redirect ${where}`);
  });
});

describe('at a Keycloak, its own sentences count', () => {
  const UNKNOWN = 'Invalid client or Invalid client credentials';
  test.each([
    ['unauthorized_client', UNKNOWN, 'unauthorized_client/secret'],
    ['unauthorized_client', 'Invalid client secret', 'unauthorized_client/secret'],
    ['invalid_client', UNKNOWN, 'invalid_client/unknown'],
    ['invalid_client', 'INVALID_CREDENTIALS: Invalid client credentials', 'invalid_client/unknown'],
    ['unauthorized_client', 'INVALID_CREDENTIALS: Invalid client credentials', 'invalid_client/unknown'],
    ['unauthorized_client', 'Invalid client credentials', 'unauthorized_client/disabled'],
    ['unauthorized_client', 'Public client not allowed to retrieve service account', 'unauthorized_client/public'],
    ['unauthorized_client', 'Client not enabled to retrieve service account', 'unauthorized_client/no_service_account'],
    ['unauthorized_client', 'Nope', 'unauthorized_client'],
    ['invalid_client', 'Parameter client_assertion_type is missing', 'invalid_client/method'],
    ['invalid_request', 'HTTPS required', 'access_denied/https_required'],
    ['access_denied', 'Realm not enabled', 'access_denied/realm_disabled'],
    ['invalid_request', "User 'service-account-ci' disabled", 'unauthorized_client/user_disabled'],
    ['Realm does not exist', undefined, 'endpoint_not_found/realm'],
  ])('%s "%s" is %s', (error, description, id) => {
    for (const at of [KEYCLOAK, KEYCLOAK.replace('/realms', '/auth/realms')])
      expect(refusedBy(oauth(error, description), { at }).error.id).toBe(id);
  });

  test('but nowhere else, and not in a path that only looks like it', () => {
    for (const at of [OTHER, 'https://id.example/am/oauth2/realms/root/access_token'])
      expect(refusedBy(oauth('unauthorized_client', UNKNOWN), { at }).error.id).toBe('unauthorized_client/grant');
  });

  test('and of a key or an ID token, nothing is said of a secret', () => {
    for (const authMethod of authMethods.filter((method) => !/_(post|basic)$/.test(method)))
      for (const error of ['invalid_client', 'unauthorized_client'])
        expect(refusedBy(oauth(error, UNKNOWN), { at: KEYCLOAK, authMethod }).message).not.toMatch(
          /secret` is wrong|save the secret/,
        );
  });

  test('a realm that is not there is named, and at a host of Arkane or Venly the two that are', () => {
    const missing = (at: string): string => refusedBy(oauth('Realm does not exist'), { status: 404, at }).message;
    expect(missing(KEYCLOAK)).toMatch(
      /^Realm ci not found at id\.example \(case counts\)\.\nFix: correct the realm in `token_url`/,
    );
    expect(missing('https://login.venly.io/auth/realms/arkane/protocol/openid-connect/token')).toMatch(
      /^Realm arkane not found at login\.venly\.io .*\nFix: set `realm` to one that is known there: `Arkane`, `VenlyFinance`\./,
    );
  });
});

describe('elsewhere', () => {
  test('the words tell that the grant is not allowed', () => {
    expect(refusedBy(oauth('invalid_client', 'Unauthorized grant type'), { status: 401 }).message).toMatch(
      /does not let this client use client_credentials \(401\): invalid_client "Unauthorized grant type"\./,
    );
  });

  test('an assertion without `client_id` may want one', () => {
    const asked = { authMethod: 'client_assertion', clientId: '', identity: 'iss "a"' } as const;
    expect(refusedBy(oauth('invalid_request'), asked).message).toContain('Fix: give `client_id`');
    expect(refusedBy(oauth('invalid_request'), { ...asked, clientId: 'ci' }).error.id).toBe('request_refused');
    expect(refusedBy(oauth('invalid_request'), { ...asked, at: KEYCLOAK }).error.id).toBe('request_refused');
  });

  test('`parameters` are among what to check', () => {
    expect(refusedBy(oauth('invalid_request', 'parameter [resource] contains an invalid value')).message).toMatch(
      /Fix: .*`parameters`/,
    );
  });
});

describe('hints', () => {
  const compare = 'compare `client_id`, `client_secret` and the server with what you were given.';

  test('the odd value is one of the causes', () => {
    const { message } = refusedBy(oauth('invalid_client'), { clientSecret: '"secret-in-quotes"' });
    expect(message).toContain('`client_secret` has quotation marks around it.');
    expect(message).toContain(`Otherwise, ${compare}`);
  });

  test.each([
    [oauth('unauthorized_client'), OTHER],
    [oauth('invalid_client', 'Unauthorized grant type'), OTHER],
    [oauth('invalid_scope'), OTHER],
    [oauth('unauthorized_client', 'Public client not allowed to retrieve service account'), KEYCLOAK],
  ])('are not given with %j at %s, whose cause is known', (body, at) => {
    expect(refusedBy(body, { at, clientSecret: '"secret in quotes"' }).message).not.toContain('quotation marks');
  });

  test('a wrong secret at a Keycloak may have been saved with something around it', () => {
    const asked = { at: KEYCLOAK, clientSecret: '"secret-in-quotes"' };
    const { message } = refusedBy(oauth('unauthorized_client', 'Invalid client secret'), asked);
    expect(message).toMatch(/Fix: save the value alone.* Otherwise, save the secret again/);
  });

  test('Basic: where the id or the secret has characters that it encodes', () => {
    const basic = { authMethod: 'client_secret_basic' } as const;
    const hint = 'Fix: try `auth_method: client_secret_post`. Otherwise, compare';
    expect(refusedBy(oauth('invalid_client'), { ...basic, clientSecret: 'per+cent' }).message).toContain(hint);
    expect(refusedBy(oauth('invalid_client'), { ...basic, clientId: 'https://shop.example' }).message).toContain(hint);
    for (const asked of [basic, { clientSecret: 'per+cent' }])
      expect(refusedBy(oauth('invalid_client'), asked).message).not.toContain('client_secret_post');
    expect(refusedBy(oauth('unauthorized_client'), { ...basic, clientSecret: 'per+cent' }).message).not.toContain(
      'client_secret_post',
    );
  });

  test('the methods that the server takes by its metadata, where this one is not among them', () => {
    const refusedWith = (authMethods: string[]): string => refusedBy(oauth('invalid_client'), { authMethods }).message;
    expect(refusedWith(['private_key_jwt', 'self_signed_tls_client_auth'])).toMatch(
      /the server takes `private_key_jwt`, `tls_client_auth`\.\nFix: set `auth_method`/,
    );
    expect(refusedBy(oauth('invalid_request'), { authMethods: ['private_key_jwt'] }).message).toContain('Fix: set `auth_method`');
    expect(refusedBy(oauth('invalid_scope'), { authMethods: ['private_key_jwt'] }).message).not.toContain('auth_method');
    expect(refusedWith(['client_secret_post'])).toContain(`Fix: ${compare}`);
    expect(refusedWith(['of_the_future'])).toContain(`Fix: ${compare}`);
  });

  test('the default server, where it is the one', () => {
    const at = (host: string): string => `https://${host}/auth/realms/Arkane/protocol/openid-connect/token`;
    const hint = 'For another server, set `environment`, `realm` or `token_url`.';
    expect(refusedBy(oauth('invalid_client'), { at: at('login.arkane.network') }).message).toContain(hint);
    expect(refusedBy(oauth('invalid_client'), { at: at('login.venly.io') }).message).not.toContain('another server');
  });

  test.each([
    ['invalid_client', true],
    ['invalid_request', true],
    ['invalid_scope', false],
  ])('the identity that was sent, with %s: %s', (error, shown) => {
    const asked = { authMethod: 'github_oidc', identity: 'iss "a", sub "b", aud "c"', at: KEYCLOAK } as const;
    expect(refusedBy(oauth(error), asked).what.includes('The ID token has iss "a", sub "b", aud "c".')).toBe(shown);
  });
});

describe('a refused assertion is made once more', () => {
  const date = (seconds: number): HttpResponse['headers'] => ({ date: new Date(sentAt + seconds * 1000).toUTCString() });
  const signed = { authMethod: 'private_key_jwt', issuer: 'https://id.example' } as const;

  test('by the clock of the server', () => {
    const { error, message } = refusedBy(oauth('invalid_client'), { ...signed, headers: date(-300), at: KEYCLOAK });
    expect(error.details).toMatchObject({ again: 'clock', ahead: -300_000 });
    expect(message).toMatch(
      /The runner's clock is 5 min ahead of the server's\.\nFix: set the runner's clock \(NTP\)\. Otherwise, compare `private_key`/,
    );
    expect(
      refusedBy(oauth('invalid_client'), { ...signed, headers: date(10), at: KEYCLOAK }).error.details.again,
    ).toBeUndefined();
    expect(refusedBy(oauth('invalid_client'), { headers: date(-300) }).error.details.again).toBeUndefined();
  });

  test('for the endpoint that was asked', () => {
    for (const authMethod of ['private_key_jwt', 'client_secret_jwt'] as const)
      expect(refusedBy(oauth('invalid_client'), { ...signed, authMethod }).error.details.again).toBe('audience');
    expect(refusedBy('', { ...signed, status: 403 }).error.details.again).toBe('audience');
    expect(refusedBy('', { ...signed, status: 401 }).error.details.again).toBe('audience');
  });

  test.each<Case & { readonly error?: string }>([
    { at: KEYCLOAK }, // takes both
    { assertionAudience: 'https://id.example' }, // was chosen
    { issuer: '' }, // it was the endpoint
    { authMethod: 'github_oidc' }, // somebody else's
    { authMethod: 'client_assertion' },
    { authMethod: 'client_secret_post' },
    { error: 'invalid_scope' },
  ])('but not with %j', ({ error = 'invalid_client', ...more }) => {
    expect(refusedBy(oauth(error), { ...signed, ...more }).error.details.again).toBeUndefined();
  });
});

test('at a server that is no Keycloak no message has a word of Keycloak, whatever it says', () => {
  const sentence = fc.constantFrom(
    undefined,
    'HTTPS required',
    'Invalid client secret',
    'Invalid client or Invalid client credentials',
    'Parameter client_assertion_type is missing',
    'Unauthorized grant type',
  );
  const code = fc.constantFrom(
    ...[
      'invalid_client',
      'unauthorized_client',
      'invalid_scope',
      'invalid_request',
      'invalid_target',
      'access_denied',
      'Not Found',
      '',
    ],
  );
  const status = fc.constantFrom(200, 302, 400, 401, 403, 404, 405, 415, 429, 500);
  fc.assert(
    fc.property(
      status,
      code,
      sentence,
      fc.constantFrom(...authMethods),
      fc.boolean(),
      (given, error, says, authMethod, named) => {
        const asked = { status: given, authMethod, clientId: named ? 'ci' : '', scope: named ? 'a b' : '', identity: 'iss "a"' };
        const { message } = refusedBy(error ? oauth(error, says) : (says ?? ''), asked);
        expect(message).not.toMatch(/keycloak|\brealms?\b|service account|keys tab/i);
        expect(message).not.toMatch(/undefined|\[object/);
      },
    ),
    { numRuns: 1000 },
  );
});

test('outside Keycloak no description decides who is at fault, but for the grant', () => {
  const code = fc.constantFrom(
    'invalid_client',
    'invalid_scope',
    'unsupported_grant_type',
    'HTTP 406 Not Acceptable',
    'server_error',
  );
  fc.assert(
    fc.property(code, fc.constantFrom(400, 401, 403, 404, 500), fc.jsonValue(), (error, status, error_description) => {
      fc.pre(!/grant type/i.test(JSON.stringify(error_description)));
      expect(refusedBy({ error, error_description }, { status }).error.id).toBe(refusedBy({ error }, { status }).error.id);
    }),
  );
});

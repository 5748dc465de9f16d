/**
 * What a person reads when a server refuses: the true cause where the server names one, and else what there is to check. Answers are
 * those of real servers, word for word.
 */
import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../src/report/texts.ts';
import {
  ask,
  expectFailure,
  grant,
  reply,
  secret,
  startHostileServer,
  type AskOptions,
  type Behaviour,
} from './helpers/hostile-server.ts';

const UNKNOWN = 'Invalid client or Invalid client credentials';
const oauth = (error: string, error_description: string, status = 401): Behaviour => reply({ error, error_description }, status);

/** Asks a Keycloak, or with a `path` another server, that answers so. Returns the message. */
async function refusal(
  answer: Behaviour,
  code: ErrorCode,
  said: RegExp,
  { path, ...options }: AskOptions & { readonly path?: string } = {},
) {
  await using server = await startHostileServer(answer);
  const inputs = { ...(path && { token_url: `http://127.0.0.1:${String(server.port)}${path}` }), ...options.inputs };
  const message = expectFailure(await ask(server, { ...options, inputs }), code, said);
  expect(server.received).toHaveLength(1);
  return message;
}

/** As asked of Keycloak 12 and 26. */
const keycloak: readonly [string, Behaviour, ErrorCode, RegExp][] = [
  ['a wrong secret, 26', oauth('unauthorized_client', UNKNOWN), 'unauthorized_client', /says that `client_secret` is wrong/],
  [
    'a wrong secret, 12',
    oauth('unauthorized_client', 'Invalid client secret'),
    'unauthorized_client',
    /`client_secret` is wrong/,
  ],
  [
    'an unknown client, 26',
    oauth('invalid_client', UNKNOWN),
    'invalid_client',
    /does not know this client.*\nFix: compare `client_id` with/,
  ],
  [
    'an unknown client, 12',
    oauth('invalid_client', 'INVALID_CREDENTIALS: Invalid client credentials', 400),
    'invalid_client',
    /does not know this client/,
  ],
  [
    'an unknown client, 10',
    oauth('unauthorized_client', 'INVALID_CREDENTIALS: Invalid client credentials', 400),
    'invalid_client',
    /does not know this client, or has disabled it \(400\): unauthorized_client/,
  ],
  [
    'a disabled client, 12',
    oauth('unauthorized_client', 'Invalid client credentials', 400),
    'unauthorized_client',
    /has disabled this client/,
  ],
  [
    'a public client',
    oauth('unauthorized_client', 'Public client not allowed to retrieve service account'),
    'unauthorized_client',
    /lists this client as public/,
  ],
  [
    'no service account',
    oauth('unauthorized_client', 'Client not enabled to retrieve service account'),
    'unauthorized_client',
    /has no service account for this client/,
  ],
  [
    'a client with a key',
    oauth('invalid_client', 'Parameter client_assertion_type is missing', 400),
    'invalid_client',
    /Fix: set `auth_method` to what this client is set up for/,
  ],
  [
    'another realm',
    reply({ error: 'Realm does not exist' }, 404),
    'endpoint_not_found',
    /^Realm test not found at 127\.0\.0\.1:\d+ \(case counts\)/,
  ],
];

describe.concurrent('at a Keycloak:', () => {
  test.each(keycloak)('%s', async (_, answer, code, said) => {
    const message = await refusal(answer, code, said);
    expect(message.split('\n')).toHaveLength(3);
  });

  test('a scope', async () => {
    const inputs = { scope: 'x y' };
    await refusal(
      oauth('invalid_scope', 'Invalid scopes: x', 400),
      'invalid_scope',
      /Fix: correct `scope`, or have it assigned/,
      { inputs },
    );
  });
});

/** As other servers answer (their releases of 2025 and 2026). */
const others: readonly [string, Behaviour, ErrorCode, RegExp, AskOptions?][] = [
  [
    'Spring: the grant',
    reply({ error: 'unauthorized_client' }, 400),
    'unauthorized_client',
    /does not let this client use client_credentials \(400\): unauthorized_client\.\nFix: have the server's administrator allow/,
  ],
  [
    'UAA: the grant',
    oauth('invalid_client', 'Unauthorized grant type'),
    'unauthorized_client',
    /does not let this client use client_credentials \(401\)/,
  ],
  [
    'UAA: the secret',
    oauth('unauthorized', 'Bad credentials'),
    'invalid_client',
    /answered 401 without an OAuth error: unauthorized "Bad credentials"/,
  ],
  ['Glewlwyd: anything', reply('', 403), 'access_denied', /403\. The client is refused, the URL is wrong, or a gateway blocks\./],
  [
    'Liberty: no scope',
    oauth('invalid_scope', 'The scope parameter is missing.', 302),
    'invalid_scope',
    /wants a scope \(302\).*\nFix: set `scope`/,
  ],
  [
    'Liberty: a parameter',
    oauth('invalid_request', 'The parameter [resource] contains an invalid value', 400),
    'request_refused',
    /Fix: .*`parameters`/,
  ],
  [
    'LemonLDAP: the path',
    reply('<html><head><title>Authentication portal</title></head></html>', 401),
    'invalid_client',
    /401 without an OAuth error: "Authentication portal"\.\nFix: check `token_url` first/,
  ],
  [
    'Spring: a redirect',
    reply('', 302, { location: '/login;jsessionid=0A1B2C3D4E5F' }),
    'redirect',
    /a redirect to the login page http:\/\/127\.0\.0\.1:\d+\/login\.\nFix: check `token_url`/,
  ],
  [
    'Okta',
    reply({ errorCode: 'E0000015', errorSummary: 'You do not have permission.' }, 403),
    'access_denied',
    /403: "You do not have permission\."/,
  ],
  [
    'Auth0',
    oauth('access_denied', 'Client is not authorized to access this audience.', 403),
    'request_refused',
    /Fix: check `scope`, `audience`/,
  ],
  [
    'Entra',
    oauth('invalid_scope', 'AADSTS70011: The provided value for scope is not valid.', 400),
    'invalid_scope',
    /not valid/,
    { inputs: { scope: 'a b' } },
  ],
  [
    'Apigee',
    reply({ fault: { faultstring: 'Unable to identify proxy for host' } }, 404),
    'endpoint_not_found',
    /404: "Unable to identify proxy for host"/,
  ],
  ['an API', oauth('invalid_token', 'No token'), 'endpoint_not_found', /wants a token at this URL/],
  [
    'a form that is refused',
    reply({ title: 'Unsupported Media Type', status: 415 }, 415),
    'endpoint_not_found',
    /415: "Unsupported Media Type"\. This is not/,
  ],
  [
    'a gateway',
    reply({ message: 'Authorization field missing' }, 400),
    'answer_invalid',
    /400 without an OAuth error: "Authorization field missing"/,
  ],
];

describe.concurrent('at another server, in its own words and none of Keycloak:', () => {
  test.each(others)('%s', async (_, answer, code, said, options = {}) => {
    const message = await refusal(answer, code, said, { ...options, path: '/oauth2/token' });
    expect(message).not.toMatch(/keycloak|\brealms?\b|service account|keys tab/i);
  });

  test('what passes is tried again, whatever its status', async () => {
    await using server = await startHostileServer([
      oauth('temporarily_unavailable', 'Later.', 400),
      oauth('unknown_error', 'Please retry your request.', 400),
      grant(),
    ]);
    const { exitCode, raw } = await ask(server);
    expect(exitCode).toBe(0);
    expect(raw).toMatch(/answered 400: temporarily_unavailable "Later\." Trying again (now|in \S+ s) \(attempt 2\)\./);
    expect(server.received).toHaveLength(3);
  });
});

describe.concurrent('an odd value', () => {
  test.each([
    ['client_secret', `"${secret}"`, 'has quotation marks around it'],
    ['client_secret', `${secret} `, 'has a space, line break or invisible character in it'],
    ['client_secret', `Bearer ${secret}`, 'begins with `Bearer` or `Basic`'],
    ['client_id', '${{ vars.ARKANE_CLIENT_ID }}', 'is an expression that was not expanded'],
  ])('%s: %s', async (name, value, looks) => {
    const message = await refusal(
      oauth('invalid_client', 'Client authentication failed'),
      'invalid_client',
      /Fix: save the value alone/,
      {
        path: '/oauth2/token',
        inputs: { [name]: value },
      },
    );
    expect(message).toContain(`\`${name}\` ${looks}.`);
    expect(message).toContain('Otherwise, compare `client_id`, `client_secret` and the server with what you were given.');
  });

  test('with Basic, special characters may be decoded in another way', async () => {
    const inputs = { auth_method: 'client_secret_basic', client_secret: `${secret}+%20` };
    for (const path of ['/oauth2/token', undefined])
      await refusal(
        oauth('invalid_client', 'No'),
        'invalid_client',
        /Fix: try `auth_method: client_secret_post`\. Otherwise, compare/,
        {
          inputs,
          ...(path && { path }),
        },
      );
  });
});

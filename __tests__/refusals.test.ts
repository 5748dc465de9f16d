/**
 * What Keycloak says of a client, and what a person is told: the true cause, and no more than is known.
 */
import { describe, expect, test } from 'vitest';
import { authMethods } from '../src/oauth/credentials.ts';
import type { AuthMethod } from '../src/oauth/credentials.ts';
import { environments } from '../src/oauth/environments.ts';
import { refused } from '../src/oauth/refusal.ts';
import type { ErrorCode } from '../src/report/texts.ts';
import { failureOf } from './helpers/failures.ts';
import { askOnce, expectFailure, reply } from './helpers/hostile-server.ts';

const UNKNOWN = 'Invalid client or Invalid client credentials';

/** As asked of Keycloak 12 and 26. */
const answers: [string, number, ErrorCode, string, RegExp, RegExp][] = [
  [
    'a wrong secret, 26',
    401,
    'unauthorized_client',
    UNKNOWN,
    /The client secret is wrong: .* Save the secret again/,
    /public|service account|disabled/,
  ],
  [
    'a wrong secret, 12',
    401,
    'unauthorized_client',
    'Invalid client secret',
    /The client secret is wrong/,
    /public|service account|disabled/,
  ],
  ['an unknown client, 26', 401, 'invalid_client', UNKNOWN, /does not exist on this server, is disabled/, /client_secret/],
  [
    'an unknown client, 12',
    400,
    'invalid_client',
    'INVALID_CREDENTIALS: Invalid client credentials',
    /does not exist/,
    /client_secret/,
  ],
  ['an unknown client, 14', 400, 'invalid_client', 'Invalid client credentials', /does not exist/, /client_secret/],
  ['a disabled client, 12', 400, 'unauthorized_client', 'Invalid client credentials', /The client is disabled/, /wrong|public/],
  [
    'a public client',
    401,
    'unauthorized_client',
    'Public client not allowed to retrieve service account',
    /The client is public/,
    /wrong/,
  ],
  [
    'no service account',
    401,
    'unauthorized_client',
    'Client not enabled to retrieve service account',
    /The client has no service account/,
    /wrong|public/,
  ],
  [
    'what nobody knows',
    401,
    'unauthorized_client',
    'Nope',
    /Most likely `client_secret` is wrong, or the client is/,
    /The client secret is wrong/,
  ],
];

describe.concurrent('a step is told', () => {
  test.each(answers)('%s', async (_, status, error, description, said, unsaid) => {
    const result = await askOnce(reply({ error, error_description: description }, status));
    const message = expectFailure(result, error, `${String(status)}: ${error} "${description}".`, said);
    expect(message.replace(/^.*?"\. /, '')).not.toMatch(unsaid);
    expect(message).not.toContain('only the default');
  });

  test('an unknown client, 10: by what it means, whatever its code', async () => {
    const answer = { error: 'unauthorized_client', error_description: 'INVALID_CREDENTIALS: Invalid client credentials' };
    expectFailure(await askOnce(reply(answer, 400)), 'invalid_client', 'answered 400: unauthorized_client', /does not exist/);
  });

  test('special characters are thought of where the secret was sent by Basic', async () => {
    const inputs = { auth_method: 'client_secret_basic' };
    const result = await askOnce(reply({ error: 'unauthorized_client', error_description: UNKNOWN }, 401), { inputs });
    expectFailure(result, 'unauthorized_client', 'The client secret is wrong', 'try `auth_method: client_secret_post`');
  });
});

describe('the default server', () => {
  const told = (host: string, error: string, description: string, authMethod: AuthMethod = 'client_secret_post'): string =>
    failureOf(() => {
      const body = JSON.stringify({ error, error_description: description });
      throw refused(
        { status: 401, headers: {}, body, url: new URL(`https://${host}`), sentAt: 0, receivedAt: 0 },
        { clean: String, host, authMethod, identity: '' },
      );
    }).message;
  const names = Object.keys(environments).slice(1);
  const DEFAULT = `login.arkane.network is only the default: credentials for another server need \`environment\` (${names.map((name) => `\`${name}\``).join(', ')}) or \`token_url\`.`;

  test.each([
    ['unauthorized_client', UNKNOWN],
    ['invalid_client', UNKNOWN],
    ['unauthorized_client', 'Nope'],
    ['invalid_client', 'Nope'],
  ])('is named when it says %s "%s"', (error, description) => {
    expect(told('login.arkane.network', error, description)).toContain(DEFAULT);
    expect(told('login-qa.arkane.network', error, description)).not.toContain('default');
    expect(told('id.example.com', error, description)).not.toContain('default');
  });

  test.each(authMethods.filter((method) => !method.startsWith('client_secret_')))(
    'of %s nothing is said about a secret',
    (method) => {
      for (const error of ['unauthorized_client', 'invalid_client'])
        expect(told('login.arkane.network', error, UNKNOWN, method)).not.toMatch(/secret is wrong|does not exist on this server/);
    },
  );
});

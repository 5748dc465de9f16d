import { describe, expect, inject, test } from 'vitest';
import type { ErrorCode } from '../../src/report/texts.ts';
import { type Generation, type Refused, refusals } from '../helpers/keycloak-answers.ts';
import { sessionIn } from '../helpers/runner.ts';
import { endpoint, type Inputs, main, realmUrl } from './job.ts';
import { expectFailure } from '../helpers/hostile-server.ts';
import { secret } from './realm.ts';
import type { Server } from './servers.ts';
import { allowed, always, type ByVersion } from './versions.ts';

/** The code of the message, and what the message says of the answer: its status and words. */
type Refusal = readonly [code: ErrorCode, answer: string];

interface Case {
  readonly inputs: Inputs | ((server: Server) => Inputs);
  readonly refusal: ByVersion<Refusal | 'granted'>;
  /** What the message must name, whatever the server said: the true cause. */
  readonly cause: RegExp;
}

const GENERIC = '"Invalid client or Invalid client credentials"';

const unknown: ByVersion<Refusal> = {
  '10': ['invalid_client', '(400): unauthorized_client "INVALID_CREDENTIALS: Invalid client credentials"'],
  '12': ['invalid_client', '(400): invalid_client "INVALID_CREDENTIALS: Invalid client credentials"'],
  '14': ['invalid_client', '(400): invalid_client "Invalid client credentials"'],
  '20': ['invalid_client', `(401): invalid_client ${GENERIC}`],
};

const clientCases: Readonly<Record<string, Case>> = {
  'a wrong secret': {
    inputs: { client_secret: 'not-the-secret-41d0' },
    refusal: {
      '10': ['unauthorized_client', '(401): unauthorized_client "Invalid client secret"'],
      '20': ['unauthorized_client', `(401): unauthorized_client ${GENERIC}`],
    },
    cause: /`client_secret` is wrong/,
  },
  'an unknown client': {
    inputs: { client_id: 'arkane-nobody' },
    refusal: unknown,
    cause: /does not know this client/,
  },
  'a disabled client': {
    inputs: { client_id: 'arkane-disabled' },
    refusal: {
      '10': ['unauthorized_client', '(400): unauthorized_client "Invalid client credentials"'],
      '20': ['invalid_client', `(401): invalid_client ${GENERIC}`],
    },
    cause: /disabled/,
  },
  'a public client': {
    inputs: { client_id: 'arkane-public' },
    refusal: always([
      'unauthorized_client',
      '(401): unauthorized_client "Public client not allowed to retrieve service account"',
    ]),
    cause: /this client as public/,
  },
  'a client without a service account': {
    inputs: { client_id: 'arkane-no-account' },
    refusal: always(['unauthorized_client', '(401): unauthorized_client "Client not enabled to retrieve service account"']),
    cause: /no service account/,
  },
  "a service account's user that is disabled": {
    inputs: { client_id: 'arkane-user-off' },
    refusal: always(['unauthorized_client', `(401): invalid_request "User 'service-account-arkane-user-off' disabled"`]),
    cause: /disabled the user of this client's service account/,
  },
  'a scope that does not exist': {
    inputs: { scope: 'email view:nothing' },
    refusal: always(['invalid_scope', '(400): invalid_scope "Invalid scopes: email view:nothing"']),
    cause: /`scope`/,
  },
  'a secret for a client that signs assertions': {
    inputs: { client_id: 'arkane-key-rsa' },
    refusal: always(['invalid_client', '(400): invalid_client "Parameter client_assertion_type is missing"']),
    cause: /`auth_method`/,
  },
  // To an older Keycloak it is an unknown client; a newer one answers as if it were.
  'a secret for a client that GitHub vouches for': {
    inputs: { client_id: 'shop-deploy' },
    refusal: unknown,
    cause: /does not know this client/,
  },
};

const path = '/protocol/openid-connect/token';
const urlCases: Readonly<Record<string, Case>> = {
  'an unknown realm': {
    inputs: (server) => ({ token_url: realmUrl(server, 'Nowhere') + path }),
    refusal: always(['endpoint_not_found', 'Realm ']),
    cause: /Realm Nowhere not found/,
  },
  'the name of the realm in lower case': {
    inputs: (server) => ({ token_url: realmUrl(server, 'arkane') + path }),
    refusal: always(['endpoint_not_found', 'Realm ']),
    cause: /Realm arkane not found .*case counts/,
  },
  'the prefix of the other generation': {
    inputs: ({ base }) => ({
      token_url: `${base.endsWith('/auth') ? base.replace(/\/auth$/, '') : `${base}/auth`}/realms/Arkane${path}`,
    }),
    refusal: always(['endpoint_not_found', ' 404']),
    cause: /not its token endpoint/,
  },
  'two slashes': {
    inputs: ({ base }) => ({ token_url: `${base}//realms/Arkane${path}` }),
    refusal: {
      '10': ['endpoint_not_found', ' 404'],
      '17': 'granted',
      '26': ['endpoint_not_found', ' 400: missingNormalization'],
    },
    cause: /not its token endpoint/,
  },
  'the root of the server': {
    inputs: ({ base }) => ({ token_url: `${base}/` }),
    refusal: always(['answer_invalid', ' 406']),
    cause: /`token_url`/,
  },
};

async function expectRefused(server: Server, { inputs, refusal, cause }: Case, more: Inputs = {}): Promise<void> {
  const given = typeof inputs === 'function' ? inputs(server) : inputs;
  const answers = allowed(server, refusal);
  const { exitCode, outputs, state, errors, log } = await main(server, { ...given, ...more });
  if (exitCode === 0) expect(answers).toContain('granted');
  if (exitCode === 0) return;
  expect({ exitCode, outputs, session: sessionIn(state) }).toEqual({ exitCode: 1, outputs: {}, session: undefined });
  expect(errors).toHaveLength(1);
  expect(log).not.toContain('Trying again');
  const message = errors[0]?.message ?? '';
  const { host } = new URL(server.base);
  const fits = answers
    .filter((each) => each !== 'granted')
    .filter(([code, answer]) => message.includes(answer) && message.includes(host) && message.endsWith(`errors.md#${code}`));
  expect(fits, message).not.toEqual([]);
  expect(message).toMatch(cause);
}

describe.each(inject('servers'))('$name', (server) => {
  describe.each(['client_secret_post', 'client_secret_basic'])('%s', (auth_method) => {
    test.each(Object.entries(clientCases))('%s', async (_, refused) => {
      await expectRefused(server, refused, { auth_method });
    });
  });

  test.each(Object.entries(urlCases))('%s', async (_, refused) => {
    await expectRefused(server, refused);
  });

  test.skipIf(server.version === undefined).each<[string, string, Refusal, RegExp]>([
    ['is switched off', 'Closed', ['access_denied', '(403): access_denied "Realm not enabled"'], /has disabled this realm/],
    ['wants HTTPS', 'Secure', ['access_denied', '(403): invalid_request "HTTPS required"'], /X-Forwarded-Proto/],
  ])('a realm that %s', async (_, name, refusal, cause) => {
    await expectRefused(server, { inputs: { token_url: realmUrl(server, name) + path }, refusal: always(refusal), cause });
  });

  test.each<[string, (server: Server) => string]>([
    ['the page of the realm', (server) => realmUrl(server)],
    ['another endpoint of the realm', (server) => `${endpoint(server)}s`],
    ['the login page', (server) => endpoint(server).replace(/token$/, 'auth')],
    ['the metadata', (server) => `${realmUrl(server)}/.well-known/openid-configuration`],
  ])('%s is not even asked, and the token endpoint is told', async (_, url) => {
    const result = await main(server, { token_url: url(server) });
    expectFailure(result, 'input_invalid', endpoint(server));
  });

  const asked: Readonly<Record<Refused, Inputs>> = {
    wrongSecret: { client_id: 'arkane-backend', client_secret: 'not-the-secret-41d0' },
    unknownClient: { client_id: 'arkane-nobody', client_secret: secret },
    noServiceAccount: { client_id: 'arkane-no-account', client_secret: secret },
  };
  const imitated = Object.keys(refusals).filter((version) => server.version === undefined || server.version === version);
  test.skipIf(imitated.length === 0).each(Object.entries(asked) as [Refused, Inputs][])(
    '%s is answered as the stand-in answers',
    async (kind, form) => {
      const body = new URLSearchParams({ grant_type: 'client_credentials', ...form });
      const response = await fetch(endpoint(server), { method: 'POST', body });
      const answer = { status: response.status, body: await response.json() };
      expect(imitated.map((version) => refusals[version as Generation][kind])).toContainEqual(answer);
    },
  );

  test('an empty secret is not even sent', async () => {
    const { errors } = await main(server, { client_secret: '' });
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/#secret_empty$/)]);
  });
});

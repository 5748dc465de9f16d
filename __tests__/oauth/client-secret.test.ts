import { decodeJwt, jwtVerify } from 'jose';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authenticate } from '../../src/oauth/authenticate.ts';
import { maskBasic } from '../../src/client/client-secret.ts';
import type { Credentials } from '../../src/oauth/credentials.ts';
import type { FormRequest } from '../../src/http/send.ts';
import { tokenRequest, type TokenParameters } from '../../src/oauth/token-request.ts';
import { ask, expectFailure, grant, reply, secret, startHostileServer } from '../helpers/hostile-server.ts';
import { startIdentityServer } from '../helpers/identity-server.ts';
import { record } from '../helpers/log.ts';
import { runStep } from '../helpers/runner.ts';

const inputs = {
  clientId: 'team:ci',
  clientSecret: 'a b&c=%é',
  tokenUrl: new URL('https://id.example/token'),
  scope: [],
  audience: '',
  authMethod: 'client_secret_post',
  privateKey: '',
  privateKeyId: '',
  assertionAudience: '',
  parameters: [],
  clientAssertionFile: '',
  clientCertificate: '',
  clientCertificateKey: '',
} satisfies Credentials & TokenParameters;

const build = (given: Credentials & TokenParameters): Promise<FormRequest> =>
  authenticate(tokenRequest(given), given, { log: record().log, timeLeft: () => 1000 });

/** What a server reads from the header (RFC 6749, 2.3.1). */
function decodedBasic(header = ''): [string, string] {
  const [id = '', secret = ''] = Buffer.from(header.replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':');
  const decoded = (part: string): string => new URLSearchParams(`v=${part}`).get('v') ?? '';
  return [decoded(id), decoded(secret)];
}

describe('the request of a client with a secret', () => {
  test('client_secret_post: the secret stands in the form, and nowhere else', async () => {
    expect(await build(inputs)).toEqual({
      url: inputs.tokenUrl,
      headers: {},
      form: { grant_type: 'client_credentials', client_id: 'team:ci', client_secret: 'a b&c=%é' },
    });
  });

  test('client_secret_basic: the secret stands in the header, and nowhere else', async () => {
    expect(await build({ ...inputs, authMethod: 'client_secret_basic' })).toEqual({
      url: inputs.tokenUrl,
      headers: { authorization: `Basic ${Buffer.from('team%3Aci:a+b%26c%3D%25%C3%A9').toString('base64')}` },
      form: { grant_type: 'client_credentials' },
    });
  });

  test('any id and secret arrive as they are, by both methods', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    await fc.assert(
      fc.asyncProperty(text, text, async (clientId, clientSecret) => {
        const credentials = { ...inputs, clientId, clientSecret };
        const { headers } = await build({ ...credentials, authMethod: 'client_secret_basic' });
        expect(decodedBasic(headers['authorization'])).toEqual([clientId, clientSecret]);
        expect(headers['authorization']).toMatch(/^Basic [A-Za-z0-9+/]+=*$/);
        const sent = new URLSearchParams(new URLSearchParams((await build(credentials)).form).toString());
        expect([sent.get('client_id'), sent.get('client_secret')]).toEqual([clientId, clientSecret]);
      }),
    );
  });
});

test('maskBasic masks what the Basic header has', async () => {
  const { log, masks } = record();
  maskBasic(log, inputs);
  const { headers } = await build({ ...inputs, authMethod: 'client_secret_basic' });
  const header = headers['authorization'];
  expect(masks).toContain(header?.replace('Basic ', ''));
});

test('maskBasic masks what others would send, too, and nothing where there is no secret', () => {
  const { log, masks } = record();
  maskBasic(log, { ...inputs, clientSecret: '' });
  expect(masks).toEqual([]);
  maskBasic(log, inputs);
  expect(masks).toContain(Buffer.from('team:ci:a b&c=%é').toString('base64'));
});

const bySignature = { auth_method: 'client_secret_jwt' };

describe('client_secret_jwt', () => {
  test('signs with the secret, and never sends it', async () => {
    await using server = await startHostileServer(grant());
    const result = await ask(server, { inputs: bySignature });
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] });
    const { body = '', form } = server.received[0] ?? {};
    expect(body).not.toContain(secret);
    const jwt = form?.get('client_assertion') ?? '';
    expect(result.masks).toEqual(expect.arrayContaining([secret, jwt]));
    const { payload, protectedHeader } = await jwtVerify(jwt, new TextEncoder().encode(secret));
    expect(protectedHeader).toEqual({ alg: 'HS256', typ: 'JWT' });
    const issuer = server.url.replace('/protocol/openid-connect/token', '');
    expect(payload).toMatchObject({ iss: 'arkane-ci', sub: 'arkane-ci', aud: issuer, jti: expect.any(String) as string });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(90);
  });

  test.each(['short', 'pässwörd-密码-🔑', '-----BEGIN x'])(
    'with any secret, by its bytes in UTF-8: %s',
    async (client_secret) => {
      await using server = await startHostileServer(grant());
      expect(await ask(server, { inputs: { ...bySignature, client_secret } })).toMatchObject({ exitCode: 0, errors: [] });
      await jwtVerify(server.received[0]?.form.get('client_assertion') ?? '', new TextEncoder().encode(client_secret));
    },
  );

  test('each attempt has one of its own', async () => {
    await using server = await startHostileServer([reply('', 503), grant()]);
    await ask(server, { inputs: bySignature });
    const ids = server.received.map(({ form }) => decodeJwt(form.get('client_assertion') ?? '').jti);
    expect(new Set(ids).size).toBe(2);
  });

  test('without a secret, and refused', async () => {
    await using server = await startHostileServer(reply({ error: 'invalid_client' }, 401));
    expectFailure(await ask(server, { inputs: { ...bySignature, client_secret: '' } }), 'secret_empty', '`client_secret`');
    expectFailure(await ask(server, { inputs: bySignature }), 'invalid_client', 'Signed JWT with client secret');
    expect(server.received).toHaveLength(1);
  });

  test('at a real server (oidc-provider), to the end of its token', async () => {
    const registration = { token_endpoint_auth_method: 'client_secret_jwt', token_endpoint_auth_signing_alg: 'HS256' };
    const server = await startIdentityServer({ plain: true, format: 'opaque', clients: [{ registration }] });
    const [client] = server.clients;
    const given = { ...bySignature, client_id: client.id, client_secret: client.secret, issuer: server.issuer };
    const main = await runStep({ inputs: given });
    expect(main).toMatchObject({ exitCode: 0, errors: [], warnings: [] });
    expect((await runStep({ entry: 'post', state: main.state })).log).toMatch(/^Ended the session/m);
    expect(server.count('revoke')).toBe(1);
    expectFailure(await runStep({ inputs: { ...given, client_secret: 'another-secret-1234' } }), 'invalid_client');
    expectFailure(await runStep({ inputs: { ...given, assertion_audience: 'https://other.test' } }), 'invalid_client');
    await server.close();
  });
});

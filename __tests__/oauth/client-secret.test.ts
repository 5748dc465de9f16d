import { decodeJwt, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { ask, expectFailure, grant, reply, secret, startHostileServer } from '../helpers/hostile-server.ts';
import { startIdentityServer } from '../helpers/identity-server.ts';
import { runStep } from '../helpers/runner.ts';

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
    expectFailure(await ask(server, { inputs: bySignature }), 'invalid_client', /`client_secret`/);
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

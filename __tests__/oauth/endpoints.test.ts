import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import {
  ask,
  type AskOptions,
  expectFailure,
  grant,
  type HostileServer,
  raw,
  reply,
  secret,
  startHostileServer,
  token,
} from '../helpers/hostile-server.ts';
import { type IdentityServer, type IdentityServerOptions, startIdentityServer } from '../helpers/identity-server.ts';
import { runStep, type StepResult } from '../helpers/runner.ts';

const WELL_KNOWN = '/.well-known/openid-configuration';

type Metadata = Readonly<Record<string, unknown>>;

/** A server whose metadata is at `at`, and says what `metadata` makes of its origin; elsewhere there is a page with 404. */
async function startServer(metadata: (origin: string) => Metadata, at = WELL_KNOWN): Promise<HostileServer & { origin: string }> {
  const server: HostileServer = await startHostileServer((response, received) => {
    const origin = `http://127.0.0.1:${String(server.port)}`;
    if (received.path === at) reply(metadata(origin))(response, received);
    else if (received.path.split('?')[0] === '/oauth/token') grant()(response, received);
    else if (received.path === '/oauth/revoke') response.writeHead(200).end();
    else reply('<html>Not found</html>', 404)(response, received);
  });
  return Object.assign(server, { origin: `http://127.0.0.1:${String(server.port)}` });
}

const usual = (origin: string): Metadata => ({
  issuer: origin,
  token_endpoint: `${origin}/oauth/token`,
  revocation_endpoint: `${origin}/oauth/revoke`,
});

function step(server: { readonly origin: string }, options: AskOptions = {}): Promise<StepResult> {
  return ask({ url: '' }, { ...options, inputs: { issuer: server.origin, ...options.inputs } });
}

const paths = ({ received }: HostileServer): string[] => received.map(({ path }) => path);

describe.concurrent('issuer', () => {
  test("a Keycloak's realm is asked for a token at once, and for no metadata", async () => {
    await using server = await startHostileServer(grant());
    const issuer = `http://127.0.0.1:${String(server.port)}/auth/realms/ci`;
    expect(await ask({ url: '' }, { inputs: { issuer } })).toMatchObject({ exitCode: 0, outputs: { access_token: token } });
    expect(paths(server)).toEqual(['/auth/realms/ci/protocol/openid-connect/token']);
  });

  test('any other by its metadata, whose endpoints are told', async () => {
    await using server = await startServer(usual);
    const { exitCode, log, outputs } = await step(server);
    expect({ exitCode, outputs }).toMatchObject({ exitCode: 0, outputs: { access_token: token } });
    expect(log).toContain(
      `By the metadata of ${server.origin}: token ${server.origin}/oauth/token, revocation ${server.origin}/oauth/revoke.`,
    );
    expect(paths(server)).toEqual([WELL_KNOWN, '/oauth/token']);
    expect(server.received[0]).toMatchObject({ body: '' });
    expect(JSON.stringify(server.received[0]?.headers)).not.toContain('authorization');
  });

  test.each([
    ['with a path, as OpenID Connect has it', '/tenant/a', `/tenant/a${WELL_KNOWN}`, 1],
    ['with a slash at its end', '/tenant/', `/tenant${WELL_KNOWN}`, 1],
    ['with a path, as RFC 8414 has it', '/tenant/a', '/.well-known/oauth-authorization-server/tenant/a', 2],
    ['without a path, as RFC 8414 has it', '', '/.well-known/oauth-authorization-server', 2],
  ])('%s', async (_, path, at, requests) => {
    await using server = await startServer((origin) => ({ ...usual(origin), issuer: origin + path }), at);
    expect(await step({ origin: server.origin + path })).toMatchObject({ exitCode: 0 });
    expect(paths(server).slice(requests - 1)).toEqual([at, '/oauth/token']);
  });

  test('a query that the metadata has in an endpoint is sent, and not told', async () => {
    const asked = (origin: string): Metadata => ({
      ...usual(origin),
      token_endpoint: `${origin}/oauth/token?key=of-this-tenant`,
    });
    await using server = await startServer(asked);
    const { exitCode, log } = await step(server);
    expect(exitCode).toBe(0);
    expect(log).toContain(`token ${server.origin}/oauth/token, revocation `);
    expect(log).not.toContain('of-this-tenant');
    expect(paths(server)).toEqual([WELL_KNOWN, '/oauth/token?key=of-this-tenant']);
  });

  test('an attempt that failed is made again, and the metadata is read once', async () => {
    let failures = 2;
    await using server = await startHostileServer((response, received) => {
      const origin = `http://127.0.0.1:${String(server.port)}`;
      if (failures-- > 0) response.writeHead(503).end();
      else if (received.path === WELL_KNOWN && failures === -1) reply(usual(origin))(response, received);
      else if (failures === -2) response.writeHead(503).end();
      else grant()(response, received);
    });
    expect(await step({ origin: `http://127.0.0.1:${String(server.port)}` })).toMatchObject({ exitCode: 0 });
    expect(paths(server)).toEqual([WELL_KNOWN, WELL_KNOWN, WELL_KNOWN, '/oauth/token', '/oauth/token']);
  });

  test.each<[string, (origin: string) => Metadata, string | RegExp]>([
    [
      'of another issuer',
      (origin) => ({ ...usual(origin), issuer: `${origin}/` }),
      /is that of the issuer http:\S+\/\. .*give it as `issuer`/,
    ],
    ['of no issuer', (origin) => ({ ...usual(origin), issuer: undefined }), 'is that of no issuer'],
    ['without a token endpoint', (origin) => ({ issuer: origin }), 'has no `token_endpoint`'],
    ['with http', (origin) => ({ issuer: origin, token_endpoint: 'http://id.example/t' }), '`token_endpoint` is not https'],
    [
      'with a password',
      (origin) => ({ issuer: origin, token_endpoint: 'https://u:p@id.example/t' }),
      'has a user name or password',
    ],
    [
      'with a host of half a megabyte',
      (origin) => ({ issuer: origin, token_endpoint: `https://${'a'.repeat(500_000)}/t` }),
      '`token_endpoint` is no URL',
    ],
    ['with a fragment', (origin) => ({ issuer: origin, token_endpoint: 'https://id.example/t#x' }), 'has a fragment'],
    ['with no text for a URL', (origin) => ({ issuer: origin, token_endpoint: { href: 1 } }), '`token_endpoint` is no URL'],
    [
      'with http for revocation',
      (origin) => ({ ...usual(origin), revocation_endpoint: 'http://id.example/r' }),
      '`revocation_endpoint` is not https',
    ],
    ...['token_endpoint', 'revocation_endpoint'].flatMap((name) =>
      [secret, secret.toUpperCase(), Buffer.from(secret).toString('hex').replace(/.{30}/, '$&.')].map(
        (said): [string, (origin: string) => Metadata, string] => [
          `with a host that repeats the secret in ${name}`,
          (origin) => ({ ...usual(origin), [name]: `https://${said}.invalid/` }),
          `\`${name}\` repeats a secret in its host`,
        ],
      ),
    ),
  ])('metadata %s is refused, and nothing secret was sent', async (_, metadata, said) => {
    await using server = await startServer(metadata);
    expectFailure(await step(server), 'metadata_invalid', said);
    expect(paths(server)).toEqual([WELL_KNOWN]);
  });

  test.each<[string, (response: ServerResponse) => void, string]>([
    ['redirects', (response) => response.writeHead(302, { location: 'https://evil.test/' }).end(), '(302)'],
    ['answers with a page', (response) => response.end('<html>'), '(200)'],
    ['answers with a list', (response) => response.end('[]'), '(200)'],
    ['answers 403', (response) => response.writeHead(403).end('{}'), '(403)'],
  ])('a server that %s has no metadata, and both places are told', async (_, behave, status) => {
    await using server = await startHostileServer(behave);
    const origin = `http://127.0.0.1:${String(server.port)}`;
    const message = expectFailure(await step({ origin: `${origin}/x` }), 'metadata_not_found', status);
    for (const place of [`${origin}/x${WELL_KNOWN} `, `${origin}/.well-known/oauth-authorization-server/x `])
      expect(message).toContain(place);
    expect(server.received).toHaveLength(2);
  });

  test.each<[string, Parameters<typeof startHostileServer>[0], Parameters<typeof expectFailure>[1]]>([
    ['fails', reply('', 503), 'server_error'],
    ['is too large', reply(' '.repeat(2_000_000)), 'answer_too_large'],
    ['breaks', raw('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{', 'close'), 'connection_failed'],
    ['hangs', () => undefined, 'timeout'],
  ])('metadata that %s, until `timeout`', async (_, behave, code) => {
    await using server = await startHostileServer(behave);
    const result = await step({ origin: `http://127.0.0.1:${String(server.port)}` }, { inputs: { timeout: '2' } });
    expectFailure(result, code);
    expect(result.took).toBeLessThan(4000);
  });

  test('what the metadata took counts for `timeout`', async () => {
    await using server = await startHostileServer((response, received) => {
      const origin = `http://127.0.0.1:${String(server.port)}`;
      if (received.path === WELL_KNOWN)
        setTimeout(() => {
          reply(usual(origin))(response, received);
        }, 1500);
    });
    const result = await step({ origin: `http://127.0.0.1:${String(server.port)}` }, { inputs: { timeout: '3' } });
    expectFailure(result, 'timeout', /within 1\.\d s/);
  });

  test('endpoints of their own for clients that show a certificate (RFC 8705, 5) are for those alone', async () => {
    await using server = await startServer((origin) => ({
      ...usual(origin),
      mtls_endpoint_aliases: { token_endpoint: 'https://mtls.test/t' },
    }));
    expect(await step(server)).toMatchObject({ exitCode: 0 });
  });

  test('a refusal names the methods that the server takes', async () => {
    const supported = ['private_key_jwt', 'self_signed_tls_client_auth', 'none', 'x-own'];
    for (const [methods, said] of [
      [supported, 'the server takes `private_key_jwt`, `tls_client_auth` alone. '],
      [undefined, 'the server takes `client_secret_basic` alone. '],
    ] as const) {
      await using server = await startHostileServer((response, received) => {
        const origin = `http://127.0.0.1:${String(server.port)}`;
        if (received.path !== WELL_KNOWN) reply({ error: 'invalid_client' }, 401)(response, received);
        else reply({ ...usual(origin), token_endpoint_auth_methods_supported: methods })(response, received);
      });
      const result = await step({ origin: `http://127.0.0.1:${String(server.port)}` });
      expectFailure(result, 'invalid_client', said, 'Set `auth_method` to');
    }
  });
});

describe('a real server that is no Keycloak (oidc-provider)', () => {
  async function job(
    options: IdentityServerOptions,
    inputs: Record<string, string> = {},
  ): Promise<[IdentityServer, StepResult, StepResult]> {
    const server = await startIdentityServer({ plain: true, ...options });
    try {
      const [{ id, secret }] = server.clients;
      const main = await runStep({ inputs: { client_id: id, client_secret: secret, issuer: server.issuer, ...inputs } });
      const post = await runStep({ entry: 'post', state: main.state });
      const [token = ''] = server.granted;
      if (token) expect(await server.introspect(token)).toEqual({ active: false });
      return [server, main, post];
    } finally {
      await server.close();
    }
  }

  test.each(['client_secret_post', 'client_secret_basic'])('a token, which is revoked at the end: %s', async (auth_method) => {
    const [server, main, post] = await job({ format: 'opaque' }, { auth_method });
    expect({ exitCode: main.exitCode, warnings: main.warnings }).toEqual({ exitCode: 0, warnings: [] });
    expect(main.outputs['access_token']).toBe(server.granted[0]);
    expect(post.warnings).toEqual([]);
    expect(post.log).toMatch(/^The session at 127\.0\.0\.1:\d+ is ended\.$/m);
    expect(server.count('revoke')).toBe(1);
  });

  test('a JWT, which this server revokes none of: told, and no warning', async () => {
    const [server, main, post] = await job({ format: 'jwt' });
    expect({ exitCode: main.exitCode, warnings: [...main.warnings, ...post.warnings] }).toEqual({ exitCode: 0, warnings: [] });
    expect(post.log).toMatch(/^127\.0\.0\.1:\d+ revokes no tokens of this kind: the access token is valid until 20\S+Z\.$/m);
    expect(server.count('revoke')).toBe(1);
  });
});

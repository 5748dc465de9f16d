/**
 * Which endpoints a server has: real servers on loopback, asked by the function that finds them, and a few whole steps.
 */
import { describe, expect, test } from 'vitest';
import type { Server } from '../../src/oauth/endpoint-url.ts';
import { findEndpoints } from '../../src/oauth/endpoints.ts';
import { wellKnown } from '../../src/oauth/metadata.ts';
import { ActionError } from '../../src/report/error.ts';
import {
  ask,
  type AskOptions,
  type Behaviour,
  expectFailure,
  grant,
  type HostileServer,
  raw,
  reply,
  startHostileServer,
  token,
} from '../helpers/hostile-server.ts';
import { type IdentityServerOptions, startIdentityServer } from '../helpers/identity-server.ts';
import { record } from '../helpers/log.ts';
import { runStep, type StepResult } from '../helpers/runner.ts';

type Metadata = Readonly<Record<string, unknown>>;
type Documents = Readonly<Record<string, (origin: string) => Metadata | Behaviour>>;

const CONNECT = '/.well-known/openid-configuration';
const OAUTH = '/.well-known/oauth-authorization-server';
const usual = (origin: string): Metadata => ({
  issuer: origin,
  token_endpoint: `${origin}/oauth/token`,
  revocation_endpoint: `${origin}/oauth/revoke`,
});
const without = (name: string) => (origin: string) => ({ ...usual(origin), [name]: undefined });

/** A server with `documents` by path, and a token endpoint; elsewhere there is a page with 404. */
async function start(documents: Documents): Promise<HostileServer & { origin: string; paths: () => string[] }> {
  const server: HostileServer = await startHostileServer((response, received) => {
    const document = documents[received.path]?.(`http://127.0.0.1:${String(server.port)}`);
    if (typeof document === 'function') document(response, received);
    else if (document) reply(document)(response, received);
    else if (received.path.split('?')[0] === '/oauth/token') grant()(response, received);
    else if (received.path === '/oauth/revoke') response.writeHead(200).end();
    else reply('<html>Not found</html>', 404)(response, received);
  });
  const paths = (): string[] => server.received.map(({ path }) => path);
  return Object.assign(server, { origin: `http://127.0.0.1:${String(server.port)}`, paths });
}

const asked: Server = { tokenUrl: undefined, revocationUrl: undefined, issuer: '', clientCertificate: '', timeout: 5 };
/** What is found: URLs without their origin. */
async function find(origin: string, more: Partial<Server> = {}, ...secrets: string[]): Promise<Record<string, unknown>> {
  const { log, lines } = record(...secrets);
  const { elapsed, ...found } = await findEndpoints({ ...asked, issuer: origin, ...more }, { log });
  const short = (url: URL | undefined): string | undefined => url?.href.replace(new URL(more.issuer ?? origin).origin, '');
  const urls = { tokenUrl: short(found.tokenUrl), revocationUrl: short(found.revocationUrl) };
  return { ...found, ...urls, lines, waited: elapsed > 0 };
}

/** The id of the failure, and what its sentences are made of. */
async function failed(origin: string, more: Partial<Server> = {}, ...secrets: string[]): Promise<object> {
  try {
    return await find(origin, more, ...secrets);
  } catch (error) {
    if (error instanceof ActionError) return { id: error.id, ...error.params };
    throw error;
  }
}

test.each([
  ['https://id.example', CONNECT, OAUTH],
  ['https://id.example/', CONNECT, OAUTH],
  ['https://id.example/a/b', `/a/b${CONNECT}`, `${OAUTH}/a/b`],
  ['https://id.example:8443/a/', `/a${CONNECT}`, `${OAUTH}/a`],
  [
    'https://id.example/am/oauth2/realms/root/realms/alpha',
    `/am/oauth2/realms/root/realms/alpha${CONNECT}`,
    `${OAUTH}/am/oauth2/realms/root/realms/alpha`,
  ],
])('where the metadata of %s is', (issuer, connect, oauth) => {
  const { origin } = new URL(issuer);
  expect(wellKnown(issuer).map(({ href }) => href)).toEqual([origin + connect, origin + oauth]);
});

test('a token endpoint that is known costs no request', async () => {
  const [tokenUrl, revocationUrl] = [new URL('https://id.example/t'), new URL('https://id.example/r')];
  const found = await findEndpoints({ ...asked, tokenUrl, revocationUrl }, { log: record().log });
  expect(found).toEqual({ tokenUrl, revocationUrl, elapsed: 0 });
});

describe('which documents are read', () => {
  const both = { tokenUrl: '/oauth/token', revocationUrl: '/oauth/revoke' };
  test.each<[string, Documents, string, Record<string, unknown>, string[]]>([
    ['the first alone, where it has all', { [CONNECT]: usual, [OAUTH]: usual }, '', both, [CONNECT]],
    ['the second, where there is no first', { [OAUTH]: usual }, '', both, [CONNECT, OAUTH]],
    ['the second, where the first is a page', { [CONNECT]: () => reply('<html>'), [OAUTH]: usual }, '', both, [CONNECT, OAUTH]],
    [
      'both, where the first lacks the revocation endpoint',
      { [CONNECT]: without('revocation_endpoint'), [OAUTH]: usual },
      '',
      both,
      [CONNECT, OAUTH],
    ],
    [
      'both, and the first counts where they differ',
      {
        [CONNECT]: without('revocation_endpoint'),
        [OAUTH]: (origin) => ({ ...usual(origin), token_endpoint: `${origin}/other` }),
      },
      '',
      both,
      [CONNECT, OAUTH],
    ],
    [
      'both, of which the second is of another issuer, and so left out',
      { [CONNECT]: without('revocation_endpoint'), [OAUTH]: (origin) => ({ ...usual(origin), issuer: 'https://evil.test' }) },
      '',
      { ...both, revocationUrl: undefined },
      [CONNECT, OAUTH],
    ],
    [
      'both, of which the second fails, once',
      { [CONNECT]: without('revocation_endpoint'), [OAUTH]: () => reply('', 503) },
      '',
      { ...both, revocationUrl: undefined },
      [CONNECT, OAUTH],
    ],
    [
      'both, where there is no second',
      { [CONNECT]: without('revocation_endpoint') },
      '',
      { ...both, revocationUrl: undefined },
      [CONNECT, OAUTH],
    ],
    [
      'the first alone, where revocation_url is set',
      { [CONNECT]: without('revocation_endpoint'), [OAUTH]: usual },
      'revocation_url',
      { ...both, revocationUrl: 'https://id.example/r' },
      [CONNECT],
    ],
    [
      'and revocation_url wins over the metadata',
      { [CONNECT]: usual },
      'revocation_url',
      { ...both, revocationUrl: 'https://id.example/r' },
      [CONNECT],
    ],
  ])('%s', async (_, documents, input, found, paths) => {
    await using server = await start(documents);
    const revocationUrl = input === '' ? undefined : new URL('https://id.example/r');
    expect(await find(server.origin, { revocationUrl })).toMatchObject({ ...found, waited: true });
    expect(server.paths()).toEqual(paths);
    expect(server.received.map(({ body }) => body).join('')).toBe('');
  });

  test('the endpoints are shown, without a query', async () => {
    const query = (origin: string): Metadata => ({
      ...usual(origin),
      token_endpoint: `${origin}/oauth/token?key=of-this-tenant`,
    });
    await using server = await start({ [CONNECT]: query });
    const { tokenUrl, lines } = await find(server.origin);
    expect(tokenUrl).toBe('/oauth/token?key=of-this-tenant');
    const revocation = `revocation ${server.origin}/oauth/revoke`;
    expect(lines).toEqual([`Metadata of ${server.origin}: token ${server.origin}/oauth/token, ${revocation}.`]);
  });
});

describe('what is read of them', () => {
  const read = async (more: Metadata, as: Partial<Server> = {}): Promise<object> => {
    await using server = await start({ [CONNECT]: (origin) => ({ ...usual(origin), ...more }) });
    return await failed(server.origin, as);
  };

  test('a client that shows a certificate goes where the server sees it (RFC 8705, 5)', async () => {
    const mtls_endpoint_aliases = { token_endpoint: 'https://mtls.id.example/t' };
    const shown = { clientCertificate: 'PEM' };
    expect(await read({ mtls_endpoint_aliases }, shown)).toMatchObject({
      tokenUrl: 'https://mtls.id.example/t',
      revocationUrl: '/oauth/revoke',
    });
    expect(await read({ mtls_endpoint_aliases })).toMatchObject({ tokenUrl: '/oauth/token' });
    for (const none of [null, 'x', 7])
      expect(await read({ mtls_endpoint_aliases: none }, shown)).toMatchObject({ tokenUrl: '/oauth/token' });
  });

  test.each([
    [{}, { authMethods: ['client_secret_basic'], signingAlgs: undefined }], // RFC 8414, 2
    [{ token_endpoint_auth_methods_supported: ['private_key_jwt', 1, null] }, { authMethods: ['private_key_jwt'] }],
    [{ token_endpoint_auth_methods_supported: 'private_key_jwt' }, { authMethods: undefined }],
    [{ token_endpoint_auth_signing_alg_values_supported: ['PS256', 7] }, { signingAlgs: ['PS256'] }],
    [{ token_endpoint_auth_signing_alg_values_supported: 'PS256' }, { signingAlgs: undefined }],
    [{ revocation_endpoint: null }, { revocationUrl: undefined }],
  ])('%j: %o', async (more, found) => {
    expect(await read(more)).toMatchObject(found);
  });

  const long = `https://${'a'.repeat(300_000)}/t`;
  test.each<[Metadata, Metadata]>([
    [{ issuer: 'https://id.example/' }, { id: 'metadata_invalid/issuer', actual: 'https://id.example/' }],
    // As words: an earlier run may have sent the server a secret.
    [{ issuer: 'http://id.example/v2.0' }, { id: 'metadata_invalid/issuer', actual: 'http://id.example/v2.0' }],
    [{ issuer: 'https://85d42b0a77c1f9e3.example/Xk3pQ9' }, { id: 'metadata_invalid/issuer', actual: 'https://…/…' }],
    [{ issuer: 'https://id.example/&#51;&#101;&#57;' }, { id: 'metadata_invalid/issuer', actual: 'https://id.example/…' }],
    [{ issuer: undefined }, { id: 'metadata_invalid/issuer', actual: '' }],
    [{ issuer: 7 }, { id: 'metadata_invalid/issuer', actual: '' }],
    [{ token_endpoint: undefined }, { id: 'metadata_invalid/no_token_endpoint' }],
    ...['token_endpoint', 'revocation_endpoint'].flatMap((name): [Metadata, Metadata][] =>
      (
        [
          ['http://id.example/t', 'is not https.'],
          ['https://u:p@id.example/t', 'has a password in it.'],
          ['https://id.example/t#x', 'has a fragment (`#`).'],
          [long, 'is not a URL.'],
          [{ href: 1 }, 'is not a URL.'],
        ] as const
      ).map(([url, problem]) => [{ [name]: url }, { id: 'metadata_invalid/endpoint', name, problem }]),
    ),
  ])('%j is refused: %o', async (more, failure) => {
    expect(await read(more)).toMatchObject(failure);
  });

  const secret = '3e9f1c77a0b24d58';
  test.each([secret, secret.toUpperCase(), Buffer.from(secret).toString('hex').replace(/.{30}/, '$&.')])(
    'a host that repeats the secret, in whatever form: %s',
    async (said) => {
      for (const name of ['token_endpoint', 'revocation_endpoint']) {
        await using server = await start({ [CONNECT]: (origin) => ({ ...usual(origin), [name]: `https://${said}.invalid/` }) });
        const failure = { id: 'metadata_invalid/endpoint', name, problem: 'repeats a secret in its host.' };
        expect(await failed(server.origin, {}, secret)).toMatchObject(failure);
      }
    },
  );

  test('but for the host that was set', async () => {
    await using server = await start({ [CONNECT]: usual });
    expect(await find(server.origin, {}, new URL(server.origin).host)).toMatchObject({ tokenUrl: '/oauth/token' });
  });
});

describe('no metadata', () => {
  test.each<[string, Behaviour]>([
    ['a redirect', reply('', 302, { location: 'https://evil.test/' })],
    ['a page', reply('<html>')],
    ['a list', reply('[]')],
    ['403', reply('{}', 403)],
    ['201', reply('{}', 201)],
  ])('is %s, and both places are named', async (_, behave) => {
    await using server = await startHostileServer(behave);
    const origin = `http://127.0.0.1:${String(server.port)}`;
    const places = [`${origin}/x${CONNECT}`, `${origin}${OAUTH}/x`];
    expect(await failed(`${origin}/x`)).toEqual({ id: 'metadata_not_found', places });
    expect(server.received).toHaveLength(2);
  });

  test.each<[string, Parameters<typeof startHostileServer>[0], string]>([
    ['fails', reply('', 503), 'server_error/metadata'],
    ['is too large', reply(' '.repeat(2_000_000)), 'answer_too_large'],
    ['breaks', raw('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{', 'close'), 'connection_failed'],
    ['hangs', () => undefined, 'timeout'],
  ])('that %s, until `timeout`', async (_, behave, id) => {
    await using server = await startHostileServer(behave);
    expect(await failed(`http://127.0.0.1:${String(server.port)}`, { timeout: 1 })).toMatchObject({ id });
  });

  test('an attempt that failed is made again', async () => {
    await using server = await startHostileServer([
      reply('', 503),
      (response, received) => {
        reply(usual(`http://127.0.0.1:${String(server.port)}`))(response, received);
      },
    ]);
    expect(await find(`http://127.0.0.1:${String(server.port)}`)).toMatchObject({ tokenUrl: '/oauth/token' });
  });
});

describe.concurrent('a whole step', () => {
  const step = ({ origin }: { readonly origin: string }, options: AskOptions = {}): Promise<StepResult> =>
    ask({ url: '' }, { ...options, inputs: { issuer: origin, ...options.inputs } });

  test("a Keycloak's realm is asked for a token at once, and for no metadata", async () => {
    await using server = await startHostileServer(grant());
    const result = await step({ origin: `http://127.0.0.1:${String(server.port)}/auth/realms/ci` });
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token } });
    expect(server.received.map(({ path }) => path)).toEqual(['/auth/realms/ci/protocol/openid-connect/token']);
  });

  // As PingAM and ForgeRock: the path ends like a Keycloak's.
  test('an issuer with `realms` in a longer path has its metadata read, and no secret goes to a guessed path', async () => {
    const path = '/am/oauth2/realms/root/realms/alpha';
    await using server = await start({ [path + CONNECT]: (origin) => ({ ...usual(origin), issuer: origin + path }) });
    const result = await step({ origin: server.origin + path });
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token } });
    expect(server.paths()).toEqual([path + CONNECT, '/oauth/token']);
    expect((await runStep({ entry: 'post', state: result.state })).warnings).toEqual([]);
    expect(server.paths().at(-1)).toBe('/oauth/revoke');
  });

  test('what the metadata took counts for `timeout`', async () => {
    await using server = await startHostileServer((response, received) => {
      if (received.path === CONNECT)
        setTimeout(() => {
          reply(usual(`http://127.0.0.1:${String(server.port)}`))(response, received);
        }, 1500);
    });
    const result = await step({ origin: `http://127.0.0.1:${String(server.port)}` }, { inputs: { timeout: '3' } });
    expectFailure(result, 'timeout', /\b1\.\d s\b/);
  });

  test('metadata that cannot be used fails it, and nothing secret was sent', async () => {
    await using server = await start({ [CONNECT]: (origin) => ({ ...usual(origin), issuer: `${origin}/` }) });
    expectFailure(await step(server), 'metadata_invalid', new RegExp(`${server.origin}/`));
    expect(server.paths()).toEqual([CONNECT]);
  });

  test.each<[string, unknown, RegExp]>([
    ['names them', ['private_key_jwt', 'self_signed_tls_client_auth', 'none', 'x-own'], /`private_key_jwt`, `tls_client_auth`/],
    ['does not, and so means client_secret_basic', undefined, /`client_secret_basic`/],
  ])('a refusal names the methods that the server takes, where its metadata %s', async (_, methods, said) => {
    await using server = await start({
      [CONNECT]: (origin) => ({
        ...usual(origin),
        token_endpoint: `${origin}/t`,
        token_endpoint_auth_methods_supported: methods,
      }),
      '/t': () => reply({ error: 'invalid_client' }, 401),
    });
    expectFailure(await step(server), 'invalid_client', said, 'set `auth_method`');
  });
});

describe('a real server that is not Keycloak (oidc-provider)', () => {
  async function job(
    options: IdentityServerOptions,
    inputs: Record<string, string> = {},
  ): Promise<[number, StepResult, StepResult]> {
    const server = await startIdentityServer({ plain: true, ...options });
    try {
      const [{ id, secret }] = server.clients;
      const main = await runStep({ inputs: { client_id: id, client_secret: secret, issuer: server.issuer, ...inputs } });
      const post = await runStep({ entry: 'post', state: main.state });
      const [granted = ''] = server.granted;
      if (granted) expect(await server.introspect(granted)).toEqual({ active: false });
      expect({ exitCode: main.exitCode, warnings: [...main.warnings, ...post.warnings] }).toEqual({ exitCode: 0, warnings: [] });
      return [server.count('revoke'), main, post];
    } finally {
      await server.close();
    }
  }

  test.each(['client_secret_post', 'client_secret_basic'])('a token, which is revoked at the end: %s', async (auth_method) => {
    const [revoked, , post] = await job({ format: 'opaque' }, { auth_method });
    expect(post.log).toMatch(/^Ended the session at 127\.0\.0\.1:\d+\.$/m);
    expect(revoked).toBe(1);
  });

  test('a JWT, of which this server revokes none: said, and no warning', async () => {
    const [revoked, , post] = await job({ format: 'jwt' });
    expect(post.log).toMatch(/127\.0\.0\.1:\d+ revokes no tokens of this type: the access token is valid until 20\S+Z\.$/m);
    expect(revoked).toBe(1);
  });
});

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { startKeycloakLike, type KeycloakLike, type KeycloakLikeOptions } from '../helpers/keycloak-like.ts';
import { runStep, savedIn, sessionIn, type StepResult, withSession } from '../helpers/runner.ts';

const secret = 'post-secret-5f2b8c31 &+%';
const servers: KeycloakLike[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function start(options: Partial<KeycloakLikeOptions> = {}): Promise<KeycloakLike> {
  const server = await startKeycloakLike({ secret, ...options });
  servers.push(server);
  return server;
}

function main(server: KeycloakLike, inputs: Record<string, string> = {}, env: Record<string, string> = {}): Promise<StepResult> {
  const given = { client_id: 'backend', client_secret: secret, token_url: server.tokenUrl, ...inputs };
  return runStep({ inputs: given, env, secrets: [secret] });
}

/** As the runner does it for a composite action: other inputs, only the state of main. */
async function post({ state, outputs }: Pick<StepResult, 'state' | 'outputs'>): Promise<StepResult> {
  const secrets = [secret, outputs['access_token'], outputs['refresh_token']].filter((value) => value !== undefined);
  const result = await runStep({
    entry: 'post',
    state,
    inputs: { client_id: 'another', token_url: 'https://other.invalid/' },
    secrets,
  });
  expect(result.exitCode).toBe(0);
  expect(result.errors).toEqual([]);
  return result;
}

describe('the session ends with the job', () => {
  test('with a refresh token, by logout, and it alone', async () => {
    const server = await start();
    const [first, second] = [await main(server), await main(server)];
    expect(server.open.size).toBe(2);
    const ended = await post(first);
    expect(ended.log).toMatch(/^The session at 127\.0\.0\.1:\d+ is ended\.$/m);
    expect(ended.warnings).toEqual([]);
    expect(ended.masks).toEqual(expect.arrayContaining([secret, first.outputs['refresh_token']]));
    expect(ended.raw).toMatch(/^(::add-mask::.*\r?\n)+The session at .*\r?\n$/);
    expect([...server.open]).toEqual([second.outputs['refresh_token']]);
    await post(second);
    expect(server.open.size).toBe(0);
    expect(server.requests).toEqual(['token', 'token', 'logout', 'logout']);
  });

  test('without one, by revoking the access token', async () => {
    const server = await start({ refreshTokens: false });
    await post(await main(server));
    expect(server.open.size).toBe(0);
    expect(server.endings[0]?.get('token_type_hint')).toBe('access_token');
  });

  test('a refresh token is never sent to revoke', async () => {
    const server = await start();
    await post(await main(server));
    expect(server.requests).not.toContain('revoke');
  });

  test('with client_secret_basic', async () => {
    const server = await start();
    await post(await main(server, { auth_method: 'client_secret_basic' }));
    expect(server.endings[0]?.has('client_secret')).toBe(false);
    expect(server.open.size).toBe(0);
  });

  test('also when main failed after the token was there', async () => {
    const server = await start();
    const failed = await main(server, { min_validity: '9999' });
    expect(failed.exitCode).toBe(1);
    expect(failed.outputs).toEqual({});
    await post(failed);
    expect(server.open.size).toBe(0);
  });

  test('one that had ended before is no warning', async () => {
    const server = await start();
    const minted = await main(server);
    server.open.clear();
    const ended = await post(minted);
    expect(ended.log).toContain('had ended before');
    expect(ended.warnings).toEqual([]);
  });
});

describe('revoke', () => {
  const key = randomBytes(32).toString('base64');
  const run = { GITHUB_SERVER_URL: 'https://github.test', GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '1' };

  test.each([
    ['auto', {}, 0],
    ['auto', { seal_key: key }, 1],
    ['true', { seal_key: key }, 0],
    ['false', {}, 1],
  ])('%s with %o leaves %i open', async (revoke, inputs, left) => {
    const server = await start();
    const ended = await post(await main(server, { revoke, ...inputs }, run));
    expect(server.open.size).toBe(left);
    expect(ended.warnings).toEqual([]);
    if (revoke === 'auto' && left === 1) expect(ended.log).toContain('lives on for later jobs, until 20');
    if (revoke === 'false') expect(ended.raw).toBe('');
  });
});

test('sealed, but never handed on: the session is ended', async () => {
  const server = await start();
  const env = { GITHUB_SERVER_URL: 'https://github.test', GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '1' };
  const failed = await main(server, { seal_key: randomBytes(32).toString('base64') }, { ...env, GITHUB_OUTPUT: '/no/such/file' });
  expect(failed.exitCode).toBe(1);
  await post(failed);
  expect(server.open.size).toBe(0);
});

test('nothing was minted: it does nothing and says nothing', async () => {
  const server = await start();
  const failed = await main(server, { client_secret: 'wrong' });
  expect(failed.exitCode).toBe(1);
  expect(savedIn(failed.state)).toEqual({ asked: { clientId: 'backend', host: new URL(server.tokenUrl).host }, asking: false });
  expect((await post(failed)).raw).toBe('');
});

test('a step that fails at once leaves an empty state, which wins over what others write', async () => {
  const server = await start();
  const failed = await main(server, { timeout: 'soon' });
  expect(failed).toMatchObject({ exitCode: 1, state: { session: '{}' } });
  expect((await post(failed)).raw).toBe('');
  expect(server.requests).toEqual([]);
});

test("a token endpoint that is no Keycloak's is asked nothing", async () => {
  const server = await start({ path: '/oauth/token' });
  const ended = await post(await main(server));
  expect(ended.log).toContain('Nothing is ended at');
  expect(server.requests).toEqual(['token']);
});

test.each([true, false])(
  'where nothing can be ended, each token is told with its own end; with a refresh token: %s',
  async (refreshTokens) => {
    const minted = await main(await start({ path: '/oauth/token', refreshTokens }));
    const { expiry, refresh_expiry } = minted.outputs;
    expect(refresh_expiry !== undefined && refresh_expiry !== expiry).toBe(refreshTokens);
    const refresh = refreshTokens ? `, the refresh token until ${String(refresh_expiry)}` : '';
    expect((await post(minted)).log).toContain(`is known; the access token is valid until ${String(expiry)}${refresh}.`);
  },
);

test('what is saved is masked before it is saved', async () => {
  const server = await start();
  const { state, masks } = await main(server);
  expect(masks).toEqual(expect.arrayContaining([sessionIn(state)?.clientSecret, sessionIn(state)?.token]));
});

describe('whatever happens, post is green and says what is left open, and until when', () => {
  const cases: [string, (response: ServerResponse) => void, RegExp, number][] = [
    ['hangs', () => undefined, /did not answer within/, 2],
    ['breaks', (response) => response.destroy(), /ECONNRESET/, 2],
    ['answers 500', (response) => response.writeHead(500).end('<html>'), /answered 500/, 2],
    ['answers 403', (response) => response.writeHead(403).end('no'), /answered 403/, 1],
    ['answers with a page', (response) => response.end('<html>Logout</html>'), /answered 200/, 1],
    ['redirects', (response) => response.writeHead(302, { location: 'https://evil.test/' }).end(), /answered 302/, 1],
  ];

  test.each(cases)('a server that %s', async (_name, onEnding, reason, attempts) => {
    const server = await start();
    const minted = await main(server);
    server.onEnding = onEnding;
    const ended = await post(minted);
    expect(ended.warnings).toHaveLength(1);
    expect(ended.warnings[0]?.message).toMatch(reason);
    expect(ended.warnings[0]?.message).toContain(
      `is left open until ${minted.outputs['refresh_expiry'] ?? ''}, and ends by itself then`,
    );
    expect(server.endings).toHaveLength(attempts);
    expect(ended.took).toBeLessThan(12_000);
  });

  test('a server that asks to wait longer than the end of a session has', async () => {
    const server = await start();
    const minted = await main(server);
    server.onEnding = (response) => response.writeHead(503, { 'retry-after': '30' }).end();
    const [warning] = (await post(minted)).warnings;
    expect(warning?.message).toContain('It asks to wait 30 s, which is beyond the 10 s for it. The session of client backend at');
  });

  test('a token that is too large to be kept', async () => {
    const server = await start({ refreshTokens: false, accessToken: 't'.repeat(132_000) });
    const [warning] = (await main(server)).warnings;
    expect(warning?.message).toMatch(
      /The session of client backend at \S+ is left open until 20\S+Z, and ends by itself then\. https:/,
    );
  });

  test('a server that is gone', async () => {
    const server = await start();
    const minted = await main(server);
    server.close();
    const ended = await post(minted);
    expect(ended.warnings[0]?.message).toContain('refused the connection');
  });

  test('a server that fails once is asked again', async () => {
    const server = await start();
    const minted = await main(server);
    server.onEnding = (response) => {
      server.onEnding = undefined;
      response.writeHead(503).end();
    };
    expect((await post(minted)).warnings).toEqual([]);
    expect(server.open.size).toBe(0);
  });

  test('a state that was damaged', async () => {
    const ended = await post({
      state: { session: '{ "opener": { "tokenUrl": "no url" }, "sessions": [{ "token": "x" }] }' },
      outputs: {},
    });
    expect(ended.warnings).toHaveLength(1);
  });

  test('a port that speaks no HTTP', async () => {
    const minted = await main(await start());
    const noise = createServer((socket) => socket.end('220 smtp\r\n')).listen(0, '127.0.0.1');
    await once(noise, 'listening');
    const { port } = noise.address() as { port: number };
    const tokenUrl = `http://127.0.0.1:${String(port)}/realms/x/protocol/openid-connect/token`;
    const state = withSession(minted.state, { tokenUrl });
    expect((await post({ ...minted, state })).warnings).toHaveLength(1);
    noise.close();
  });
});

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { startKeycloakLike, type KeycloakLike, type KeycloakLikeOptions } from './helpers/keycloak-like.ts';
import { runStep, savedIn, sessionIn, type StepResult, withSession } from './helpers/runner.ts';

const run = { GITHUB_SERVER_URL: 'https://github.test', GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '1' };
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
    expect(ended.log).toMatch(/^Ended the session at 127\.0\.0\.1:\d+\.$/m);
    expect(ended.warnings).toEqual([]);
    expect(ended.masks).toEqual(expect.arrayContaining([secret, first.outputs['refresh_token']]));
    expect(ended.raw).toMatch(/^(::add-mask::.*\r?\n)+Ended the session at .*\r?\n$/);
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
    expect(ended.log).toContain('had ended already.');
    expect(ended.warnings).toEqual([]);
  });
});

describe('revoke', () => {
  const key = randomBytes(32).toString('base64');

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
    if (revoke === 'auto' && left === 1) expect(ended.log).toContain('stays open for later jobs, until 20');
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

test('where no revocation endpoint is known, main says so, and post asks nothing', async () => {
  for (const refreshTokens of [true, false]) {
    const server = await start({ path: '/oauth/token', refreshTokens });
    const minted = await main(server);
    const { expiry = '', refresh_expiry = '' } = minted.outputs;
    const until = refreshTokens
      ? `the refresh token is valid until ${refresh_expiry}`
      : `the access token is valid until ${expiry}`;
    expect(minted.log).toContain(`since no revocation endpoint is known: ${until}.`);
    expect((await post(minted)).raw).toBe('');
    expect(server.requests).toEqual(['token']);
  }
});

test('revocation_url is where the token is revoked', async () => {
  const server = await start({ path: '/oauth/token', refreshTokens: false });
  const minted = await main(server, { revocation_url: new URL('/x/revoke', server.tokenUrl).href });
  const ended = await post(minted);
  expect({ log: minted.log.includes('not revoked'), warnings: ended.warnings }).toEqual({ log: false, warnings: [] });
  expect(server.requests).toEqual(['token', 'revoke']);
  expect(server.open.size).toBe(0);
  // APIs that check only the signature take it until then.
  expect(ended.log).toContain(
    `An API that only checks signatures takes the revoked token until ${minted.outputs['expiry'] ?? ''}.`,
  );
});

const claims = (of: object): string =>
  `e30.${Buffer.from(JSON.stringify({ ...of, jti: randomBytes(9).toString('hex') })).toString('base64url')}.${randomBytes(24).toString('base64url')}`;

test('a live token that the server returned again is not revoked: other jobs use it, and that is said', async () => {
  const now = Math.floor(Date.now() / 1000);
  const accessToken = claims({ iat: now - 2100, exp: now + 1500 });
  const server = await start({ refreshTokens: false, accessToken, expiresIn: 1500 });
  const first = await main(server);
  const second = await main(server, { seal_key: randomBytes(32).toString('base64') }, run);
  expect([first, second].map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  expect(second.outputs['sealed_token']).toBeDefined();
  expect(second.outputs['sealed_session']).toBeUndefined(); // `end` must not end it either
  for (const minted of [first, second]) expect((await post(minted)).warnings).toEqual([]);
  expect((await post(first)).log).toMatch(
    /^The token is not revoked: \S+ returned one that it had issued before, which others may use: /m,
  );
  expect(server.requests).toEqual(['token', 'token']);
  expect(server.open.size).toBe(1);
});

test('after its own end nothing is open, whether the server refuses or is gone: nothing is said', async () => {
  const server = await start({ refreshTokens: false, expiresIn: 2 });
  const minted = await main(server);
  expect(minted.exitCode).toBe(0);
  await new Promise((done) => setTimeout(done, Math.max(0, Date.parse(minted.outputs['expiry'] ?? '') - Date.now())));
  server.onEnding = (response) => response.writeHead(400).end();
  expect((await post(minted)).warnings).toEqual([]);
  server.close();
  expect((await post(minted)).warnings).toEqual([]);
});

test.each<[string, (response: ServerResponse) => void]>([
  ['202', (response) => response.writeHead(202).end()],
  ['200 with text', (response) => response.end('The token was revoked.')],
  ['200 with a page', (response) => response.end('<html>Logout</html>')],
])('%s is the end of a session', async (_, onEnding) => {
  const server = await start({ refreshTokens: false });
  const minted = await main(server);
  server.onEnding = onEnding;
  const { log, warnings } = await post(minted);
  expect({ ended: /^Ended the session at/m.test(log), warnings }).toEqual({ ended: true, warnings: [] });
});

describe('a state that main did not save', () => {
  const folder = mkdtempSync(join(tmpdir(), 'forged-'));
  const name = 'token-command-0b5f3b2e-6a0b-4a6e-9d3c-1f2e3d4c5b6a';
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test.each<[string, (temp: string, victim: string) => string]>([
    ['a folder elsewhere', (_, victim) => victim],
    ['a folder elsewhere, named as ours', (_, victim) => join(victim, '..', name)],
    ['RUNNER_TEMP itself', (temp) => temp],
    ['a folder in RUNNER_TEMP that is not ours', (temp) => join(temp, 'other')],
    ['a way out of it', (temp) => `${temp}/${name}/../../victim`],
    ['a path below ours', (temp) => join(temp, 'other', name)],
    ['a link to a folder', (temp) => join(temp, name)],
  ])('removes nothing but our own: %s', async (what, path) => {
    const temp = mkdtempSync(join(folder, 'temp-'));
    const victim = join(folder, 'victim');
    for (const each of [victim, join(folder, name), join(temp, 'other', name)]) mkdirSync(each, { recursive: true });
    const files = [
      join(victim, 'file'),
      join(folder, name, 'file'),
      join(temp, 'other', name, 'file'),
      join(temp, 'other', 'file'),
    ];
    for (const file of files) writeFileSync(file, 'precious');
    if (what.includes('link')) symlinkSync(victim, join(temp, name));
    const state = { session: JSON.stringify({ folder: path(temp, victim), asked: { clientId: 'x', host: 'y' } }) };
    const result = await runStep({ entry: 'post', state, env: { RUNNER_TEMP: temp } });
    expect(result.exitCode).toBe(0);
    expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(files.map(() => 'precious'));
  });

  test('main saves its state first: a step without GITHUB_STATE is red, and asks nothing', async () => {
    const server = await start();
    for (const GITHUB_STATE of [undefined, '', folder, '/no/such/file']) {
      const result = await runStep({
        inputs: { client_id: 'backend', client_secret: secret, token_url: server.tokenUrl },
        env: { GITHUB_STATE },
        secrets: [secret],
      });
      expect({ exitCode: result.exitCode, outputs: result.outputs }).toEqual({ exitCode: 1, outputs: {} });
    }
    expect(server.requests).toEqual([]);
  });

  test.each([undefined, '', folder, '/no/such/file'])(
    'what main saved wins even where GITHUB_OUTPUT is %s',
    async (GITHUB_OUTPUT) => {
      const server = await start();
      const inputs = { client_id: 'backend', client_secret: secret, token_url: server.tokenUrl };
      const result = await runStep({ inputs, env: { GITHUB_OUTPUT }, secrets: [secret] });
      expect(result).toMatchObject({ exitCode: 1, state: { session: '{}' } });
      expect(server.requests).toEqual([]);
    },
  );
});

test('what is saved is masked before it is saved', async () => {
  const server = await start();
  const { state, masks } = await main(server);
  expect(masks).toEqual(expect.arrayContaining([sessionIn(state)?.clientSecret, sessionIn(state)?.token]));
});

describe('whatever happens, post is green and says what is left open, and until when', () => {
  const cases: [string, (response: ServerResponse) => void, RegExp, number][] = [
    ['hangs', () => undefined, /did not answer within/, 2],
    ['breaks', (response) => response.destroy(), /ECONNRESET/, 3],
    ['answers 500', (response) => response.writeHead(500).end('<html>'), /answered 500/, 3],
    ['answers 403', (response) => response.writeHead(403).end('no'), /refused the request \(403\)/, 1],
    [
      'redirects',
      (response) => response.writeHead(302, { location: 'https://evil.test/' }).end(),
      /refused the request \(302\)/,
      1,
    ],
  ];

  test.each(cases)('a server that %s', async (_name, onEnding, reason, attempts) => {
    const server = await start();
    const minted = await main(server);
    server.onEnding = onEnding;
    const ended = await post(minted);
    expect(ended.warnings).toHaveLength(1);
    expect(ended.warnings[0]?.message).toMatch(reason);
    expect(ended.warnings[0]?.message).toContain(`stays open until ${minted.outputs['refresh_expiry'] ?? ''}.`);
    expect(server.endings).toHaveLength(attempts);
    expect(ended.took).toBeLessThan(12_000);
  });

  test('a server that asks to wait longer than the end of a session has', async () => {
    const server = await start();
    const minted = await main(server);
    server.onEnding = (response) => response.writeHead(503, { 'retry-after': '30' }).end();
    const [warning] = (await post(minted)).warnings;
    expect(warning?.message).toContain(
      'It asks to wait 30 s, which the 10 s for it does not allow. The session of client backend at',
    );
  });

  test('a token that is too large to be kept', async () => {
    const server = await start({ refreshTokens: false, accessToken: 't'.repeat(132_000) });
    const [warning] = (await main(server)).warnings;
    expect(warning?.message).toMatch(/The session of client backend at \S+ stays open until 20\S+Z\.\n/);
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
      state: { session: '{ "client": { "tokenUrl": "no url" }, "sessions": [{ "token": "x" }] }' },
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

/**
 * What can happen to a connection, and what the built action makes of it: tried again, or told in plain words, but never green.
 */
import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '#report/texts.ts';
import { errorCodes } from '../helpers/failures.ts';
import {
  ask,
  askOnce,
  type Behaviour,
  drip,
  expectFailure,
  expectPlain,
  grant,
  raw,
  reply,
  secret,
  startHostileServer,
  token,
} from '../helpers/hostile-server.ts';
import { root } from '../helpers/runner.ts';

const PAGE = '<html><body><h1>Service unavailable</h1></body></html>';
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const HALF = `{"access_token":"${token}","tok`;
const CHUNK = `${HALF.length.toString(16)}\r\n${HALF}\r\n`;

/** Connections that break, each with what the server does. */
const broken: readonly [string, Behaviour][] = [
  ['a reset', raw('', 'reset')],
  ['a close without an answer', raw('', 'close')],
  ['half of the status line', raw('HTTP/1.1 20', 'close')],
  ['half of the headers', raw(`${HEAD}Content-Le`, 'close')],
  ['half of the headers and a reset', raw(HEAD, 'reset')],
  ['half of the body', raw(`${HEAD}Content-Length: 900\r\n\r\n${HALF}`, 'close')],
  ['half of the body and a reset', raw(`${HEAD}Content-Length: 900\r\n\r\n${HALF}`, 'reset')],
  ['half of a chunk', raw(`${HEAD}Transfer-Encoding: chunked\r\n\r\nffff\r\n${HALF}`, 'close')],
  ['no last chunk', raw(`${HEAD}Transfer-Encoding: chunked\r\n\r\n${CHUNK}`, 'close')],
];

const WHOLE = JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 300 });

/** Answers that Node's parser refuses. */
const illegal: readonly [string, Behaviour][] = [
  ['a chunk of no length', raw(`${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n${HALF}`, 'close')],
  ['no HTTP', raw('SSH-2.0-OpenSSH_9.9\r\n', 'close')],
  ['headers without end', raw(`${HEAD}X: ${'x'.repeat(100_000)}\r\n`, 'hang')],
  ['two lengths', raw(`${HEAD}Content-Length: ${String(WHOLE.length)}\r\nContent-Length: 3\r\n\r\n${WHOLE}`, 'close')],
  ['a length and chunks', raw(`${HEAD}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 'close')],
  ['chunks and a length', raw(`${HEAD}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n`, 'close')],
  ['a length that is none', raw(`${HEAD}Content-Length: -1\r\n\r\n`, 'close')],
  ['a space in the name of a header', raw(`${HEAD}X y: z\r\n\r\n`, 'close')],
  ['lines without CR', raw(`HTTP/1.1 200 OK\nContent-Length: 2\n\n{}`, 'close')],
  ['HTTP/9', raw('HTTP/9.9 200 OK\r\n\r\n', 'close')],
  ['a status of letters', raw('HTTP/1.1 abc OK\r\n\r\n', 'close')],
];

const hanging: readonly [string, Behaviour][] = [
  ['nothing', raw('', 'hang')],
  ['headers alone', raw(`${HEAD}Content-Length: 900\r\n\r\n`, 'hang')],
  ['half of the body', raw(`${HEAD}Content-Length: 900\r\n\r\n${HALF}`, 'hang')],
  ['a byte every 100 ms', drip(JSON.stringify({ access_token: token }))],
];

describe.concurrent('a broken connection', () => {
  test.each(broken)('%s, and the token at the next attempt', async (_, behaviour) => {
    const result = await askOnce([behaviour, grant()]);
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token }, errors: [] });
    expect(result.warnings).toHaveLength(1);
    expect(result.warnings[0]?.message).toMatch(/lost/);
    expect(result.log).toMatch(/The connection to 127\.0\.0\.1:\d+ broke \(\w+\)\. Trying again (in \S+ s|now) \(attempt 2\)\./);
    expect(result.log).toContain('(2 attempts, ');
    expectPlain(result);
  });

  test.each(broken.filter(([name]) => /a reset|half of/.test(name)))('%s at every attempt', async (_, behaviour) => {
    await using server = await startHostileServer(behaviour);
    const result = await ask(server, { inputs: { timeout: '2' } });
    expectFailure(result, 'connection_failed', /Attempt \d+ .*`timeout` \(2 s\)/);
    expect(server.received.length).toBeGreaterThan(1);
  });

  test('a reset before the request could be sent', async () => {
    const server = createServer((socket) => socket.resetAndDestroy());
    const url = `http://127.0.0.1:${String(await listen(server))}/`;
    expectFailure(await ask({ url }, { inputs: { timeout: '2' } }), 'connection_failed', /Attempt \d+ /);
    server.close();
  });
});

describe.concurrent('an answer that breaks HTTP', () => {
  test.each(illegal)('%s, and the token at the next attempt', async (_, behaviour) => {
    const result = await askOnce([behaviour, grant()]);
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token }, errors: [] });
    expect(result.log).toMatch(/^.*127\.0\.0\.1:\d+.* \(HPE_[A-Z_]+\).* Trying again/m);
    expectPlain(result);
  });

  test.each(illegal.slice(0, 3))('%s, twice', async (_, behaviour) => {
    await using server = await startHostileServer(behaviour);
    expectFailure(await ask(server), 'answer_invalid', /\(HPE_[A-Z_]+\)/);
    expect(server.received).toHaveLength(2);
  });

  test.each<[string, Behaviour]>([
    ['101 and an upgrade', raw('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n', 'hang')],
    ['101 and nothing', raw('HTTP/1.1 101 Switching Protocols\r\n\r\n', 'hang')],
  ])('%s is final at once', async (_, behaviour) => {
    await using server = await startHostileServer(behaviour);
    const result = await ask(server);
    expectFailure(result, 'answer_invalid', /answered 101/);
    expect(server.received).toHaveLength(1);
    expect(result.took).toBeLessThan(10_000);
  });

  test('is none where there is more after its end, or where its headers are large', async () => {
    const length = `Connection: close\r\nContent-Length: ${String(WHOLE.length)}\r\n\r\n`;
    const cookies = Array.from({ length: 9 }, (_, index) => `Set-Cookie: c${String(index)}=${'x'.repeat(1900)}\r\n`).join('');
    for (const bytes of [`${HEAD}${length}${WHOLE}more`, `${HEAD}${cookies}${length}${WHOLE}`]) {
      await using server = await startHostileServer(raw(bytes, 'close'));
      expect(await ask(server)).toMatchObject({ exitCode: 0, outputs: { access_token: token }, warnings: [] });
      expect(server.received).toHaveLength(1);
    }
  });
});

describe.concurrent('a server that hangs', () => {
  test.each(hanging)('after %s', async (_, behaviour) => {
    const result = await askOnce(behaviour, { inputs: { timeout: '1' } });
    expectFailure(result, 'timeout', /did not answer within (1|0\.\d) s/);
    expect(result.took).toBeLessThan(10_000);
  });

  test('has 15 s for an attempt where half of the timeout is less', async () => {
    const result = await askOnce(raw('', 'hang'), { inputs: { timeout: '17' } });
    expectFailure(result, 'timeout', /did not answer within (1|2|1\.\d|2\.\d) s\. Attempt 2 /);
    expect(result.log).toContain('did not answer within 15 s. Trying again');
  });

  test('may take half of a raised timeout', { timeout: 40_000 }, async () => {
    const slow: Behaviour = (response, received) => {
      setTimeout(() => {
        grant()(response, received);
      }, 16_000);
    };
    await using server = await startHostileServer(slow);
    const result = await ask(server, { inputs: { timeout: '40' }, patience: 35_000 });
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token } });
    expect(server.received).toHaveLength(1);
  });
});

describe.concurrent('an address', () => {
  test.each<[string, string, ErrorCode, RegExp]>([
    [
      'with a name that no DNS can know',
      `https://${'a'.repeat(64)}.test/token`,
      'host_not_found',
      /^Cannot resolve a+\.test \(E\w+\)/,
    ],
    ['where nothing listens', 'http://127.0.0.1:1/token', 'connection_refused', /^127\.0\.0\.1:1 refused .*\(ECONNREFUSED\)/],
    [
      'with two, where nothing listens',
      'http://localhost:1/token',
      'connection_refused',
      /^localhost:1 refused .*\(ECONNREFUSED\)/,
    ],
  ])('%s', async (_, url, code, said) => {
    const result = await ask({ url }, { inputs: { timeout: '2' } });
    expectFailure(result, code, said, /Attempt \d+ /);
    expect(result.log).toContain('Trying again in');
  });
});

describe.concurrent('a busy server', () => {
  const busy = (status: number, retryAfter?: string): Behaviour =>
    reply(PAGE, status, { 'content-type': 'text/html', ...(retryAfter !== undefined && { 'retry-after': retryAfter }) });
  const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toUTCString();
  const statuses = [429, 503, 504]; // all are in status.test.ts

  test.each(statuses)('%i with a page, and then the token', async (status) => {
    const result = await askOnce([busy(status), busy(status, 'soon'), grant()]);
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token }, errors: [] });
    // A gateway that gave up waiting may have passed the request on.
    expect(result.warnings.map(({ title }) => title)).toEqual(status === 504 ? ['Answers lost'] : []);
    expect(result.log).toMatch(new RegExp(`answered ${String(status)}: "Service unavailable"\\. Trying again in`));
  });

  test.each(statuses)('%i that stays', async (status) => {
    expectFailure(
      await askOnce(busy(status, '3600')),
      status === 429 ? 'rate_limited' : 'server_error',
      new RegExp(`answered ${String(status)}.* It asks to wait 60 min, .*\`timeout\` \\(20 s\\).*`),
      'raise `timeout`',
    );
  });

  test('is given the seconds that Retry-After asks for', async () => {
    const result = await askOnce([busy(429, '2'), grant()]);
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token } });
    expect(result.took).toBeGreaterThan(2_000);
    expect(result.log).toMatch(/answered 429.* Trying again in [2-4](\.\d)? s/);
  });

  test('is left alone until the date that Retry-After names', async () => {
    let until = Infinity;
    let cameBack = 0;
    const wait: Behaviour = (response, received) => {
      const date = inSeconds(3);
      until = Date.parse(date);
      busy(503, date)(response, received);
    };
    const back: Behaviour = (response, received) => {
      cameBack = Date.now();
      grant()(response, received);
    };
    const result = await askOnce([wait, back]);
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token } });
    expect(cameBack).toBeGreaterThanOrEqual(until);
  });

  test.each([300, -300])('whose clock is %i s ahead names a date by its own', async (ahead) => {
    const behaviour: Behaviour = (response, received) => {
      response.setHeader('date', inSeconds(ahead));
      busy(503, inSeconds(ahead + 2))(response, received);
    };
    const result = await askOnce([behaviour, grant()]);
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token } });
    expect(result.took).toBeGreaterThan(2_000);
    expect(result.took).toBeLessThan(10_000);
  });

  test.each([
    ['a date', inSeconds(3600)],
    ['more digits than a number has', '9'.repeat(400)],
  ])('that asks to wait beyond the timeout, with %s, is not asked again', async (_, retryAfter) => {
    await using server = await startHostileServer(busy(429, retryAfter));
    const said = /asks to wait [^]*raise `timeout`/;
    expectFailure(await ask(server), 'rate_limited', said);
    expect(server.received).toHaveLength(1);
  });
});

describe.concurrent('a redirect is not followed', () => {
  test.each([301, 307, 308])('%i', async (status) => {
    await using target = await startHostileServer(grant());
    await using server = await startHostileServer(reply('', status, { location: `${target.url}?code=x` }));
    expectFailure(await ask(server), 'redirect', new RegExp(`answered ${String(status)}, a redirect to `));
    expect(server.received).toHaveLength(1);
    expect(target.received).toHaveLength(0);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['to nowhere', {}, /a redirect without an address/],
    ['to no URL', { location: 'http://[' }, /a redirect without an address/],
    [
      'to another host',
      { location: 'https://login.example.com/token?code=x' },
      /a redirect to https:\/\/login\.example\.com\/token\./,
    ],
    ['to a page of its own', { location: '/login?next=1' }, /a redirect to the login page /],
    ['to data', { location: 'https://login.example.com/5d9a31aa7e2b4c359d8e' }, /a redirect to \S*…/],
    ['to a command', { location: '/::error::/##[group]' }, /a redirect to/],
  ])('%s', async (_, headers, said) => {
    expectFailure(await askOnce(reply('', 302, headers)), 'redirect', said);
  });
});

describe.concurrent('green means that the outputs are there', () => {
  const answers: readonly [string, Behaviour][] = [
    ['the token', grant()],
    ['a wrong answer', reply('no')],
    ['a close in the body', raw(`${HEAD}Content-Length: 900\r\n\r\n${HALF}`, 'close')],
  ];
  const moments = ['before it prints', 'after its first line'] as const;

  test.each(answers.flatMap(([name, behaviour]) => moments.map((moment) => ({ name, behaviour, moment }))))(
    'when the log is closed $moment, at $name',
    async ({ name, behaviour, moment }) => {
      await using server = await startHostileServer(behaviour);
      const { exitCode, output } = await unread(server.url, moment);
      expect(exitCode).not.toBeNull();
      if (name !== 'the token') expect({ exitCode, output }).toEqual({ exitCode: 1, output: '' });
      if (exitCode === 0) expect(output).toMatch(new RegExp(`${token}[^]*expiry<<`));
    },
  );
});

/** A step whose log is closed under it. The runner's helper reads all, so this goes without it. */
async function unread(
  url: string,
  moment: 'before it prints' | 'after its first line',
): Promise<{ exitCode: number | null; output: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'unread-'));
  const file = join(folder, 'output');
  writeFileSync(file, '');
  const env = {
    INPUT_CLIENT_ID: 'arkane-ci',
    INPUT_CLIENT_SECRET: secret,
    INPUT_TOKEN_URL: url,
    INPUT_TIMEOUT: '2',
    GITHUB_OUTPUT: file,
  };
  const child = spawn(process.execPath, [join(root, 'dist/main/index.js')], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  if (moment === 'before it prints') child.stdout.destroy();
  else child.stdout.once('data', () => child.stdout.destroy());
  const exitCode = await new Promise<number | null>((done) => child.once('close', done));
  const output = readFileSync(file, 'utf8');
  rmSync(folder, { recursive: true });
  return { exitCode, output };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

test('every failure of the catalogue is caused in these files, but for bugs of the action', () => {
  const rooms = ['http/{body,send,trust,proxy}', 'inputs/*', 'oauth/*', 'session/*', 'seal/*', 'command/*', 'runner/files'];
  const steps = ['answers', 'cancelled', 'broken-connections', 'end', 'token-command'];
  const files = [...rooms, ...steps].flatMap((name) => globSync(`__tests__/${name}.test.ts`, { cwd: root }));
  const text = files.map((name) => readFileSync(join(root, name), 'utf8')).join('\n');
  expect(errorCodes.filter((code) => code !== 'internal' && !new RegExp(`'${code}['/]`).test(text))).toEqual([]);
});

/**
 * The token command, called as a later step calls it: whole processes, a real server.
 */
import { randomBytes } from 'node:crypto';
import { execFile, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type Called, type CommandJob, startCommandJob } from './helpers/command.ts';
import { startGithubIssuer } from './helpers/github-issuer.ts';
import { startInternet } from './helpers/internet.ts';
import { type KeycloakLike, type KeycloakLikeOptions, startKeycloakLike } from './helpers/keycloak-like.ts';
import { assertUnreadable, runStep } from './helpers/runner.ts';

const secret = 'kept-where-nobody-else-reads';
/** A server that goes with its test. */
async function serve(options: Partial<KeycloakLikeOptions> = {}): Promise<KeycloakLike & Disposable> {
  const server = await startKeycloakLike({ secret, ...options });
  return Object.assign(server, {
    [Symbol.dispose]: () => {
      server.close();
    },
  });
}

type Job = CommandJob & { readonly server: KeycloakLike };

/** A job at a server whose tokens live for half an hour unless told otherwise. */
async function job(options: Partial<KeycloakLikeOptions> = {}, inputs: Readonly<Record<string, string>> = {}): Promise<Job> {
  const server = await serve(options);
  const given = { client_id: 'arkane-ci', client_secret: secret, token_url: server.tokenUrl, ...inputs };
  const each = await startCommandJob(given);
  return {
    ...each,
    server,
    [Symbol.dispose]: () => {
      each[Symbol.dispose]();
      server.close();
    },
  };
}

const accessTokens = ({ granted }: KeycloakLike): string[] => granted.filter((token) => token.startsWith('access-'));

/** Whatever is asked for must end in the post step. */
async function expectEnded(each: Job, sessions: number): Promise<void> {
  const { log, warnings } = await each.post();
  expect(warnings).toEqual([]);
  expect(log).toContain(sessions === 1 ? 'The session at' : `${String(sessions)} sessions at`);
  expect([...each.server.open]).toEqual([]);
}

/** The token in the folder becomes one that has expired. */
function expire({ folder }: CommandJob): void {
  const path = join(folder, 'token.json');
  const given = JSON.parse(readFileSync(path, 'utf8')) as { expiry: number };
  writeFileSync(path, JSON.stringify({ ...given, expiry: Date.now() - 1000 }));
}

function expectFailed({ exitCode, stdout, stderr }: Called, code: string, words: RegExp): void {
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  const errors = stderr.match(/^::error .*$/gm) ?? [];
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(words);
  expect(errors[0]).toMatch(new RegExp(`docs/errors\\.md#${code}$`));
}

describe.concurrent('a token that is good', () => {
  test('is given again, with its mask before it, and nothing is asked', async () => {
    using each = await job();
    const token = each.main.outputs['access_token'] ?? '';
    expect(await each.call()).toMatchObject({ exitCode: 0, stdout: `${token}\n`, stderr: `\n::add-mask::${token}\n` });
    expect(await each.call(['--header'])).toMatchObject({ exitCode: 0, stdout: `Authorization: Bearer ${token}\n` });
    expect(await each.call(['--min-validity', '900'])).toMatchObject({ exitCode: 0, stdout: `${token}\n` });
    expect(await each.call(['--min-validity=0', '--header'])).toMatchObject({ exitCode: 0 });
    expect(each.server.requests).toEqual(['token']);
    await expectEnded(each, 1);
  });
});

describe.concurrent('the mask', () => {
  test.each([0, -1])('begins a line, whatever was printed before it', async (expiry) => {
    using each = await job();
    if (expiry < 0) expire(each);
    const script = 'printf "50 %%" >&2; TOKEN=$("$0"); echo "$TOKEN"';
    const { stdout, stderr } = await new Promise<{ stdout: string; stderr: string }>((done) => {
      execFile('sh', ['-c', script, each.command], (_, ...[out, err]) => {
        done({ stdout: out, stderr: err });
      });
    });
    expect(stdout.trim()).toBe(accessTokens(each.server).at(-1));
    expect(stderr.split('\n')).toContain(`::add-mask::${stdout.trim()}`);
    await expectEnded(each, expiry < 0 ? 2 : 1);
  });

  // The times are those of the files, which the kernel writes: a reader on a busy machine sees both at once.
  test('of a fresh token comes before it, on separate streams', async () => {
    using each = await job();
    expire(each);
    const [printed, errors] = ['printed', 'errors'].map((name) => join(each.folder, '..', `${name}-here`)) as [string, string];
    const child = spawn('sh', ['-c', '"$0" >"$1" 2>"$2"', each.command, printed, errors]);
    await new Promise((done) => child.once('close', done));
    const [, token = ''] = accessTokens(each.server);
    expect(readFileSync(printed, 'utf8')).toBe(`${token}\n`);
    expect(readFileSync(errors, 'utf8')).toContain(`\n::add-mask::${token}\n`);
    expect(statSync(printed).mtimeMs - statSync(errors).mtimeMs).toBeGreaterThanOrEqual(190); // of 200, as a kernel's clock ticks
  });

  test('of a fresh token comes before it, on one stream', async () => {
    using each = await job();
    expire(each);
    const child = spawn('sh', ['-c', '"$0" 2>&1', each.command]);
    let seen = '';
    child.stdout.on('data', (chunk: Buffer) => (seen += String(chunk)));
    await new Promise((done) => child.once('close', done));
    const [, token = ''] = accessTokens(each.server);
    expect(seen.indexOf(`::add-mask::${token}\n`)).toBeGreaterThan(0);
    expect(seen.endsWith(`::add-mask::${token}\n${token}\n`)).toBe(true);
  });
});

describe.concurrent('a token that is not', () => {
  test('is followed by a fresh one, which is masked, kept, and ended with the job', async () => {
    using each = await job();
    expire(each);
    const first = await each.call();
    const [, fresh = ''] = accessTokens(each.server);
    expect(first).toMatchObject({ exitCode: 0, stdout: `${fresh}\n` });
    expect(first.stderr).toContain(`::add-mask::${fresh}\n`);
    expect(first.stderr).toMatch(/^Access token for client arkane-ci from 127\.0\.0\.1:\d+: valid for 30 min, /m);
    expect(first.stderr).not.toContain(secret); // not even as a mask: the runner has that one
    expect(await each.call()).toMatchObject({ exitCode: 0, stdout: `${fresh}\n`, stderr: `\n::add-mask::${fresh}\n` });
    expect(each.server.requests).toEqual(['token', 'token']);
    await expectEnded(each, 2);
  });

  test('is minted once for 50 calls at once', { timeout: 90_000 }, async () => {
    using each = await job();
    expire(each);
    const all = await Promise.all(Array.from({ length: 50 }, () => each.call()));
    const [, fresh = '', ...more] = accessTokens(each.server);
    expect(more).toEqual([]);
    expect(new Set(all.map(({ exitCode, stdout }) => `${String(exitCode)} ${stdout}`))).toEqual(new Set([`0 ${fresh}\n`]));
    for (const { stderr } of all) expect(stderr).toContain(`::add-mask::${fresh}\n`);
    await expectEnded(each, 2);
  });

  test.each([
    ['with a lifetime that nobody tells', (granted: object) => ({ ...granted, expires_in: undefined }), []],
    ['shorter than is asked for', (granted: object) => granted, ['--min-validity', '3600']],
  ])('%s is minted once for all that wait', async (_, change, args) => {
    using each = await job();
    const { server } = each;
    server.onGrant = (response, granted) => {
      setTimeout(() => response.setHeader('content-type', 'application/json').end(JSON.stringify(change(granted))), 1500);
    };
    expire(each);
    const all = await Promise.all(Array.from({ length: 8 }, () => each.call(args)));
    expect(accessTokens(server)).toHaveLength(2);
    for (const called of all) {
      if (args.length === 0) expect(called).toMatchObject({ exitCode: 0, stdout: `${accessTokens(server)[1] ?? ''}\n` });
      else expectFailed(called, 'token_too_short', /valid for 1\d\d\d s, and `--min-validity` asks for 3600 s/);
    }
    await expectEnded(each, 2);
  });

  test('is found out when the clock was set, back or ahead', async () => {
    using each = await job({ expiresIn: 5 });
    const shim = join(tmpdir(), `clock-${String(process.pid)}.cjs`);
    const at = (hours: number): Record<string, string> => {
      writeFileSync(shim, `const now = Date.now; Date.now = () => now() + ${String(hours * 3_600_000)};`);
      return { NODE_OPTIONS: `--require=${shim}` };
    };
    await sleep(5100);
    expect(await each.call([], at(-1))).toMatchObject({ exitCode: 0 });
    expect(accessTokens(each.server)).toHaveLength(2);
    expect(await each.call([], at(1))).toMatchObject({ exitCode: 0 });
    expect(accessTokens(each.server)).toHaveLength(3);
    rmSync(shim);
    await expectEnded(each, 3);
  });

  test('is used until half of its life is gone, where it lives for less than two minutes', async () => {
    using each = await job({ expiresIn: 8 });
    const token = each.main.outputs['access_token'] ?? '';
    expect(await each.call()).toMatchObject({ stdout: `${token}\n` });
    await sleep(5000);
    const fresh = await each.call();
    expect(fresh.stdout).not.toContain(token);
    expect(await each.call()).toMatchObject({ stdout: fresh.stdout });
    await expectEnded(each, 2);
  });

  test('is asked for by the way of the main step, whatever a later step has in its environment', async () => {
    using server = await serve();
    await using internet = await startInternet({ 'id.example.com': server.server });
    const authority = join(tmpdir(), `authority-${String(process.pid)}.pem`);
    writeFileSync(authority, internet.certificate);
    const token_url = `https://id.example.com${new URL(server.tokenUrl).pathname}`;
    const env = { HTTPS_PROXY: internet.proxy, NODE_EXTRA_CA_CERTS: authority };
    using each = await startCommandJob({ client_id: 'arkane-ci', client_secret: secret, token_url }, env);
    expire(each);
    const other = { HTTPS_PROXY: 'http://127.0.0.1:9', NODE_EXTRA_CA_CERTS: '', NODE_TLS_REJECT_UNAUTHORIZED: '0' };
    expect(await each.call([], other)).toMatchObject({ exitCode: 0 });
    expect(internet.requests).toHaveLength(2);
    await each.post();
    expect([...server.open]).toEqual([]);
    rmSync(authority);
  });
});

describe.concurrent('when it goes wrong', () => {
  test('a refusal is told as main tells it, asked once for all who wait, and never on standard output', async () => {
    let accepts = true;
    using each = await job({
      secret: async () => {
        if (!accepts) await sleep(1500);
        return accepts;
      },
    });
    expire(each);
    accepts = false;
    const all = await Promise.all(Array.from({ length: 8 }, () => each.call()));
    for (const called of all) expectFailed(called, 'invalid_client', /answered 401: /);
    expect(each.server.requests).toEqual(['token', 'token']);
    expectFailed(await each.call(), 'invalid_client', /answered 401: /);
    expect(each.server.requests).toHaveLength(3);
    accepts = true;
    expect(await each.call()).toMatchObject({ exitCode: 0 });
    await expectEnded(each, 2);
  });

  test.each([
    ['as they are', (text: string) => text],
    ['in hex', (text: string) => Buffer.from(text).toString('hex')],
  ])('a refusal that repeats the values of `parameters` and of the query %s', async (_, encode) => {
    const [value, key] = ['a-value-of-parameters', 'a-key-in-the-query'];
    using server = await serve({ path: `/realms/a/protocol/openid-connect/token?key=${key}` });
    const inputs = {
      ...{ client_id: 'arkane-ci', client_secret: secret, token_url: server.tokenUrl },
      parameters: `assertion=${value}`,
    };
    using each = await startCommandJob(inputs);
    expire(each);
    server.onGrant = (response) => {
      const description = `Not ${encode(value)} with ${encode(key)}.`;
      response.writeHead(400).end(JSON.stringify({ error: 'invalid_request', error_description: description }));
    };
    const called = await each.call();
    expectFailed(called, 'request_refused', /answered 400: invalid_request/);
    for (const text of [value, key]) assertUnreadable(text, called.stderr, 'the error of the command');
  });

  test('`set -e` stops there', async () => {
    using each = await job({}, { timeout: '1' });
    expire(each);
    each.server.close();
    const script = 'set -e; TOKEN=$("$0"); echo "went on with $TOKEN"';
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script, each.command], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('::error title=The server refused the connection::');
  });

  test('a server that is away for 10 s is waited for', { timeout: 60_000 }, async () => {
    using each = await job();
    expire(each);
    const { tokenUrl, server } = each.server;
    each.server.close();
    const calls = Array.from({ length: 3 }, () => each.call());
    await sleep(10_000);
    server.listen(Number(new URL(tokenUrl).port), '127.0.0.1');
    const all = await Promise.all(calls);
    expect(new Set(all.map(({ exitCode, stdout }) => `${String(exitCode)} ${stdout}`)).size).toBe(1);
    expect(all[0]?.exitCode).toBe(0);
    expect(all.map(({ stderr }) => stderr).join('')).toMatch(/refused the connection .*Trying again in /);
    expect(accessTokens(each.server)).toHaveLength(2);
    await expectEnded(each, 2);
  });

  test(
    'a holder that is killed at any moment keeps nobody waiting for long, and leaves no session without a word',
    { timeout: 120_000 },
    async () => {
      using each = await job();
      const { server } = each;
      server.onGrant = (response, granted) => {
        setTimeout(() => response.setHeader('content-type', 'application/json').end(JSON.stringify(granted)), 60);
      };
      expire(each);
      const { took: usual } = await each.call(); // on this machine, with what else it does
      for (let round = 0; round < 8; round++) {
        expire(each);
        const killed = each.start();
        await sleep(40 + Math.random() * 260);
        killed.kill();
        await killed.result;
        const { exitCode, stdout, took } = await each.call();
        expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^access-\S+\n$/) as string });
        expect(took).toBeLessThan(usual + 5_000);
      }
      const { warnings } = await each.post();
      const stopped = warnings
        .map(({ message }) => Number(/^(\d+) calls of the/.exec(message)?.[1] ?? 1))
        .reduce((a, b) => a + b, 0);
      expect(warnings.every(({ title }) => title === 'A call of the token command was stopped')).toBe(true);
      expect(server.open.size).toBeLessThanOrEqual(stopped);
    },
  );

  /** A limit on the size of files stands for a disk that is full, as in runner/files.test.ts. */
  const onFullDisk = (command: string, blocks: number): Called => {
    const script = `ulimit -f ${String(blocks)}; trap "" XFSZ; exec "$0"`;
    const { status: exitCode, stdout, stderr } = spawnSync('bash', ['-c', script, command], { encoding: 'utf8' });
    return { exitCode, stdout, stderr, took: 0 };
  };

  test('a disk that is full: nothing is asked', async () => {
    using each = await job();
    expire(each);
    expectFailed(onFullDisk(each.command, 0), 'command_unusable', /could not be read or written \(EFBIG\)/);
    expect(each.server.requests).toEqual(['token']);
    await expectEnded(each, 1);
  });

  test('a disk that fills up while it is asked: the session is ended at once', async () => {
    using each = await job({ refreshTokens: false, accessToken: `access-${'0123456789'.repeat(400)}` });
    expire(each);
    const called = await new Promise<Called>((done) => {
      const script = 'ulimit -f 1; trap "" XFSZ; exec "$0"';
      execFile('bash', ['-c', script, each.command], (error, stdout, stderr) => {
        done({ exitCode: (error?.code as number | undefined) ?? 0, stdout, stderr, took: 0 });
      });
    });
    expectFailed(called, 'command_unusable', /\(EFBIG\)\. Its session is ended\./);
    expect([...each.server.open]).toEqual([]);
    expect(each.server.requests).toEqual(['token', 'token', 'revoke']);
    await each.post();
  });

  test('the folder is gone', async () => {
    using each = await job();
    expire(each);
    writeFileSync(join(each.folder, 'settings.json'), '{');
    expectFailed(await each.call(), 'command_unusable', /not there, or not whole/);
    const launcher = join(each.temp, 'kept');
    renameSync(each.command, launcher);
    rmSync(each.folder, { recursive: true });
    const called = spawnSync(launcher, { encoding: 'utf8' });
    expectFailed({ exitCode: called.status, ...called, took: 0 }, 'command_unusable', /not there, or not whole/);
    rmSync(launcher);
    await expectEnded(each, 1);
  });

  test('nobody reads the token', async () => {
    using each = await job();
    const { status, stderr } = spawnSync('bash', ['-c', '"$0" >/dev/full', each.command], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain('failed to print the token (ENOSPC)');
    await expectEnded(each, 1);
  });

  test.each([[['--what']], [['--min-validity']], [['--min-validity', 'soon']], [['--header', 'x']], [['--min-validity', '-1']]])(
    'options that it does not know: %j',
    async (args) => {
      using each = await job();
      expectFailed(await each.call(args), 'command_unusable', /does not know .*--header/);
    },
  );

  test('--help tells how it is called', async () => {
    using each = await job();
    const { exitCode, stdout, stderr } = await each.call(['--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '\n' });
    for (const option of ['--header', '--min-validity N', '--help']) expect(stdout).toContain(option);
  });
});

describe.concurrent('the post step', () => {
  test.each([
    ['waits for a call that asks', 1500],
    ['does not wait for ever, and the call ends its session itself', 9500],
  ])('%s', { timeout: 60_000 }, async (_, delay) => {
    using each = await job();
    const { server } = each;
    expire(each);
    server.onGrant = (response, granted) => {
      setTimeout(() => response.setHeader('content-type', 'application/json').end(JSON.stringify(granted)), delay);
    };
    const calling = each.call();
    while (server.requests.length < 2) await sleep(20);
    const { warnings } = await each.post();
    expect(warnings.map(({ title }) => title)).toEqual(delay < 8000 ? [] : ['A call of the token command was stopped']);
    const called = await calling;
    expectFailed(called, 'command_unusable', /(the job has ended|its folder is not there).* Its session is ended\./);
    expect([...server.open]).toEqual([]);
    expectFailed({ ...called, stderr: called.stderr }, 'command_unusable', /./);
  });

  test('ends what it can of very many, and tells of the others in few words', { timeout: 90_000 }, async () => {
    using each = await job();
    for (let index = 0; index < 300; index++)
      writeFileSync(
        join(each.folder, 'sessions', `${String(index)}.json`),
        JSON.stringify({
          sessions: [{ kind: 'refresh_token', token: `refresh-of-note-${String(index)}`, until: Date.now() + 60_000 }],
        }),
      );
    each.server.close();
    const { warnings, took } = await each.post();
    expect(warnings.filter(({ title }) => title === 'The session is left open').length).toBeLessThanOrEqual(40);
    expect(warnings.at(-1)).toMatchObject({
      title: 'Sessions are left open',
      message: expect.stringMatching(/^2\d\d sessions of client arkane-ci/) as string,
    });
    expect(took).toBeLessThan(75_000);
  });

  test('gains nothing for a step that forges the folder', async () => {
    using each = await job();
    using other = await serve();
    const notes = join(each.folder, 'sessions');
    const forged = {
      asked: { clientId: 'x', host: 'evil.example' },
      opener: {
        tokenUrl: other.tokenUrl,
        authMethod: 'client_secret_post',
        clientId: 'x',
        clientSecret: 'y',
        caCertificates: [],
      },
    };
    writeFileSync(
      join(notes, 'a.json'),
      JSON.stringify({ ...forged, sessions: [{ kind: 'refresh_token', token: 'refresh-forged' }] }),
    );
    writeFileSync(
      join(notes, 'b.json'),
      JSON.stringify({ ...forged, sessions: [{ kind: 'refresh_token', token: 'a\n::set-output' }] }),
    );
    writeFileSync(join(notes, 'c.json'), 'no JSON');
    // What ends the step with an error keeps it from the other sessions.
    writeFileSync(join(notes, 'f.json'), JSON.stringify({ sessions: [{ kind: 'refresh_token', token: 12345678 }] }));
    writeFileSync(join(notes, 'g.json'), JSON.stringify({ sessions: [{ kind: { toString: 1 }, token: 'refresh-kind' }] }));
    writeFileSync(join(notes, 'h.json'), JSON.stringify({ sessions: [{ kind: 'access_token', token: 'a', until: 1e300 }] }));
    writeFileSync(
      join(each.temp, 'elsewhere.json'),
      JSON.stringify({ sessions: [{ kind: 'refresh_token', token: 'refresh-elsewhere' }] }),
    );
    symlinkSync(join(each.temp, 'elsewhere.json'), join(notes, 'd.json'));
    spawnSync('mkfifo', [join(notes, 'e.json')]);
    const post = runStep({ entry: 'post', state: each.main.state, secrets: [secret] });
    const { warnings, exitCode } = await post;
    expect(exitCode).toBe(0);
    expect(warnings.map(({ title, message }) => [title, message.slice(0, 7)])).toEqual([
      ['Notes of the token command are damaged', '7 notes'],
    ]);
    expect(other.requests).toEqual([]);
    expect(each.server.endings.map((form) => form.get('refresh_token'))).toEqual([
      each.main.outputs['refresh_token'],
      'refresh-forged',
    ]);
    expect(readdirSync(each.temp)).toEqual(['elsewhere.json']);
  });

  test.each<[string, (each: Job, elsewhere: string) => void, number]>([
    [
      'a link that says that the job has ended',
      ({ folder }, elsewhere) => {
        symlinkSync(join(elsewhere, 'a.json'), join(folder, 'closed'));
      },
      0,
    ],
    [
      'a pipe that says so',
      ({ folder }) => {
        spawnSync('mkfifo', [join(folder, 'closed')]);
      },
      0,
    ],
    [
      'a link in place of the notes',
      ({ folder }, elsewhere) => {
        rmSync(join(folder, 'sessions'), { recursive: true });
        symlinkSync(elsewhere, join(folder, 'sessions'));
      },
      1,
    ],
  ])('neither waits for nor follows %s', async (_, forge, told) => {
    using each = await job();
    const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    const note = JSON.stringify({ sessions: [{ kind: 'refresh_token', token: 'refresh-elsewhere' }] });
    writeFileSync(join(elsewhere, 'a.json'), note);
    forge(each, elsewhere);
    const { warnings } = await runStep({ entry: 'post', state: each.main.state, patience: 10_000 });
    expect(warnings).toHaveLength(told);
    expect(readdirSync(each.temp)).toEqual([]);
    expect(readFileSync(join(elsewhere, 'a.json'), 'utf8')).toBe(note);
    expect(each.server.endings.map((form) => form.get('refresh_token'))).toEqual([each.main.outputs['refresh_token']]);
    expect([...each.server.open]).toEqual([]);
    rmSync(elsewhere, { recursive: true });
  });

  test('follows no link in place of the folder', async () => {
    using each = await job();
    const precious = join(each.temp, 'precious');
    mkdirSync(precious, { mode: 0o755 });
    writeFileSync(join(precious, 'file'), '');
    rmSync(each.folder, { recursive: true });
    symlinkSync(precious, each.folder);
    const { exitCode } = await runStep({ entry: 'post', state: each.main.state });
    expect(exitCode).toBe(0);
    expect(readdirSync(each.temp)).toEqual(['precious']);
    expect(readdirSync(precious)).toEqual(['file']);
    expect([...each.server.open]).toEqual([]);
  });

  test('removes a folder that somebody closed, and one of a job that failed', async () => {
    using each = await job();
    chmodSync(each.folder, 0o500);
    await expectEnded(each, 1);
  });
});

describe.concurrent('the folder', () => {
  const filesIn = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));

  test('is closed to others, and holds no seal key', async () => {
    const key = randomBytes(32).toString('base64');
    const env = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'a/b', GITHUB_RUN_ID: '1' };
    using server = await serve();
    using each = await startCommandJob(
      { client_id: 'arkane-ci', client_secret: secret, token_url: server.tokenUrl, seal_key: key },
      env,
    );
    expire(each);
    await each.call();
    expect(statSync(each.folder).mode & 0o777).toBe(0o700);
    for (const file of filesIn(each.folder)) {
      const launcher = /token(\.cmd)?$/.test(file) || statSync(file).isDirectory();
      expect([file, statSync(file).mode & 0o777]).toEqual([file, launcher ? 0o700 : 0o600]);
      if (statSync(file).isFile()) assertUnreadable(key, readFileSync(file, 'utf8'), file);
      // The credential stands in the settings alone.
      if (statSync(file).isFile() && !file.endsWith('settings.json')) assertUnreadable(secret, readFileSync(file, 'utf8'), file);
    }
    // The token of the step itself was sealed: its session lives on. Those of the command end.
    await each.post(env);
    expect([...server.open]).toEqual([each.main.outputs['refresh_token']]);
  });

  test('of `github_oidc` holds no credential, and a call asks GitHub anew', async () => {
    const github = await startGithubIssuer();
    using server = await serve({
      secret: (form) => Promise.resolve(github.given.includes(form.get('client_assertion') ?? '')),
    });
    using each = await startCommandJob(
      { client_id: 'arkane-ci', auth_method: 'github_oidc', token_url: server.tokenUrl },
      github.env,
    );
    for (const file of filesIn(each.folder).filter((name) => statSync(name).isFile())) {
      assertUnreadable(github.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '', readFileSync(file, 'utf8'), file);
      for (const token of github.given) assertUnreadable(token, readFileSync(file, 'utf8'), file);
    }
    expire(each);
    expect(await each.call()).toMatchObject({ exitCode: 0 });
    expect(github.given).toHaveLength(2);
    expectFailed(
      await each.call(['--min-validity', '9000'], { ACTIONS_ID_TOKEN_REQUEST_URL: '' }),
      'id_token_unavailable',
      /permissions: \{ id-token: write/,
    );
    await each.post();
    expect([...server.open]).toEqual([]);
    github.close();
  });

  test('is not made without the input, nor where there is no token', async () => {
    using server = await serve();
    using each = await job();
    const inputs = { client_id: 'arkane-ci', client_secret: secret, token_url: server.tokenUrl };
    const without = await runStep({ inputs, env: { RUNNER_TEMP: each.temp } });
    expect(without.outputs['token_command']).toBeUndefined();
    const wrong = await runStep({
      inputs: { ...inputs, client_secret: 'not-the-secret', token_command: 'true' },
      env: { RUNNER_TEMP: each.temp },
    });
    expect(wrong.exitCode).toBe(1);
    expect(readdirSync(each.temp)).toHaveLength(1);
    const nowhere = await runStep({
      inputs: { ...inputs, token_command: 'true' },
      env: { RUNNER_TEMP: join(each.temp, 'gone') },
    });
    expect(nowhere.errors[0]?.message).toContain('#command_unusable');
    expect(nowhere.outputs).toEqual({});
    const unset = await runStep({ inputs: { ...inputs, token_command: 'true' }, env: { RUNNER_TEMP: '' } });
    expect(unset.errors[0]?.message).toContain('RUNNER_TEMP is not set.');
    for (const { state } of [without, wrong, nowhere, unset]) await runStep({ entry: 'post', state });
    expect([...server.open]).toEqual([]);
    expect(existsSync(each.folder)).toBe(true);
  });
});

test('with `revoke: false` no session is ended, and nothing but the folder goes', async () => {
  using each = await job({}, { revoke: 'false' });
  expire(each);
  await each.call();
  const { log } = await each.post();
  expect(log.trim()).toBe('');
  expect(each.server.open.size).toBe(2);
});

/**
 * The token command, called as a later step calls it: whole processes, a real server.
 */
import { randomBytes } from 'node:crypto';
import { execFile, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
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
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type Called, type CommandJob, startCommandJob } from './helpers/command.ts';
import { startGithubIssuer } from './helpers/github-issuer.ts';
import { startInternet } from './helpers/internet.ts';
import { type KeycloakLike, type KeycloakLikeOptions, startKeycloakLike } from './helpers/keycloak-like.ts';
import { assertUnreadable, keyValues, root, runStep } from './helpers/runner.ts';

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
  expect(log).toContain(sessions === 1 ? 'Ended the session at' : `Ended ${String(sessions)} sessions at`);
  expect([...each.server.open]).toEqual([]);
}

/** The newest token in the folder becomes one that has expired. */
function expire({ folder }: CommandJob): void {
  const path = join(folder, 'tokens', readdirSync(join(folder, 'tokens')).sort().at(-1) ?? '');
  const stored = JSON.parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, JSON.stringify({ ...stored, expiry: Date.now() - 1000 }));
}

/** The server answers a token request after `delay` milliseconds, with `change` over its answer. */
function slow(server: KeycloakLike, delay: number, change: object = {}): void {
  server.onGrant = (response, granted) => {
    setTimeout(
      () => response.setHeader('content-type', 'application/json').end(JSON.stringify({ ...granted, ...change })),
      delay,
    );
  };
}

/** A file in RUNNER_TEMP with such a session in it. */
const noteOf = (token: unknown, more: object = {}): string =>
  JSON.stringify({ sessions: [{ kind: 'refresh_token', token, ...more }] });

function expectFailed({ exitCode, stdout, stderr }: Called, code: string, words: RegExp): void {
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  const errors = stderr.match(/^::error .*$/gm) ?? [];
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(words);
  expect(errors[0]).toMatch(new RegExp(`docs/errors\\.md#${code}$`));
}

describe.concurrent('a token that is valid', () => {
  test('is printed again, with its mask before it, and nothing is asked', async () => {
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
  test.each([
    ['of a fresh token is read before it, on separate streams', ['printed'], 1],
    ['is read before its token, also where the call before threw the mask away', ['lost', 'printed'], 1],
    ["of main's own token was read long ago: the token is printed at once", ['printed'], 0],
  ])('%s', async (_, calls, fresh) => {
    using each = await job();
    if (fresh) expire(each);
    const file = (name: string): string => join(each.temp, `${name}-here`);
    for (const call of calls) {
      const script = '"$0" >"$1" 2>"$2"';
      const errors = call === 'lost' ? '/dev/null' : file('errors');
      const child = spawn('sh', ['-c', script, each.command, file(call), errors]);
      await new Promise((done) => child.once('close', done));
    }
    const token = accessTokens(each.server)[fresh] ?? '';
    for (const call of calls) expect(readFileSync(file(call), 'utf8')).toBe(`${token}\n`);
    expect(readFileSync(file('errors'), 'utf8')).toContain(`\n::add-mask::${token}\n`);
    const apart = statSync(file('printed')).mtimeMs - statSync(file('errors')).mtimeMs;
    if (fresh)
      expect(apart).toBeGreaterThanOrEqual(190); // of 200, as a kernel's clock ticks
    else expect(apart).toBeLessThan(190);
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
    expect(first.stderr).toMatch(/^Access token for client arkane-ci from 127\.0\.0\.1:\d+: valid for (30 min|29 min 59 s), /m);
    expect(first.stderr).not.toContain(secret); // not even as a mask: the runner has that one
    expect(await each.call()).toMatchObject({ exitCode: 0, stdout: `${fresh}\n`, stderr: `\n\n::add-mask::${fresh}\n` });
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

  test('of which nobody knows how long it is valid is asked for by each call, one at a time', async () => {
    using each = await job();
    const { server } = each;
    let [underWay, most] = [0, 0];
    server.onGrant = (response, granted) => {
      most = Math.max(most, ++underWay);
      setTimeout(() => {
        underWay--;
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ ...granted, expires_in: undefined }));
      }, 300);
    };
    expire(each);
    const all = await Promise.all(Array.from({ length: 3 }, () => each.call()));
    expect(new Set(all.map(({ exitCode, stdout }) => `${String(exitCode)} ${stdout}`))).toEqual(
      new Set(
        accessTokens(server)
          .slice(1)
          .map((token) => `0 ${token}\n`),
      ),
    );
    expect([accessTokens(server).length, most]).toEqual([4, 1]);
    await expectEnded(each, 4);
  });

  test.each(['::stop-commands::x', 'abc##[error]def'])('%s is refused, and its session ended', async (access_token) => {
    using each = await job();
    expire(each);
    slow(each.server, 0, { access_token });
    expectFailed(await each.call(), 'token_invalid', /Token invalid/);
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
    const other = {
      HTTPS_PROXY: 'http://127.0.0.1:9',
      NODE_EXTRA_CA_CERTS: '/nowhere.pem',
      NODE_OPTIONS: '-r dd-trace/ci/init',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    };
    expect(await each.call([], other)).toMatchObject({ exitCode: 0 });
    expect(internet.requests).toHaveLength(2);
    await each.post();
    expect([...server.open]).toEqual([]);
    rmSync(authority);
  });
});

describe.concurrent('when it goes wrong', () => {
  test('a refusal is told as main tells it, never on standard output, and the next call asks again', async () => {
    let accepts = true;
    using each = await job({ secret: () => Promise.resolve(accepts) });
    expire(each);
    accepts = false;
    expectFailed(await each.call(), 'invalid_client', /\(401\)/);
    accepts = true;
    expect(await each.call()).toMatchObject({ exitCode: 0 });
    expect(each.server.requests).toEqual(['token', 'token', 'token']);
    await expectEnded(each, 2);
  });

  test('a token that is valid for less than is asked for', async () => {
    using each = await job();
    expectFailed(await each.call(['--min-validity', '3600']), 'token_too_short', /(29|30) min.*`--min-validity`.*60 min/);
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
    expectFailed(called, 'request_refused', /\(400\): invalid_request/);
    for (const text of [value, key]) assertUnreadable(text, called.stderr, 'the error of the command');
  });

  test('`set -e` stops there', async () => {
    using each = await job({}, { timeout: '1' });
    expire(each);
    each.server.close();
    const script = 'set -e; TOKEN=$("$0"); echo "went on with $TOKEN"';
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script, each.command], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('::error title=');
  });

  test('a server that is away for 4 s is waited for', { timeout: 60_000 }, async () => {
    using each = await job();
    expire(each);
    const { tokenUrl, server } = each.server;
    each.server.close();
    const calls = Array.from({ length: 3 }, () => each.call());
    await sleep(4000);
    server.listen(Number(new URL(tokenUrl).port), '127.0.0.1');
    const all = await Promise.all(calls);
    expect(new Set(all.map(({ exitCode, stdout }) => `${String(exitCode)} ${stdout}`)).size).toBe(1);
    expect(all[0]?.exitCode).toBe(0);
    expect(all.map(({ stderr }) => stderr).join('')).toMatch(/Trying again in /);
    expect(accessTokens(each.server)).toHaveLength(2);
    await expectEnded(each, 2);
  });

  test('a call that is killed at any moment is followed after 2 s, and leaves no session without a word', async () => {
    using each = await job();
    const { server } = each;
    slow(server, 60);
    expire(each);
    await each.call();
    for (const delay of [80, 150, 220, undefined]) {
      if (delay === undefined) server.onGrant = () => undefined; // it is surely killed while it asks
      expire(each);
      const before = server.requests.length;
      const killed = each.start();
      if (delay === undefined) while (server.requests.length === before) await sleep(20);
      else await sleep(delay);
      killed.kill();
      await killed.result;
      slow(server, 60);
      const { exitCode, stdout, took } = await each.call();
      expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^access-\S+\n$/) as string });
      expect(took).toBeLessThan(15_000); // on a busy machine; a lock that nobody follows costs a minute
      if (delay === undefined) expect(took).toBeGreaterThan(1_000);
    }
    const { warnings } = await each.post();
    expect(warnings.map(({ title }) => title)).toEqual(['Token command stopped']);
    const stopped = Number(/^(\d+) calls/.exec(warnings[0]?.message ?? '')?.[1] ?? 1);
    expect(server.open.size).toBeLessThanOrEqual(stopped);
  }, 120_000);

  /** A limit on the size of files stands for a disk that is full, as in runner/files.test.ts. */
  const onFullDisk = (command: string, blocks: number): Called => {
    const script = `ulimit -f ${String(blocks)}; trap "" XFSZ; exec "$0"`;
    const { status: exitCode, stdout, stderr } = spawnSync('bash', ['-c', script, command], { encoding: 'utf8' });
    return { exitCode, stdout, stderr, took: 0 };
  };

  test('a disk that is full: nothing is asked', async () => {
    using each = await job();
    expire(each);
    expectFailed(onFullDisk(each.command, 0), 'command_unusable', /EFBIG/);
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
    expectFailed(called, 'command_unusable', /EFBIG.*session of its token was ended/);
    expect([...each.server.open]).toEqual([]);
    expect(each.server.requests).toEqual(['token', 'token', 'revoke']);
    await each.post();
  });

  test('the folder is gone', async () => {
    using each = await job();
    expire(each);
    writeFileSync(join(each.folder, 'settings.json'), '{');
    expectFailed(await each.call(), 'command_unusable', /folder of the token command is not there/);
    const launcher = join(each.temp, 'kept');
    renameSync(each.command, launcher);
    rmSync(each.folder, { recursive: true });
    const called = spawnSync(launcher, { encoding: 'utf8' });
    expectFailed({ exitCode: called.status, ...called, took: 0 }, 'command_unusable', /folder of the token command is not there/);
    rmSync(launcher);
    // The one of main is ended; whether there were others, nobody knows any more.
    const { log, warnings } = await each.post();
    expect(log).toContain('Ended the session at');
    expect(warnings).toMatchObject([{ message: expect.stringMatching(/damaged \(1\)/) as string }]);
    expect([...each.server.open]).toEqual([]);
  });

  test('the folder is gone with its sessions: that they may be open is told', async () => {
    using each = await job();
    expire(each);
    expect((await each.call()).exitCode).toBe(0);
    rmSync(each.folder, { recursive: true });
    const { warnings } = await each.post();
    expect(each.server.open.size).toBe(1);
    expect(warnings).toMatchObject([{ message: expect.stringMatching(/sessions may be open/) as string }]);
  });

  test('nobody reads the token', async () => {
    using each = await job();
    const { status, stderr } = spawnSync('bash', ['-c', '"$0" >/dev/full', each.command], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/could not print the token \(ENOSPC\)/);
    await expectEnded(each, 1);
  });

  test('options that it does not know', async () => {
    using each = await job();
    for (const args of [['--what'], ['--min-validity', 'soon']])
      expectFailed(await each.call(args), 'command_unusable', /does not know .*--header/);
  });

  test('--help tells how it is called', async () => {
    using each = await job();
    const { exitCode, stdout, stderr } = await each.call(['--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '\n' });
    for (const option of ['--header', '--min-validity N', '--help']) expect(stdout).toContain(option);
  });
});

/** The post step in the RUNNER_TEMP of the job, whatever it leaves there; its state may be forged. */
function postAlone({ main, temp }: Job, forged: object = {}): ReturnType<typeof runStep> {
  const state = { session: JSON.stringify({ ...(JSON.parse(main.state['session'] ?? '') as object), ...forged }) };
  return runStep({ entry: 'post', state, env: { RUNNER_TEMP: temp }, secrets: [secret], patience: 12_000 });
}

describe.concurrent('the post step', () => {
  test.each([
    ['waits for a call that asks', 1500],
    ['does not wait for ever, and the call ends its session itself', 9500],
  ])('%s', { timeout: 60_000 }, async (_, delay) => {
    using each = await job();
    const { server } = each;
    expire(each);
    slow(server, delay);
    const calling = each.call();
    while (server.requests.length < 2) await sleep(20);
    const { warnings } = await each.post();
    expect(warnings.map(({ title }) => title)).toEqual(delay < 8000 ? [] : ['Token command stopped']);
    const called = await calling;
    expectFailed(called, 'command_unusable', /(job had ended|is not there).*session of its token was ended/);
    expect([...server.open]).toEqual([]);
  });

  test('ends what it can of very many, and tells of the others in few words', { timeout: 60_000 }, async () => {
    using each = await job();
    for (let index = 0; index < 60; index++)
      writeFileSync(
        join(each.folder, 'sessions', `${String(index)}.json`),
        noteOf(`refresh-of-note-${String(index)}`, { until: Date.now() + 60_000 }),
      );
    each.server.close();
    const { warnings } = await each.post();
    expect(warnings).toHaveLength(21);
    expect(warnings.at(-1)).toMatchObject({
      title: 'Sessions stay open',
      message: expect.stringMatching(/^41 sessions of client arkane-ci/) as string,
    });
  });

  test('gains nothing for a step that forges the folder', async () => {
    using each = await job();
    using other = await serve();
    const notes = join(each.folder, 'sessions');
    const forged = {
      asked: { clientId: 'x', host: 'evil.example' },
      client: {
        tokenUrl: other.tokenUrl,
        authMethod: 'client_secret_post',
        clientId: 'x',
        clientSecret: 'y',
        caCertificates: [],
      },
    };
    const write = (name: string, text: string): void => {
      writeFileSync(join(notes, name), text);
    };
    write('a.json', JSON.stringify({ ...forged, sessions: [{ kind: 'refresh_token', token: 'refresh-forged' }] }));
    write('b.json', noteOf('a\n::set-output'));
    write('c.json', 'no JSON');
    // What ends the step with an error keeps it from the other sessions.
    write('f.json', noteOf(12345678));
    write('g.json', noteOf('refresh-kind', { kind: { toString: 1 } }));
    write('h.json', noteOf('a', { until: 1e300 }));
    write('../../elsewhere.json', noteOf('refresh-elsewhere'));
    symlinkSync(join(each.temp, 'elsewhere.json'), join(notes, 'd.json'));
    spawnSync('mkfifo', [join(notes, 'e.json')]);
    const { warnings, exitCode } = await postAlone(each);
    expect(exitCode).toBe(0);
    expect(warnings.map(({ message }) => message)).toEqual([expect.stringMatching(/damaged \(7\)/)]);
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
    const note = noteOf('refresh-elsewhere');
    writeFileSync(join(elsewhere, 'a.json'), note);
    forge(each, elsewhere);
    const { warnings } = await postAlone(each);
    expect(warnings).toHaveLength(told);
    expect(readdirSync(each.temp)).toEqual([]);
    expect(readFileSync(join(elsewhere, 'a.json'), 'utf8')).toBe(note);
    expect(each.server.endings.map((form) => form.get('refresh_token'))).toEqual([each.main.outputs['refresh_token']]);
    expect([...each.server.open]).toEqual([]);
    rmSync(elsewhere, { recursive: true });
  });

  test.each([
    ['a link in place of the folder', (own: string) => own],
    ['another folder that a forged state names', () => 'precious'],
    ['a folder elsewhere that it names', () => '../precious'],
  ])('leaves %s alone', async (_, named) => {
    using each = await job();
    const precious = join(each.temp, named(basename(each.folder)) === '../precious' ? '../precious' : 'precious');
    mkdirSync(precious, { mode: 0o755 });
    writeFileSync(join(precious, 'file'), '');
    rmSync(each.folder, { recursive: true });
    symlinkSync(precious, each.folder);
    const folder = join(each.temp, named(basename(each.folder)));
    const { exitCode } = await postAlone(each, { folder });
    expect(exitCode).toBe(0);
    expect(lstatSync(each.folder).isSymbolicLink()).toBe(true);
    expect(readdirSync(precious)).toEqual(['file']);
    expect([...each.server.open]).toEqual([]);
    rmSync(precious, { recursive: true });
  });

  test('says that the folder stays where RUNNER_TEMP is another', async () => {
    using each = await job();
    const temp = mkdtempSync(join(tmpdir(), 'another-'));
    const { exitCode, warnings } = await runStep({ entry: 'post', state: each.main.state, env: { RUNNER_TEMP: temp } });
    expect({ exitCode, titles: warnings.map(({ title }) => title).sort() }).toEqual({
      exitCode: 0,
      titles: ['Folder not removed', 'Notes damaged'],
    });
    expect([...each.server.open]).toEqual([]);
    rmSync(temp, { recursive: true });
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
      env: { RUNNER_TEMP: each.command },
    });
    expect(nowhere.errors[0]?.message).toContain('#command_unusable');
    expect(nowhere.outputs).toEqual({});
    const unset = await runStep({ inputs: { ...inputs, token_command: 'true' }, env: { RUNNER_TEMP: '' } });
    expect(unset.errors[0]?.message).toMatch(/RUNNER_TEMP.*#runner_missing$/s);
    for (const { state } of [without, wrong, nowhere, unset])
      expect(await runStep({ entry: 'post', state })).toMatchObject({ warnings: [] });
    expect([...server.open]).toEqual([]);
    expect(existsSync(each.folder)).toBe(true);
  });
});

const mounts = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', '-o', 'noexec', 'none', tmpdir()]).status === 0;
const unable = mounts ? '' : ': this machine lets no process mount';
test.skipIf(unable)(`RUNNER_TEMP that is mounted noexec: main says so, and leaves nothing there${unable}`, async () => {
  using server = await serve();
  const temp = mkdtempSync(join(tmpdir(), 'noexec-'));
  for (const name of ['output', 'state']) writeFileSync(join(temp, name), '');
  const mounted = join(temp, 'mounted');
  mkdirSync(mounted);
  const env = {
    ...{ PATH: process.env['PATH'], RUNNER_TEMP: mounted },
    ...{ GITHUB_OUTPUT: join(temp, 'output'), GITHUB_STATE: join(temp, 'state') },
    ...{ INPUT_CLIENT_ID: 'arkane-ci', INPUT_CLIENT_SECRET: secret },
    ...{ INPUT_TOKEN_URL: server.tokenUrl, INPUT_TOKEN_COMMAND: 'true' },
  };
  const script = 'mount -t tmpfs -o noexec none "$RUNNER_TEMP" && "$@"; echo "exit $?, left: $(ls -A "$RUNNER_TEMP")"';
  const main = [process.execPath, join(root, 'dist/main/index.js')];
  const printed = await new Promise<string>((done) => {
    execFile('unshare', ['-rm', 'sh', '-c', script, 'sh', ...main], { env }, (_, stdout) => {
      done(stdout);
    });
  });
  expect(printed).toMatch(/^::error .*noexec.*#command_unusable$/m);
  expect(printed).toMatch(/^exit 1, left: $/m);
  expect(readFileSync(env.GITHUB_OUTPUT, 'utf8')).toBe('');
  const state = keyValues(readFileSync(env.GITHUB_STATE, 'utf8'));
  expect((await runStep({ entry: 'post', state })).warnings).toEqual([]);
  expect([...server.open]).toEqual([]);
  rmSync(temp, { recursive: true });
});

test('with `revoke: false` no session is ended, and nothing but the folder goes', async () => {
  using each = await job({}, { revoke: 'false' });
  expire(each);
  await each.call();
  const { log } = await each.post();
  expect(log.trim()).toBe('');
  expect(each.server.open.size).toBe(2);
});

/**
 * Runners that are not GitHub's: other users, folders that nobody may write to or run from, and what Windows refuses.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCommandJob } from './helpers/command.ts';
import { ask, expectFailure, grant, secret, startHostileServer, token } from './helpers/hostile-server.ts';
import { startKeycloakLike } from './helpers/keycloak-like.ts';
import { type Entry, root, runStep, type StepOptions } from './helpers/runner.ts';

const OTHER = 12_345; // a user who is not in /etc/passwd
const isRoot = process.getuid?.() === 0;
/** Starts what follows where nobody else sees its mounts. */
const PRIVATELY = ['unshare', '--mount', ...(isRoot ? [] : ['--map-root-user'])];
const canMount = spawnSync(`${PRIVATELY.join(' ')} mount -t tmpfs tmpfs /tmp`, { shell: true }).status === 0;

type Run = NonNullable<StepOptions['run']>;

let place = '';
let server: Awaited<ReturnType<typeof startHostileServer>>;
beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'runners-'));
  server = await startHostileServer(grant());
});
afterAll(async () => {
  rmSync(place, { recursive: true });
  await server[Symbol.asyncDispose]();
});

async function start(
  [command = '', ...args]: readonly string[],
  { env, cwd }: Entry,
  as: { uid?: number } = {},
): ReturnType<Run> {
  const child = spawn(command, args, { env, cwd, ...as });
  const exitCode = new Promise<number | null>((done) => child.once('close', done));
  const printed = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { exitCode: await exitCode, raw: printed.join('') };
}

/** A step after `script`, in which `$1` is RUNNER_TEMP. */
function after(script: string, ...prefix: readonly string[]): Run {
  return (entry) => {
    const shell = ['sh', '-c', `${script}; shift; exec "$@"`, 'sh', entry.env['RUNNER_TEMP'] ?? ''];
    return start([...prefix, ...shell, process.execPath, entry.path], entry);
  };
}

describe.skipIf(!isRoot)('as another user than root, without an entry in /etc/passwd and without HOME', () => {
  /** The action and its Node, which every user may read, and nobody may write. */
  let published = '';
  let temp = '';
  beforeAll(() => {
    published = join(place, 'published');
    cpSync(join(root, 'dist'), join(published, 'dist'), { recursive: true });
    cpSync(process.execPath, join(published, 'node'));
    for (const name of readdirSync(published, { recursive: true, encoding: 'utf8' })) chmodSync(join(published, name), 0o555);
    for (const folder of [place, published]) chmodSync(folder, 0o555);
    temp = mkdtempSync(join(tmpdir(), 'temp-'));
  });
  afterAll(() => {
    rmSync(temp, { recursive: true });
  });

  /** The files of the runner are this user's, unless `foreign` names them. */
  function other(...foreign: readonly string[]): Run {
    return (entry) => {
      for (const name of ['', ...readdirSync(entry.cwd)])
        if (!foreign.includes(name)) chownSync(join(entry.cwd, name), OTHER, OTHER);
      return start([join(published, 'node'), join(published, relative(root, entry.path))], entry, { uid: OTHER });
    };
  }

  test('a step gets a token, from a folder of the action that is read-only', async () => {
    const main = await ask(server, { run: other(), inputs: { summary: 'true' } });
    expect(main).toMatchObject({ exitCode: 0, errors: [], warnings: [], outputs: { access_token: token } });
  });

  test('the token command prints a token, and post removes its folder', async () => {
    chownSync(temp, OTHER, OTHER);
    const keycloak = await startKeycloakLike({ secret });
    const inputs = { client_id: 'arkane-ci', client_secret: secret, token_url: keycloak.tokenUrl, token_command: 'true' };
    const env = { RUNNER_TEMP: temp };
    const main = await runStep({ inputs, env, run: other() });
    expect(main).toMatchObject({ exitCode: 0, errors: [] });
    const { token_command = '', access_token = '' } = main.outputs;
    const called = spawnSync(token_command, { uid: OTHER, encoding: 'utf8' });
    expect(called).toMatchObject({ status: 0, stdout: `${access_token}\n` });
    expect(await runStep({ entry: 'post', state: main.state, env, run: other() })).toMatchObject({ exitCode: 0, warnings: [] });
    expect({ open: [...keycloak.open], left: readdirSync(temp) }).toEqual({ open: [], left: [] });
    keycloak.close();
  });

  test.each(['output', 'state'])(
    'a file of the runner that is not theirs is a matter of the user, not of the disk: %s',
    async (name) => {
      const main = await ask(server, { run: other(name) });
      expect(expectFailure(main, 'output_failed', /EACCES/, /--user|chown/)).not.toMatch(/disk|space/);
    },
  );

  test('a RUNNER_TEMP that is not theirs matters to the token command alone', async () => {
    chownSync(temp, 0, 0);
    chmodSync(temp, 0o755);
    const env = { RUNNER_TEMP: temp };
    expect(await ask(server, { run: other(), env })).toMatchObject({ exitCode: 0, errors: [] });
    const main = await ask(server, { run: other(), env, inputs: { token_command: 'true' } });
    expectFailure(main, 'command_unusable', /EACCES/);
  });
});

describe.skipIf(process.platform === 'win32').each(['077', '0'])('with umask %s', (umask) => {
  test('only this user reads the folder of the token command', async () => {
    const temp = mkdtempSync(join(place, 'temp-'));
    const main = await ask(server, {
      run: after(`umask ${umask}`),
      env: { RUNNER_TEMP: temp },
      inputs: { token_command: 'true' },
    });
    expect(main).toMatchObject({ exitCode: 0, errors: [], outputs: { access_token: token } });
    const modes = readdirSync(temp, { recursive: true, encoding: 'utf8' }).map((name) => statSync(join(temp, name)).mode & 0o777);
    expect(modes.length).toBeGreaterThan(4);
    expect(modes.filter((mode) => mode !== 0o700 && mode !== 0o600)).toEqual([]);
  });
});

describe.skipIf(!canMount).each([
  ['noexec', /noexec/],
  ['ro', /EROFS/],
])('with a RUNNER_TEMP that is mounted %s', (option, words) => {
  const mounted = after(`mount -t tmpfs -o ${option} tmpfs "$1"`, ...PRIVATELY);

  test('a step gets a token, and is told of it only where it asks for a token command', async () => {
    const env = { RUNNER_TEMP: mkdtempSync(join(place, 'temp-')) };
    expect(await ask(server, { run: mounted, env })).toMatchObject({ exitCode: 0, errors: [], outputs: { access_token: token } });
    expectFailure(await ask(server, { run: mounted, env, inputs: { token_command: 'true' } }), 'command_unusable', words);
  });
});

test('nothing is done that Windows refuses: to truncate a file that is open to append, to rename onto one that is read', async () => {
  const [shim, refused] = [join(place, 'shim.cjs'), join(place, 'refused')];
  writeFileSync(refused, '');
  writeFileSync(
    shim,
    `const fs = require('node:fs');
const { appendFileSync, existsSync, renameSync } = fs;
const note = (text) => appendFileSync(${JSON.stringify(refused)}, text + '\\n');
for (const name of ['truncate', 'truncateSync', 'ftruncate', 'ftruncateSync']) fs[name] = () => note(name);
fs.renameSync = (from, to) => {
  if (existsSync(to)) note('rename onto ' + to);
  renameSync(from, to);
};
`,
  );
  const keycloak = await startKeycloakLike({ secret });
  keycloak.onGrant = (response, granted) => {
    response.end(JSON.stringify({ ...granted, expires_in: 600 }));
    keycloak.onGrant = undefined;
  };
  const inputs = { client_id: 'arkane-ci', client_secret: secret, token_url: keycloak.tokenUrl, summary: 'true' };
  using job = await startCommandJob(inputs, { NODE_OPTIONS: `--require=${shim}` });
  expect(await job.call(['--min-validity', '900'])).toMatchObject({ exitCode: 0, stdout: `${keycloak.granted[2] ?? ''}\n` });
  await job.post();
  expect(readFileSync(refused, 'utf8')).toBe('');
  keycloak.close();
});

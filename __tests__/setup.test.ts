/**
 * scripts/setup.mjs on machines as others have them: a small project, npm itself, and a registry on loopback.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from './helpers/runner.ts';

const version = process.versions.node;
const windows = process.platform === 'win32';

let folder: string;
let project: string;
let registry: Registry;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'setup-'));
  project = join(folder, 'project');
  const tarball = packNode();
  registry = await startRegistry(tarball);
  mkdirSync(join(project, 'scripts'), { recursive: true });
  for (const file of ['.npmrc', 'scripts/setup.mjs']) copyFileSync(join(root, file), join(project, file));
  const own = { name: 'fixture', version: '1.0.0' };
  const devDependencies = { node: version };
  save('package.json', { ...own, scripts: { setup: 'node scripts/setup.mjs' }, devDependencies, allowScripts: { node: true } });
  const node = { version, integrity: integrityOf(tarball), dev: true, hasInstallScript: true, bin: { node: 'bin/node' } };
  save('package-lock.json', {
    ...own,
    lockfileVersion: 3,
    requires: true,
    packages: { '': { ...own, devDependencies }, 'node_modules/node': node },
  });
});
afterEach(() => {
  registry.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function save(file: string, content: unknown): void {
  writeFileSync(join(project, file), JSON.stringify(content));
}

/** A package `node` like the real one: its binary comes by its own install script. */
function packNode(): Buffer {
  const source = join(folder, 'package');
  mkdirSync(source);
  const name = windows ? 'node.exe' : 'node';
  const scripts = { preinstall: 'node install' };
  writeFileSync(join(source, 'package.json'), JSON.stringify({ name: 'node', version, bin: { node: 'bin/node' }, scripts }));
  const place = windows ? 'copyFileSync' : 'symlinkSync';
  const install = `const fs = require('node:fs'); fs.mkdirSync('bin'); fs.${place}(${JSON.stringify(process.execPath)}, 'bin/${name}');`;
  writeFileSync(join(source, 'install.js'), install);
  return execFileSync('tar', ['-c', '-z', '-f', '-', 'package'], { cwd: folder });
}

const integrityOf = (tarball: Buffer): string => `sha512-${createHash('sha512').update(tarball).digest('base64')}`;

interface Registry {
  readonly url: string;
  /** The paths that were asked for. */
  readonly requests: string[];
  /** Whether it takes requests and never answers. */
  silent: boolean;
  close(): void;
}

async function startRegistry(tarball: Buffer): Promise<Registry> {
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '';
    started.requests.push(path);
    if (started.silent) return;
    if (path.endsWith('.tgz')) response.end(tarball);
    else {
      const dist = { tarball: `${started.url}node/-/node-${version}.tgz`, integrity: integrityOf(tarball) };
      const versions = { [version]: { name: 'node', version, bin: { node: 'bin/node' }, hasInstallScript: true, dist } };
      response.end(JSON.stringify({ name: 'node', 'dist-tags': { latest: version }, versions }));
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const started: Registry = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    requests: [],
    silent: false,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return started;
}

interface Ran {
  readonly status: number | null;
  readonly output: string;
}
type Env = Readonly<Record<string, string>>;

/** Starts a command in the project, without the settings of this machine. */
function start(command: string, args: readonly string[], env: Env = {}, more: { uid?: number } = {}): ChildProcess {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_ENV|NODE_OPTIONS|CI$)/i.test(name)),
  );
  const own = { HOME: folder, USERPROFILE: folder, npm_config_cache: join(folder, 'cache'), npm_config_registry: registry.url };
  return spawn(command, args, { cwd: project, env: { ...clean, ...own, ...env }, shell: windows && command === 'npm', ...more });
}

async function end(child: ChildProcess): Promise<Ran> {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const status = await new Promise<number | null>((done) => child.once('close', done));
  return { status, output };
}

const setup = async (env?: Env): Promise<Ran> => end(start('npm', ['run', '-s', 'setup'], env));

const INSTALLED = `Installing the dependencies: once, usually half a minute ...
Installing Node ${version}, on which the action runs: once, usually ten seconds ...
`;

function expectNode(): void {
  const node = join(project, 'node_modules/.bin', windows ? 'node.cmd' : 'node');
  expect(execFileSync(node, ['--version'], { encoding: 'utf8', shell: windows }).trim()).toBe(`v${version}`);
}

describe('installs all, once, whatever is set', () => {
  test.each<[string, Env]>([
    ['nothing', {}],
    ['no install scripts', { npm_config_ignore_scripts: 'true' }],
    ['production by NODE_ENV', { NODE_ENV: 'production' }],
    ['production by npm', { npm_config_omit: 'dev optional', npm_config_production: 'true' }],
    ['no lockfile, no links', { npm_config_package_lock: 'false', npm_config_bin_links: 'false' }],
    ['all is global and for show', { npm_config_global: 'true', npm_config_dry_run: 'true' }],
  ])('%s', async (_, env) => {
    expect(await setup(env)).toEqual({ status: 0, output: INSTALLED });
    expectNode();
    const { length } = registry.requests;
    expect(await setup(env)).toEqual({ status: 0, output: '' });
    expect(registry.requests).toHaveLength(length);
  });
});

test.each([['ci'], ['install']])('what `npm %s` installed is not installed again', async (command) => {
  await end(start('npm', [command]));
  expect(existsSync(join(project, 'node_modules/node/package.json'))).toBe(true);
  const { length } = registry.requests;
  expect(await setup()).toEqual({ status: 0, output: INSTALLED.replace(/^.*\n/, '') });
  expect(registry.requests).toHaveLength(length);
  expectNode();
});

test.each([
  [
    'a package is gone',
    () => {
      rmSync(join(project, 'node_modules/node'), { recursive: true });
    },
  ],
  [
    'the lockfile has another',
    () => {
      save('node_modules/.package-lock.json', { packages: {} });
    },
  ],
  [
    'the binary is gone',
    () => {
      rmSync(join(project, 'node_modules/node/bin'), { recursive: true });
    },
  ],
])('is mended when %s', async (_, spoil) => {
  await setup();
  spoil();
  const { status, output } = await setup();
  expect({ status, said: INSTALLED.endsWith(output) && output !== '' }).toEqual({ status: 0, said: true });
  expectNode();
});

test.skipIf(windows)('stopped on the way, says so, and works the next time', async () => {
  registry.silent = true;
  const child = start('node', ['scripts/setup.mjs'], npmOf());
  const ended = end(child);
  await expect.poll(() => registry.requests.length, { timeout: 10_000 }).toBeGreaterThan(0);
  child.kill('SIGINT');
  expect(await ended).toEqual({
    status: 130,
    output: INSTALLED.replace(/\n.*\n$/, '\nStopped: run the same command again to install.\n'),
  });
  registry.silent = false;
  expect(await setup()).toEqual({ status: 0, output: INSTALLED });
});

/** What `npm run` sets. */
function npmOf(): Env {
  const script = 'console.log(JSON.stringify([process.env.npm_execpath, process.env.npm_node_execpath]))';
  writeFileSync(join(project, 'npm.cjs'), script);
  const printed = execFileSync('npm', ['exec', '--offline', '--call', 'node npm.cjs'], {
    cwd: project,
    encoding: 'utf8',
    shell: windows,
  });
  const [npm_execpath = '', npm_node_execpath = ''] = JSON.parse(printed) as string[];
  return { npm_execpath, npm_node_execpath };
}

describe('says in one sentence what to do', () => {
  test('the registry cannot be reached', async () => {
    registry.close();
    const child = start('npm', ['run', '-s', 'setup']);
    const first = new Promise<string>((said) =>
      child.stderr?.once('data', (chunk: Buffer) => {
        said(chunk.toString());
      }),
    );
    const { status, output } = await end(child);
    expect(await first, 'at once, not with what comes of it').toBe(INSTALLED.replace(/\n.*\n$/, '\n'));
    expect(output.split('\n').slice(1)).toEqual([
      expect.stringMatching(
        /^The package registry cannot be reached: check .*, then run the same command again\. \(ECONNREFUSED\)$/,
      ),
      '',
    ]);
    expect(status).toBe(1);
  });

  test('npm says something else: that stands there, too', async () => {
    const lock = readFileSync(join(project, 'package-lock.json'), 'utf8');
    writeFileSync(join(project, 'package-lock.json'), lock.replace(/sha512-/, 'sha512-AAAA'));
    const { status, output } = await setup();
    expect(output).toContain('npm error code EINTEGRITY');
    expect(output).toMatch(/\nnpm could not install the dependencies; above is why\. .*\n$/);
    expect(status).toBe(1);
  });

  test('Node is too old', async () => {
    writeFileSync(
      join(folder, 'old.cjs'),
      `
      Object.defineProperty(process, 'version', { value: 'v18.20.8' });
      Object.defineProperty(process, 'versions', { value: { node: '18.20.8' } });`,
    );
    const { status, output } = await end(start('node', ['--require', join(folder, 'old.cjs'), 'scripts/setup.mjs']));
    expect(output).toBe(
      'This needs Node 20 or later to start, and found v18.20.8: install one, then run the same command again.\n',
    );
    expect(status).toBe(1);
  });

  test('another program than npm starts it', async () => {
    const { status, output } = await end(start('node', ['scripts/setup.mjs'], { npm_execpath: '/usr/lib/pnpm.cjs' }));
    expect(output).toBe('The dependencies are installed by npm alone: run `npm run setup`.\n');
    expect(status).toBe(1);
  });

  // Root may write everywhere: it takes the place of another user.
  test.skipIf(windows)('nothing can be written', async () => {
    const uid = process.getuid?.() === 0 ? 65534 : undefined;
    chmodSync(folder, 0o755);
    chmodSync(project, 0o555);
    const script = start('node', ['scripts/setup.mjs'], { npm_execpath: 'npm-cli.js' }, uid === undefined ? {} : { uid });
    const { status, output } = await end(script);
    chmodSync(project, 0o755);
    expect(output).toMatch(/^Installing .*\nNothing can be written to this folder, and the dependencies belong into it: .*\n$/);
    expect(status).toBe(1);
  });
});

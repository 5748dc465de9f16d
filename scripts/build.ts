// Builds dist/ from src/. With --check: fails when dist/ is not what the sources build to.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import ts from 'typescript';

const steps = ['main', 'post', 'unseal'];

/** Bundles all steps at once, and writes the file that starts each: three bundles would hold the same code three times. */
function build(into: string): void {
  const lib = join(into, 'lib');
  const ncc = ['node_modules/@vercel/ncc/dist/ncc/cli.js', 'build', 'src/lib.ts', '-o', lib, '--no-cache', '--quiet'];
  const { status, stdout } = spawnSync(process.execPath, ncc, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) {
    console.error(stdout.slice(0, 2000));
    process.exit(1);
  }
  rmSync(join(lib, 'package.json'), { force: true }); // the one at the top says `module` already
  for (const [name, text] of contents(lib)) writeFileSync(join(lib, name), withoutComments(text));
  writeFileSync(join(lib, 'licenses.txt'), licenses(lib));
  for (const step of steps) {
    mkdirSync(join(into, step));
    writeFileSync(join(into, step, 'index.js'), `import { ${step} } from '../lib/index.js';\n\n${step}();\n`);
  }
}

/**
 * Comments stand in the sources; dist/ is read for what it does. Only the lines stay that say which file the code is from.
 * Fails if anything else than comments went.
 */
function withoutComments(code: string): string {
  const short = code
    .replace(/^[ \t]*\/\*\*\n(?:[ \t]*\*.*\n)*?[ \t]*\*\/\n/gm, '')
    .replace(/^[ \t]*\/\/(?!.* MODULE: ).*\n/gm, '')
    .replace(/\n{3,}/g, '\n\n');
  const bare = (text: string): string =>
    ts.transpile(text, { removeComments: true, target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext });
  if (bare(short) !== bare(code)) throw new Error('More than comments would be taken out.');
  return short;
}

/** The licenses of all packages in the bundle. ncc's own list has those of one chunk alone. */
function licenses(lib: string): string {
  const code = contents(lib).map(([, text]) => text);
  const names = code.flatMap((text) =>
    Array.from(text.matchAll(/\.\/node_modules\/((?:@[^/]+\/)?[^/]+)\//g), ([, name]) => name ?? ''),
  );
  const sections = [...new Set(names)].sort().map((name) => {
    const folder = join('node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>;
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} has no license file`);
    return `${name}\n${version ?? ''}, ${license ?? ''}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  });
  return sections.join('\n');
}

/** Names and texts of the files in a folder. */
function contents(folder: string): [string, string][] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map(({ parentPath, name }) => relative(folder, join(parentPath, name))).sort();
  return names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
}

const check = process.argv.includes('--check');
const built = mkdtempSync(join(tmpdir(), 'dist-'));
process.once('exit', () => {
  rmSync(built, { recursive: true });
});
build(built);
if (!check) {
  rmSync('dist', { recursive: true, force: true });
  cpSync(built, 'dist', { recursive: true });
  for (const [name, text] of contents(built))
    console.log(`${(Buffer.byteLength(text) / 1000).toFixed(1).padStart(7)} kB  dist/${name}`);
} else if (JSON.stringify(contents(built)) !== JSON.stringify(contents('dist'))) {
  console.error('dist/ is stale: run npm run build and commit what it changes.');
  process.exitCode = 1;
}

// Builds dist/ from src/. With --check: fails when dist/ is not what the sources build to.
import ncc, { type Module } from '@vercel/ncc';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { partsOf, readModules, type Part } from './parts.ts';

const steps = ['main', 'post', 'unseal', 'end'];
/** What a call of the token command reads where the token is good: alone, and so at once. */
const STORED_TOKEN = 'src/command/stored-token.ts';
/** What stands in for packages that the toolkit loads and this action never or seldom calls: it is a tenth of their size. */
const standIns = { undici: ['./http/never-called.js'], tunnel: ['./http/tunnel.js'] };

/** Bundles each part, and writes the file that starts each step: a bundle a step would hold the same code three times. */
async function build(into: string): Promise<void> {
  const modules = readModules();
  const lib = join(into, 'lib');
  mkdirSync(lib, { recursive: true });
  writeFileSync(join(into, 'package.json'), '{ "type": "commonjs" }\n'); // the one at the top says `module`
  const packages = new Set<string>();
  await within(modules, async () => {
    for (const { name, entry, elsewhere } of partsOf(modules)) {
      writeFileSync('entry.js', entry);
      const { code, bundled } = await bundle('entry.js', elsewhere);
      writeFileSync(join(lib, `${name}.js`), withoutComments(named(code, bundled)));
      for (const { name: from } of bundled) {
        const [, found] = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(from ?? '') ?? [];
        if (found !== undefined) packages.add(found);
      }
    }
  });
  writeFileSync(join(lib, 'licenses.txt'), licenses([...packages].sort()));
  for (const step of steps) {
    mkdirSync(join(into, step));
    writeFileSync(join(into, step, 'index.js'), `require('../lib/index.js').${step}();\n`);
  }
  mkdirSync(join(into, 'command'));
  writeFileSync(
    join(into, 'command/index.js'),
    "if (!require('./stored-token.js').giveAgain(process.argv.slice(2))) require('../lib/index.js').command();\n",
  );
  writeFileSync(
    join(into, 'command/stored-token.js'),
    ts.transpile(readFileSync(STORED_TOKEN, 'utf8'), {
      removeComments: true,
      target: ts.ScriptTarget.ES2024,
      module: ts.ModuleKind.CommonJS,
    }),
  );
}

/**
 * Works in a folder with all modules as JavaScript, where ncc finds what else it needs: their names, and what stands in for
 * packages.
 */
async function within(modules: ReadonlyMap<string, { readonly text: string }>, work: () => Promise<void>): Promise<void> {
  const root = process.cwd();
  mkdirSync('.cache', { recursive: true });
  const folder = resolve(mkdtempSync('.cache/build-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true });
  });
  for (const [from, { text }] of modules) {
    const file = join(folder, from.slice(1));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ imports: { '#*': './*' } }));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { paths: { ...standIns, '~/*': ['../../*'] } } }),
  );
  process.chdir(folder);
  await work();
  process.chdir(root);
}

/** As CommonJS, which Node starts sooner than modules. */
async function bundle(file: string, elsewhere: Part['elsewhere']): Promise<{ code: string; bundled: Module[] }> {
  const { code, stats } = await ncc(resolve(file), { esm: false, cache: false, quiet: true, externals: elsewhere }).catch(
    (error: unknown) => {
      // Not the error itself: Node would print the line of ncc that threw it, which is a megabyte long.
      console.error(error instanceof Error ? error.message : String(error));
      process.exit(1);
    },
  );
  const { modules } = stats.toJson({ all: false, modules: true, ids: true, nestedModules: true });
  return { code, bundled: modules.flatMap((module) => [module, ...(module.modules ?? [])]) };
}

/** Says of each module which file it is from, where webpack gives it a number alone. */
function named(code: string, bundled: readonly Module[]): string {
  const names = new Map(bundled.map(({ id, name }) => [String(id), name]));
  return code
    .replace(/^\/\*{3}\/ (\d+):$/gm, (line, id: string) => `${line} // MODULE: ${names.get(id) ?? ''}`)
    .replace(/^;\/\/ CONCATENATED MODULE: \.\/entry\.js\n/m, '')
    .replace(/(?<= MODULE: )\S+/g, sourceOf);
}

/** Where a module of the folder, or of a package, has its source. */
function sourceOf(name: string): string {
  return name.replace(/^(?:\.\.\/)+node_modules/, './node_modules').replace(/^\.\/(?!node_modules)(.+)\.js$/, './src/$1.ts');
}

/**
 * Comments stand in the sources; dist/ is read for what it does. Only the lines stay that say which file the code is from.
 * Indented by tabs and without empty lines, which were a fifth of it. Fails if anything else went.
 */
function withoutComments(code: string): string {
  const short = code
    .replace(/^\/\*{7,}\/\n|^\/\*{6}\/[ \t]?/gm, '')
    .replace(/^[ \t]*\/\*\*\n(?:[ \t]*\*.*\n)*?[ \t]*\*\/\n/gm, '')
    .replace(/^[ \t]*\/\*.*\*\/\n/gm, '')
    .replace(/^[ \t]*\/\/(?!.* MODULE: ).*\n/gm, '')
    .replace(/\/\* (?:(?:unused )?harmony [^*]*|binding|import\(\)) \*\/[ \t]*\n?/g, '')
    .replace(/^(?: {4})+/gm, (indent) => '\t'.repeat(indent.length / 4))
    .replace(/\n(?:[ \t]*\n)+/g, '\n');
  const bare = (text: string): string =>
    ts.transpile(text, { removeComments: true, target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.CommonJS });
  if (bare(short) !== bare(code)) throw new Error('More than comments and white space would be taken out.');
  return short;
}

/** The licenses of all packages in the parts. */
function licenses(names: readonly string[]): string {
  const sections = names.map((name) => {
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
await build(built);
if (!check) {
  rmSync('dist', { recursive: true, force: true });
  cpSync(built, 'dist', { recursive: true });
  for (const [name, text] of contents(built))
    console.log(`${(Buffer.byteLength(text) / 1000).toFixed(1).padStart(7)} kB  dist/${name}`);
} else if (JSON.stringify(contents(built)) !== JSON.stringify(contents('dist'))) {
  console.error('dist/ is stale: run npm run build and commit what it changes.');
  process.exitCode = 1;
}

// Builds dist/ from src/: lib/index.js is what a green step reads, lib/later.js all the rest. With --check: fails when it is stale.
import ncc from '@vercel/ncc';
import { globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

const STORED_TOKEN = '#command/stored-token.ts'; // read alone where the token is good, and so at once
const steps = ['main', 'post', 'unseal', 'end'];
/** In place of packages that the toolkit loads, and this action never or seldom calls. */
const standIns = { undici: ['./http/never-called.js'], '@actions/exec': ['./http/never-called.js'], tunnel: ['./http/tunnel.js'] };

interface Module {
  readonly text: string;
  /** What it imports at once of src/: the names, by module. */
  readonly imports: ReadonlyMap<string, readonly string[]>;
  /** What it imports when it is needed. */
  readonly lazy: readonly string[];
}

const transpile = (text: string, module: ts.ModuleKind): string =>
  ts.transpile(text, { target: ts.ScriptTarget.ES2024, removeComments: true, module, verbatimModuleSyntax: true });

function moduleOf(file: string): Module {
  const text = transpile(readFileSync(file, 'utf8'), ts.ModuleKind.ESNext);
  const imports = text.matchAll(/^(?:import|export) (?:\* as \w+|\{ (.+) \}) from '(#.+)'/gm);
  return {
    text,
    imports: new Map(Array.from(imports, ([, names, from = '']) => [from, names?.replace(/ as \w+/g, '').split(', ') ?? ['*']])),
    lazy: Array.from(text.matchAll(/\bimport\('(.+?)'\)/g), ([, from = '']) => from),
  };
}

/** All that `from` imports at once, with what that imports, and itself. */
function closure(from: string, modules: ReadonlyMap<string, Module>, found = new Set<string>()): Set<string> {
  if (!found.has(from))
    for (const next of modules.get(found.add(from) && from)?.imports.keys() ?? []) closure(next, modules, found);
  return found;
}

/** What `there` is to export, since `here` imports it. */
function exported(there: ReadonlySet<string>, here: ReadonlySet<string>, modules: ReadonlyMap<string, Module>): string {
  const wanted = [...here].flatMap((from) => [...(modules.get(from)?.imports ?? [])]).filter(([from]) => there.has(from));
  const lazy = [...here].flatMap((from) => modules.get(from)?.lazy ?? []).filter((from) => there.has(from));
  const names = Map.groupBy([...wanted, ...lazy.map((from) => [from, ['*']] as const)], ([from]) => from);
  const lines = [...names].map(([from, each]) => {
    const all = [...new Set(each.flatMap(([, some]) => some))].sort();
    return all.includes('*') ? `export * from '${from}';\n` : `export { ${all.join(', ')} } from '${from}';\n`;
  });
  return lines.sort().join('');
}

/** As CommonJS, which Node starts sooner, without comments, but for those that say which file the code is from. */
async function bundle(name: string, entry: string, elsewhere: ReadonlySet<string>, file: string): Promise<string> {
  writeFileSync(`${name}.entry.js`, entry);
  const externals = Object.fromEntries([...elsewhere].map((from) => [from, file]));
  const { code, assets } = await ncc(resolve(`${name}.entry.js`), { esm: false, cache: false, quiet: true, externals }).catch(
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : String(error)); // not the error itself: Node would print a megabyte of ncc
      process.exit(1);
    },
  );
  if (Object.keys(assets as object).length > 0) throw new Error('There are chunks: ' + Object.keys(assets as object).join());
  return code
    .replace(/^\/\*{3,}\/ ?/gm, '') // webpack's own marks
    .replace(
      /^;\/\/ CONCATENATED MODULE: (?:\.\/(.+)\.js|\.\.\/(.+))$/gm,
      (_, own?: string, other?: string) => `// ${own ? `src/${own}.ts` : (other ?? '')}`,
    )
    .replace(/^(?: {4})+/gm, (indent) => '\t'.repeat(indent.length / 4));
}

async function build(): Promise<Record<string, string>> {
  const sources = globSync('**/*.ts', { cwd: 'src' }).filter((file) => !file.endsWith('.d.ts'));
  const modules = new Map(sources.map((file) => [`#${file}`, moduleOf(join('src', file))]));
  rmSync('build', { recursive: true, force: true });
  for (const [from, { text }] of modules) {
    const file = join('build', from.slice(1).replace(/ts$/, 'js'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  writeFileSync('build/package.json', JSON.stringify({ type: 'module', imports: { '#*.ts': './*.js' } }));
  writeFileSync('build/tsconfig.json', JSON.stringify({ compilerOptions: { paths: standIns } }));
  process.chdir('build');
  const now = closure('#index.ts', modules);
  const later = new Set([...modules.keys()].filter((from) => !now.has(from)));
  const files = {
    'package.json': '{ "type": "commonjs" }\n', // the one at the top says `module`
    'lib/index.js': await bundle(
      'index',
      `export * from '#index.ts';\n${exported(now, later, modules)}`,
      new Set([...later, 'tunnel/lib/tunnel.js']),
      './later.js',
    ),
    'lib/later.js': await bundle(
      'later',
      `${exported(later, now, modules)}export { httpOverHttp, httpsOverHttp } from 'tunnel/lib/tunnel.js'`,
      now,
      './index.js',
    ),
    ...Object.fromEntries(steps.map((step) => [`${step}/index.js`, `require('../lib/index.js').${step}();\n`])),
    'command/index.js':
      "if (!require('./stored-token.js').printStored(process.argv.slice(2))) require('../lib/index.js').command();\n",
    'command/stored-token.js': transpile(modules.get(STORED_TOKEN)?.text ?? '', ts.ModuleKind.CommonJS),
  };
  process.chdir('..');
  rmSync('build', { recursive: true });
  return { ...files, 'lib/licenses.txt': licenses(files['lib/index.js'] + files['lib/later.js']) };
}

/** The licenses of all packages in `code`. */
function licenses(code: string): string {
  const names = new Set(Array.from(code.matchAll(/^\/\/ .*node_modules\/((?:@[^/]+\/)?[^/]+)\//gm), ([, name = '']) => name));
  const sections = [...names].sort().map((name) => {
    const folder = join('node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>;
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry)) ?? '';
    return `${name}\n${version ?? ''}, ${license ?? ''}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  });
  return sections.join('\n');
}

const built = Object.entries(await build());
if (process.argv.includes('--check')) {
  const current = globSync('dist/**/*.*').length;
  if (current === built.length && built.every(([name, text]) => readFileSync(join('dist', name), 'utf8') === text))
    process.exit();
  console.error('dist/ is stale: run npm run build and commit what it changes.');
  process.exit(1);
}
rmSync('dist', { recursive: true, force: true });
for (const [name, text] of built) {
  mkdirSync(dirname(join('dist', name)), { recursive: true });
  writeFileSync(join('dist', name), text);
  console.log(`${(Buffer.byteLength(text) / 1000).toFixed(1).padStart(7)} kB  dist/${name}`);
}

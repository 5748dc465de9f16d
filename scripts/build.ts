// Builds dist/ (or the folder that is named) from src/: a green step reads lib/index.js; lib/later.js is what `import()` asks for.
import { globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { format } from 'prettier';
import { minify } from 'terser';
import ts from 'typescript';

type Ncc = (entry: string, options: object) => Promise<{ code: string; stats: { toJson: (options: object) => Stats } }>;
type Stats = { modules: { id: number | null; name: string }[] };
const ncc = createRequire(import.meta.url)('@vercel/ncc') as Ncc; // it has no types

/** A call of the token command reads it alone where the token is good, and so takes hardly longer than Node itself. */
const STORED_TOKEN = 'command/stored-token.ts';
const TUNNEL = 'real-tunnel'; // what stand-ins/lazy-tunnel loads where there is a proxy
const STYLE = { parser: 'babel', useTabs: true, printWidth: 130, singleQuote: true, arrowParens: 'avoid' } as const;
const packages = new Set<string>(); // in dist/, by their folders
/** `name` is `*` where all is imported, and `lazy` is by `import()`. */
type Import = { from: string; name: string; lazy: boolean };

function transpile(file: string, module: ts.ModuleKind): string {
  const options = { module, target: ts.ScriptTarget.ES2024, removeComments: true, verbatimModuleSyntax: true };
  return ts.transpile(readFileSync(join('src', file), 'utf8'), options);
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(join(folder, dirname(file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function importsIn(text: string): Import[] {
  const found: Import[] = [];
  const add = (from: ts.Expression | undefined, names: readonly string[], lazy: boolean): void => {
    if (from && ts.isStringLiteral(from)) found.push(...names.map((name) => ({ from: from.text, name, lazy })));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], ['*'], true);
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      const named = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : node.exportClause;
      const names = named && 'elements' in named ? named.elements.map((each) => (each.propertyName ?? each.name).text) : ['*'];
      add(node.moduleSpecifier, names, false);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('', text, ts.ScriptTarget.ES2024));
  return found;
}

/** A file of dist/lib/, in CommonJS, which Node starts sooner; what is `elsewhere` is in the file `other`. */
async function bundle(entry: string, elsewhere: Iterable<string>, other: string): Promise<string> {
  write('build', 'entry.mjs', entry);
  const externals = Object.fromEntries(Array.from(elsewhere, (from) => [from, other]));
  const { code, stats } = await ncc(resolve('build/entry.mjs'), { esm: false, cache: false, quiet: true, externals });
  const { modules } = stats.toJson({ ids: true });
  for (const { name } of modules) packages.add(/^\.\/node_modules\/(@.+?\/)?.+?(?=\/)/.exec(name)?.[0] ?? '');
  // CommonJS has a number in the bundle, and no comment that names it.
  const numbered = modules.filter(({ id, name }) => id && /^\.\/(?!build\/)/.test(name));
  const { code: lean = '' } = await minify(code, {
    ecma: 2020,
    compress: { defaults: false, unused: true, dead_code: true, pure_new: true },
    mangle: false,
    format: {
      preamble: numbered.map(({ id, name }) => `// ${String(id)} is ${name}`).join('\n'),
      // Of all comments, those of ncc that name the source of what follows: as it is called here, and on a line of its own.
      comments: (_, comment) => {
        const name = comment.value.replace(/^ CONCATENATED MODULE:(?= \.)/, '').replace(/^ \.\/build\/(.+)\.js$/, ' ./src/$1.ts');
        return /^ \.\/(?!build\/)/.test(Object.assign(comment, { value: name, nlb: true }).value);
      },
    },
  });
  return format(lean, STYLE);
}

function license(folder: string): string {
  const { name = '', version = '', license = '' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as never;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry)) ?? '';
  return `${name}\n${version}, ${license}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}

process.noDeprecation = true; // ncc's
process.on('uncaughtException', ({ message }) => {
  console.error(message); // not the error: Node would print a megabyte of ncc
  process.exit(1);
});
rmSync('build', { recursive: true, force: true });
write('build', 'package.json', '{ "type": "module", "imports": { "#*.ts": "./*.js" } }');
const imports = new Map<string, readonly Import[]>(); // by the name that others import a module by
for (const file of globSync('**/*.ts', { cwd: 'src' }).map((path) => path.replaceAll('\\', '/'))) {
  const text = transpile(file, ts.ModuleKind.ESNext);
  write('build', file.replace('.ts', '.js'), text);
  imports.set(`#${file}`, importsIn(text));
}
/** The modules that src/index.ts needs; with those that it needs by `import()`, where `lazy`. */
function needed(lazy: boolean): Set<string> {
  const found = new Set(['#index.ts']);
  for (const module of found)
    for (const next of imports.get(module) ?? []) if (imports.has(next.from) && (lazy || !next.lazy)) found.add(next.from);
  return found;
}
const now = needed(false);
const later = needed(true).difference(now);
/** Exports of `part` what `users` import. */
function exportsOf(part: ReadonlySet<string>, users: ReadonlySet<string>): string {
  const taken = [...users].flatMap((user) => imports.get(user) ?? []).filter(({ from }) => part.has(from));
  const lines = taken.map(({ from, name }) => `export ${name === '*' ? name : `{ ${name} }`} from '${from}';`);
  return [...new Set(lines)].sort().join('\n');
}
const files: Record<string, string> = {
  'package.json': '{ "type": "commonjs" }\n', // the one at the top says `module`
  'lib/index.js': await bundle(`export * from '#index.ts';\n${exportsOf(now, later)}`, [...later, TUNNEL], './later.js'),
  'lib/later.js': await bundle(`export * from '${TUNNEL}';\n${exportsOf(later, now)}`, now, './index.js'),
  'lib/licenses.txt': [...packages].filter(Boolean).map(license).sort().join('\n'),
  'command/index.js':
    "require('./stored-token.js').printStored(process.argv.slice(2)) || require('../lib/index.js').command();\n",
  'command/stored-token.js': await format(`// ./src/${STORED_TOKEN}\n${transpile(STORED_TOKEN, ts.ModuleKind.CommonJS)}`, STYLE),
};
for (const step of ['main', 'post', 'unseal', 'end']) files[`${step}/index.js`] = `require('../lib/index.js').${step}();\n`;
const [, , folder = 'dist'] = process.argv;
for (const old of ['build', folder]) rmSync(old, { recursive: true, force: true });
for (const [file, text] of Object.entries(files)) write(folder, file, text);

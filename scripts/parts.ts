/**
 * Which file of dist/lib/ each module of src/ goes into: what a main step always needs into index.js, what is imported only when
 * it is needed (`await import()`) into a file of its name, and so what the same two of those share. A file so has one scope, and plain
 * names.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

/** A file of dist/lib/. */
export interface Part {
  /** Without `.js`. */
  readonly name: string;
  /** The module that says what is in it. */
  readonly entry: string;
  /** The specifiers that other parts have, and their files. */
  readonly elsewhere: Readonly<Record<string, string>>;
}

interface Module {
  /** As JavaScript; what it imports of src/ begins with `#`, so that a module has one name wherever it is imported. */
  readonly text: string;
  /** Specifiers, with the names that are imported of them. */
  readonly imports: ReadonlyMap<string, readonly string[]>;
  readonly lazy: readonly string[];
}

/** The modules of src/ by their specifiers. */
export function readModules(): Map<string, Module> {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
  return new Map(sources.map((file) => [specifier(file), moduleOf(file)]));
}

const specifier = (file: string): string => `#${file.replace(/\.ts$/, '.js')}`;

function moduleOf(file: string): Module {
  const options = { target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.ESNext, removeComments: true };
  const text = ts
    .transpile(readFileSync(`src/${file}`, 'utf8'), { ...options, verbatimModuleSyntax: true })
    .replace(
      /(?<=\bfrom |\bimport\()'(\..+?)'/g,
      (_, path: string) => `'${resolved(posix.join('src', posix.dirname(file), path))}'`,
    );
  const imports = [...text.matchAll(/^(?:import|export) (.+) from '(.+)';$/gm)];
  return {
    text,
    imports: new Map(imports.map(([, names = '', from = '']) => [from, namesIn(names, text)])),
    lazy: [...text.matchAll(/\bimport\('(.+?)'\)/g)].map(([, from = '']) => from),
  };
}

/** Files that a package does not export are imported by their paths. */
function resolved(path: string): string {
  return path.startsWith('src/') ? specifier(path.slice('src/'.length)) : posix.resolve(path);
}

/** `{ a, b as c }` has `a` and `b`, and `* as all` what the text uses of it. */
function namesIn(clause: string, text: string): string[] {
  const [, all] = /^\* as (\w+)$/.exec(clause) ?? [];
  if (all !== undefined)
    return [...text.matchAll(new RegExp(String.raw`(?<![\w/.])${all}\.(\w+)`, 'g'))].map(([, name = '']) => name);
  const [, names = ''] = /^\{ (.+) \}$/.exec(clause) ?? [];
  return names.split(', ').map((name) => name.replace(/ as .+/, ''));
}

/** The parts, of which the first is index.js. */
export function partsOf(modules: ReadonlyMap<string, Module>): Part[] {
  const homes = homesOf(modules);
  return [...new Set(homes.values())].map((home) => {
    const own = [...homes].filter(([, of]) => of === home).map(([from]) => from);
    const others = [...homes].filter(([, of]) => of !== home);
    return {
      name: nameOf(home),
      entry: entryOf(home, own, modules),
      elsewhere: Object.fromEntries(others.map(([from, of]) => [from, `./${nameOf(of)}.js`])),
    };
  });
}

const INDEX = '#index.js';
/** A package whose modules share so much that they are one part. */
const JOSE = 'jose';

/** For each specifier that is or may be in another part than its importer, the one that names its part. */
function homesOf(modules: ReadonlyMap<string, Module>): Map<string, string> {
  const reached = (root: string, not: ReadonlySet<string>, seen = new Set<string>()): Set<string> => {
    if (seen.has(root) || not.has(root)) return seen;
    seen.add(root);
    for (const next of modules.get(root)?.imports.keys() ?? []) if (next.startsWith('#')) reached(next, not, seen);
    return seen;
  };
  const eager = reached(INDEX, new Set());
  const homes = new Map([...eager].map((from) => [from, INDEX]));
  const lazy = new Set([...modules.values()].flatMap((module) => module.lazy).filter((from) => !eager.has(from)));
  const neededBy = new Map<string, string>();
  for (const root of [...lazy].sort())
    for (const from of reached(root, eager)) neededBy.set(from, `${neededBy.get(from) ?? ''} ${root}`.trim());
  for (const [from, by] of neededBy) {
    const [first = from] = [...neededBy.keys()].filter((each) => neededBy.get(each) === by && !lazy.has(each)).sort();
    homes.set(from, lazy.has(from) ? from : lazy.has(by) ? by : first);
  }
  for (const from of [...modules.values()].flatMap(({ imports, lazy }) => [...imports.keys(), ...lazy]))
    if (from.startsWith(`${JOSE}/`)) homes.set(from, JOSE);
  return homes;
}

/** What others import of a part: of the module that it is named for, all. */
function entryOf(home: string, own: readonly string[], modules: ReadonlyMap<string, Module>): string {
  if (home === JOSE) return own.map((from) => `export * from '${from}';\n`).join('');
  const inside = new Set(own);
  const wanted = new Map<string, Set<string>>();
  for (const [importer, { imports }] of modules)
    for (const [from, names] of imports)
      if (inside.has(from) && !inside.has(importer)) wanted.set(from, new Set([...(wanted.get(from) ?? []), ...names]));
  wanted.delete(home);
  const lines = [...wanted].map(([from, names]) => `export { ${[...names].sort().join(', ')} } from '${from}';\n`);
  return `export * from '${home}';\n${lines.sort().join('')}`;
}

/** `client/sign.js` is client-sign, and a file of a package by its own name. */
function nameOf(home: string): string {
  const name = home.startsWith('#')
    ? home.slice(1)
    : (/node_modules\/(.+)/.exec(home)?.[1] ?? home).replace(/^@\w+\/|lib\//g, '');
  return name
    .replace(/\.js$/, '')
    .replace(/^(\w+)\/\1$/, '$1')
    .replaceAll('/', '-');
}

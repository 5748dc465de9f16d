/**
 * The scripts that build dist/ and say whether it is fresh, in a small project; and the tests on an old Node.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './helpers/runner.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "somebody's tools-"));
  for (const part of ['scripts/build.ts', 'scripts/dist.ts', 'package.json', 'package-lock.json', 'vitest.config.ts'])
    cpSync(join(root, part), join(folder, part));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  save(
    'src/index.ts',
    `import { greet, type Name } from '#text/greet.ts';
// A comment.
export const main = (name: Name): string => greet(name);
export const post = async (): Promise<string> => (await import('#text/part.ts')).part('you');
`,
  );
  save(
    'src/text/greet.ts',
    `export type Name = string;
export function greet(name: Name): string { const greeting = \`Hello, \${name}\`; return greeting; }
export const nobodyCalls = (): string => 'unused';
export const shared = (): string => 'shared';
`,
  );
  save(
    'src/text/part.ts',
    "import { shared } from '#text/greet.ts';\nexport const part = (from: string): string => shared() + from;\n",
  );
  save('src/command/stored-token.ts', 'export const printStored = (): boolean => true; // alone\n');
  expect(run('scripts/build.ts')).toEqual({ status: 0, output: '' });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function save(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

function run(...args: readonly string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  return { status, output: stderr + stdout };
}

describe('npm run build', () => {
  test('puts what a green step reads into one file, and what `import()` asks for into another', () => {
    const script =
      "const { main, post } = require('./dist/lib/index.js'); post().then((text) => console.log(main('you'), text));";
    expect(run('-e', script)).toEqual({ status: 0, output: 'Hello, you sharedyou\n' });
    const [first, later] = [read('dist/lib/index.js'), read('dist/lib/later.js')];
    expect([first.includes('const greeting'), later.includes('const greeting')]).toEqual([true, false]);
    expect([first.includes('const part ='), later.includes('const part =')]).toEqual([false, true]);
    expect(run('dist/command/index.js')).toEqual({ status: 0, output: '' });
  });

  test('leaves all names, and the name of each source above what it became: nothing else', () => {
    const lines = read('dist/lib/index.js').split('\n');
    const at = lines.indexOf('\t// ./src/text/greet.ts');
    expect(lines.slice(at + 1, at + 5).map((line) => line.trim())).toEqual([
      'function greet(name) {',
      'const greeting = `Hello, ${name}`;',
      'return greeting;',
      '}',
    ]);
    expect(read('dist/lib/index.js')).not.toMatch(/nobodyCalls|A comment|entry/);
    expect(read('dist/command/stored-token.js')).toMatch(/^\/\/ \.\/src\/command\/stored-token\.ts\n/);
  });

  test('says in one line what ncc does not find', () => {
    const text = read('src/text/part.ts');
    save('src/text/part.ts', text.replaceAll('shared', 'missing'));
    const { status, output } = run('scripts/build.ts', '.cache/failed');
    expect(output).toMatch(/^export 'missing' .* was not found in '#text\/greet\.ts'.*\n$/);
    expect(status).toBe(1);
    save('src/text/part.ts', text);
  });
});

test.each([
  ['dist/main/index.js', /$/, '\n//'],
  ['src/index.ts', 'greet(name)', 'greet(name + name)'],
  ['scripts/build.ts', 'useTabs: true', 'useTabs: false'],
])('dist/ is stale once %s is another', (file, from, to) => {
  expect(run('scripts/dist.ts')).toEqual({ status: 0, output: '' });
  const text = read(file);
  save(file, text.replace(from, to));
  const output = 'dist/ is stale: run npm run build and commit what it changes.\n';
  expect(run('scripts/dist.ts')).toEqual({ status: 1, output });
  save(file, text);
});

test('on an old Node the tests say in one sentence what to do', () => {
  save('old.cjs', "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });");
  const { status, output } = run('--require', join(folder, 'old.cjs'), join(root, 'node_modules/vitest/vitest.mjs'), 'run');
  expect(output).toMatch(/^The tests need Node 24, and this is v[\d.]+: run `npm test -- FILE`, which has it\.\n$/);
  expect(status).toBe(1);
});

describe('npm run format', () => {
  const files = ['action.yml', 'action-types.yml', 'unseal/action.yml', 'unseal/action-types.yml', 'end/action.yml'];
  const written = ['end/action-types.yml', 'README.md', 'docs/network.md', 'docs/errors.md'];
  const generate = (...args: readonly string[]): ReturnType<typeof run> => run(join(root, 'scripts/generate.ts'), ...args);

  beforeAll(() => {
    for (const file of [...files, ...written, '.prettierrc.json']) cpSync(join(root, file), join(folder, file));
  });

  test('has been run', () => {
    expect(generate('--check')).toEqual({ status: 0, output: '' });
  });

  test('writes what follows from a new input, and what else is not as in the code', () => {
    const change = (file: string, from: string, to: string): void => {
      expect(read(file)).toContain(from);
      save(file, read(file).replace(from, to));
    };
    const network = read('docs/network.md');
    change('action.yml', '\noutputs:', "\n  patience:\n    description: A test.\n    default: '5'\noutputs:");
    change('action.yml', '(login-qa.arkane.network)', '(login.qa.test)');
    change('docs/network.md', '`login-qa.arkane.network`', '`login.qa.test`');
    change('docs/errors.md', '[input_missing](#input_missing), ', '');
    const stale = ['action.yml', 'action-types.yml', 'README.md', 'docs/network.md', 'docs/errors.md'];
    const output = stale.map((file) => `${file} is stale: run npm run format and commit what it changes.\n`).join('');
    expect(generate('--check')).toEqual({ status: 1, output });
    expect(generate()).toEqual({ status: 0, output: `${stale.join('\n')}\n` });
    expect(generate('--check')).toEqual({ status: 0, output: '' });
    expect(read('action.yml')).toContain('(login-qa.arkane.network)');
    expect(read('action-types.yml')).toContain('  patience:\n    type: integer\n');
    expect(read('README.md')).toContain('- **`patience`** (`5`): A test.\n');
    expect(read('docs/network.md')).toBe(network);
    expect(read('docs/errors.md')).toContain('[input_missing](#input_missing), ');
  });
});

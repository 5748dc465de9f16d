/**
 * What the commands of package.json say to whoever works on the project: the scripts themselves, in a small project.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf } from './helpers/documents.ts';
import { root } from './helpers/runner.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "somebody's tools-"));
  for (const part of [
    'scripts/build.ts',
    'scripts/parts.ts',
    'src/command/stored-token.ts',
    'scripts/dist.ts',
    'scripts/test.ts',
    'package.json',
    'vitest.config.ts',
  ])
    cpSync(join(root, part), join(folder, part));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  save('package-lock.json', '{}');
  save(
    'tsconfig.json',
    textOf('tsconfig.json').replace(/"include": .*/, '"include": ["*.ts", "src"], "exclude": ["*.config.ts"]'),
  );
  save('root.ts', 'export {};\n'); // what is built is below it
  // A file that its package does not export: by its path.
  save(
    'src/index.ts',
    "import { toCommandValue as main } from '../node_modules/@actions/core/lib/utils.js';\nexport const [post, unseal] = [main, main];\n",
  );
  save(
    '__tests__/slow.test.ts',
    "import { test } from 'vitest';\ntest('slow', () => new Promise((done) => setTimeout(done, 400)));\n",
  );
  expect(run('scripts/build.ts')).toEqual({ status: 0, output: expect.stringContaining('dist/lib/index.js') as string });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function save(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function run(script: string, ...args: string[]): { status: number | null; output: string } {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(NO_COLOR|FORCE_COLOR|VITEST.*|TEST|NODE_ENV)$/.test(name)),
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: folder, encoding: 'utf8', env });
  return { status, output: stderr + stdout };
}

describe('npm test', () => {
  test('runs the tests, in plain words where nobody watches', () => {
    const { status, output } = run('scripts/test.ts');
    expect(output).toMatch(/Tests +1 passed/);
    expect(output).not.toContain('\u001B');
    expect(output).not.toMatch(/slow +\d+ *ms/);
    expect(status).toBe(0);
  });

  test.each([
    ['dist/main/index.js', /$/, '\nconsole.log("another");\n'],
    ['src/index.ts', /$/, '\nconsole.log("another");\n'],
    ['scripts/build.ts', "'licenses.txt'", "'license.txt'"],
    ['scripts/parts.ts', ".replaceAll('/', '-')", '.toUpperCase()'],
  ])('says first that %s is another than was built, and stops', (file, from, to) => {
    const text = readFileSync(join(folder, file), 'utf8');
    save(file, text.replace(from, to));
    expect(run('scripts/test.ts')).toEqual({
      status: 1,
      output: 'dist/ is stale: run npm run build and commit what it changes.\n',
    });
    save(file, text);
  });
});

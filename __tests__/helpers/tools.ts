/**
 * The tools of the heavier suites, fetched once into the ignored cache. Their versions are here and in scripts/requirements.txt.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './runner.ts';

const requirements = join(root, 'scripts/requirements.txt');
const cache = join(root, '.cache/tools');

const goTools = {
  act: 'github.com/nektos/act@v0.2.89',
  actionlint: 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12',
} as const;
const npmTools = { newman: 'newman@6.2.2' } as const;
const pythonTools = ['zizmor', 'check-jsonschema'] as const;

export type Tool = keyof typeof goTools | keyof typeof npmTools | (typeof pythonTools)[number];

/** The path of `tool`, which is installed first where it is missing. Throws an Error that says what the machine lacks. */
export function toolPath(tool: Tool): string {
  if (tool in goTools) return goTool(tool as keyof typeof goTools);
  return tool in npmTools ? npmTool(tool as keyof typeof npmTools) : pythonTool(tool);
}

function goTool(tool: keyof typeof goTools): string {
  const module = goTools[tool];
  const folder = join(cache, module.split('/').at(-1) ?? tool);
  const path = join(folder, tool);
  if (!existsSync(path)) {
    console.error(`Installing ${tool} (once, about a minute) ...`);
    run('go', ['install', module], `${tool} is built with Go: install Go 1.24 or later.`, { GOBIN: folder });
  }
  return path;
}

function npmTool(tool: keyof typeof npmTools): string {
  const folder = join(cache, npmTools[tool]);
  const path = join(folder, 'node_modules/.bin', tool);
  if (!existsSync(path)) {
    console.error(`Installing ${tool} (once) ...`);
    const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', npmTools[tool]];
    run('npm', args, `${tool} is installed with npm.`);
  }
  return path;
}

function pythonTool(tool: string): string {
  const folder = join(cache, 'python');
  const stamp = join(folder, '.installed');
  const wanted = readFileSync(requirements, 'utf8');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    console.error(`Installing ${pythonTools.join(' and ')} (once) ...`);
    rmSync(folder, { recursive: true, force: true });
    const missing = `${tool} needs Python: install Python 3.11 or later, with venv.`;
    run('python3', ['-m', 'venv', folder], missing);
    const pip = [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--require-hashes',
      '--only-binary=:all:',
      '-r',
      requirements,
    ];
    run(join(folder, 'bin/python'), pip, missing);
    writeFileSync(stamp, wanted);
  }
  return join(folder, 'bin', tool);
}

function run(command: string, args: readonly string[], missing: string, env: Record<string, string> = {}): void {
  const { status, error } = spawnSync(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 2, 2] });
  if (error) throw new Error(missing, { cause: error });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed.`);
}
